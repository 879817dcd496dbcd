"""A page about one household sees nothing of another, not even of one that its reader may open as well."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import resolve, reverse

from casework.models import Case
from casework.services import assign
from households.models import Household, HouseholdMembership, Person
from privacy.acting import acting
from privacy.choices import Domain
from privacy.middleware import AccessMiddleware
from privacy.reading import within_household
from tests.people import Town, build_town
from tests.privacy.walled import TABLES, everything, rows

pytestmark = pytest.mark.django_db
CLOSED = [table for table in TABLES if table != "households_address"]


@pytest.fixture
def town(db: None, behind_the_walls: None) -> Town:
    """Joris helps in both households."""
    with everything():
        town = build_town()
        bram = town.actor("Bram")
        with acting(bram):
            assign(
                actor=bram,
                case=town.bakkers_case,
                user=town.user("Joris"),
                domain=Domain.WMO,
                reason="vraag",
                at=town.now,
            )
    return town


def test_within_one_household_its_own_people_and_case_are_all_there_is(town: Town) -> None:
    joris = town.actor("Joris")
    with acting(joris):
        assert set(Household.objects.all()) == {town.bakker, town.de_vries}
    with acting(joris, household_id=town.bakker.pk):
        assert set(Household.objects.all()) == {town.bakker}
        assert {person.given_names for person in Person.objects.all()} == {"Gerda"}
        assert set(Case.objects.all()) == {town.bakkers_case}


def test_within_one_household_no_table_shows_a_row_of_another(town: Town) -> None:
    joris = town.actor("Joris")
    with everything():
        people = HouseholdMembership.objects.filter(household=town.de_vries).values_list("person_id", flat=True)
        others = {str(town.de_vries.pk), str(town.case.pk), *map(str, people)}
    with acting(joris, household_id=town.bakker.pk):
        shown = {table: [str(row) for row in rows(table)] for table in CLOSED}
    # Grants and records of their own stay in sight of everybody.
    named = {table for table, of in shown.items() for row in of if any(key in row for key in others)}
    assert named <= {"households_householdgrant", "privacy_accessrecord"}


def test_within_a_household_out_of_sight_there_is_nothing(town: Town) -> None:
    with acting(town.actor("Fatima"), household_id=town.bakker.pk):
        assert not Household.objects.exists()
        assert not Person.objects.exists()


def test_what_is_in_sight_widens_again_afterwards(town: Town) -> None:
    joris = town.actor("Joris")
    with acting(joris):
        with acting(joris, household_id=town.bakker.pk):
            assert Household.objects.count() == 1
        assert Household.objects.count() == 2


def test_a_view_about_one_household_that_forgot_to_filter_shows_no_other(town: Town) -> None:
    @within_household
    def forgetful(_request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        return HttpResponse(", ".join(str(person) for person in Person.objects.all()))

    request = RequestFactory().get("/")
    request.user = town.user("Joris")
    middleware = AccessMiddleware(lambda _request: HttpResponse())
    answer = middleware.process_view(request, forgetful, (), {"pk": town.bakker.pk})
    assert isinstance(answer, HttpResponse)
    assert answer.content.decode() == "Gerda Bakker"


@pytest.mark.parametrize("part", ["household", "below", "timeline"])
def test_every_part_of_the_household_page_is_within_it(part: str) -> None:
    view = resolve(reverse(f"casework:{part}", args=[uuid.UUID(int=0)])).func
    assert getattr(view, "is_within_household", False)
