"""A worker says who belongs to a household."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import timezone

from households.models import Household, HouseholdMembership, Person
from households.services import AlreadyMember, CannotJoin, NotAMember, join_member, leave_household
from households.services.settling import settle
from privacy.models import AccessRecord
from tests.over_the_walls import acting_anywhere
from tests.people import Town, make_person

DAY = timezone.localdate
SOURCE = HouseholdMembership.Source


@pytest.fixture(autouse=True)
def fatima_acts(town: Town) -> Iterator[None]:
    with acting_anywhere(town.actor("Fatima")):
        yield


def join(town: Town, person: Person, household: Household | None = None) -> HouseholdMembership:
    return join_member(
        actor=town.actor("Fatima"),
        household=household or town.de_vries,
        person=person,
        explanation="zorgt voor de kinderen",
        lives_here=False,
        at=town.now,
    )


def take_out(town: Town, membership: HouseholdMembership) -> None:
    leave_household(actor=town.actor("Fatima"), membership=membership, explanation="woont elders", at=town.now)


def place_of(town: Town, name: str) -> HouseholdMembership:
    return HouseholdMembership.objects.get(household=town.de_vries, person=town.person(name))


def test_somebody_joins_with_a_reason_that_stands_in_the_history(town: Town) -> None:
    membership = join(town, town.person("Gerda"))
    assert (membership.reason, membership.source, membership.valid_from) == ("joined", SOURCE.WORKER, DAY())
    assert membership.history.get().history_change_reason == "zorgt voor de kinderen"


def test_joining_is_recorded_with_household_and_person(town: Town) -> None:
    join(town, town.person("Gerda"))
    record = AccessRecord.objects.get(event="household.member_joined")
    assert (record.household_id, record.subject_ids) == (town.de_vries.pk, [town.person("Gerda").pk])


def test_nobody_joins_twice(town: Town) -> None:
    with pytest.raises(AlreadyMember, match="Sanne de Vries hoort al bij dit huishouden"):
        join(town, town.person("Sanne"))


def test_the_dead_and_merged_records_cannot_join(town: Town) -> None:
    bea = make_person("Bea", "Bos", "19400101", suspension=Person.Suspension.DECEASED)
    with pytest.raises(CannotJoin, match="Bea Bos is volgens de BRP overleden"):
        join(town, bea)
    with pytest.raises(CannotJoin, match="samengevoegd"):
        join(town, make_person("Gerda", "Bakker", "19510203", merged_into=town.person("Gerda")))


def test_the_name_of_the_household_follows_its_members(town: Town) -> None:
    take_out(town, place_of(town, "Sanne"))
    town.de_vries.refresh_from_db()
    assert town.de_vries.name == "Yılmaz"


def test_whoever_is_taken_out_is_a_member_until_today(town: Town) -> None:
    take_out(town, place_of(town, "Emre"))
    place = place_of(town, "Emre")
    assert (place.valid_until, place.source, place.explanation) == (DAY(), SOURCE.WORKER, "woont elders")


def test_a_place_that_ended_does_not_end_again(town: Town) -> None:
    take_out(town, place_of(town, "Emre"))
    with pytest.raises(NotAMember, match="Emre Yılmaz hoort al niet meer bij dit huishouden"):
        take_out(town, place_of(town, "Emre"))


def test_joining_by_mistake_leaves_no_place_behind(town: Town) -> None:
    take_out(town, join(town, town.person("Gerda")))
    assert not HouseholdMembership.objects.filter(household=town.de_vries, person=town.person("Gerda")).exists()


def test_whom_the_brp_placed_today_can_be_taken_out_today_for_good(town: Town) -> None:
    HouseholdMembership.objects.filter(person=town.person("Emre")).update(valid_from=DAY())
    take_out(town, place_of(town, "Emre"))
    assert not HouseholdMembership.objects.on().filter(person=town.person("Emre")).exists()
    settle(address_ids=[town.de_vries.address_id], at=town.now)  # type: ignore[list-item]
    assert not HouseholdMembership.objects.on().filter(person=town.person("Emre"), household=town.de_vries).exists()


def test_an_emptied_household_ends_and_comes_back_when_somebody_joins(town: Town) -> None:
    place = HouseholdMembership.objects.get(household=town.bakker)
    take_out(town, place)
    town.bakker.refresh_from_db()
    assert town.bakker.ended_on == DAY()
    join(town, town.person("Gerda"), town.bakker)
    town.bakker.refresh_from_db()
    assert town.bakker.ended_on is None
