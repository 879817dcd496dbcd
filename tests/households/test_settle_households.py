"""Households follow what the BRP says, difference by difference; what workers decided stays."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from households.models import Address, Household, HouseholdMembership, Person, Relation, Residence
from households.services import join_member, leave_household
from households.services.settling import Settled, settle
from privacy.acting import acting
from privacy.dates import on_day
from privacy.services import system_actor
from tests.people import LONG_AGO, Town, make_address, make_child, make_partners, make_person

NOTHING = Settled()


@pytest.fixture(autouse=True)
def somebody_acts(db: None) -> Iterator[None]:
    with acting(system_actor("import_brp")):
        yield


def live(address: Address, *people: Person, **fields: object) -> None:
    for person in people:
        Residence.objects.create(**{"person": person, "address": address, "valid_from": LONG_AGO} | fields)


def move(person: Person, address: Address, on: datetime.date) -> None:
    Residence.objects.on(on).filter(person=person).close(on=on)
    Residence.objects.create(person=person, address=address, valid_from=on)


def settle_at(*addresses: Address, at: datetime.datetime | None = None) -> Settled:
    return settle(address_ids=[address.pk for address in addresses], at=at or timezone.now())


def members(household: Household) -> set[str]:
    rows = HouseholdMembership.objects.filter(on_day(), household=household).select_related("person")
    return {row.person.given_names for row in rows}


def all_households() -> list[set[str]]:
    return sorted(filter(None, map(members, Household.objects.all())), key=sorted)


def test_a_family_gets_one_household_with_its_name_and_address() -> None:
    home = make_address("Kerkstraat", 1, "1354AA")
    sanne, lina = make_person("Sanne", "Vries", "19880412", prefix="de"), make_person("Lina", "Vries", "20180917")
    make_child(lina, sanne)
    live(home, sanne, lina, make_person("Gerda", "Bakker", "19510203"))
    settle_at(home)
    assert all_households() == [{"Gerda"}, {"Lina", "Sanne"}]
    family = Household.objects.get(memberships__person=lina)
    assert (family.name, family.address) == ("De Vries", home)
    assert HouseholdMembership.objects.get(person=lina).tied_to == sanne


def test_doing_it_twice_leaves_not_even_history(town: Town) -> None:
    homes = Address.objects.all()
    settle_at(*homes)
    history = HouseholdMembership.history.count(), Household.history.count()
    assert settle_at(*homes) == NOTHING
    assert history == (HouseholdMembership.history.count(), Household.history.count())


def test_the_dead_the_emigrated_and_merged_records_are_no_members() -> None:
    home = make_address("Kerkstraat", 1, "1354AA")
    sanne = make_person("Sanne", "Vries", "19880412")
    live(home, sanne, make_person("Bea", "Bos", "19400101", suspension=Person.Suspension.DECEASED))
    live(home, make_person("Emiel", "Wit", "19700101", suspension=Person.Suspension.EMIGRATED))
    live(home, make_person("Sanne twee", "Vries", "19880412", merged_into=sanne))
    settle_at(home)
    assert all_households() == [{"Sanne"}]


def test_a_household_that_moves_stays_the_same_household(town: Town) -> None:
    new = make_address("Havendreef", 2, "1355AA")
    for name in ("Sanne", "Emre", "Lina", "Deniz"):
        move(town.person(name), new, timezone.localdate())
    settled = settle_at(new)
    town.de_vries.refresh_from_db()
    assert town.de_vries.address == new
    assert (settled.households_moved, settled.members_added, settled.members_left) == (1, 0, 0)


def test_whoever_moves_out_leaves_the_household_and_the_rest_keeps_it(town: Town) -> None:
    new = make_address("Havendreef", 2, "1355AA")
    move(town.person("Emre"), new, timezone.localdate())
    settle_at(new)
    assert members(town.de_vries) == {"Deniz", "Lina", "Sanne"}
    assert {"Emre"} in all_households()
    left = HouseholdMembership.objects.get(household=town.de_vries, person=town.person("Emre"))
    assert left.valid_until == timezone.localdate()


def test_a_household_in_which_nobody_is_left_ends(town: Town) -> None:
    gerda = town.person("Gerda")
    Person.objects.filter(pk=gerda.pk).update(suspension=Person.Suspension.DECEASED)
    settled = settle_at(town.bakker.address)  # type: ignore[arg-type]
    town.bakker.refresh_from_db()
    assert (settled.households_ended, town.bakker.ended_on) == (1, timezone.localdate())
    assert town.bakker.name == "Bakker"


def test_whom_a_worker_joined_stays_and_gets_no_household_of_their_own(town: Town) -> None:
    lodger = make_person("Ria", "Smit", "19600101")
    live(town.de_vries.address, lodger)  # type: ignore[arg-type]
    actor = town.actor("Fatima")
    join_member(
        actor=actor,
        household=town.de_vries,
        person=lodger,
        explanation="hoort bij het gezin",
        lives_here=True,
        at=town.now,
    )
    settle_at(town.de_vries.address)  # type: ignore[arg-type]
    assert members(town.de_vries) == {"Deniz", "Emre", "Lina", "Ria", "Sanne"}
    assert HouseholdMembership.objects.filter(person=lodger).count() == 1


def test_whom_a_worker_took_out_is_not_put_back(town: Town) -> None:
    place = HouseholdMembership.objects.get(household=town.de_vries, person=town.person("Emre"))
    leave_household(actor=town.actor("Fatima"), membership=place, explanation="woont elders", at=town.now)
    settle_at(town.de_vries.address)  # type: ignore[arg-type]
    assert members(town.de_vries) == {"Deniz", "Lina", "Sanne"}
    assert {"Emre"} in all_households()


def test_a_postal_address_makes_nobody_live_with_those_who_do() -> None:
    home = make_address("Kerkstraat", 1, "1354AA")
    sanne, emre = make_person("Sanne", "Vries", "19880412"), make_person("Emre", "Yılmaz", "19860101")
    make_partners(sanne, emre)
    live(home, sanne)
    live(home, emre, kind=Residence.Kind.CORRESPONDENCE)
    settle_at(home)
    assert all_households() == [{"Emre"}, {"Sanne"}]
    postal = HouseholdMembership.objects.select_related("household").get(person=emre)
    assert (postal.lives_here, postal.household.address) == (False, None)


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.sampled_from(range(2)), st.sampled_from(range(2)), st.booleans()), max_size=6),
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.booleans()), max_size=6),
)
def test_whatever_the_town_everybody_has_one_household_after_any_two_imports(
    stays: list[tuple[int, int, bool]], ties: list[tuple[int, int, bool]]
) -> None:
    """Each stay: where first, where later, and whether this person is dead by then."""
    with transaction.atomic():
        homes = [make_address("Kerkstraat", 1, "1354AA"), make_address("Plein", 2, "1354AB")]
        people = [make_person(f"P{number}", "Vries", f"19{70 + number}0101") for number in range(len(stays))]
        _tie(people, ties)
        yesterday = timezone.now() - datetime.timedelta(days=1)
        for person, (first, _later, _died) in zip(people, stays, strict=True):
            live(homes[first], person)
        settle_at(*homes, at=yesterday)
        for person, (first, later, died) in zip(people, stays, strict=True):
            if later != first:
                move(person, homes[later], timezone.localdate())
            if died:
                Person.objects.filter(pk=person.pk).update(suspension=Person.Suspension.DECEASED)
        settle_at(*reversed(homes))
        living = [person.pk for person, (_f, _l, died) in zip(people, stays, strict=True) if not died]
        assert _current_places() == sorted(living)
        assert settle_at(*homes) == NOTHING
        transaction.set_rollback(True)


def _tie(people: list[Person], ties: list[tuple[int, int, bool]]) -> None:
    tied: set[frozenset[uuid.UUID]] = set()
    for one, other, are_partners in ties:
        if max(one, other) >= len(people) or one == other:
            continue
        pair = frozenset((people[one].pk, people[other].pk))
        if pair in tied:
            continue
        tied.add(pair)
        if are_partners:
            make_partners(people[one], people[other])
        else:
            Relation.objects.create(
                person=people[one], other=people[other], kind=Relation.Kind.PARENT, valid_from=LONG_AGO
            )


def _current_places() -> list[uuid.UUID]:
    return sorted(HouseholdMembership.objects.on().values_list("person_id", flat=True))
