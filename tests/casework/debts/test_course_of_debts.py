"""What is owed over time: totals add up, whatever was recorded in which order; the picture stays in its frame."""

from __future__ import annotations

import datetime
import uuid

from hypothesis import given
from hypothesis import strategies as st

from casework.debts.picture import HEIGHT, WIDTH, ceiling, draw
from casework.debts.reckoning import Reading, course

DEBTS = [uuid.UUID(int=number) for number in range(4)]
DAYS = st.dates(datetime.date(2019, 1, 1), datetime.date(2031, 12, 31))


@st.composite
def readings(draw_one: st.DrawFn) -> list[Reading]:
    """Amounts of some debts, at most one a day each; nothing is left of what is written off."""
    places = draw_one(st.sets(st.tuples(st.sampled_from(DEBTS), DAYS), min_size=1, max_size=20))
    found = []
    for debt, day in draw_one(st.permutations(sorted(places))):
        is_written_off = draw_one(st.booleans())
        amount = 0 if is_written_off else draw_one(st.integers(0, 10_000_000))
        found.append(Reading(debt, day, amount, is_written_off))
    return found


@given(readings())
def test_the_last_total_is_what_is_owed_of_each_debt_last(found: list[Reading]) -> None:
    last = {reading.debt: reading.amount for reading in sorted(found, key=lambda one: one.on)}
    standing = course(found)[-1]
    assert standing.total == sum(last.values())
    assert standing.debts == sum(amount > 0 for amount in last.values())


@given(readings())
def test_each_total_follows_from_the_one_before(found: list[Reading]) -> None:
    before = 0
    for standing in course(found):
        assert standing.total == before + standing.added - standing.repaid - standing.written_off
        assert min(standing.total, standing.added, standing.repaid, standing.written_off) >= 0
        before = standing.total


@given(readings())
def test_the_days_stand_in_order_once_each(found: list[Reading]) -> None:
    days = [standing.on for standing in course(found)]
    assert days == sorted({reading.on for reading in found})


@given(readings(), DAYS)
def test_the_picture_stays_in_its_frame(found: list[Reading], until: datetime.date) -> None:
    standings = course(found)
    picture = draw(standings, until)
    if len(standings) < 2:
        assert picture is None
        return
    assert picture is not None
    assert len(picture["points"]) == len(standings)
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in picture["points"])
    assert picture["points"] == sorted(picture["points"], key=lambda point: point[0])


@given(st.integers(0, 100_000_000))
def test_the_top_is_a_round_amount_that_holds_the_highest(amount: int) -> None:
    top = ceiling(amount)
    assert top >= amount
    assert top % 4 == 0
    assert str(top).rstrip("0") in {"4", "8", "2"}


def test_no_debt_is_no_course() -> None:
    assert course([]) == []
    assert draw([], datetime.date(2026, 1, 1)) is None
