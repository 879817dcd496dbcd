"""Small demo towns for tests: as values, and loaded without the work for their people."""

from __future__ import annotations

import datetime
from functools import lru_cache
from itertools import chain

from django.utils import timezone

from households.demo.copying import check_at_once, copy_all
from households.demo.people import Family, Group, Resident
from households.demo.rows import PeopleRows
from households.demo.town import Town

TODAY = datetime.date(2026, 11, 20)
SINCE = datetime.datetime(2024, 1, 1, 2, 0, tzinfo=datetime.UTC)


@lru_cache
def families(households: int, seed: int = 1) -> tuple[Family, ...]:
    return tuple(Town(households, seed, TODAY).families())


def groups(households: int) -> list[Group]:
    return list(chain.from_iterable(family.groups for family in families(households)))


def residents(households: int) -> list[Resident]:
    return list(chain.from_iterable(family.residents for family in families(households)))


def load_people(households: int, today: datetime.date | None = None) -> None:
    """Copy the people of a town into the database; inside `acting`."""
    town = Town(households, 1, today or timezone.localdate())
    rows = PeopleRows(town.seed, town.today, SINCE)
    check_at_once()
    for family in town.families():
        rows.add(family)
    copy_all(rows.tables)
