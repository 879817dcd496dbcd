"""The never-rules: not one's own household or family's, not a colleague's without a named exception."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.services import NotAllowed
from households.models import Person, Residence
from privacy.access import scope
from privacy.acting import acting
from privacy.choices import Purpose
from privacy.models import ColleagueException, EmergencyNotice
from privacy.services import system_actor
from tests.casework.test_break_glass import opened
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


def has_left(town: Town, name: str) -> None:
    """A member who once lived there, and no longer today."""
    with acting(system_actor("tests")):
        town.person(name).memberships.update(valid_until=timezone.localdate())


def test_a_member_who_left_and_is_family_stays_out_of_sight_in_a_household_one_helps(town: Town) -> None:
    has_left(town, "Emre")
    assert scope(Person, town.actor("Fatima"), Purpose.HELP).filter(pk=town.person("Emre").pk).exists()
    with acting(system_actor("tests")):
        mine = make_person("Fatima", "Bennani", "19600101")
        make_child(town.person("Emre"), mine)
    is_person(town, "Fatima", mine)
    assert status(town, "Fatima") == 200
    for model, path in ((Person, "pk"), (Residence, "person")):
        seen = scope(model, town.actor("Fatima"), Purpose.HELP)
        assert not seen.filter(**{path: town.person("Emre").pk}).exists()


def test_a_member_who_left_and_is_a_colleague_stays_out_of_sight(town: Town) -> None:
    has_left(town, "Emre")
    is_person(town, "Bram", town.person("Emre"))
    assert status(town, "Fatima") == 200
    assert not scope(Person, town.actor("Fatima"), Purpose.HELP).filter(pk=town.person("Emre").pk).exists()


@pytest.mark.parametrize("kin", ["self", "parent"])
def test_an_emergency_does_not_open_what_is_too_close(town: Town, kin: str) -> None:
    with acting(system_actor("tests")):
        bram = town.person("Emre")
        if kin == "parent":
            bram = make_person("Bram", "Dekker", "19600101")
            make_child(town.person("Emre"), bram)
    is_person(town, "Bram", bram)
    with pytest.raises(NotAllowed, match="kan niet met noodtoegang open"):
        opened(town)


def test_an_emergency_opens_a_colleagues_household_with_the_exception_only(town: Town) -> None:
    is_person(town, "Anja", town.person("Emre"))
    with pytest.raises(NotAllowed, match="kan niet met noodtoegang open"):
        opened(town)
    with acting(system_actor("tests")):
        ColleagueException.objects.create(
            user=town.user("Bram"),
            household_id=town.de_vries.pk,
            reason="afgesproken",
            decided_by=town.user("Pieter"),
            valid_from=LONG_AGO,
        )
    assert opened(town).user == town.user("Bram")


def test_a_household_with_a_secret_member_is_not_opened_through_another(town: Town) -> None:
    with acting(system_actor("tests")):
        Person.objects.filter(pk=town.person("Emre").pk).update(is_secret=True)
    with pytest.raises(NotAllowed, match="kan niet met noodtoegang open"):
        opened(town)


def test_a_case_manager_for_whom_it_became_too_close_is_not_told(town: Town) -> None:
    is_person(town, "Fatima", town.person("Emre"))
    with acting(system_actor("tests")):
        ColleagueException.objects.create(
            user=town.user("Bram"),
            household_id=town.de_vries.pk,
            reason="afgesproken",
            decided_by=town.user("Pieter"),
            valid_from=LONG_AGO,
        )
    told = EmergencyNotice.objects.filter(break_glass=opened(town)).values_list("user__name", flat=True)
    assert "Fatima Bennani" not in set(told)
