"""README.md shows the demo as it is."""

from __future__ import annotations

from casework.demo.staff import MAIL, NAMED
from config.stack.environment import ROOT

README = (ROOT / "README.md").read_text()


def test_the_demo_accounts_are_those_of_the_demo() -> None:
    rows = [line for line in README.splitlines() if MAIL in line]
    said = [tuple(cell.strip() for cell in row.split("|")[1:3]) for row in rows]
    assert said == [
        (f"{mailbox}@{MAIL}", f"{name}, {role.label}, {team}") for mailbox, name, team, role, _domains in NAMED
    ]


def test_the_readme_fits_on_a_screen_or_two() -> None:
    assert len(README.splitlines()) <= 80
