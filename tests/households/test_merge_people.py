"""Two records of one person become one, by a person who says so, and two again when that was a mistake."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db.models import ForeignKey, ManyToManyField, UUIDField
from django.urls import reverse

from casework.models import TimelineEvent
from casework.services.timeline import tell
from households.models import (
    Custody,
    DuplicateCandidate,
    Household,
    HouseholdMembership,
    Person,
    PersonMerge,
    Relation,
    Residence,
)
from households.services.merging import CannotMerge, keep_apart, merge, preview, undo
from households.services.merging.movers import movers
from privacy.access import scope
from privacy.choices import Purpose, Role
from privacy.models import AccessRecord
from tests.over_the_walls import acting_anywhere
from tests.people import LONG_AGO, Town, join, make_address, make_child, make_person, make_user

STATUS = DuplicateCandidate.Status
NOT_MOVED = {"households.person.merged_into", *(f"households.duplicatecandidate.{end}" for end in ("first", "second"))}
NOT_MOVED |= {f"households.personmerge.{end}" for end in ("kept", "merged")}
NOT_MOVED |= {"privacy.accessrecord.subject_ids"}  # never changed: the log looks for every record of a person


@pytest.fixture(autouse=True)
def fatima_acts(town: Town) -> Iterator[None]:
    with acting_anywhere(town.actor("Fatima")):
        yield


@pytest.fixture
def double(town: Town) -> Person:
    """Sanne once more, as a colleague typed her in: with a daughter, a stay and a place in Gerda's household."""
    person = make_person("Sanne", "Vries", "19880412", prefix="de", source=Person.Source.WORKER)
    make_child(make_person("Mila", "Vries", "20200101"), person)
    Residence.objects.create(
        person=person, address=make_address("Havendreef", 1, "1354XX"), valid_from=LONG_AGO, valid_until="2021-01-01"
    )
    join(town.bakker, person)
    return person


def merge_into(town: Town, kept: Person, merged: Person) -> PersonMerge:
    return merge(actor=town.actor("Fatima"), kept=kept, merged=merged, reason="dubbel ingevoerd", at=town.now)


def test_what_pointed_at_the_one_points_at_the_other(town: Town, double: Person) -> None:
    sanne = town.person("Sanne")
    merge_into(town, sanne, double)
    double.refresh_from_db()
    assert double.merged_into == sanne
    assert Relation.objects.filter(person=sanne, other__given_names="Mila").exists()
    assert Custody.objects.filter(holder=sanne, child__given_names="Mila").exists()
    assert HouseholdMembership.objects.filter(person=sanne, household=town.bakker).exists()


def test_the_record_itself_stays_as_it_was(town: Town, double: Person) -> None:
    before = {name: value for name, value in vars(double).items() if not name.startswith("_")}
    merge_into(town, town.person("Sanne"), double)
    double.refresh_from_db()
    after = {name: value for name, value in vars(double).items() if not name.startswith("_")}
    assert {name for name in after if after[name] != before[name]} == {"merged_into_id"}


def test_a_second_stay_at_the_same_time_stays_with_the_old_record(town: Town, double: Person) -> None:
    shown = preview(kept=town.person("Sanne"), merged=double)
    assert [row.words for row in shown.stays] == ["verblijf sinds 1 januari 2020"]
    merge_into(town, town.person("Sanne"), double)
    assert Residence.objects.filter(person=double).count() == 1


def test_the_preview_tells_what_will_move_and_changes_nothing(town: Town, double: Person) -> None:
    history = Relation.history.count()
    shown = preview(kept=town.person("Sanne"), merged=double)
    assert sorted(row.kind for row in shown.moves) == ["gezag", "lid van het huishouden", "relatie"]
    assert Relation.history.count() == history
    assert Relation.objects.filter(person=double).exists()


def test_a_partner_tie_keeps_its_order_whatever_the_keys(town: Town) -> None:
    gerda, emre = town.person("Gerda"), town.person("Emre")
    for key in (0, 2**128 - 1):
        double = make_person("Gerda", "Bakker", "19510203", id=uuid.UUID(int=key))
        first, second = sorted((double, emre), key=lambda person: person.pk)
        tie = Relation.objects.create(person=first, other=second, kind="partner", valid_from=LONG_AGO)
        done = merge_into(town, gerda, double)
        tie.refresh_from_db()
        assert {tie.person, tie.other} == {gerda, emre}
        undo(actor=town.actor("Fatima"), merge=done, at=town.now)
        tie.refresh_from_db()
        assert (tie.person, tie.other) == (first, second)
        tie.delete()


def test_files_follow_trajectories_events_and_the_worker_who_is_that_person(town: Town, double: Person) -> None:
    trajectory = next(iter(town.trajectories.values()))
    trajectory.persons.set([double])
    fatima = town.actor("Fatima")
    tell(
        actor=fatima,
        at=town.now,
        household_id=town.de_vries.pk,
        kind=TimelineEvent.Kind.CONTACT,
        sentence="Gebeld",
        person_id=double.pk,
    )
    noor = town.user("Noor")
    noor.person_id = double.pk
    noor.save(update_fields=["person_id"])
    assert preview(kept=town.person("Sanne"), merged=double).in_files == 3
    done = merge_into(town, town.person("Sanne"), double)
    noor.refresh_from_db()
    assert list(trajectory.persons.all()) == [town.person("Sanne")]
    assert noor.person_id == town.person("Sanne").pk
    undo(actor=fatima, merge=done, at=town.now)
    assert list(trajectory.persons.all()) == [double]


def test_merging_says_who_why_and_about_whom(town: Town, double: Person) -> None:
    merge_into(town, town.person("Sanne"), double)
    record = AccessRecord.objects.get(event="person.merged")
    assert (record.actor_name, record.purpose) == ("Fatima Bennani", "registration")
    assert record.subject_ids == [town.person("Sanne").pk, double.pk]
    moved = Relation.history.filter(other__given_names="Mila").latest()
    assert moved.history_change_reason == "dubbel ingevoerd"


def test_the_offer_is_closed_by_a_merge_and_opened_by_undoing_it(town: Town, double: Person) -> None:
    first, second = sorted((town.person("Sanne"), double), key=lambda person: person.pk)
    offer = DuplicateCandidate.objects.create(first=first, second=second, reason="same_name_and_address")
    done = merge_into(town, town.person("Sanne"), double)
    offer.refresh_from_db()
    assert offer.status == STATUS.MERGED
    undo(actor=town.actor("Fatima"), merge=done, at=town.now)
    offer.refresh_from_db()
    assert offer.status == STATUS.OPEN


def test_two_people_are_kept_apart_and_it_is_recorded(town: Town, double: Person) -> None:
    first, second = sorted((town.person("Sanne"), double), key=lambda person: person.pk)
    offer = DuplicateCandidate.objects.create(first=first, second=second, reason="same_name_and_address")
    keep_apart(actor=town.actor("Anja"), candidate=offer)
    offer.refresh_from_db()
    assert offer.status == STATUS.DIFFERENT
    assert AccessRecord.objects.filter(event="person.kept_apart").count() == 1


def test_what_was_judged_is_not_judged_again(town: Town, double: Person) -> None:
    first, second = sorted((town.person("Sanne"), double), key=lambda person: person.pk)
    offer = DuplicateCandidate.objects.create(first=first, second=second, reason="same_name_and_address")
    merge_into(town, town.person("Sanne"), double)
    with pytest.raises(CannotMerge, match="al beoordeeld"):
        keep_apart(actor=town.actor("Anja"), candidate=offer)  # as it was when the page was opened
    offer.refresh_from_db()
    assert offer.status == STATUS.MERGED


def test_the_record_with_the_number_must_stay(town: Town, double: Person) -> None:
    with pytest.raises(CannotMerge, match="burgerservicenummer moet blijven"):
        merge_into(town, double, town.person("Sanne"))


def test_nobody_is_merged_with_themselves_or_twice(town: Town, double: Person) -> None:
    sanne = town.person("Sanne")
    with pytest.raises(CannotMerge, match="hetzelfde record"):
        merge_into(town, sanne, sanne)
    merge_into(town, sanne, double)
    with pytest.raises(CannotMerge, match="al samengevoegd"):
        merge_into(town, town.person("Gerda"), double)


def test_a_merge_is_undone_once_and_later_ones_first(town: Town, double: Person) -> None:
    third = make_person("Sanne", "Vries", "19880412", prefix="de")
    first = merge_into(town, third, double)
    later = merge_into(town, town.person("Sanne"), third)
    fatima = town.actor("Fatima")
    with pytest.raises(CannotMerge, match="Maak eerst die samenvoeging ongedaan"):
        undo(actor=fatima, merge=first, at=town.now)
    undo(actor=fatima, merge=later, at=town.now)
    undo(actor=fatima, merge=first, at=town.now)
    with pytest.raises(CannotMerge, match="al ongedaan gemaakt"):
        undo(actor=fatima, merge=first, at=town.now)


def test_who_does_not_keep_the_register_may_not_merge(town: Town, double: Person) -> None:
    with pytest.raises(PermissionDenied):
        merge(actor=town.actor("Joris"), kept=town.person("Sanne"), merged=double, reason="dubbel", at=town.now)


def test_the_household_is_called_after_its_members_afterwards(town: Town) -> None:
    double = make_person("Gerda", "Bakkers", "19510203")
    household = Household.objects.create(name="Bakkers")
    join(household, double)
    merge_into(town, town.person("Gerda"), double)
    household.refresh_from_db()
    assert household.name == "Bakker"


def test_a_pair_with_secrecy_is_offered_only_to_who_helps_them_and_to_the_administrator(town: Town) -> None:
    pair = [make_person("Ria", "Smit", "19600101", is_secret=True) for _record in range(2)]
    first, second = sorted(pair, key=lambda person: person.pk)
    DuplicateCandidate.objects.create(first=first, second=second, reason="same_bsn")
    make_user(town, "Kees Mol", "Beheer", Role.ADMINISTRATOR)
    for person in pair:
        join(town.bakker, person)
    offered = {
        name: scope(DuplicateCandidate, town.actor(name), Purpose.REGISTRATION).count()
        for name in ("Fatima", "Anja", "Bram", "Kees", "Joris")
    }
    assert offered == {"Fatima": 0, "Anja": 0, "Bram": 1, "Kees": 1, "Joris": 0}


def test_the_page_of_a_household_shows_one_of_two_merged_records(town: Town) -> None:
    twin = make_person("Sannetje", "Vries", "19880412", prefix="de")
    join(town.de_vries, twin)
    merge_into(town, town.person("Sanne"), twin)
    page = town.client("Fatima").get(reverse("casework:household", args=[town.de_vries.pk])).content.decode()
    assert "Sanne de Vries" in page
    assert "Sannetje" not in page


def points_at_a_person(field: Any) -> bool:
    """A relation with persons, or one or more keys of them without a relation."""
    if isinstance(field, ForeignKey | ManyToManyField):
        return field.related_model is Person
    key = getattr(field, "base_field", field)
    return isinstance(key, UUIDField) and field.name.startswith(("person", "given_by", "subject"))


def test_every_field_that_points_at_a_person_moves() -> None:
    fields = {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models()
        if not hasattr(model, "instance_type")
        for field in model._meta.get_fields()
        if points_at_a_person(field)
    }
    through = {label for label in fields if "_" in label.split(".")[1]}
    assert fields - through - NOT_MOVED == set(movers())
