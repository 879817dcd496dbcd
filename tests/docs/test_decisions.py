"""docs/decisions is complete: numbered without gaps, all in the index, all with context, decision and price."""

from __future__ import annotations

import re

import pytest

from config.stack.environment import ROOT
from tests.docs.pages import links, named

FOLDER = ROOT / "docs" / "decisions"
DECISIONS = sorted(path for path in FOLDER.glob("*.md") if path.name != "README.md")


def test_numbers_have_no_gaps() -> None:
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))


def test_the_index_has_every_decision_once_in_order() -> None:
    assert [link for link in links(FOLDER / "README.md") if link[0].isdigit()] == [path.name for path in DECISIONS]


@pytest.mark.parametrize("number", range(len(DECISIONS)), ids=[named(path) for path in DECISIONS])
def test_a_decision_says_why_what_and_at_which_price(number: int) -> None:
    text = DECISIONS[number].read_text()
    assert text.startswith(f"# {number + 1}. ")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Price"]
