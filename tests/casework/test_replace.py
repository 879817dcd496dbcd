"""Standing in for a colleague: dated, limited to what is chosen, never deciding who is involved."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from casework.models import Assignment, JournalEntry
from casework.services import NotAllowed, assign, end_assignment, hand_over, replace, write_note
from households.models import Household, Level
from households.querysets import granted
from privacy.access import scope
from privacy.acting import acting
from privacy.choices import Domain, Purpose, Role
from privacy.models import AccessRecord
from privacy.services import system_actor
from tests.over_the_walls import acting_anywhere
from tests.people import Town, join, make_child, make_person, make_user

DAY = datetime.timedelta(days=1)


@pytest.fixture
def youssef(town: Town) -> str:
    """A second Wmo professional of team Haven, not involved anywhere."""
    with acting(system_actor("tests")):
        return str(make_user(town, "Youssef Amrani", "Wijkteam Haven", Role.PROFESSIONAL, Domain.WMO).pk)


def of(town: Town, who: str) -> Assignment:
    return Assignment.objects.get(user=town.user(who), case=town.case)


def stand_in(town: Town, who: str = "Bram", *, by: str = "Anja", days: int = 14, **other: Any) -> list[Assignment]:
    today = timezone.localdate()
    values: dict[str, Any] = {
        "assignments": [of(town, "Fatima")],
        "stand_in": town.user(who),
        "valid_from": today,
        "valid_until": today + days * DAY,
        "reason": "verlof",
        "at": town.now,
    }
    with acting(town.actor(by)):
        return replace(actor=town.actor(by), **values | other)


def post(town: Town, by: str, worker: str, stand_in: object, **other: object) -> Any:
    today = timezone.localdate()
    values = {
        "assignments": [str(of(town, worker).pk)],
        "stand_in": stand_in,
        "valid_from": today.isoformat(),
        "valid_until": (today + 14 * DAY).isoformat(),
        "reason": "verlof",
    }
    return town.client(by).post(reverse("casework:replace", args=[town.user(worker).pk]), values | other)


def status(town: Town, who: str) -> int:
    return town.client(who).get(reverse("casework:household", args=[town.de_vries.pk])).status_code


def test_the_stand_in_has_what_the_other_has_from_the_first_day_until_the_last(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = timezone.localdate() + 2 * DAY
    stand_in(town, valid_from=first, valid_until=first + 3 * DAY)
    for day, expected in ((first - DAY, 404), (first, 200), (first + 2 * DAY, 200), (first + 3 * DAY, 404)):
        monkeypatch.setattr(timezone, "localdate", lambda *_args, day=day: day)
        assert status(town, "Bram") == expected


def test_it_is_shown_on_the_page_who_stands_in_for_whom(town: Town) -> None:
    (replacement,) = stand_in(town)
    assert replacement.valid_until is not None
    page = town.client("Fatima").get(reverse("casework:below", args=[town.de_vries.pk])).content.decode()
    assert "vervangt Fatima Bennani tot " in page
    team = town.client("Anja").get(reverse("casework:team")).content.decode()
    assert "vervangt Fatima Bennani tot " in team
    assert "vervangt Fatima Bennani" in town.client("Bram").get(reverse("home")).content.decode()


def test_a_replacement_that_has_yet_to_begin_is_not_shown_as_one(town: Town) -> None:
    first = timezone.localdate() + 2 * DAY
    stand_in(town, valid_from=first, valid_until=first + DAY)
    page = town.client("Fatima").get(reverse("casework:below", args=[town.de_vries.pk])).content.decode()
    assert "vervangt Fatima Bennani tot" not in page


def test_a_stand_in_works_and_does_not_decide_who_is_involved(town: Town) -> None:
    stand_in(town)
    bram = town.actor("Bram")
    with acting(bram):
        write_note(actor=bram, household_id=town.de_vries.pk, text="gebeld", domain="", at=town.now)
        for attempt in (
            lambda: hand_over(actor=bram, case=town.case, case_manager=bram.user, reason="x", at=town.now),
            lambda: end_assignment(actor=bram, assignment=of(town, "Joris"), reason="x", at=town.now),
            lambda: assign(
                actor=bram, case=town.case, user=town.user("Joris"), domain=Domain.WMO, reason="x", at=town.now
            ),
        ):
            with pytest.raises(NotAllowed):
                attempt()
    page = town.client("Bram").get(reverse("casework:household", args=[town.de_vries.pk])).content.decode()
    assert reverse("casework:write_note", args=[town.de_vries.pk]) in page
    assert reverse("casework:write_assignment", args=[town.de_vries.pk]) not in page


def test_a_stand_in_of_a_professional_gets_that_domain_only(town: Town, youssef: str) -> None:
    noor = town.actor("Noor")
    with acting(noor):
        write_note(actor=noor, household_id=town.de_vries.pk, text="schuld", domain=Domain.DEBTS, at=town.now)
    stand_in(town, "Youssef", assignments=[of(town, "Joris")])
    actor, here = town.actor("Youssef"), Household.objects.filter(pk=town.de_vries.pk)
    assert here.filter(granted(actor, level=Level.WORK, in_domain=Domain.WMO)).exists()
    assert not here.filter(granted(actor, level=Level.WORK, in_domain="")).exists()
    assert not scope(JournalEntry, actor, Purpose.HELP).exists()


def test_other_households_of_the_one_who_is_away_stay_closed(town: Town) -> None:
    with acting(town.actor("Bram")):
        hand_over(
            actor=town.actor("Bram"), case=town.bakkers_case, case_manager=town.user("Fatima"), reason="x", at=town.now
        )
    stand_in(town)
    assert set(scope(Household, town.actor("Bram"), Purpose.HELP)) == {town.de_vries}


def test_it_ends_with_what_it_replaces(town: Town, youssef: str) -> None:
    (replacement,) = stand_in(town, "Youssef", assignments=[of(town, "Joris")])
    with acting(town.actor("Fatima")):
        end_assignment(actor=town.actor("Fatima"), assignment=of(town, "Joris"), reason="klaar", at=town.now)
    assert status(town, "Youssef") == 404
    assert not Assignment.objects.on().filter(pk=replacement.pk).exists()


def test_handing_over_ends_who_stands_in(town: Town) -> None:
    stand_in(town)
    with acting(system_actor("tests")):
        make_user(town, "Kees Jansen", "Wijkteam Haven", Role.CASE_MANAGER)
    with acting(town.actor("Anja")):
        hand_over(actor=town.actor("Anja"), case=town.case, case_manager=town.user("Kees"), reason="x", at=town.now)
    assert (status(town, "Bram"), status(town, "Kees")) == (404, 200)


@pytest.mark.parametrize("by", ["Anja", "Fatima"])
def test_the_team_lead_and_the_case_manager_arrange_it_on_the_team_page(town: Town, by: str) -> None:
    client = town.client(by)
    link = reverse("casework:replace", args=[town.user("Fatima").pk])
    assert link in client.get(reverse("casework:team")).content.decode()
    assert "De Vries-Yılmaz (vaste casemanager)" in client.get(link).content.decode()
    assert post(town, by, "Fatima", town.user("Bram").pk).status_code == 302
    assert status(town, "Bram") == 200
    assert AccessRecord.objects.filter(event="assignment.replaced", household_id=town.de_vries.pk).exists()


@pytest.mark.parametrize("by", ["Joris", "Bram", "Pieter"])
def test_others_find_nothing_to_arrange(town: Town, by: str) -> None:
    assert post(town, by, "Fatima", town.user("Bram").pk).status_code == 404
    with pytest.raises(NotAllowed, match="Alleen de vaste casemanager"):
        stand_in(town, by=by)


def test_a_household_that_is_not_theirs_cannot_be_slipped_in(town: Town) -> None:
    bakkers = Assignment.objects.get(user=town.user("Bram"))
    assert post(town, "Fatima", "Fatima", town.user("Bram").pk, assignments=[str(bakkers.pk)]).status_code == 422


@pytest.mark.parametrize(
    "changes",
    [
        {"reason": ""},
        {"valid_until": ""},
        {"valid_from": "2020-01-01"},
        {"valid_from": "2099-01-01"},
        {"valid_until": "2099-01-01"},
        {"valid_from": "31-02-2026"},
        {"assignments": []},
        {"stand_in": "x"},
    ],
)
def test_bad_input_gets_a_sentence(town: Town, changes: dict[str, object]) -> None:
    assert post(town, "Anja", "Fatima", **{"stand_in": town.user("Bram").pk} | changes).status_code == 422
    assert not Assignment.objects.filter(kind="replacement").exists()


def test_a_colleague_with_another_task_cannot_stand_in(town: Town) -> None:
    assert post(town, "Anja", "Fatima", town.user("Joris").pk).status_code == 422


def test_one_at_a_time_stands_in(town: Town) -> None:
    stand_in(town)
    with acting(system_actor("tests")):
        make_user(town, "Kees Jansen", "Wijkteam Haven", Role.CASE_MANAGER)
    assert post(town, "Anja", "Fatima", town.user("Kees").pk).status_code == 422
    assert Assignment.objects.filter(kind="replacement").count() == 1


def test_family_does_not_stand_in(town: Town) -> None:
    with acting(system_actor("tests")):
        bram = make_person("Bram", "Dekker", "19600101")
        make_child(town.person("Emre"), bram)
        town.user("Bram").person_id = bram.pk
        town.user("Bram").save()
    with pytest.raises(NotAllowed, match="kan niet invallen"):
        stand_in(town)


@pytest.mark.parametrize("changes", [{"valid_until": None}, {"replaces": None}])
def test_the_database_wants_an_end_and_whom(town: Town, changes: dict[str, object]) -> None:
    (replacement,) = stand_in(town)
    with (
        acting_anywhere(town.actor("Anja")),
        pytest.raises(IntegrityError, match="replacement_ends"),
        transaction.atomic(),
    ):
        Assignment.objects.filter(pk=replacement.pk).update(**changes)


def test_a_team_lead_decides_nothing_about_her_own_household(town: Town) -> None:
    with acting(system_actor("tests")):
        anja = make_person("Anja", "Visser", "19750101")
        town.user("Anja").person_id = anja.pk
        town.user("Anja").save()
        join(town.de_vries, anja)
    with pytest.raises(NotAllowed):
        stand_in(town)
    with acting(town.actor("Anja")), pytest.raises(NotAllowed):
        hand_over(actor=town.actor("Anja"), case=town.case, case_manager=town.user("Bram"), reason="x", at=town.now)
