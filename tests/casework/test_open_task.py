"""The page of one task: where a notice leads to, what caused it, what happened to it, and who may see that."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from casework.models import Task
from casework.services import delegate_task, finish_task, postpone_task
from privacy.acting import acting
from privacy.choices import Domain
from privacy.models import AccessRecord
from tests.casework.clocks.running import ago, run
from tests.casework.closed import make_compartment
from tests.casework.working import day, give_task, worklist
from tests.people import Town

QUERIES = 16  # two are the savepoint that the test needs


def address(task: Task) -> str:
    return reverse("casework:task", args=[task.pk])


def opened(town: Town, who: str, task: Task) -> str:
    answer = town.client(who).get(address(task))
    assert answer.status_code == 200
    return str(answer.content.decode())


def change(town: Town, who: str, service: Any, task: Task, **what: Any) -> None:
    with acting(town.actor(who)):
        service(actor=town.actor(who), task=Task.objects.get(pk=task.pk), at=timezone.now(), **what)


def test_a_notice_and_a_line_lead_to_the_task_itself(town: Town) -> None:
    task = give_task(town, "bel de school", 0, who="Joris", by="Fatima")
    page = worklist(town.client("Joris"))
    assert page.count(f'href="{address(task)}"') == 2
    assert address(task) in town.client("Joris").get(reverse("home")).content.decode()


def test_it_tells_what_happened_the_newest_first(town: Town) -> None:
    task = give_task(town, "bel de school", 1)
    change(town, "Fatima", postpone_task, task, until=day(4))
    change(town, "Fatima", delegate_task, task, assignee=town.user("Joris"))
    change(town, "Fatima", finish_task, task)
    page = opened(town, "Fatima", task)
    told = ["Afgerond", "Overgedragen van Fatima Bennani aan Joris Smit", "Dag veranderd van", "Gemaakt voor Fatima"]
    assert [page.index(words) for words in told] == sorted(page.index(words) for words in told)
    assert "iemand maakte de taak" in page.lower()
    assert reverse("casework:finish_task", args=[task.pk]) not in page


def test_it_is_finished_from_here(town: Town) -> None:
    task = give_task(town, "bel de school", 1)
    assert reverse("casework:finish_task", args=[task.pk]) in opened(town, "Fatima", task)


def test_one_that_a_law_caused_leads_to_why_and_to_the_trajectory_and_is_finished_there(town: Town) -> None:
    clock = run(town, "wmo.onderzoek", ago(10))
    assert clock.task is not None
    page = opened(town, "Joris", clock.task)
    assert reverse("casework:clock", args=[clock.pk]) in page
    assert reverse("casework:trajectory", args=[clock.trajectory_id]) in page
    assert reverse("casework:finish_task", args=[clock.task.pk]) not in page


def test_what_is_mine_in_a_domain_that_i_do_not_see_leads_nowhere_else(town: Town) -> None:
    task = give_task(
        town, "bel de bank", 1, who="Noor", domain=Domain.DEBTS, trajectory=town.trajectories[Domain.DEBTS]
    )
    change(town, "Noor", delegate_task, task, assignee=town.user("Fatima"))
    assert reverse("casework:trajectory", args=[task.trajectory_id]) not in opened(town, "Fatima", task)


@pytest.mark.parametrize("who", ["Bram", "Noor", "Anja", "Pieter"])
def test_outside_sight_there_is_none(town: Town, who: str) -> None:
    task = give_task(town, "keukentafel", 1, who="Joris", domain=Domain.WMO)
    assert town.client(who).get(address(task)).status_code == 404


@pytest.mark.parametrize("who", ["Fatima", "Bram", "Anja"])
def test_in_a_closed_compartment_it_is_of_its_members(town: Town, who: str) -> None:
    compartment = make_compartment(town, "Joris")
    task = give_task(town, "afwegingskader", 1, who="Tess", compartment=compartment)
    assert reverse("casework:compartment", args=[compartment.pk]) in opened(town, "Joris", task)
    assert town.client(who).get(address(task)).status_code == 404


def test_to_open_it_is_a_record(town: Town) -> None:
    opened(town, "Fatima", give_task(town, "bel de school", 1))
    record = AccessRecord.objects.get(event="task.read")
    assert record.household_id == town.de_vries.pk


def test_the_number_of_queries_does_not_grow_with_what_happened(town: Town) -> None:
    task, client = give_task(town, "bel de school", 1), town.client("Fatima")
    client.get(address(task))
    with CaptureQueriesContext(connection) as few:
        client.get(address(task))
    for number in range(2, 8):
        change(town, "Fatima", postpone_task, task, until=day(number))
    with CaptureQueriesContext(connection) as many:
        client.get(address(task))
    assert len(few) == len(many) <= QUERIES, len(many)
