"""Taking a member out of the household."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from casework.models import TimelineEvent
from households.models import HouseholdMembership
from privacy.acting import acting
from privacy.models import AccessRecord
from privacy.services import system_actor
from tests.people import LONG_AGO, Town


def place_of(town: Town, name: str) -> HouseholdMembership:
    return HouseholdMembership.objects.get(household=town.de_vries, person=town.person(name))


def url_of(town: Town, name: str) -> str:
    return reverse("casework:remove_member", args=[town.de_vries.pk, place_of(town, name).pk])


def take_out(town: Town, name: str, who: str = "Fatima", reason: str = "woont bij zijn vader") -> Any:
    return town.client(who).post(url_of(town, name), {"explanation": reason})


def test_the_place_ends_today_with_the_reason_and_the_timeline_tells_it(town: Town) -> None:
    response = take_out(town, "Deniz")
    assert response.url == reverse("casework:household", args=[town.de_vries.pk])
    place = place_of(town, "Deniz")
    assert (place.valid_until, place.explanation) == (town.today, "woont bij zijn vader")
    assert TimelineEvent.objects.filter(sentence="Deniz Yılmaz hoort er niet meer bij").count() == 1
    assert AccessRecord.objects.get(event="household.member_left").subject_ids == [town.person("Deniz").pk]


def test_the_page_says_whom_it_is_about_and_changes_nothing(town: Town) -> None:
    page = town.client("Fatima").get(url_of(town, "Deniz")).content.decode()
    assert "Haal Deniz Yılmaz uit het huishouden" in page
    assert place_of(town, "Deniz").valid_until is None


@pytest.mark.parametrize("reason", ["", "  ", "x" * 301])
def test_without_a_fitting_reason_everybody_stays(town: Town, reason: str) -> None:
    response = take_out(town, "Deniz", reason=reason)
    assert response.status_code == 422
    assert reason.strip() in response.content.decode()
    assert place_of(town, "Deniz").valid_until is None


def test_who_left_already_cannot_leave_again(town: Town) -> None:
    with acting(system_actor("tests")):
        HouseholdMembership.objects.filter(person=town.person("Deniz")).update(valid_until="2021-01-01")
    response = take_out(town, "Deniz")
    assert response.status_code == 422
    assert "Deniz Yılmaz hoort al niet meer bij dit huishouden." in response.content.decode()
    assert "woont bij zijn vader" in response.content.decode()


def test_a_professional_in_the_household_is_refused(town: Town) -> None:
    assert take_out(town, "Deniz", "Joris").status_code == 403
    assert AccessRecord.objects.filter(action="denied", actor_id=town.user("Joris").pk).exists()
    assert place_of(town, "Deniz").valid_until is None
    page = town.client("Joris").get(reverse("casework:household", args=[town.de_vries.pk])).content.decode()
    assert "Haal uit huishouden" not in page


def test_somebody_elses_household_is_not_there(town: Town) -> None:
    assert take_out(town, "Deniz", "Bram").status_code == 404
    assert place_of(town, "Deniz").valid_until is None


def test_a_place_in_another_household_is_not_there(town: Town) -> None:
    with acting(system_actor("tests")):
        HouseholdMembership.objects.create(
            household=town.bakker, person=town.person("Deniz"), reason="joined", valid_from=LONG_AGO
        )
    elsewhere = HouseholdMembership.objects.get(household=town.bakker, person=town.person("Deniz"))
    for household in (town.de_vries, town.bakker):
        url = reverse("casework:remove_member", args=[household.pk, elsewhere.pk])
        assert town.client("Fatima").post(url, {"explanation": "x"}).status_code == 404
