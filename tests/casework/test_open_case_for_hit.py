"""The next step after a search: opening a case for the household of somebody who was found."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from casework.models import Assignment, Case
from households.models import Household, Person
from privacy.acting import acting
from privacy.choices import Purpose
from privacy.models import AccessRecord
from privacy.services import system_actor
from tests.casework.asking import ask
from tests.people import Town, make_address, make_household, make_person

REASON = "aanmelding huisarts"


@pytest.fixture
def joop(town: Town) -> Person:
    """A resident whose household has no case yet."""
    with acting(system_actor("tests")):
        person = make_person("Joop", "Dekkers", "19490203")
        make_household("Dekkers", make_address("Plein", 1, "1315AA"), person)
    return person


def home_of(person: Person) -> Household:
    return Household.objects.get(memberships__person=person)


def send(client: Client, found: Person, **other: Any) -> Any:
    values = {"person": found.pk, "household": home_of(found).pk, "purpose": Purpose.FIRST_CONTACT, "reason": REASON}
    return client.post(reverse("casework:open_case"), values | other)


def test_a_case_manager_opens_the_case_and_comes_on_its_page(town: Town, joop: Person) -> None:
    client = town.client("Bram")
    assert "Open een dossier" in ask(client, "dekkers", Purpose.FIRST_CONTACT).page
    response = send(client, joop)
    assert response.url == reverse("casework:household", args=[home_of(joop).pk])
    assignment = Assignment.objects.get(case__household=home_of(joop))
    assert (assignment.user, assignment.reason) == (town.user("Bram"), REASON)
    assert assignment.case.team == town.teams["Wijkteam Stad"]
    events = AccessRecord.objects.exclude(event="person.search").values_list("event", flat=True)
    assert {"person.read", "case.opened"} <= set(events)
    assert ask(client, "dekkers").own == ["Joop Dekkers"]


def test_a_household_that_has_a_case_already_is_not_opened_again(town: Town) -> None:
    response = send(town.client("Fatima"), town.person("Gerda"))
    page = response.content.decode()
    assert response.status_code == 422
    assert "heeft al een dossier. Neem contact op met het wijkteam." in page
    assert REASON in page
    assert Case.objects.count() == 2


def test_without_a_reason_it_says_why_one_is_needed(town: Town, joop: Person) -> None:
    response = send(town.client("Bram"), joop, reason="  ")
    assert response.status_code == 422
    assert "Schrijf op waarom" in response.content.decode()
    assert not Case.objects.filter(household=home_of(joop)).exists()


@pytest.mark.parametrize("who", ["Joris", "Anja"])
def test_who_is_no_case_manager_gets_no_such_step(town: Town, joop: Person, who: str) -> None:
    client = town.client(who)
    assert "Open een dossier" not in ask(client, "dekkers", Purpose.FIRST_CONTACT).page
    assert send(client, joop).status_code == 403
    assert send(client, town.person("Gerda")).status_code == 403


def test_somebody_else_s_household_or_a_secret_person_is_a_404(town: Town, joop: Person) -> None:
    client = town.client("Bram")
    assert send(client, joop, household=town.de_vries.pk).status_code == 404
    assert send(client, joop, person=uuid.uuid4()).status_code == 404
    with acting(system_actor("tests")):
        Person.objects.filter(pk=joop.pk).update(is_secret=True)
    assert send(client, joop).status_code == 404
    assert AccessRecord.objects.filter(event="person.denied", subject_ids__contains=[joop.pk]).exists()


@pytest.mark.parametrize("other", [{"person": "x"}, {"household": ""}, {"purpose": Purpose.OVERSIGHT}])
def test_a_form_that_was_tampered_with_is_refused(town: Town, joop: Person, other: dict[str, Any]) -> None:
    assert send(town.client("Bram"), joop, **other).status_code == 400


def test_it_needs_a_post(town: Town) -> None:
    assert town.client("Bram").get(reverse("casework:open_case")).status_code == 405
