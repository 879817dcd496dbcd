"""The never-rules: not one's own household or family's, not a colleague's without a named exception."""

from __future__ import annotations

from django.urls import reverse

from privacy.acting import acting
from privacy.models import ColleagueException
from privacy.services import system_actor
from tests.people import LONG_AGO, Town, make_address, make_child, make_household, make_person


def status(town: Town, who: str) -> int:
    return town.client(who).get(reverse("casework:household", args=[town.de_vries.pk])).status_code


def is_person(town: Town, who: str, person: object) -> None:
    user = town.user(who)
    user.person_id = person.pk  # type: ignore[attr-defined]
    user.save()


def test_one_does_not_see_the_household_one_lives_in(town: Town) -> None:
    is_person(town, "Fatima", town.person("Emre"))
    assert status(town, "Fatima") == 404


def test_one_does_not_see_the_household_of_a_parent_or_a_child(town: Town) -> None:
    with acting(system_actor("tests")):
        grandmother = make_person("Els", "Vries", "19600101", prefix="de")
        make_household("De Vries", make_address("Laan", 1, "1300AA"), grandmother)
        make_child(town.person("Sanne"), grandmother)
    is_person(town, "Fatima", grandmother)
    assert status(town, "Fatima") == 404


def test_a_colleagues_household_is_closed_to_everybody(town: Town) -> None:
    is_person(town, "Bram", town.person("Sanne"))
    assert (status(town, "Fatima"), status(town, "Joris")) == (404, 404)


def test_a_named_exception_opens_it_for_one_worker(town: Town) -> None:
    is_person(town, "Bram", town.person("Sanne"))
    with acting(system_actor("tests")):
        ColleagueException.objects.create(
            user=town.user("Fatima"),
            household_id=town.de_vries.pk,
            reason="afgesproken met Bram",
            decided_by=town.user("Pieter"),
            valid_from=LONG_AGO,
        )
    assert (status(town, "Fatima"), status(town, "Joris")) == (200, 404)


def test_a_colleague_who_left_is_a_resident_as_any_other(town: Town) -> None:
    is_person(town, "Bram", town.person("Sanne"))
    bram = town.user("Bram")
    bram.is_active = False
    bram.save()
    assert status(town, "Fatima") == 200
