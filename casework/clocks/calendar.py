"""Working days, by the Algemene termijnenwet art. 3: not a Saturday, a Sunday or a public holiday.

The days come from the package `holidays`, which knows the moving ones. Article 3 counts the fifth of May every year,
and treats Good Friday as a holiday. Days that a decree adds to them for one year (art. 3 lid 3) are not in it.
"""

from __future__ import annotations

import datetime
from functools import lru_cache

import holidays

ONE_DAY = datetime.timedelta(days=1)
SATURDAY = 5


@lru_cache(maxsize=400)
def holidays_of(year: int) -> dict[datetime.date, str]:
    """The public holidays of a year, with their Dutch names."""
    found = holidays.country_holidays("NL", years=year, categories=("public", "optional"), language="nl")
    return dict(found)


def holiday(day: datetime.date) -> str:
    """The name of the public holiday that this day is; empty for other days."""
    return holidays_of(day.year).get(day, "")


def is_working_day(day: datetime.date) -> bool:
    """Whether this is a working day."""
    return day.weekday() < SATURDAY and day not in holidays_of(day.year)


def working_day_from(day: datetime.date) -> datetime.date:
    """The first working day from this day on; the day itself when it is one."""
    while not is_working_day(day):
        day += ONE_DAY
    return day


def count_working_days(after: datetime.date, until: datetime.date) -> int:
    """How many working days there are after one day, up to and including another."""
    return sum(is_working_day(after + ONE_DAY * number) for number in range(1, (until - after).days + 1))


def add_months(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months later (or earlier), or the last day of that month when it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first = datetime.date(year, month + 1, 1)
    next_month = datetime.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return first.replace(day=min(day.day, (next_month - ONE_DAY).day))
