"""The list of the team by colleague, and what nobody has any more."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casework.models import SavedFilter
from privacy.acting import acting
from privacy.choices import Domain
from privacy.models import Membership
from privacy.services import system_actor
from tests.casework.working import another_household, day, give_task, titles, worklist
from tests.people import Town

NOBODY = "nobody"


@pytest.fixture(autouse=True)
def tasks(town: Town) -> None:
    give_task(town, "van Fatima", 0)
    give_task(town, "van Joris", 1, who="Joris", domain=Domain.WMO)
    give_task(town, "regie van Joris", 2, who="Joris", by="Fatima")


def of(town: Town, name: str) -> str:
    return str(town.user(name).pk)


def leaves(town: Town, name: str) -> None:
    """Out of the team, from today on; the tasks stay behind."""
    with acting(system_actor("tests")):
        Membership.objects.filter(user=town.user(name)).update(valid_until=day(0))


def test_of_one_colleague_as_far_as_sight_goes(town: Town) -> None:
    page = worklist(town.client("Fatima"), whose="team", colleague=of(town, "Joris"))
    assert titles(page) == ["regie van Joris"]  # what is in the Wmo she does not see
    assert titles(worklist(town.client("Noor"), whose="team", colleague=of(town, "Joris"))) == []


def test_who_leads_the_team_sees_whose_and_not_what(town: Town) -> None:
    page = worklist(town.client("Anja"), whose="team", colleague=of(town, "Joris"))
    assert titles(page) == ["Taak", "Taak"]
    assert "regie van Joris" not in page


def test_to_choose_a_colleague_is_to_choose_the_team(town: Town) -> None:
    page = worklist(town.client("Fatima"), whose="mine", colleague=of(town, "Joris"))
    assert titles(page) == ["regie van Joris"]
    assert '<option value="team" selected>' in page
    assert f'<option value="{of(town, "Joris")}" selected>Joris Smit</option>' in page


@pytest.mark.parametrize("stranger", ["Bram", "nonsense", "nobody at all"])
def test_who_is_no_colleague_is_not_chosen(town: Town, stranger: str) -> None:
    key = of(town, stranger) if stranger == "Bram" else str(uuid.uuid4())
    assert titles(worklist(town.client("Fatima"), colleague=key)) == ["van Fatima"]
    assert "Bram Dekker" not in worklist(town.client("Fatima"))


@pytest.mark.parametrize(("who", "expected"), [("Fatima", ["regie van Joris"]), ("Anja", ["Taak", "Taak"])])
def test_what_somebody_who_left_had_is_of_nobody(town: Town, who: str, expected: list[str]) -> None:
    assert titles(worklist(town.client(who), colleague=NOBODY)) == []
    leaves(town, "Joris")
    page = worklist(town.client(who), colleague=NOBODY)
    assert titles(page) == expected
    assert "Joris Smit" in page


def test_what_a_colleague_had_whose_work_here_ended_is_of_nobody(town: Town) -> None:
    with acting(system_actor("tests")):
        town.case.assignments.filter(user=town.user("Joris")).update(valid_until=day(0))
        town.refresh_grants()
    assert titles(worklist(town.client("Fatima"), colleague=NOBODY)) == ["regie van Joris"]


def test_of_another_team_and_of_another_household_nothing_shows(town: Town) -> None:
    household = another_household(town, "Aalders")
    give_task(town, "bij Aalders", 0, household_id=household.pk)
    give_task(town, "bij Bakker", 0, who="Bram", household_id=town.bakker.pk)
    leaves(town, "Bram")
    leaves(town, "Fatima")
    for who in ("Joris", "Anja"):
        assert "Bakker" not in worklist(town.client(who), colleague=NOBODY)
    assert "Aalders" not in worklist(town.client("Joris"), colleague=NOBODY)


def test_the_choice_is_kept_and_falls_away_with_the_colleague(town: Town) -> None:
    client, joris = town.client("Fatima"), of(town, "Joris")
    client.post(reverse("casework:save_filter"), {"name": "Joris", "colleague": joris})
    kept = SavedFilter.objects.get()
    assert kept.chosen == {"whose": "team", "colleague": joris}
    assert f"colleague={joris}" in worklist(client)
    leaves(town, "Joris")
    assert titles(worklist(client, **kept.chosen)) == ["van Fatima"]


@pytest.mark.parametrize("who", ["Fatima", "Anja"])
def test_choosing_costs_no_query_more(town: Town, who: str) -> None:
    client = town.client(who)
    worklist(client, whose="team")
    with CaptureQueriesContext(connection) as everybody:
        worklist(client, whose="team")
    with CaptureQueriesContext(connection) as one:
        worklist(client, whose="team", colleague=of(town, "Joris"))
    with CaptureQueriesContext(connection) as nobody:
        worklist(client, whose="team", colleague=NOBODY)
    assert len(one) <= len(everybody)
    assert len(nobody) <= len(everybody)
