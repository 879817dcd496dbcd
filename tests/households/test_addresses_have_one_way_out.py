"""No template and no code prints an address but through `households.secrecy`: it alone knows who may see it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.stack.environment import ROOT

APPS = ("casework", "config", "households", "privacy")
# Where addresses come in or are compared, and nobody reads them.
INSIDE = (
    "households/brp/",
    "households/demo/",
    "households/migrations/",
    "households/services/importing/",
    "households/models/addresses.py",
    "households/secrecy.py",
    "households/search/finding.py",  # asks by the parts of an address, in stays that are not hidden
    "households/services/proposals.py",  # asks of which kind an address is
)
IN_TEMPLATE = re.compile(r"\.address\.|\b(?:household|residence|stay)\.address\b|one_line|house_number")
JOINS = {"select_related", "prefetch_related", "values", "values_list", "only"}
PATHS = re.compile(r"(?:^|__)address__\w+$|^address$")


def sources() -> Iterator[Path]:
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            if not str(path.relative_to(ROOT)).startswith(INSIDE):
                yield path


def ways_around(tree: ast.AST) -> Iterator[str]:
    """Attributes of addresses, addresses of rows, and addresses joined by `select_related` and their like."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in {"address", "one_line"}:
            yield f"line {node.lineno}: .{node.attr}"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in JOINS:
            texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            yield from (f"line {node.lineno}: {text}" for text in texts if PATHS.search(text))


@pytest.mark.parametrize("path", list(sources()), ids=lambda path: str(path.relative_to(ROOT)))
def test_code_prints_addresses_through_the_one_way(path: Path) -> None:
    text = path.read_text()
    if "address" in text:
        found = list(ways_around(ast.parse(text)))
        assert found == [], "annotate with households.secrecy.of_household or of_stay instead"


@pytest.mark.parametrize(
    "path",
    [path for app in APPS for path in sorted((ROOT / app / "templates").rglob("*.html"))],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_templates_print_addresses_through_the_one_way(path: Path) -> None:
    assert IN_TEMPLATE.findall(path.read_text()) == [], "print shown_address of households.secrecy instead"


def test_the_way_around_would_be_found() -> None:
    code = "a = household.address.one_line\nrows.select_related('household__address')\nrows.only('address__street')"
    assert len(list(ways_around(ast.parse(code)))) == 3
    assert IN_TEMPLATE.findall("{{ household.address.street }}")
