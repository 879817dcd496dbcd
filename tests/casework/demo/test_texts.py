"""The texts of the demo: every gap can be filled, for any household."""

from __future__ import annotations

from random import Random

import pytest

from casework.demo.scripts import CHANCE, FOLDER, Lines, household_script, note, say, script
from privacy.choices import Domain

ALWAYS = {"naam": "Els", "wie": "Fatima"}
KNOWN = {*ALWAYS, *CHANCE, "partner", "kind", "aanbieder"}


def lines_of(domain: str) -> list[Lines]:
    told = script(domain)
    steps = [lines for step in told.steps for lines in (step.say, step.note)]
    return [*steps, told.round_say, told.aftercare, told.ended, told.early, told.notes]


@pytest.mark.parametrize("domain", Domain.values)
def test_every_gap_has_a_word(domain: str) -> None:
    assert all(line.needs <= KNOWN for lines in lines_of(domain) for line in lines)


@pytest.mark.parametrize("domain", Domain.values)
def test_somebody_alone_can_be_told_about(domain: str) -> None:
    words = ALWAYS | ({"aanbieder": "De Brug"} if all(script(domain).providers) else {})
    for lines in lines_of(domain):
        if lines:
            assert "{" not in say(Random(1), lines, words)


def test_events_fit_the_timeline() -> None:
    events = [line for domain in Domain.values for step in script(domain).steps for line in step.say]
    assert max(len(line.text) for line in events) < 200


def test_notes_hardly_ever_repeat() -> None:
    rng, told = Random(1), script(Domain.DEBTS)
    words = ALWAYS | {"partner": "Wim", "kind": "Rosa"}
    notes = [note(rng, words, told.notes) for _ in range(1000)]
    assert len(set(notes)) > 900


def test_a_line_that_needs_a_child_is_not_said_where_there_is_none() -> None:
    rng = Random(1)
    said = {say(rng, household_script().body, ALWAYS) for _ in range(500)}
    assert not any("deed de deur open" in text for text in said)


def test_there_are_texts_for_every_domain_and_nothing_else() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == {*Domain.values, "household", "meldcode", "story"}
