"""Importing people: who comes in, who comes along, and what is known of them afterwards."""

from __future__ import annotations

from dataclasses import replace

import pytest

from households.brp.fields import FIELDS, Purpose
from households.brp.records import Child, Name, Parent, Partner, PersonRecord
from households.models import Custody, HouseholdMembership, NameKey, Person, Relation, Residence
from privacy.models import AccessRecord
from tests.households.brp.people import BEA, EMIEL, EMRE, HAVEN, LINA, SANNE, bea, emiel, emre, family, lina, on, sanne
from tests.households.importing.bringing import bring_in, households, listening, members, person, rows

pytestmark = pytest.mark.django_db

ELSEWHERE = replace(HAVEN, house_number=99, house_letter="", object_id="0034010000099999", number_id="")


def test_asking_for_one_person_brings_in_the_household() -> None:
    report = bring_in(family(), SANNE)
    assert (report.new, report.followed, report.households.households_made) == (3, 2, 1)
    assert households() == [{"Emre", "Lina", "Sanne"}]


def test_a_household_has_a_name_an_address_and_a_reason_for_each_member() -> None:
    bring_in(family(), SANNE)
    place = HouseholdMembership.objects.select_related("household__address").get(person=person(LINA))
    assert place.household.name == "Yılmaz-De Vries"
    assert place.household.address is not None
    assert place.household.address.one_line == "Havendreef 12b, 1354 AB Almere"
    assert (place.reason, place.source, place.tied_to) == ("child", "proposed", person(EMRE))


def test_a_person_is_kept_as_the_brp_gives_her() -> None:
    bring_in(family(), SANNE)
    she = person(SANNE)
    assert (she.given_names, she.prefix, she.surname, she.display_name) == (
        "Sanne Maria",
        "de",
        "Vries",
        "Sanne Maria de Vries",
    )
    assert (she.partner_surname, she.salutation, str(she.birth_date)) == (
        "Yılmaz",
        "Geachte mevrouw De Vries",
        "12 maart 1985",
    )
    assert (person(EMRE).birth_date, she.bsn) == (on("19830000"), SANNE)


def test_a_surname_in_use_stands_in_the_name_shown() -> None:
    bring_in([sanne(name_use="V"), emre(), lina()], SANNE)
    assert person(SANNE).display_name == "Sanne Maria Yılmaz-de Vries"


def test_partners_parents_and_gezag_are_tied() -> None:
    bring_in(family(), SANNE)
    ties = {(tie.kind, tie.person.given_names, tie.other.given_names) for tie in Relation.objects.all()}
    assert {("parent", "Sanne Maria", "Lina"), ("parent", "Emre", "Lina")} <= ties
    partnership = Relation.objects.get(kind="partner")
    assert (partnership.starts_as_known, str(partnership.valid_from)) == (on("20120601"), "2012-06-01")
    held = Custody.objects.filter(child=person(LINA))
    assert {(row.kind, row.holder_id) for row in held} == {("joint", person(SANNE).pk), ("joint", person(EMRE).pk)}


def test_the_day_of_a_move_is_kept_as_far_as_it_is_known() -> None:
    bring_in([sanne(residence=replace(HAVEN, since=on("20150000")))], SANNE)
    stay = Residence.objects.get(person=person(SANNE))
    assert (stay.starts_as_known, str(stay.valid_from)) == (on("20150000"), "2015-01-01")


def test_a_stranger_at_the_address_does_not_come_along() -> None:
    stranger = PersonRecord(reference="ria", bsn=BEA, name=Name(given="Ria", surname="Smit"), residence=HAVEN)
    bring_in([*family(), stranger], SANNE)
    assert not Person.objects.with_bsn(BEA).exists()
    bring_in([*family(), stranger], BEA)
    assert households() == [{"Emre", "Lina", "Sanne"}, {"Ria"}]


def test_a_parent_of_a_minor_who_lives_elsewhere_comes_along_for_gezag_and_into_no_household() -> None:
    bring_in([sanne(), emre(residence=ELSEWHERE), lina()], SANNE)
    assert households() == [{"Lina", "Sanne"}]
    assert person(EMRE).brp_checked_at is not None
    assert Custody.objects.filter(child=person(LINA), holder=person(EMRE)).exists()


def test_of_a_partner_elsewhere_without_children_only_the_address_is_asked() -> None:
    handler = listening()
    bring_in([sanne(children=()), emre(residence=ELSEWHERE, children=())], SANNE, handler=handler)
    asked = [body["fields"] for body in handler.questions if EMRE in body["burgerservicenummer"]]
    assert asked == [list(FIELDS[Purpose.CHECK_ADDRESS])]
    he = person(EMRE)
    assert (he.display_name, he.brp_checked_at, he.memberships.count(), he.residences.count()) == (
        "Emre Yılmaz",
        None,
        0,
        0,
    )
    assert Relation.objects.filter(kind="partner").count() == 1


def test_a_parent_outside_the_municipality_without_number_is_kept_by_name() -> None:
    father = Parent(name=Name(given="Jan", surname="Bos"), birth=replace(emre().birth, date=on("19800000")))
    child = lina(parent2=father)
    bring_in([sanne(partners=()), child], SANNE)
    tie = Relation.objects.select_related("person").get(other=person(LINA), person__surname="Bos")
    assert (tie.person.bsn, tie.person.birth_date, tie.person.memberships.count()) == ("", on("19800000"), 0)
    before = rows()
    bring_in([sanne(partners=()), child], SANNE)
    assert rows() == before


def test_the_dead_are_no_members_and_live_nowhere() -> None:
    bring_in([bea()], BEA)
    assert (person(BEA).suspension, str(person(BEA).died_on)) == ("deceased", "mei 2024")
    assert (households(), Residence.objects.count()) == ([], 0)


def test_the_emigrated_live_abroad_and_are_no_members() -> None:
    bring_in([emiel()], EMIEL)
    he = person(EMIEL)
    stay = Residence.objects.select_related("address").get(person=he)
    assert (he.is_secret, he.suspension, stay.address.kind) == (True, "emigrated", "foreign")
    assert "Antwerpen" in stay.address.one_line
    assert households() == []


def test_a_postal_address_is_kept_as_such() -> None:
    bring_in([sanne(residence=replace(HAVEN, function="B"), partners=(), children=())], SANNE)
    place = HouseholdMembership.objects.select_related("household").get(person=person(SANNE))
    assert (place.lives_here, place.household.address) == (False, None)
    assert Residence.objects.get(person=person(SANNE)).kind == "correspondence"


def test_grown_children_at_home_come_along_with_their_own_partners() -> None:
    grown = lina(birth=replace(lina().birth, date=on("20000101")), partners=(Partner(bsn=BEA, name=Name(given="Ria")),))
    ria = PersonRecord(
        reference="ria",
        bsn=BEA,
        name=Name(given="Ria", surname="Smit"),
        partners=(Partner(bsn=LINA, name=Name(given="Lina", surname="Yılmaz")),),
        residence=HAVEN,
    )
    child = Child(bsn=LINA, name=Name(given="Lina", surname="Yılmaz"), birth=grown.birth)
    bring_in([sanne(children=(child,)), emre(children=(child,)), grown, ria], SANNE)
    assert households() == [{"Emre", "Lina", "Ria", "Sanne"}]
    place = HouseholdMembership.objects.get(person=person(BEA))
    assert (place.reason, place.tied_to) == ("partner_of_relative", person(LINA))


def test_one_access_record_of_the_job_names_everybody() -> None:
    bring_in(family(), SANNE)
    record = AccessRecord.objects.get(event="person.imported")
    assert (record.actor_name, record.purpose, record.action) == ("import_brp", "system", "change")
    assert set(record.subject_ids) == {person(bsn).pk for bsn in (SANNE, EMRE, LINA)}
    assert record.details == {"asked": 1, "followed": 2}


def test_search_can_find_the_surname_with_typing_errors() -> None:
    bring_in(family(), SANNE)
    assert set(NameKey.objects.values_list("key", flat=True)) >= {"vries", "yilmaz"}


def test_nobody_is_in_two_households_when_all_are_asked_for() -> None:
    bring_in(family(), LINA, EMRE, SANNE)
    places = HouseholdMembership.objects.on().select_related("household")
    assert {frozenset(members(place.household)) for place in places} == {frozenset({"Emre", "Lina", "Sanne"})}
    assert places.count() == 3
