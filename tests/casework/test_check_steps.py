"""The check of a step over any days and answers: nothing before its cause, no end before its start, none lost."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.clocks.calendar import add_months
from casework.workflow import WORKFLOWS, Answer, Ask, Only, Step
from casework.workflow.checking import Deciding, Taking, complaints, stored
from casework.workflow.checking import given as answered
from casework.workflow.engine import Workflow

DAYS = st.dates(datetime.date(2015, 1, 1), datetime.date(2040, 12, 31))
MAYBE = st.none() | DAYS
LATE = datetime.date(2041, 1, 1)
STEPS = [
    pytest.param(workflow, step, id=f"{kind}-{step.key}")
    for kind, workflow in WORKFLOWS.items()
    for step in workflow.steps
]


def step(*asks: Ask, **more: object) -> Step:
    return Step("x", "x", "x", ("new",), asks=asks, **more)  # type: ignore[arg-type]  # as a table has them


def wrong(of: Step, on: datetime.date, after: datetime.date | None = None, **facts: object) -> dict[str, str]:
    return complaints(of, Taking("x", 1, on, facts), today=LATE, after=after)


@given(on=DAYS, before=MAYBE)
def test_a_step_is_never_taken_before_the_step_before(on: datetime.date, before: datetime.date | None) -> None:
    assert ("on" in wrong(step(), on, before)) == (before is not None and on < before)


@given(on=DAYS, today=DAYS)
def test_a_step_is_never_taken_in_the_future(on: datetime.date, today: datetime.date) -> None:
    assert ("on" in complaints(step(), Taking("x", 1, on), today=today, after=None)) == (on > today)


@given(on=DAYS, cause=DAYS, effect=DAYS)
def test_a_cause_is_before_and_what_comes_later_after_the_day_of_the_step(
    on: datetime.date, cause: datetime.date, effect: datetime.date
) -> None:
    found = wrong(
        step(Ask("cause", "?", Answer.DAY), Ask("effect", "?", Answer.DAY, later=True)), on, cause=cause, effect=effect
    )
    assert ("cause" in found, "effect" in found) == (cause > on, effect < on)


@given(on=DAYS, begin=DAYS, end=DAYS, months=st.integers(1, 12))
def test_an_end_is_after_its_begin_and_within_its_months(
    on: datetime.date, begin: datetime.date, end: datetime.date, months: int
) -> None:
    asks = (
        Ask("begin", "?", Answer.DAY, free=True),
        Ask("end", "?", Answer.DAY, free=True, after="begin", at_most_months=months),
    )
    assert ("end" in wrong(step(*asks), on, begin=begin, end=end)) == (not begin <= end <= add_months(begin, months))


@given(on=DAYS, sent_on=MAYBE, starts_on=MAYBE, ends_on=MAYBE, ground=st.text(max_size=3))
@settings(max_examples=300)
def test_a_decision_that_passes_is_one_that_the_database_takes(
    on: datetime.date,
    sent_on: datetime.date | None,
    starts_on: datetime.date | None,
    ends_on: datetime.date | None,
    ground: str,
) -> None:
    taking = Taking("x", 1, on, decision=Deciding("grant", ground, sent_on, starts_on, ends_on))
    if not complaints(step(decides=("grant",)), taking, today=LATE, after=None):
        assert ground.strip()
        assert (sent_on or on) >= on
        assert ends_on is None or (starts_on is not None and ends_on >= starts_on)


def test_an_answer_that_is_asked_only_elsewhere_is_neither_needed_nor_kept() -> None:
    asks = (
        Ask("how", "?", Answer.CHOICE, (("a", "a"), ("b", "b")), missing="kies"),
        Ask("more", "?", missing="vul in", only=Only("how", ("b",))),
    )
    on = datetime.date(2026, 11, 20)
    assert wrong(step(*asks), on, how="a") == {}
    assert wrong(step(*asks), on, how="b") == {"more": "vul in"}
    assert wrong(step(*asks), on, how="c") == {"how": "Kies een antwoord uit de lijst."}
    assert answered(step(*asks), {"how": "a", "more": "x", "unknown": 1}) == {"how": "a"}
    assert stored({"day": on, "number": 3}) == {"day": "2026-11-20", "number": 3}


@pytest.mark.parametrize(("workflow", "of"), STEPS)
def test_a_step_says_what_it_misses_in_words(workflow: Workflow, of: Step) -> None:
    """An empty form gets a sentence for each question that must be answered, never an empty one."""
    found = complaints(of, Taking(of.key, 1, LATE), today=LATE, after=None)
    needed = {ask.key for ask in of.asks if not ask.is_optional and ask.only is None}
    assert needed <= {*found}
    assert all(words for words in found.values())
    assert workflow.step(of.key) is of
