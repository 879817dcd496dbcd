"""What the documentation names is there: paths, commands, settings, variables, pages of the site, names in the code."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import get_commands, load_command_class
from django.urls import URLPattern, URLResolver, get_resolver

from config.stack.environment import ROOT
from privacy.audit import events
from tests.docs.environment import all_variables, settings_variables
from tests.docs.pages import PAGES, code, examples, heading_ids, links, prose, spans

PACKAGES = "casework|config|households|privacy|tests"
TOP = {path.name for path in ROOT.iterdir()}
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
CAPITALS = re.compile(r"(?<![\w.])[A-Z][A-Z0-9]*_[A-Z0-9_]+\b")
FILE = re.compile(r"[\w.-]+\.(md|yml|toml|txt|in)|Makefile|LICENSE")
ENDINGS = ("css", "html", "js", "md", "po", "py", "svg")
PRODUCTION = ROOT / "docs" / "how-to" / "run-in-production.md"
# Words of the platform that are neither a setting nor a variable of ours.
KNOWN_CAPITALS = {"ATOMIC_REQUESTS", "DJANGO_SETTINGS_MODULE"}


def untrue(said: Callable[[Path], Iterable[str]], is_true: Callable[[str], bool]) -> list[str]:
    """Everything that pages say and that is not true, with the page."""
    return [f"{page.relative_to(ROOT)}: {one}" for page in PAGES for one in sorted(set(said(page))) if not is_true(one)]


def url_names(of: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    for pattern in (of or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern) and pattern.name:
            yield f"{prefix}{pattern.name}"
        elif isinstance(pattern, URLResolver):
            yield from url_names(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)


def is_in_the_code(dotted: str) -> bool:
    """Whether a module, or something in one, has this name; the name of a model's table in the registry counts."""
    if dotted in {model._meta.label_lower for model in apps.get_models()}:
        return True
    module, *rest = dotted.split(".")
    found = importlib.import_module(module)
    for part in rest:
        module = f"{module}.{part}"
        if not hasattr(found, part):
            try:
                importlib.import_module(module)
            except ModuleNotFoundError:
                return part in getattr(found, "__annotations__", {})
        found = getattr(found, part)
    return True


def is_command(said: str) -> bool:
    """Whether `manage.py` has this command, with these options."""
    name, *arguments = said.split()
    if name not in get_commands():
        return False
    options = load_command_class(get_commands()[name], name).create_parser("manage.py", name)._option_string_actions
    return all(argument in options for argument in arguments if argument.startswith("--"))


def leads_somewhere(said: str) -> bool:
    """Whether `page link` is a link to a file, and to a heading in it, that exist."""
    page, link = said.split(" ")
    path, _hash, anchor = link.partition("#")
    target = (Path(page).parent / path).resolve() if path else Path(page)
    return target.exists() and (not anchor or anchor in heading_ids(target))


def test_every_path_exists() -> None:
    def paths(page: Path) -> Iterator[str]:
        return (span for span in spans(page) if (span.split("/")[0] in TOP and "/" in span) or FILE.fullmatch(span))

    assert (
        untrue(
            lambda page: (path for path in paths(page) if " " not in path), lambda p: (ROOT / p.split("::")[0]).exists()
        )
        == []
    )


def test_every_link_leads_somewhere() -> None:
    said = [f"{page} {link}" for page in PAGES for link in links(page) if "://" not in link]
    assert [link for link in said if not leads_somewhere(link)] == []


def test_every_make_target_exists() -> None:
    target = re.compile(r"(?:^|\s)make ([a-z-]+)")
    assert untrue(lambda page: (one for text in code(page) for one in target.findall(text)), TARGETS.__contains__) == []


def test_every_command_exists_with_its_options() -> None:
    command = re.compile(r"manage\.py (\w+(?: --?[\w-]+(?:[ =](?!-)\S+)?)*)")
    assert untrue(lambda page: (one for text in code(page) for one in command.findall(text)), is_command) == []


def test_every_setting_and_variable_exists() -> None:
    known = {*dir(settings), *all_variables(), *KNOWN_CAPITALS}

    def capitals(page: Path) -> Iterator[str]:
        return (name for text in code(page) for name in CAPITALS.findall(text))

    assert untrue(capitals, known.__contains__) == []


def test_every_page_of_the_site_exists() -> None:
    name, known = re.compile(r"(?:casework|households|privacy|admin):\w+"), set(url_names())
    assert untrue(lambda page: filter(name.fullmatch, spans(page)), known.__contains__) == []


def test_every_name_in_the_code_exists() -> None:
    dotted = re.compile(rf"((?:{PACKAGES})(?:\.[A-Za-z]\w+)+)(?:\(.*)?")

    def names(page: Path) -> Iterator[str]:
        found = (match[1] for span in spans(page) if (match := dotted.fullmatch(span)))
        return (name for name in found if not re.search(r"\.(?:E\d+|py)$", name))

    assert untrue(names, is_in_the_code) == []


def test_every_event_named_is_registered() -> None:
    kinds = {event.partition(".")[0] for event in events()}
    event = re.compile(rf"(?:{'|'.join(sorted(kinds))})\.(?!{'|'.join(ENDINGS)})[a-z_]+")
    assert untrue(lambda page: filter(event.fullmatch, spans(page)), events().__contains__) == []


def test_no_page_says_that_something_is_a_small_matter() -> None:
    word = re.compile(r"\b(?:simply|just|easily)\b", re.IGNORECASE)
    assert untrue(lambda page: word.findall(prose(page)), lambda _word: False) == []


def test_the_table_for_production_has_exactly_the_variables_that_settings_read() -> None:
    rows = re.findall(r"^\| `([A-Z][A-Z0-9_]+)`", PRODUCTION.read_text(), re.MULTILINE)
    assert sorted(rows) == sorted(settings_variables())


def test_every_page_is_in_the_index() -> None:
    docs = ROOT / "docs"
    index = {(docs / link).resolve() for link in links(docs / "README.md")}
    pages = {path for path in docs.rglob("*.md") if path.parent.name != "decisions" and path != docs / "README.md"}
    assert pages - index == set()


def test_every_example_in_python_can_be_read() -> None:
    for page in PAGES:
        for example in examples(page):
            ast.parse(example)
