"""When a term ends, as a calculation of which every step can be told. Dates alone: no database, no clock.

- The day of the event itself does not count: the first day is the day after it.
- Months go to the same day of the month, or to its last day.
- Hours pass as they pass, also when the clocks change. They are never moved or suspended.
- While a term is suspended its days do not count (Awb art. 4:15).
- A term that ends on a Saturday, a Sunday or a public holiday moves on to the next working day where its rule says so
  (Algemene termijnenwet art. 1), and then has two working days at least when it is three days or longer (art. 2).
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from casework.clocks.calendar import ONE_DAY, add_months, count_working_days, is_working_day, working_day_from
from casework.clocks.choices import AtRest, TermKind, Unit

SHORTEST_WIDENED = 3  # days, of a term in which two working days must fall
LEAST_WORKING_DAYS = 2


@dataclass(frozen=True)
class Length:
    """So many hours, days, working days or months."""

    number: int
    unit: Unit


@dataclass(frozen=True)
class Rule:
    """How a term is counted."""

    length: Length
    at_rest: AtRest = AtRest.MOVES
    kind: TermKind = TermKind.DEADLINE
    warn_on: tuple[int, ...] = ()


@dataclass(frozen=True)
class Pause:
    """Days that do not count: from `first`, until the day on which counting goes on."""

    first: datetime.date
    until: datetime.date


class Happened(StrEnum):
    """What a step of a calculation does."""

    STARTED = "started"
    COUNTED = "counted"
    EXTENDED = "extended"
    SUSPENDED = "suspended"
    MOVED = "moved"
    WIDENED = "widened"


@dataclass(frozen=True)
class Step:
    """One step: from which day to which, and by how much."""

    what: Happened
    start: datetime.date
    end: datetime.date
    length: Length | None = None
    pause: Pause | None = None


@dataclass(frozen=True)
class Reckoning:
    """The last day of a term, its moment where it counts hours, the days to warn on, and how all that came about."""

    due_on: datetime.date
    due_at: datetime.datetime | None
    warns_on: tuple[datetime.date, ...]
    steps: tuple[Step, ...]


class NotCountable(ValueError):
    """Hours need a moment to start at, and know no suspension."""


def reckon(
    rule: Rule,
    start: datetime.date,
    *,
    started_at: datetime.datetime | None = None,
    extensions: Sequence[Length] = (),
    pauses: Sequence[Pause] = (),
) -> Reckoning:
    """When a term that starts on a day ends. Raises `NotCountable` for hours without a moment, or with a pause."""
    steps = [Step(Happened.STARTED, start, start)]
    if rule.length.unit == Unit.HOURS:
        if started_at is None or pauses:
            raise NotCountable
        return _by_the_hour(rule.length, extensions, start=start, started_at=started_at)
    kept = merged(pauses, after=start)
    end = start
    for number, length in enumerate([rule.length, *extensions]):
        before, end = end, _sum(start, [rule.length, *extensions[:number]], rule)
        steps.append(Step(Happened.EXTENDED if number else Happened.COUNTED, before, end, length))
    end = _suspend(end, kept, steps=steps, counts_working_days=rule.length.unit == Unit.WORKING_DAYS)
    if rule.at_rest == AtRest.MOVES and rule.kind != TermKind.LOOK_BACK:
        end = _move(start, end, rule=rule, steps=steps)
    warns_on = tuple(_warn(start, days, kept) for days in rule.warn_on)
    return Reckoning(end, None, tuple(day for day in warns_on if day <= end), tuple(steps))


def merged(pauses: Sequence[Pause], *, after: datetime.date) -> list[Pause]:
    """Pauses in order, those that touch made one; nothing before the first day that counts."""
    found: list[Pause] = []
    for pause in sorted(pauses, key=lambda one: one.first):
        first = max(pause.first, after + ONE_DAY)
        if pause.until <= first:
            continue
        if found and first <= found[-1].until:
            found[-1] = Pause(found[-1].first, max(found[-1].until, pause.until))
        else:
            found.append(Pause(first, pause.until))
    return found


def _sum(start: datetime.date, lengths: Sequence[Length], rule: Rule) -> datetime.date:
    """The end of all lengths together: those of one unit are added first, as a month and two months are three."""
    sign = -1 if rule.kind == TermKind.LOOK_BACK else 1
    end, left = start, list(lengths)
    while left:
        unit, number = left[0].unit, 0
        while left and left[0].unit == unit:
            number += left.pop(0).number
        end = add(end, Length(sign * number, unit))
    return end


def add(day: datetime.date, length: Length) -> datetime.date:
    """A day so much later, or earlier."""
    if length.unit == Unit.MONTHS:
        return add_months(day, length.number)
    if length.unit == Unit.DAYS:
        return day + ONE_DAY * length.number
    step, left = (ONE_DAY if length.number > 0 else -ONE_DAY), abs(length.number)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def _suspend(
    end: datetime.date, pauses: Sequence[Pause], *, steps: list[Step], counts_working_days: bool = False
) -> datetime.date:
    for pause in pauses:
        if pause.first > end:
            break
        before = end
        if counts_working_days:
            lost = count_working_days(pause.first - ONE_DAY, pause.until - ONE_DAY)
            end = add(end, Length(lost, Unit.WORKING_DAYS))
        else:
            end += pause.until - pause.first
        steps.append(Step(Happened.SUSPENDED, before, end, pause=pause))
    return end


def _move(start: datetime.date, end: datetime.date, *, rule: Rule, steps: list[Step]) -> datetime.date:
    moved = working_day_from(end)
    if moved != end:
        steps.append(Step(Happened.MOVED, end, moved))
    if rule.length.unit != Unit.DAYS or rule.length.number < SHORTEST_WIDENED:
        return moved
    widened = moved
    while count_working_days(start, widened) < LEAST_WORKING_DAYS:
        widened = working_day_from(widened + ONE_DAY)
    if widened != moved:
        steps.append(Step(Happened.WIDENED, moved, widened))
    return widened


def _warn(start: datetime.date, days: int, pauses: Sequence[Pause]) -> datetime.date:
    """The day on which so many days have counted."""
    return _suspend(start + ONE_DAY * days, pauses, steps=[])


def _by_the_hour(
    length: Length, extensions: Sequence[Length], *, start: datetime.date, started_at: datetime.datetime
) -> Reckoning:
    hours = length.number + sum(extension.number for extension in extensions)
    due_at = started_at.astimezone(datetime.UTC) + datetime.timedelta(hours=hours)
    due_on = due_at.astimezone(started_at.tzinfo).date()
    counted = Step(Happened.COUNTED, start, due_on, Length(hours, Unit.HOURS))
    return Reckoning(due_on, due_at, (), (Step(Happened.STARTED, start, start), counted))
