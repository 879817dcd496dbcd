"""Behind a wall the look-ups of a search, and those of the access log, still walk along their indexes.

PostgreSQL asks a wall before any operator that might tell what it saw; such an operator then serves no index.
"""

from __future__ import annotations

import re
import uuid

import pytest
from django.db.models import Q

from households.models import HouseholdMembership, Person, Residence
from households.search.finding import _residents
from households.search.question import Place
from privacy.access import scope
from privacy.acting import acting
from privacy.choices import Purpose
from privacy.models import AccessRecord
from privacy.querysets import LogFilter, older
from tests.plans import at_work, plan_of

pytestmark = pytest.mark.usefixtures("municipality")
SOMEBODY = uuid.uuid4()
PLAN = {
    "a surname": Q(surname_key__in=["vries", "devries"]),
    "the beginning of a surname": Q(surname_key__begins_with="vri"),
    "a surname and the beginning of a given name": Q(surname_key__in=["vries"], given_key__begins_with="san"),
    "a burgerservicenummer": Q(bsn_index=b"x"),
    "a birth date": Q(birth_date__in=["19880412", "19880400"]),
    "a birth year": Q(birth_date__begins_with="1988"),
}


@pytest.mark.parametrize("asked", PLAN)
def test_people_are_found_along_an_index(asked: str) -> None:
    fatima = at_work("fatima.bennani")
    with acting(fatima):
        scope(Person, fatima, Purpose.FIRST_CONTACT)
        # Without the other conditions of the scope, whose indexes might do as well.
        plan = plan_of(Person.objects.filter(PLAN[asked]))
    assert "Index Cond" in plan
    assert "Seq Scan on households_person" not in plan


@pytest.mark.parametrize(
    "place", [Place(postcode="1354AB", house_number=12), Place(street="Kerkstraat", house_number=12)]
)
def test_residents_are_found_along_an_index(place: Place) -> None:
    fatima = at_work("fatima.bennani")
    with acting(fatima):
        scope(Person, fatima, Purpose.FIRST_CONTACT)
        plan = plan_of(_residents(place, Residence.objects.all()))
    assert "address_by_" in plan
    assert "Seq Scan on households_address" not in plan


@pytest.mark.parametrize(
    "asked",
    [LogFilter(person=SOMEBODY), LogFilter(household=SOMEBODY), LogFilter(worker=SOMEBODY)],
    ids=["person", "household", "worker"],
)
def test_the_log_is_read_along_an_index(asked: LogFilter) -> None:
    ingrid = at_work("ingrid.vandam")
    with acting(ingrid):
        plan = plan_of(older(asked.narrow(scope(AccessRecord, ingrid, Purpose.OVERSIGHT))))
    assert "wall_" not in plan  # for oversight no condition is left of the wall
    assert "Index Cond" in plan


def test_members_of_a_household_are_read_along_an_index() -> None:
    with acting(at_work("fatima.bennani")):
        plan = plan_of(HouseholdMembership.objects.filter(household=SOMEBODY))
    assert re.search(r"Index Cond: \(+household_id", plan)
