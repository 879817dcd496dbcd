"""Adding a member: look for somebody, choose who is meant, say why."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse

from casework.models import TimelineEvent
from households.models import HouseholdMembership, Person
from privacy.acting import acting
from privacy.models import AccessRecord
from privacy.services import system_actor
from tests.people import Town, make_address, make_household, make_person

MILAN_BSN = "999990068"
SEARCH = "milan de vries 14-06-2012"


@pytest.fixture
def milan(town: Town) -> Person:
    """Sanne's nephew, who lives elsewhere."""
    with acting(system_actor("tests")):
        person = make_person("Milan", "Vries", "20120614", prefix="de", bsn=MILAN_BSN)
        make_household("De Vries", make_address("Havenweg", 7, "1354XY"), person)
    return person


def send(town: Town, who: str = "Fatima", **data: Any) -> Any:
    return town.client(who).post(reverse("casework:add_member", args=[town.de_vries.pk]), data)


def add(town: Town, person: Person, who: str = "Fatima", **changes: Any) -> Any:
    data = {"q": SEARCH, "person": str(person.pk), "explanation": "logeert hier sinds de zomer"} | changes
    return send(town, who, **data)


def is_member(town: Town, person: Person) -> bool:
    return HouseholdMembership.objects.on().filter(household=town.de_vries, person=person).exists()


@pytest.mark.parametrize("typed", [MILAN_BSN, SEARCH])
def test_one_finds_somebody_by_number_or_by_name_and_birth_date(town: Town, milan: Person, typed: str) -> None:
    page = send(town, q=typed).content.decode()
    assert "Milan de Vries · geboren 2012 · Haven" in page
    assert "14 juni 2012" not in page
    assert "Havenweg" not in page


def test_looking_is_recorded_as_a_search_with_the_household_and_who_was_found(town: Town, milan: Person) -> None:
    send(town, q=MILAN_BSN)
    record = AccessRecord.objects.get(event="person.search")
    assert (record.event, record.action, record.purpose) == ("person.search", "search", "registration")
    assert (record.household_id, record.subject_ids) == (town.de_vries.pk, [milan.pk])
    assert MILAN_BSN not in str(vars(record))


def test_who_was_chosen_is_a_member_from_today_with_the_reason(town: Town, milan: Person) -> None:
    response = add(town, milan, lives_here="on")
    assert response.url == reverse("casework:household", args=[town.de_vries.pk])
    membership = HouseholdMembership.objects.on().get(household=town.de_vries, person=milan)
    assert (membership.lives_here, membership.explanation) == (True, "logeert hier sinds de zomer")
    assert TimelineEvent.objects.get(person_id=milan.pk).sentence == "Milan de Vries hoort er nu bij"
    assert AccessRecord.objects.get(event="household.member_joined").subject_ids == [milan.pk]


def test_who_does_not_live_here_belongs_here_all_the_same(town: Town, milan: Person) -> None:
    add(town, milan)
    assert not HouseholdMembership.objects.on().get(household=town.de_vries, person=milan).lives_here


def test_without_a_reason_all_that_was_typed_stays(town: Town, milan: Person) -> None:
    response = add(town, milan, explanation=" ", lives_here="on")
    page = response.content.decode()
    assert response.status_code == 422
    assert "Schrijf op waarom" in page
    assert f'value="{SEARCH}"' in page
    assert len(re.findall(r'name="(?:person|lives_here)"[^>]* checked', page)) == 2
    assert not is_member(town, milan)


def test_who_is_a_member_already_is_not_added_again(town: Town) -> None:
    response = add(town, town.person("Sanne"), q="sanne de vries")
    assert response.status_code == 422
    assert "Sanne de Vries hoort al bij dit huishouden." in response.content.decode()
    assert "logeert hier sinds de zomer" in response.content.decode()
    assert AccessRecord.objects.filter(event="household.member_joined").count() == 0


def test_whoever_is_not_known_is_not_found(town: Town) -> None:
    assert "Niemand gevonden." in send(town, q="999990081").content.decode()


def test_a_secret_person_is_not_found_and_cannot_be_chosen(town: Town, milan: Person) -> None:
    with acting(system_actor("tests")):
        Person.objects.filter(pk=milan.pk).update(is_secret=True)
    assert "Niemand gevonden." in send(town, q=MILAN_BSN).content.decode()
    assert "Milan" not in send(town, q=MILAN_BSN).content.decode()
    assert add(town, milan, q="bakker 3-2-1951").status_code == 422
    assert not is_member(town, milan)


def test_a_colleague_is_not_found_and_cannot_be_chosen(town: Town, milan: Person) -> None:
    with acting(system_actor("tests")):
        town.user("Noor").person_id = milan.pk
        town.user("Noor").save(update_fields=["person_id"])
    assert "Niemand gevonden." in send(town, q=MILAN_BSN).content.decode()
    assert "Kies iemand uit de lijst" in add(town, milan, q="bakker 3-2-1951").content.decode()
    assert not is_member(town, milan)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Typ een bsn, of een naam en geboortedatum."),
        ("999990069", "Dit burgerservicenummer bestaat niet."),
        ("31-02-1985", "bestaat niet"),
        ("x" * 300, "te lang"),
    ],
)
def test_what_cannot_be_looked_for_gets_a_sentence(town: Town, typed: str, sentence: str) -> None:
    response = send(town, q=typed)
    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_a_professional_in_the_household_is_refused_and_it_is_recorded(town: Town, milan: Person) -> None:
    url = reverse("casework:add_member", args=[town.de_vries.pk])
    assert town.client("Joris").get(url).status_code == 403
    assert add(town, milan, "Joris").status_code == 403
    assert AccessRecord.objects.filter(action="denied", actor_id=town.user("Joris").pk).count() == 2
    assert not is_member(town, milan)
    page = town.client("Joris").get(reverse("casework:household", args=[town.de_vries.pk])).content.decode()
    assert "Voeg iemand toe" not in page


def test_somebody_elses_household_is_not_there(town: Town, milan: Person) -> None:
    assert add(town, milan, "Bram").status_code == 404
    assert not is_member(town, milan)
