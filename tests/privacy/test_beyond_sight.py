"""What goes beyond sight is a short list, in services; no view can."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from privacy.acting import BEYOND_SIGHT
from tests.source import Source, production

GOING = "beyond_sight"
DEFINED_IN = "privacy/acting.py"
ALLOWED = {
    "casework/grants/comparing.py": {"keep grants as they follow"},
    "casework/grants/writing.py": {"keep grants as they follow"},
    "casework/services/cases.py": {"divide the work"},
    "casework/services/clocks/amending.py": {"count work"},
    "casework/services/emergencies.py": {"help in an emergency"},
    "casework/services/handovers.py": {"settle what was handed over"},
    "casework/services/replacements.py": {"divide the work"},
    "casework/services/sharing/ending.py": {"settle what was shared"},
    "casework/services/sharing/telling.py": {"settle what was shared"},
    "casework/team.py": {"count work"},
    "casework/worklist/rows.py": {"divide the work"},
    "households/services/merging/merges.py": {"keep the register right"},
    "privacy/access.py": {"name whom a refusal is about"},
    DEFINED_IN: {"ask the never-rules for a colleague"},
}


def reasons(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == GOING:
            (why,) = node.args
            assert isinstance(why, ast.Constant)  # a reason can be found by its words
            yield str(why.value)


def test_it_is_gone_for_these_reasons_in_these_places() -> None:
    found = {source.name: set(reasons(source)) for source in production()}
    assert {name: whys for name, whys in found.items() if whys} == ALLOWED


def test_every_reason_is_used() -> None:
    assert set.union(*ALLOWED.values()) == BEYOND_SIGHT.keys()


def test_no_view_names_it() -> None:
    assert [source.name for source in production() if source.is_view and GOING in ast.unparse(source.tree)] == []
