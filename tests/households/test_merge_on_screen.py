"""Judging people who may be registered twice, on the screen."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from households.models import DuplicateCandidate, HouseholdMembership, Person, PersonMerge
from privacy.acting import acting
from privacy.choices import Role
from privacy.models import AccessRecord
from privacy.services import system_actor
from tests.people import BSN, Town, join, make_person, make_user

LIST, MERGES = reverse("households:duplicates"), reverse("households:merges")
WHY = "zelfde paspoort gezien"


def offer(one: Person, other: Person) -> DuplicateCandidate:
    first, second = sorted((one, other), key=lambda person: person.pk)
    return DuplicateCandidate.objects.create(first=first, second=second, reason="same_name_and_address")


@pytest.fixture
def double(town: Town) -> Person:
    """Sanne once more, without a number, in Gerda's household. Els keeps the register and sees secret people too."""
    with acting(system_actor("tests")):
        make_user(town, "Els Prins", "Beheer", Role.ADMINISTRATOR)
        person = make_person("Sanne", "Vries", "19880413", prefix="de", source=Person.Source.WORKER)
        join(town.bakker, person)
    return person


@pytest.fixture
def pair(town: Town, double: Person) -> DuplicateCandidate:
    with acting(system_actor("tests")):
        return offer(town.person("Sanne"), double)


def page_of(pair: DuplicateCandidate) -> str:
    return reverse("households:duplicate", args=[pair.pk])


def test_the_list_names_the_pair_and_why(town: Town, pair: DuplicateCandidate) -> None:
    page = town.client("Anja").get(LIST).content.decode()
    assert "Sanne de Vries" in page
    assert "een zonder burgerservicenummer" in page
    assert page_of(pair) in page
    record = AccessRecord.objects.get(event="duplicatecandidate.list")
    assert set(record.subject_ids) == {pair.first_id, pair.second_id}


@pytest.mark.parametrize("name", ["Joris", "Pieter"])
def test_who_does_not_keep_the_register_finds_nothing_and_that_is_recorded(
    town: Town, pair: DuplicateCandidate, name: str
) -> None:
    client = town.client(name)
    for url in (LIST, MERGES, page_of(pair)):
        assert client.get(url).status_code == 404
    assert client.post(page_of(pair), {"kept": pair.first_id, "reason": WHY}).status_code == 404
    assert client.post(reverse("households:two_people", args=[pair.pk])).status_code == 404
    assert AccessRecord.objects.filter(action=AccessRecord.Action.DENIED).count() == 5
    assert "Dubbele personen" not in client.get(reverse("home")).content.decode()


def test_a_workers_own_record_is_not_offered_to_that_worker(town: Town, pair: DuplicateCandidate) -> None:
    fatima = town.user("Fatima")
    fatima.person_id = town.person("Sanne").pk
    fatima.save(update_fields=["person_id"])
    client = town.client("Fatima")
    assert "Sanne" not in client.get(LIST).content.decode()
    assert client.get(page_of(pair)).status_code == 404


def test_the_records_stand_side_by_side_with_what_differs(town: Town, pair: DuplicateCandidate) -> None:
    page = town.client("Anja").get(page_of(pair)).content.decode()
    assert f"•••••{BSN['Sanne'][-4:]}" in page
    assert BSN["Sanne"] not in page
    assert page.count("verschilt") >= 4  # the birth date, the number, the household, the source
    assert "1 × lid van het huishouden" in page
    assert "Kerkstraat 12" in page


def test_the_address_of_somebody_with_geheimhouding_is_not_shown_and_that_record_stays(
    town: Town, pair: DuplicateCandidate
) -> None:
    with acting(system_actor("tests")):
        Person.objects.filter(pk=town.person("Sanne").pk).update(is_secret=True)
    page = town.client("Els").get(page_of(pair)).content.decode()
    assert "Kerkstraat" not in page
    assert "De Vries-Yılmaz" not in page
    assert "geheim" in page


def test_a_secret_record_cannot_go_into_an_open_one(town: Town, double: Person, pair: DuplicateCandidate) -> None:
    with acting(system_actor("tests")):
        Person.objects.filter(pk=double.pk).update(is_secret=True)
    page = town.client("Els").get(page_of(pair)).content.decode()
    assert 'name="kept"' not in page
    assert "moet blijven" in page


def test_merging_asks_for_a_reason(town: Town, pair: DuplicateCandidate) -> None:
    response = town.client("Anja").post(page_of(pair), {"kept": town.person("Sanne").pk, "reason": " "})
    assert response.status_code == 422
    assert "Schrijf op hoe u weet" in response.content.decode()
    assert not PersonMerge.objects.exists()


def test_only_the_record_with_the_number_can_stay(town: Town, double: Person, pair: DuplicateCandidate) -> None:
    response = town.client("Anja").post(page_of(pair), {"kept": double.pk, "reason": WHY})
    assert response.status_code == 422
    assert not PersonMerge.objects.exists()


def test_a_merge_shows_among_the_merges_and_can_be_undone_there(
    town: Town, double: Person, pair: DuplicateCandidate
) -> None:
    client, place = town.client("Anja"), HouseholdMembership.objects.get(person=double)
    response = client.post(page_of(pair), {"kept": town.person("Sanne").pk, "reason": WHY}, follow=True)
    page = response.content.decode()
    assert WHY in page
    assert "Maak ongedaan" in page
    place.refresh_from_db()
    assert place.person == town.person("Sanne")
    assert page_of(pair) not in client.get(LIST).content.decode()
    assert "al beoordeeld" in client.get(page_of(pair)).content.decode()
    undo = reverse("households:undo_merge", args=[PersonMerge.objects.get().pk])
    assert "ongedaan gemaakt op" in client.post(undo, follow=True).content.decode()
    place.refresh_from_db()
    assert place.person == double
    assert page_of(pair) in client.get(LIST).content.decode()
    assert "al ongedaan gemaakt" in client.post(undo, follow=True).content.decode()


def test_undoing_says_when_something_could_not_go_back(town: Town, double: Person, pair: DuplicateCandidate) -> None:
    client = town.client("Anja")
    client.post(page_of(pair), {"kept": town.person("Sanne").pk, "reason": WHY})
    with acting(system_actor("tests")):
        join(town.bakker, double)
    undo = reverse("households:undo_merge", args=[PersonMerge.objects.get().pk])
    assert "Niet alles kon terug: 1 keer" in client.post(undo, follow=True).content.decode()


def test_two_people_are_not_offered_again(town: Town, pair: DuplicateCandidate) -> None:
    client, apart = town.client("Anja"), reverse("households:two_people", args=[pair.pk])
    assert "Vastgelegd" in client.post(apart, follow=True).content.decode()
    assert page_of(pair) not in client.get(LIST).content.decode()
    assert "al beoordeeld" in client.post(apart, follow=True).content.decode()
    assert AccessRecord.objects.filter(event="person.kept_apart").count() == 1


def test_the_number_of_queries_does_not_grow_with_the_list(town: Town, pair: DuplicateCandidate) -> None:
    client = town.client("Anja")
    client.get(LIST)
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    with acting(system_actor("tests")):
        for _number in range(5):
            offer(*(make_person("Kees", "Prins", "19700101") for _ in range(2)))
    with CaptureQueriesContext(connection) as many:
        assert client.get(LIST).content.decode().count("Kees Prins") == 5
    assert len(one) == len(many)
