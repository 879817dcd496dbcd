"""Searching beyond one's own households: only for a purpose, only the least, never the secret or the barred."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from households.models import Person, Residence
from households.names import remember
from households.search import NotUnderstood, find, parse
from privacy.access import scope
from privacy.acting import acting
from privacy.choices import Purpose, Role
from privacy.models import Team
from privacy.services import system_actor
from tests.casework.asking import ask, records
from tests.people import BSN, Town, make_address, make_child, make_household, make_person, make_user

TODAY_WORDS = (
    "gerda",
    "bakker",
    "bakers",
    "1951",
    "3-2-1951",
    "1315CD",
    "1315 CD 3",
    "Marktplein 3",
    "vries",
    "de",
    "g",
)


def test_without_a_purpose_nobody_else_is_looked_for_and_the_purpose_is_asked(town: Town) -> None:
    shown = ask(town.client("Fatima"), "bakker")
    assert shown.others == []
    assert 'name="purpose" value="first_contact"' in shown.page
    (record,) = records()
    assert (record.purpose, record.subject_ids) == (Purpose.HELP, [])


def test_a_hit_shows_the_least_that_tells_people_apart(town: Town) -> None:
    shown = ask(town.client("Fatima"), "bakker", Purpose.FIRST_CONTACT)
    assert shown.others == ["Gerda Bakker"]
    text = re.sub(r"<[^>]+>", " ", shown.page)
    assert "geboren 1951" in text
    assert "Haven" in text
    for hidden in ("februari", "Marktplein", "1315", BSN["Gerda"], town.bakkers_case.number, "Bram", "Dossier geopend"):
        assert hidden not in text
    (record,) = records()
    assert record.purpose == Purpose.FIRST_CONTACT
    assert record.subject_ids == [town.person("Gerda").pk]
    assert (record.household_id, record.listed_household_ids) == (None, [])
    assert record.details == {"criteria": ["name"], "own": 0, "others": 1}


def test_the_whole_birth_date_shows_only_where_name_and_year_are_the_same(town: Town) -> None:
    with acting(system_actor("tests")):
        make_person("Gerda", "Bakker", "19510914")
        make_person("Gerda", "Bakker", "19600101")
    page = ask(town.client("Fatima"), "gerda bakker", Purpose.FIRST_CONTACT).page
    for born in ("geboren 3 februari 1951", "geboren 14 september 1951", "geboren 1960"):
        assert born in page


def test_ones_own_people_are_not_among_the_others(town: Town) -> None:
    shown = ask(town.client("Fatima"), "yilmaz", Purpose.FIRST_CONTACT)
    assert (len(shown.own), shown.others) == (3, [])


@pytest.mark.parametrize("text", ["de Vries", "12-4-1988", "1354AB 12", BSN["Sanne"], "Sanne de Vries 1988"])
def test_somebody_with_geheimhouding_is_not_found_by_others(town: Town, text: str) -> None:
    assert "Sanne de Vries" in ask(town.client("Bram"), text, Purpose.FIRST_CONTACT).others
    with acting(system_actor("tests")):
        Person.objects.filter(given_names="Sanne").update(is_secret=True)
    shown = ask(town.client("Bram"), text, Purpose.FIRST_CONTACT)
    assert "Sanne de Vries" not in shown.page.replace(text, "")
    assert town.person("Sanne").pk not in records()[-1].subject_ids


@pytest.mark.parametrize("text", ["bakker", "3-2-1951", BSN["Gerda"]])
def test_a_colleagues_record_is_not_found_by_colleagues(town: Town, text: str) -> None:
    noor = town.user("Noor")
    noor.person_id = town.person("Gerda").pk
    noor.save()
    assert ask(town.client("Fatima"), text, Purpose.FIRST_CONTACT).others == []


def test_a_colleague_without_a_household_is_not_found_either(town: Town) -> None:
    noor = town.user("Noor")
    with acting(system_actor("tests")):
        noor.person_id = make_person("Noor", "Hooft", "19900101").pk
    noor.save()
    assert ask(town.client("Fatima"), "hooft", Purpose.FIRST_CONTACT).others == []
    assert ask(town.client("Noor"), "hooft", Purpose.FIRST_CONTACT).others == []


@pytest.mark.parametrize("text", ["bakker", "visser", "3-2-1951"])
def test_ones_own_family_is_not_found(town: Town, text: str) -> None:
    fatima = town.user("Fatima")
    with acting(system_actor("tests")):
        me = make_person("Fatima", "Visser", "19800101")
        make_household("Visser", make_address("Laan", 1, "1300AA"), me)
        make_child(me, town.person("Gerda"))
    fatima.person_id = me.pk
    fatima.save()
    assert ask(town.client("Fatima"), text, Purpose.FIRST_CONTACT).others == []


@pytest.mark.parametrize("who", ["Pieter"])
def test_a_role_that_carries_no_such_purpose_cannot_search_elsewhere(town: Town, who: str) -> None:
    for purpose in Purpose:
        shown = ask(town.client(who), "bakker", purpose)
        assert (shown.own, shown.others) == ([], [])
    assert "Ook daarbuiten" not in ask(town.client(who), "bakker").page


@pytest.mark.parametrize(
    ("who", "purpose", "status"),
    [
        ("Fatima", Purpose.FIRST_CONTACT, 200),
        ("Fatima", Purpose.SIGNAL, 200),
        ("Joris", Purpose.FIRST_CONTACT, 200),
        ("Joris", Purpose.SIGNAL, 422),
        ("Joris", Purpose.REGISTRATION, 422),
        ("Anja", Purpose.REGISTRATION, 200),
        ("Anja", Purpose.SIGNAL, 422),
        ("Fatima", Purpose.OVERSIGHT, 422),
        ("Fatima", Purpose.SYSTEM, 422),
        ("Fatima", "iets", 422),
    ],
)
def test_a_purpose_is_one_of_those_that_a_role_may_carry(
    town: Town, who: str, purpose: Purpose | str, status: int
) -> None:
    shown = ask(town.client(who), "bakker", purpose)
    assert shown.status == status
    assert shown.others == (["Gerda Bakker"] if status == 200 else [])


def test_a_membership_that_has_ended_carries_no_purpose(town: Town) -> None:
    with acting(system_actor("tests")):
        town.user("Bram").memberships.all().delete()
    assert ask(town.client("Bram"), "vries", Purpose.FIRST_CONTACT).others == []


def test_an_early_signal_worker_without_households_finds_residents_for_a_signal(town: Town) -> None:
    with acting(system_actor("tests")):
        make_user(town, "Vera Vos", Team.objects.get(name="Wijkteam Haven").name, Role.EARLY_SIGNAL_WORKER)
    shown = ask(town.client("Vera"), "bakker", Purpose.SIGNAL)
    assert shown.others == ["Gerda Bakker"]
    assert "Open een dossier" not in shown.page


@settings(max_examples=60)
@given(text=st.one_of(st.text(max_size=40), st.lists(st.sampled_from(TODAY_WORDS), max_size=4).map(" ".join)))
def test_whatever_is_typed_nobody_outside_the_scope_is_found(town: Town, text: str) -> None:
    from django.utils import timezone

    bram = town.actor("Bram")
    with acting(system_actor("tests")):
        Person.objects.filter(given_names="Sanne").update(is_secret=True)
    remember(Person.objects.values_list("surname_key", flat=True))
    try:
        question = parse(text, today=timezone.localdate())
    except NotUnderstood:
        return
    for purpose, are_few in ((Purpose.HELP, True), (Purpose.FIRST_CONTACT, False)):
        people = scope(Person, bram, purpose)
        found = find(people, question, stays=Residence.objects.all(), are_few=are_few).people
        assert {person.pk for person in found} <= set(people.values_list("pk", flat=True))
        assert town.person("Sanne") not in found
