"""The course of what is owed: from amounts per debt and day to a total per day. Whole euros; no database."""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Reading:
    """What was owed of one debt on a day."""

    debt: uuid.UUID
    on: datetime.date
    amount: int
    is_written_off: bool = False


@dataclass(frozen=True)
class Standing:
    """What was owed in all after a day, and how that came from the day before in the row.

    `added` is what was new or grew; `debts` how many of them were not zero.
    """

    on: datetime.date
    total: int
    repaid: int
    written_off: int
    added: int
    debts: int


def course(readings: Iterable[Reading]) -> list[Standing]:
    """The total after every day on which something was recorded, the first day first."""
    by_day: dict[datetime.date, list[Reading]] = defaultdict(list)
    for reading in readings:
        by_day[reading.on].append(reading)
    owed: dict[uuid.UUID, int] = {}
    return [_standing(day, by_day[day], owed) for day in sorted(by_day)]


def _standing(day: datetime.date, readings: Sequence[Reading], owed: dict[uuid.UUID, int]) -> Standing:
    """The standing after a day; `owed` moves along."""
    repaid = written_off = added = 0
    for reading in readings:
        difference = reading.amount - owed.get(reading.debt, 0)
        if difference > 0:
            added += difference
        elif reading.is_written_off:
            written_off -= difference
        else:
            repaid -= difference
        owed[reading.debt] = reading.amount
    return Standing(day, sum(owed.values()), repaid, written_off, added, sum(amount > 0 for amount in owed.values()))
