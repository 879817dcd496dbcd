"""Assigning a professional, handing over to another case manager, ending an involvement."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from casework.models import Assignment
from privacy.acting import acting
from privacy.choices import Domain, Role
from privacy.models import AccessRecord
from privacy.services import system_actor
from tests.people import LONG_AGO, Town, make_user


def assign(town: Town, who: str, **fields: str) -> int:
    data = {"kind": "professional", "domain": "participation", "reason": "hulp bij werk", "user": ""} | fields
    url = reverse("casework:write_assignment", args=[town.de_vries.pk])
    return town.client(who).post(url, data, headers={"HX-Request": "true"}).status_code


@pytest.fixture
def daan(town: Town) -> str:
    """Daan works in participation, for nobody yet."""
    with acting(system_actor("tests")):
        return str(make_user(town, "Daan Vos", "Wijkteam Haven", Role.PROFESSIONAL, Domain.PARTICIPATION).pk)


def test_whoever_is_assigned_sees_the_household_from_then_on(town: Town, daan: str) -> None:
    page = reverse("casework:household", args=[town.de_vries.pk])
    assert town.client("Daan").get(page).status_code == 404
    assert assign(town, "Fatima", user=daan) == 200
    assert town.client("Daan").get(page).status_code == 200
    assert AccessRecord.objects.filter(event="assignment.made", actor_id=town.user("Fatima").pk).exists()


@pytest.mark.parametrize("changes", [{"reason": ""}, {"domain": ""}, {"domain": "wmo"}, {"kind": "case_manager"}])
def test_an_assignment_without_its_reason_domain_or_role_is_refused(
    town: Town, daan: str, changes: dict[str, str]
) -> None:
    assert assign(town, "Fatima", user=daan, **changes) == 422
    assert not Assignment.objects.filter(user_id=daan).exists()


def test_a_professional_assigns_nobody(town: Town, daan: str) -> None:
    assert assign(town, "Joris", user=daan) == 422
    refusal = AccessRecord.objects.get(action="denied")
    assert (refusal.event, refusal.actor_name, refusal.household_id) == (
        "change.refused",
        "Joris Smit",
        town.de_vries.pk,
    )
    assert not Assignment.objects.filter(user_id=daan).exists()


def test_assigning_twice_says_that_it_is_so_already(town: Town, daan: str) -> None:
    assert assign(town, "Fatima", user=daan) == 200
    assert assign(town, "Fatima", user=daan) == 422
    assert Assignment.objects.filter(user_id=daan).count() == 1


def test_handing_over_moves_the_household_at_once(town: Town) -> None:
    bram, page = str(town.user("Bram").pk), reverse("casework:household", args=[town.de_vries.pk])
    assert assign(town, "Fatima", kind="case_manager", domain="", user=bram, reason="verhuisd naar Stad") == 200
    assert town.client("Bram").get(page).status_code == 200
    assert town.client("Fatima").get(page).status_code == 404


def test_the_database_allows_one_case_manager_at_a_time(town: Town) -> None:
    with acting(system_actor("tests")), pytest.raises(IntegrityError, match="one_case_manager"), transaction.atomic():
        Assignment.objects.create(
            case=town.case,
            user=town.user("Bram"),
            team=town.case.team,
            kind=Assignment.Kind.CASE_MANAGER,
            reason="tegelijk",
            valid_from=LONG_AGO,
        )


def test_an_involvement_ends_with_a_reason(town: Town) -> None:
    joris = Assignment.objects.get(user=town.user("Joris"))
    url = reverse("casework:end_assignment", args=[joris.pk])
    town.client("Fatima").post(url, {"reason": ""})
    joris.refresh_from_db()
    assert joris.valid_until is None
    town.client("Fatima").post(url, {"reason": "onderzoek klaar"})
    page = reverse("casework:household", args=[town.de_vries.pk])
    assert town.client("Joris").get(page).status_code == 404


def test_a_colleague_cannot_end_it(town: Town) -> None:
    noors = Assignment.objects.get(user=town.user("Noor"))
    url = reverse("casework:end_assignment", args=[noors.pk])
    assert town.client("Bram").post(url, {"reason": "x"}).status_code == 404
    town.client("Joris").post(url, {"reason": "x"})
    noors.refresh_from_db()
    assert noors.valid_until is None
