"""Counting terms: whatever the days, the calculation keeps its promises."""

from __future__ import annotations

import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.clocks.calendar import add_months, holiday, is_working_day
from casework.clocks.choices import AtRest, TermKind, Unit
from casework.clocks.reckoning import Length, NotCountable, Pause, Rule, merged, reckon

DAY = datetime.timedelta(days=1)
# From before the fixed feast of the King was a Queen's, over four leap years and a century that is none (2100).
DAYS = st.dates(datetime.date(2015, 1, 1), datetime.date(2101, 12, 31))
LENGTHS = st.integers(1, 120)


@st.composite
def pauses(draw: st.DrawFn, start: datetime.date) -> list[Pause]:
    found = []
    for _number in range(draw(st.integers(0, 3))):
        first = start + DAY * draw(st.integers(-5, 90))
        found.append(Pause(first, first + DAY * draw(st.integers(0, 40))))
    return found


def is_paused(day: datetime.date, among: list[Pause]) -> bool:
    return any(pause.first <= day < pause.until for pause in among)


def counted_one_by_one(start: datetime.date, number: int, among: list[Pause], *, working: bool) -> datetime.date:
    """The slow way: walk day by day, and count those that count."""
    day = start
    while number:
        day += DAY
        number -= not is_paused(day, among) and (not working or is_working_day(day))
    return day


@given(start=DAYS, length=LENGTHS, data=st.data())
def test_days_end_where_counting_one_by_one_ends(start: datetime.date, length: int, data: st.DataObject) -> None:
    paused = data.draw(pauses(start))
    rule = Rule(Length(length, Unit.DAYS), AtRest.STAYS)
    assert reckon(rule, start, pauses=paused).due_on == counted_one_by_one(start, length, paused, working=False)


@given(start=DAYS, length=st.integers(1, 25), data=st.data())
def test_working_days_end_where_counting_one_by_one_ends(
    start: datetime.date, length: int, data: st.DataObject
) -> None:
    paused = data.draw(pauses(start))
    found = reckon(Rule(Length(length, Unit.WORKING_DAYS)), start, pauses=paused)
    assert found.due_on == counted_one_by_one(start, length, paused, working=True)
    assert is_working_day(found.due_on)


@given(start=DAYS, length=LENGTHS, unit=st.sampled_from([Unit.DAYS, Unit.MONTHS]), data=st.data())
def test_what_moves_ends_on_a_working_day_and_never_sooner(
    start: datetime.date, length: int, unit: Unit, data: st.DataObject
) -> None:
    paused = data.draw(pauses(start))
    still = reckon(Rule(Length(length, unit), AtRest.STAYS), start, pauses=paused).due_on
    moved = reckon(Rule(Length(length, unit)), start, pauses=paused).due_on
    assert is_working_day(moved)
    assert moved >= still
    between = [still + DAY * number for number in range((moved - still).days)]
    if unit == Unit.MONTHS or length >= 7:  # shorter ones may need a second working day (Atw art. 2)
        assert not any(is_working_day(day) for day in between)


@given(start=DAYS, length=st.integers(3, 30))
def test_a_term_of_three_days_or_more_has_two_working_days(start: datetime.date, length: int) -> None:
    due_on = reckon(Rule(Length(length, Unit.DAYS)), start).due_on
    assert sum(is_working_day(start + DAY * number) for number in range(1, (due_on - start).days + 1)) >= 2


@given(start=DAYS, months=st.integers(1, 36))
def test_months_go_to_the_same_day_or_the_last_of_the_month(start: datetime.date, months: int) -> None:
    end = reckon(Rule(Length(months, Unit.MONTHS), AtRest.STAYS), start).due_on
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end.day < start.day and (end + DAY).month != end.month)


@given(day=DAYS, months=st.integers(0, 48))
def test_months_back_and_forth_end_within_the_length_of_a_month(day: datetime.date, months: int) -> None:
    assert datetime.timedelta(0) <= day - add_months(add_months(day, -months), months) <= datetime.timedelta(days=3)


@given(start=DAYS, length=LENGTHS, more=LENGTHS, data=st.data())
def test_a_longer_term_and_an_extension_of_it_end_on_the_same_day(
    start: datetime.date, length: int, more: int, data: st.DataObject
) -> None:
    unit = data.draw(st.sampled_from([Unit.DAYS, Unit.MONTHS, Unit.WORKING_DAYS]))
    paused = data.draw(pauses(start))
    whole = reckon(Rule(Length(length + more, unit), AtRest.STAYS), start, pauses=paused)
    parts = reckon(Rule(Length(length, unit), AtRest.STAYS), start, extensions=[Length(more, unit)], pauses=paused)
    assert whole.due_on == parts.due_on


@given(start=DAYS, length=LENGTHS, data=st.data())
def test_more_time_never_brings_the_last_day_nearer(start: datetime.date, length: int, data: st.DataObject) -> None:
    unit = data.draw(st.sampled_from([Unit.DAYS, Unit.WORKING_DAYS, Unit.MONTHS]))
    rule, paused = Rule(Length(length, unit)), data.draw(pauses(start))
    alone = reckon(rule, start).due_on
    assert reckon(rule, start, pauses=paused).due_on >= alone
    assert reckon(rule, start, extensions=[Length(1, unit)]).due_on >= alone
    assert reckon(rule, start + DAY).due_on >= alone


@given(start=DAYS, length=LENGTHS, data=st.data())
def test_every_step_begins_where_the_one_before_ended(start: datetime.date, length: int, data: st.DataObject) -> None:
    found = reckon(Rule(Length(length, Unit.DAYS)), start, pauses=data.draw(pauses(start)))
    assert found.steps[0].start == start
    assert found.steps[-1].end == found.due_on
    assert all(one.end == two.start for one, two in pairwise(found.steps))


@given(start=DAYS, data=st.data())
def test_warnings_come_on_their_own_counted_day_and_before_the_end(start: datetime.date, data: st.DataObject) -> None:
    paused = data.draw(pauses(start))
    found = reckon(Rule(Length(42, Unit.DAYS), warn_on=(28, 35)), start, pauses=paused)
    assert found.warns_on == tuple(counted_one_by_one(start, days, paused, working=False) for days in (28, 35))
    assert all(day <= found.due_on for day in found.warns_on)


@given(data=st.data(), start=DAYS)
def test_merged_pauses_hold_the_same_days_once(start: datetime.date, data: st.DataObject) -> None:
    paused = data.draw(pauses(start))
    kept = merged(paused, after=start)
    for number in range(1, 140):
        day = start + DAY * number
        assert is_paused(day, kept) == is_paused(day, paused)
    assert all(one.until < two.first for one, two in pairwise(kept))


@given(day=DAYS, time=st.times(), zone=st.sampled_from(["Europe/Amsterdam", "UTC"]), hours=st.integers(1, 200))
def test_hours_pass_as_they_pass_whatever_the_clocks_do(
    day: datetime.date, time: datetime.time, zone: str, hours: int
) -> None:
    at = datetime.datetime.combine(day, time, tzinfo=ZoneInfo(zone))
    found = reckon(Rule(Length(hours, Unit.HOURS), AtRest.STAYS), at.date(), started_at=at)
    assert found.due_at is not None
    assert (found.due_at - at.astimezone(datetime.UTC)).total_seconds() == hours * 3600
    assert found.due_on == found.due_at.astimezone(at.tzinfo).date()


def test_hours_need_a_moment_and_know_no_suspension() -> None:
    rule, day = Rule(Length(72, Unit.HOURS), AtRest.STAYS), datetime.date(2026, 3, 27)
    with pytest.raises(NotCountable):
        reckon(rule, day)
    with pytest.raises(NotCountable):
        reckon(rule, day, started_at=datetime.datetime(2026, 3, 27, tzinfo=datetime.UTC), pauses=[Pause(day, day)])


@given(start=DAYS, months=st.integers(1, 24))
def test_what_looks_back_goes_back_and_is_not_moved(start: datetime.date, months: int) -> None:
    rule = Rule(Length(months, Unit.MONTHS), AtRest.MOVES, TermKind.LOOK_BACK)
    assert reckon(rule, start).due_on == add_months(start, -months)


def easter(year: int) -> datetime.date:
    """Easter Sunday by the method of Meeus, Jones and Butcher, to hold beside the package."""
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    back = (year % 19 + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * back + 114, 31)
    return datetime.date(year, month, day + 1)


@pytest.mark.parametrize("year", range(2015, 2101))
def test_the_holidays_of_the_law_are_no_working_days(year: int) -> None:
    sunday = easter(year)
    moving = [sunday + DAY * number for number in (-2, 1, 39, 50)]
    fixed = [datetime.date(year, month, day) for month, day in ((1, 1), (5, 5), (12, 25), (12, 26))]
    king = datetime.date(year, 4, 27)
    king -= DAY * (king.weekday() == 6)
    for day in (*moving, *fixed, king):
        assert holiday(day), day
        assert not is_working_day(day)
    weekdays = [day for day in (datetime.date(year, 1, 1) + DAY * n for n in range(365)) if day.weekday() < 5]
    assert {day for day in weekdays if not is_working_day(day)} <= {*moving, *fixed, king}
