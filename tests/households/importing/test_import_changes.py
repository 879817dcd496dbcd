"""What the BRP tells later becomes a new dated fact; the old one stays, and without news nothing is written."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from django.utils import timezone

from households.brp.records import Event, Partner, PersonRecord, Registration
from households.brp.records import Residence as BrpResidence
from households.models import Custody, Household, HouseholdMembership, Person, Relation, Residence
from households.services.members import leave_household
from privacy.acting import acting, actor_for
from privacy.models import User
from privacy.services import system_actor
from tests.households.brp.people import EMRE, HAVEN, LINA, SANNE, emre, family, lina, on, sanne
from tests.households.importing.bringing import bring_in, households, members, person, refresh, rows
from tests.over_the_walls import acting_anywhere

pytestmark = pytest.mark.django_db

MOVED = replace(
    HAVEN, street="Marktplein", short_street="Marktplein", house_number=3, house_letter="", since=on("20261101")
)


def moved_family() -> list[PersonRecord]:
    return [replace(record, residence=MOVED) for record in family()]


def divorced() -> list[PersonRecord]:
    ended = Event(date=on("20260901"))
    return [
        sanne(partners=(Partner(bsn=EMRE, name=emre().name, bond="H", ended=ended),)),
        emre(partners=(Partner(bsn=SANNE, name=sanne().name, bond="H", ended=ended),), residence=MOVED),
        lina(),
    ]


def test_importing_twice_leaves_not_even_history() -> None:
    bring_in(family(), SANNE)
    before = rows()
    report = bring_in(family(), SANNE, EMRE, LINA)
    assert rows() == before
    assert (report.new, report.changed, report.unchanged) == (0, 0, 3)


def test_refreshing_everybody_known_changes_nothing_either() -> None:
    bring_in(family(), SANNE)
    before = rows()
    assert refresh(family()).unchanged == 3
    assert rows() == before


def test_the_moment_of_asking_is_kept_all_the_same() -> None:
    bring_in(family(), SANNE)
    first = person(SANNE).brp_checked_at
    bring_in(family(), SANNE)
    second = person(SANNE).brp_checked_at
    assert first is not None
    assert second is not None
    assert second > first


def test_a_changed_name_leaves_the_old_one_in_the_history() -> None:
    bring_in(family(), SANNE)
    report = bring_in([sanne(name_use="P"), emre(), lina()], SANNE)
    assert (report.changed, person(SANNE).display_name) == (1, "Sanne Maria Yılmaz")
    names = person(SANNE).history.order_by("history_date").values_list("display_name", flat=True)
    assert list(names) == ["Sanne Maria de Vries", "Sanne Maria Yılmaz"]
    assert person(SANNE).history.latest().history_change_reason == "overgenomen uit de BRP"


def test_who_moves_gets_a_new_residence_and_the_old_one_ends_that_day() -> None:
    bring_in(family(), SANNE)
    bring_in(moved_family(), SANNE)
    old, new = Residence.objects.filter(person=person(SANNE)).order_by("valid_from")
    assert (str(old.valid_until), str(new.valid_from), new.valid_until) == ("2026-11-01", "2026-11-01", None)


def test_a_household_moves_as_a_whole() -> None:
    bring_in(family(), SANNE)
    before = Household.objects.get()
    bring_in(moved_family(), SANNE)
    after = Household.objects.get()
    assert after.address is not None
    assert (after.pk, after.address.one_line) == (before.pk, "Marktplein 3, 1354 AB Almere")
    assert households() == [{"Emre", "Lina", "Sanne"}]


def test_a_divorce_ends_the_partnership_and_parts_the_household() -> None:
    bring_in(family(), SANNE)
    home = Household.objects.get()
    bring_in(divorced(), SANNE)
    assert str(Relation.objects.get(kind="partner").valid_until) == "2026-09-01"
    assert members(home) == {"Lina", "Sanne"}


def test_records_that_contradict_each_other_do_not_undo_each_other() -> None:
    contradicting = [divorced()[0], emre(), lina()]
    for _time in range(2):
        bring_in(contradicting, EMRE)
        bring_in(contradicting, SANNE)
    before = rows()
    bring_in(contradicting, EMRE, SANNE)
    bring_in(contradicting, SANNE, EMRE)
    assert rows() == before


def test_whoever_dies_leaves_house_and_household_that_day() -> None:
    bring_in(family(), SANNE)
    dead = emre(registration=Registration(suspension="O", suspended_on=on("20261110")))
    bring_in([sanne(), dead, lina()], SANNE)
    assert str(Residence.objects.get(person=person(EMRE)).valid_until) == "2026-11-10"
    assert households() == [{"Lina", "Sanne"}]


def test_whoever_emigrates_to_nowhere_known_lives_here_no_longer() -> None:
    bring_in(family(), SANNE)
    gone = emre(
        registration=Registration(suspension="E", suspended_on=on("20261105")),
        residence=BrpResidence(municipality="1999", country="0000"),
    )
    bring_in([sanne(), gone, lina()], SANNE)
    now = Residence.objects.on().select_related("address").filter(person=person(EMRE))
    assert {stay.address.kind for stay in now} <= {"unknown"}
    assert households() == [{"Lina", "Sanne"}]


def test_gezag_that_changes_holds_from_the_day_we_are_told() -> None:
    bring_in(family(), SANNE)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    with acting(system_actor("tests")):
        Custody.objects.update(valid_from=yesterday)
    dead = emre(registration=Registration(suspension="O", suspended_on=on("20261110")))
    bring_in([sanne(), dead, lina()], SANNE)
    now = Custody.objects.on().get(child=person(LINA))
    assert (now.kind, now.holder, now.valid_from) == ("parent", person(SANNE), timezone.localdate())
    assert Custody.objects.filter(kind="joint", valid_until=timezone.localdate()).count() == 2


def test_whom_a_worker_took_out_stays_out(django_user_model: type[User]) -> None:
    bring_in(family(), SANNE)
    worker = actor_for(django_user_model.objects.create_user("fatima@haven.example", name="Fatima Bennani"))
    with acting_anywhere(worker):
        place = HouseholdMembership.objects.get(person=person(EMRE))
        leave_household(actor=worker, membership=place, explanation="uit elkaar", at=timezone.now())
    bring_in(family(), SANNE)
    assert households() == [{"Emre"}, {"Lina", "Sanne"}]


def test_a_record_that_was_merged_stays_as_it_was() -> None:
    bring_in(family(), SANNE)
    with acting(system_actor("tests")):
        Person.objects.with_bsn(EMRE).update(merged_into=person(SANNE))
    before = Person.history.filter(id=person(EMRE).pk).count()
    report = bring_in([sanne(), emre(name_use="V"), lina()], EMRE)
    assert report.merged_before == 1
    assert Person.history.filter(id=person(EMRE).pk).count() == before


def test_somebody_known_by_name_only_is_completed_when_asked_for() -> None:
    alone = sanne(children=())
    bring_in([alone, emre(residence=MOVED, children=())], SANNE)
    assert person(EMRE).brp_checked_at is None
    report = bring_in([alone, emre(residence=MOVED, children=())], EMRE)
    assert (report.new, Person.objects.count()) == (1, 2)
    assert households() == [{"Emre"}, {"Sanne"}]
