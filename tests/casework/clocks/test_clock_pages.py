"""The page of a clock, and those of a household: for who may see what the help is, and for nobody else."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casework.models import Clock
from casework.services.clocks import start_clock
from privacy.acting import acting
from privacy.choices import Domain
from privacy.models import AccessRecord
from tests.casework.clocks.running import DAY, ago, run
from tests.casework.closed import make_compartment
from tests.people import Town

pytestmark = pytest.mark.django_db


def page(clock: Clock) -> str:
    return reverse("casework:clock", args=[clock.pk])


def of_household(town: Town) -> str:
    return reverse("casework:household_clocks", args=[town.de_vries.pk])


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_says_why_its_day_is_what_it_is(town: Town) -> None:
    clock = run(town, "wmo.onderzoek", ago(10))
    shown = text(town.client("Joris"), page(clock))
    assert "Waarom deze datum" in shown
    assert "42 dagen later is het" in shown
    assert "Wmo 2015 art. 2.3.2 lid 1" in shown
    record = AccessRecord.objects.filter(actor_id=town.user("Joris").pk).latest("at")
    assert record.household_id == town.de_vries.pk


@pytest.mark.parametrize("who", ["Fatima", "Noor", "Tess", "Bram", "Anja", "Pieter"])
def test_who_sees_only_that_there_is_help_does_not_see_it(town: Town, who: str) -> None:
    clock = run(town, "wmo.onderzoek", ago(10))
    assert town.client(who).get(page(clock)).status_code == 404
    how = reverse("casework:end_clock", args=[clock.pk, "vervallen"])
    assert town.client(who).post(how, {"on": str(ago(0)), "reason": "x"}).status_code == 404
    clock.refresh_from_db()
    assert clock.is_open


def test_the_list_of_a_household_holds_what_the_reader_may_see(town: Town) -> None:
    run(town, "wmo.onderzoek", ago(10))
    run(town, "wgs.eerste_gesprek", ago(10), who="Noor", domain=Domain.DEBTS)
    for who, seen, unseen in (("Joris", "Onderzoek", "Eerste gesprek"), ("Noor", "Eerste gesprek", "Onderzoek")):
        shown = text(town.client(who), of_household(town))
        assert seen in shown
        assert unseen not in shown
    assert "Er lopen geen termijnen die u mag zien" in text(town.client("Fatima"), of_household(town))
    assert town.client("Bram").get(of_household(town)).status_code == 404


def test_what_runs_in_a_compartment_is_for_its_members_alone(town: Town) -> None:
    tess, inside = town.actor("Tess"), make_compartment(town)
    with acting(tess):
        clock = start_clock(actor=tess, key="jw.plan_schrift", started_on=ago(1), at=town.now, compartment=inside)
    assert "Hulpverleningsplan op papier" in text(town.client("Tess"), of_household(town))
    for who in ("Fatima", "Joris", "Anja"):
        assert town.client(who).get(page(clock)).status_code == 404
        answer = town.client(who).get(of_household(town))
        assert "Hulpverleningsplan op papier" not in answer.content.decode()


def test_the_list_asks_as_many_questions_for_ten_clocks_as_for_one(town: Town) -> None:
    joris, counts = town.client("Joris"), []
    for number in (1, 9):
        for _again in range(number):
            run(town, "wmo.beschikking", ago(2))
        joris.get(of_household(town))
        with CaptureQueriesContext(connection) as asked:
            joris.get(of_household(town))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_suspending_and_answering_on_the_screen_moves_the_day(town: Town) -> None:
    clock, joris = run(town, "wmo.beschikking", ago(12)), town.client("Joris")
    due_on = clock.due_on
    values = {"asked_on": ago(9), "answer_by": ago(-10), "ground": "completion", "reason": "inkomen ontbreekt"}
    assert joris.post(reverse("casework:delay_clock", args=[clock.pk, "opschorten"]), values).status_code == 302
    shown = text(joris, page(clock))
    assert "Opgeschort van" in shown
    assert "Het antwoord is binnen" in shown
    answer = joris.post(reverse("casework:delay_clock", args=[clock.pk, "hervatten"]), {"answered_on": ago(0)})
    assert answer.status_code == 302
    clock.refresh_from_db()
    assert clock.due_on > due_on


def test_what_the_law_does_not_allow_is_said_and_nothing_typed_is_lost(town: Town) -> None:
    clock = run(town, "wmo.onderzoek", ago(5))
    values = {"told_on": ago(0), "reason": "nog in gesprek", "length": 7}
    answer = town.client("Joris").post(reverse("casework:delay_clock", args=[clock.pk, "verlengen"]), values)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "kan niet worden verlengd" in shown
    assert "nog in gesprek" in shown


def test_without_a_trajectory_it_is_done_on_its_own_page(town: Town) -> None:
    noor = town.actor("Noor")
    with acting(noor):
        clock = start_clock(
            actor=noor,
            key="avg.verzoek",
            started_on=ago(5),
            at=town.now,
            household_id=town.de_vries.pk,
            domain=Domain.DEBTS,
        )
    client = town.client("Noor")
    assert "Leg vast dat het gedaan is" in text(client, page(clock))
    done = reverse("casework:end_clock", args=[clock.pk, "gedaan"])
    assert client.post(done, {"on": ago(6)}).status_code == 422
    assert client.post(done, {"on": ago(0)}).status_code == 302
    clock.refresh_from_db()
    assert (clock.state, clock.ended_on) == ("met", ago(0))
    assert clock.due_on > ago(0) + DAY


def test_its_task_cannot_be_ticked_off_beside_the_law(town: Town) -> None:
    clock = run(town, "wmo.onderzoek", ago(10))
    assert clock.task is not None
    joris = town.client("Joris")
    answer = joris.post(reverse("casework:finish_task", args=[clock.task.pk]))
    assert answer.headers["Location"] == of_household(town)
    assert "Deze taak volgt uit de wet" in text(joris, of_household(town))
    clock.task.refresh_from_db()
    assert clock.task.done_at is None


@pytest.mark.parametrize("how", ["zomaar", "opschorten"])
def test_another_way_of_ending_does_not_exist(town: Town, how: str) -> None:
    clock = run(town, "wmo.onderzoek", ago(10))
    assert town.client("Joris").get(reverse("casework:end_clock", args=[clock.pk, how])).status_code == 404
