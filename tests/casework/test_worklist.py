"""The worklist: whose, when, where; the number of queries; what walks along an index."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from casework.models import Task
from casework.services import replace
from casework.worklist.rows import own_rows
from privacy.acting import acting
from privacy.choices import Domain, Purpose, Role
from privacy.models import AccessRecord
from privacy.services import system_actor
from tests.casework.working import another_household, day, give_task, titles, worklist
from tests.people import Town, make_user
from tests.plans import at_work, plan_of

QUERIES = 16  # two are the savepoint that the test needs


def test_mine_are_mine_by_due_day(town: Town) -> None:
    for title, days in (("later", 20), ("gisteren", -1), ("vandaag", 0), ("deze week", 7)):
        give_task(town, title, days)
    give_task(town, "van Noor", 0, who="Noor", domain=Domain.DEBTS)
    assert titles(worklist(town.client("Fatima"))) == ["gisteren", "vandaag", "deze week", "later"]


def test_tasks_stand_under_when_they_are_due(town: Town) -> None:
    for title, days in (("gisteren", -1), ("vandaag", 0), ("over acht dagen", 8)):
        give_task(town, title, days)
    page = worklist(town.client("Fatima"))
    places = [
        page.index(words) for words in ("Te laat", "Vandaag: morgen te laat", "vandaag\n", "Later") if words in page
    ]
    assert places == sorted(places)
    assert "Komende 7 dagen</h3>" not in page
    assert "1 taak is morgen te laat" in page


def test_a_case_manager_of_another_household_sees_none_of_it(town: Town) -> None:
    give_task(town, "geheim van De Vries", 0)
    for whose in ("mine", "team"):
        page = worklist(town.client("Bram"), whose=whose)
        assert "geheim van De Vries" not in page
        assert "De Vries" not in page


def test_the_lead_sees_today_what_is_too_late_tomorrow_and_not_what_it_is(town: Town) -> None:
    give_task(town, "bel de huisbaas over Sanne", 0, article="Wgs art. 4 lid 2")
    page = worklist(town.client("Anja"), whose="team")
    assert titles(page) == ["Taak"]
    assert "Vandaag: morgen te laat" in page
    assert "De Vries-Yılmaz" in page
    assert "Fatima Bennani" in page
    assert "huisbaas" not in page
    assert "Wgs art. 4" not in page


def test_the_lead_of_one_team_sees_nothing_of_another(town: Town) -> None:
    give_task(town, "bel Gerda", 0, who="Bram", household_id=town.bakker.pk)
    page = worklist(town.client("Anja"), whose="team")
    assert titles(page) == []
    assert "Bakker" not in page


def test_a_colleague_sees_of_the_team_what_sight_allows(town: Town) -> None:
    give_task(town, "schuldenoverzicht", 0, who="Noor", domain=Domain.DEBTS)
    give_task(town, "keukentafelgesprek", 0, who="Joris", domain=Domain.WMO)
    assert titles(worklist(town.client("Joris"), whose="team")) == ["keukentafelgesprek"]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"until": "overdue"}, ["regie"]),
        ({"until": "today"}, ["regie", "wet"]),
        ({"domain": "none"}, ["regie", "poort"]),
        ({"domain": "wmo"}, []),
        ({"area": "Poort"}, ["poort"]),
        ({"cause": "term"}, ["wet"]),
        ({"cause": "niets", "until": "ooit", "domain": "x", "whose": "y"}, ["regie", "wet", "poort"]),
    ],
)
def test_the_list_is_narrowed(town: Town, chosen: dict[str, str], expected: list[str]) -> None:
    give_task(town, "regie", -1)
    give_task(town, "wet", 0, who="Noor", domain=Domain.DEBTS, caused_by=Task.Cause.TERM)
    with acting(system_actor("tests")):
        Task.objects.filter(title="wet").update(assignee=town.user("Fatima"))
    give_task(town, "poort", 5, household_id=another_household(town, "Aalders", neighbourhood="Poort").pk)
    assert titles(worklist(town.client("Fatima"), **chosen)) == expected


def test_who_stands_in_has_the_tasks_of_the_colleague_as_far_as_sight_goes(town: Town) -> None:
    household = another_household(town, "Aalders")
    give_task(town, "bij De Vries", 0)
    give_task(town, "bij Aalders", 0, household_id=household.pk)
    with acting(system_actor("tests")):
        make_user(town, "Karim Aziz", "Wijkteam Haven", Role.CASE_MANAGER)
    fatima = town.actor("Fatima")
    with acting(fatima):
        mine = town.case.assignments.get(kind="case_manager")
        replace(
            actor=fatima,
            assignments=[mine],
            stand_in=town.user("Karim"),
            valid_from=day(0),
            valid_until=day(10),
            reason="verlof",
            at=timezone.now(),
        )
    page = worklist(town.client("Karim"))
    assert titles(page) == ["bij De Vries"]
    assert "Fatima Bennani" in page


def test_an_open_list_is_one_record_of_the_households_on_it(town: Town) -> None:
    give_task(town, "bellen", 0)
    worklist(town.client("Fatima"))
    record = AccessRecord.objects.get(event="task.list")
    assert (record.purpose, record.listed_household_ids) == (Purpose.HELP, [town.de_vries.pk])


def test_the_number_of_queries_is_the_same_for_one_task_and_for_a_hundred(town: Town) -> None:
    client = town.client("Fatima")
    give_task(town, "eerste", 0)
    worklist(client)
    with CaptureQueriesContext(connection) as one:
        assert len(titles(worklist(client))) == 1
    task = Task.objects.get()
    copies = [
        Task(
            household=task.household,
            title=f"{number}",
            due_on=day(number),
            assignee=task.assignee,
            created_by=task.assignee,
        )
        for number in range(104)
    ]
    with acting(system_actor("tests")):
        Task.objects.bulk_create(copies)
    with CaptureQueriesContext(connection) as many:
        page = worklist(client)
    assert len(titles(page)) == 100
    assert len(one) == len(many) <= QUERIES, len(many)


def test_more_than_fits_is_on_the_next_page(town: Town) -> None:
    task = give_task(town, "000", 0)
    copies = [
        Task(
            household=task.household,
            title=f"{number:03}",
            due_on=day(number % 3),
            assignee=task.assignee,
            created_by=task.assignee,
        )
        for number in range(1, 120)
    ]
    with acting(system_actor("tests")):
        Task.objects.bulk_create(copies)
    client = town.client("Fatima")
    first = worklist(client)
    after = first[first.index("after=") + 6 :].split('"')[0]
    second = worklist(client, after=after)
    assert sorted(titles(first) + titles(second)) == [f"{number:03}" for number in range(120)]


@pytest.mark.usefixtures("municipality")
def test_my_list_walks_along_an_index() -> None:
    fatima = at_work("fatima.bennani")
    with acting(fatima):
        plan = plan_of(own_rows(fatima).order_by("due_on", "pk")[:101])
    assert re.search(r"Index Cond: \(+assignee_id", plan)
    assert "Seq Scan on casework_task" not in plan


def test_nobody_without_a_session_sees_a_list(town: Town) -> None:
    assert Client().get(reverse("casework:worklist")).status_code == 302
