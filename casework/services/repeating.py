"""On which day a task that comes back is due next."""

from __future__ import annotations

import calendar
import datetime

from casework.models import Task

WEEKS = {Task.Repeats.WEEKLY: 1, Task.Repeats.FORTNIGHTLY: 2}
MONTHS = {Task.Repeats.MONTHLY: 1, Task.Repeats.QUARTERLY: 3, Task.Repeats.YEARLY: 12}


def next_day(repeats: str, *, first: datetime.date, after: datetime.date) -> datetime.date:
    """The first day of the series that lies after a day; the series begins on `first`.

    Counted from the beginning, so that a series of the 31st comes on the last day of a shorter month and on the 31st
    again thereafter. Who was away for three weeks finds one task, not three.
    """
    every = Task.Repeats(repeats)
    if every in WEEKS:
        step = datetime.timedelta(weeks=WEEKS[every])
        passed = max((after - first) // step, 0)
        day = first + passed * step
        return day if day > after else day + step
    months = MONTHS[every]
    number = max((after.year - first.year) * 12 + after.month - first.month, 0) // months
    day = _months_later(first, number * months)
    return day if day > after else _months_later(first, (number + 1) * months)


def _months_later(first: datetime.date, months: int) -> datetime.date:
    years, month = divmod(first.month - 1 + months, 12)
    year = first.year + years
    return datetime.date(year, month + 1, min(first.day, calendar.monthrange(year, month + 1)[1]))
