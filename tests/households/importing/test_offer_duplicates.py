"""Who may be in the register twice is offered, and never merged by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from households.brp.records import Name, Parent, PersonRecord
from households.models import DuplicateCandidate, Person, Residence
from privacy.acting import acting
from privacy.services import system_actor
from tests.households.brp.people import BEA, EMIEL, EMRE, HAVEN, SANNE, emre, on, sanne
from tests.households.importing.bringing import bring_in, households, refresh, rows
from tests.people import make_person

pytestmark = pytest.mark.django_db

ELSEWHERE = replace(HAVEN, house_number=99, house_letter="")


def alone(bsn: str, **changes: object) -> PersonRecord:
    return sanne(**{"bsn": bsn, "partners": (), "children": ()} | changes)


def offered() -> list[tuple[set[str], str]]:
    pairs = DuplicateCandidate.objects.select_related("first", "second")
    return [({pair.first.bsn, pair.second.bsn}, pair.reason) for pair in pairs]


def test_two_records_with_one_number_both_come_in_and_are_offered() -> None:
    twice = [alone(SANNE), alone(SANNE, name=Name(given="Bea", surname="Bos"), birth=replace(sanne().birth))]
    bring_in(twice, SANNE)
    assert offered() == [({SANNE}, "same_bsn")]
    assert sorted(Person.objects.values_list("given_names", flat=True)) == ["Bea", "Sanne Maria"]
    before = rows()
    bring_in(list(reversed(twice)), SANNE)
    assert rows() == before


def test_equal_in_all_but_the_number_is_offered() -> None:
    bring_in([alone(SANNE), alone(EMRE)], SANNE, EMRE)
    assert offered() == [({SANNE, EMRE}, "same_everything")]
    assert Person.objects.unmerged().count() == 2


def test_equal_records_are_offered_when_they_come_in_one_after_the_other() -> None:
    people = [alone(SANNE), alone(EMRE)]
    bring_in(people, SANNE)
    bring_in(people, EMRE)
    assert offered() == [({SANNE, EMRE}, "same_everything")]


def test_namesakes_born_on_one_day_are_two_people() -> None:
    bring_in([alone(SANNE), alone(EMRE, residence=ELSEWHERE)], SANNE, EMRE)
    assert offered() == []


def test_namesakes_at_one_address_with_other_parents_are_two_people() -> None:
    mothers = [Parent(name=Name(given=given, surname="Vries")) for given in ("Rosa", "José")]
    people = [alone(SANNE, parent1=mothers[0]), alone(EMRE, parent1=mothers[1])]
    bring_in(people, SANNE, EMRE)
    assert offered() == []
    assert households() == [{"Sanne"}, {"Sanne"}]


def test_somebody_without_number_of_the_same_name_birth_date_and_address_is_offered() -> None:
    bring_in([alone(SANNE)], SANNE)
    with acting(system_actor("tests")):
        by_worker = make_person("Sanne Maria", "Vries", "19850312", prefix="de", source=Person.Source.WORKER)
        stay = Residence.objects.get()
        Residence.objects.create(person=by_worker, address=stay.address, valid_from=stay.valid_from)
    bring_in([alone(SANNE)], SANNE)
    assert offered() == [({SANNE, ""}, "same_name_and_address")]


def test_what_was_judged_is_not_offered_again() -> None:
    people = [alone(SANNE), alone(EMRE)]
    bring_in(people, SANNE, EMRE)
    with acting(system_actor("tests")):
        DuplicateCandidate.objects.update(status=DuplicateCandidate.Status.DIFFERENT)
    refresh(people)
    assert DuplicateCandidate.objects.get().status == "different"


def test_siblings_born_on_one_day_are_not_offered() -> None:
    twins = [
        alone(bsn, name=Name(given=given, surname="Vries"), birth=replace(sanne().birth, date=on("20150101")))
        for bsn, given in ((BEA, "Lot"), (EMIEL, "Fien"))
    ]
    bring_in([*twins, emre(partners=(), children=())], BEA, EMIEL)
    assert offered() == []
