"""Behind a wall the look-ups of a search, and those of the access log, still walk along their indexes.

PostgreSQL asks a wall before any operator that might tell what it saw; such an operator then serves no index.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q, QuerySet

from households.models import Address, HouseholdMembership, Person, Residence
from households.search.finding import _residents
from households.search.question import Place
from privacy.access import scope
from privacy.acting import Actor, acting
from privacy.choices import Purpose
from privacy.models import AccessRecord
from privacy.querysets import LogFilter, older
from tests.people import Town

MANY = range(1, 400)
PLAN = {
    "a surname": Q(surname_key__in=["vries", "devries"]),
    "the beginning of a surname": Q(surname_key__begins_with="vri"),
    "a surname and the beginning of a given name": Q(surname_key__in=["vries"], given_key__begins_with="san"),
    "a burgerservicenummer": Q(bsn_index=b"x"),
    "a birth date": Q(birth_date__in=["19880412", "19880400"]),
    "a birth year": Q(birth_date__begins_with="1988"),
}


def plan_of(rows: QuerySet[Any, Any]) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    return rows.explain()


@pytest.mark.parametrize("asked", PLAN)
def test_people_are_found_along_an_index(town: Town, asked: str) -> None:
    fatima = town.actor("Fatima")
    with acting(fatima):
        scope(Person, fatima, Purpose.FIRST_CONTACT)
        # Without the other conditions of the scope: among so few people any of their indexes would do.
        plan = plan_of(Person.objects.filter(PLAN[asked]))
    assert "Index Cond" in plan
    assert "Seq Scan on households_person" not in plan


@pytest.mark.parametrize(
    "place", [Place(postcode="1354AB", house_number=12), Place(street="Kerkstraat", house_number=12)]
)
def test_residents_are_found_along_an_index(town: Town, place: Place) -> None:
    fatima = town.actor("Fatima")
    with acting(fatima):
        # Among a handful of addresses every index would do.
        many = [Address(key=f"lange laan {n}", street="Lange Laan", house_number=n, postcode="1300AA") for n in MANY]
        Address.objects.bulk_create(many)
        scope(Person, fatima, Purpose.FIRST_CONTACT)
        plan = plan_of(_residents(place, Residence.objects.all()))
    assert "address_by_" in plan
    assert "Seq Scan on households_address" not in plan


@pytest.mark.parametrize(
    "asked",
    [
        lambda town: LogFilter(person=town.person("Sanne").pk),
        lambda town: LogFilter(household=town.de_vries.pk),
        lambda town: LogFilter(worker=town.user("Noor").pk),
    ],
    ids=["person", "household", "worker"],
)
def test_the_log_is_read_along_an_index(town: Town, asked: Callable[[Town], LogFilter]) -> None:
    pieter: Actor = town.actor("Pieter")
    with acting(pieter):
        plan = plan_of(older(asked(town).narrow(scope(AccessRecord, pieter, Purpose.OVERSIGHT))))
    assert "wall_" not in plan  # for oversight no condition is left of the wall
    assert "Index Cond" in plan


def test_members_of_a_household_are_read_along_an_index(town: Town) -> None:
    with acting(town.actor("Fatima")):
        plan = plan_of(HouseholdMembership.objects.filter(household=town.de_vries))
    assert re.search(r"Index Cond: \(+household_id", plan)
