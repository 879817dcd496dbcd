"""Several tasks at once: done, postponed, handed over. All of them or none, and never what one may not."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from casework.models import Notice, Task
from privacy.choices import Domain
from privacy.models import AccessRecord
from tests.casework.sharing import ask
from tests.casework.working import another_household, day, give_task, titles, worklist
from tests.people import Town


def send(client: Client, action: str, *tasks: Task, **more: Any) -> Any:
    keys = [str(task.pk) for task in tasks]
    return client.post(reverse("casework:bulk"), {"action": action, "tasks": keys, **more})


def test_all_ticked_tasks_are_done(town: Town) -> None:
    tasks = [give_task(town, title, 0) for title in ("een", "twee", "drie")]
    client = town.client("Fatima")
    assert send(client, "finish", *tasks[:2]).status_code == 302
    assert titles(worklist(client)) == ["drie"]


def test_the_choice_on_the_page_stays(town: Town) -> None:
    task = give_task(town, "een", 0)
    answer = send(town.client("Fatima"), "finish", task, until="today", domain="none")
    assert answer["Location"] == reverse("casework:worklist") + "?until=today&domain=none"


def test_own_tasks_are_postponed(town: Town) -> None:
    task = give_task(town, "een", -3)
    send(town.client("Fatima"), "postpone", task, day=day(4).isoformat())
    task.refresh_from_db()
    assert task.due_on == day(4)
    assert AccessRecord.objects.filter(event="task.postponed", household_id=town.de_vries.pk).exists()


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"article": "Wmo 2015 art. 2.3.2"}, "Deze dag volgt uit de wet"),
        ({"caused_by": Task.Cause.TERM}, "Deze dag volgt uit de wet"),
        ({"who": "Joris", "by": "Fatima"}, "alleen uw eigen taken"),
    ],
)
def test_what_cannot_be_postponed_keeps_all_of_them_as_they_were(town: Town, more: dict[str, Any], reason: str) -> None:
    fine, other = give_task(town, "gewoon", 0), give_task(town, "anders", 0, **more)
    answer = send(town.client("Fatima"), "postpone", fine, other, day=day(4).isoformat())
    assert answer.status_code == 422
    page = answer.content.decode()
    assert reason in page
    assert "Er is niets veranderd" in page
    assert f'value="{fine.pk}" data-worklist-line checked' in page
    assert {task.due_on for task in Task.objects.all()} == {day(0)}


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ({"action": "postpone", "day": ""}, "Kies tot welke dag"),
        ({"action": "postpone", "day": "2026-02-31"}, "Deze datum bestaat niet"),
        ({"action": "postpone", "day": "2020-01-01"}, "Kies een dag die later is"),
        ({"action": "postpone", "day": "2099-01-01"}, "binnen een jaar"),
        ({"action": "delegate", "colleague": ""}, "Kies aan wie"),
        ({"action": "delegate", "colleague": str(uuid.uuid4())}, "Kies een collega uit de lijst"),
        ({"action": "verzonnen"}, "geldige keuze"),
        ({"action": ""}, "Kies wat er met deze taken"),
        ({"action": "finish", "tasks": []}, "Kruis eerst aan"),
        ({"action": "finish", "tasks": ["geen-sleutel"]}, "kunt u niet kiezen"),
    ],
)
def test_what_is_missing_or_wrong_is_said(town: Town, sent: dict[str, Any], reason: str) -> None:
    task = give_task(town, "een", 0)
    answer = town.client("Fatima").post(reverse("casework:bulk"), {"tasks": [str(task.pk)]} | sent)
    assert answer.status_code == 422
    assert reason in answer.content.decode()
    task.refresh_from_db()
    assert (task.done_at, task.due_on) == (None, day(0))


def test_a_task_is_handed_over_and_the_colleague_is_told(town: Town) -> None:
    task = give_task(town, "een", 0)
    send(town.client("Fatima"), "delegate", task, colleague=str(town.user("Joris").pk))
    task.refresh_from_db()
    assert (task.assignee, task.delegated_by) == (town.user("Joris"), town.user("Fatima"))
    assert "U kreeg een taak" in worklist(town.client("Joris"))
    assert titles(worklist(town.client("Fatima"))) == []


def test_nobody_is_handed_a_task_of_a_household_they_do_not_help(town: Town) -> None:
    task = give_task(town, "een", 0, household_id=another_household(town, "Aalders").pk)
    answer = send(town.client("Fatima"), "delegate", task, colleague=str(town.user("Joris").pk))
    assert answer.status_code == 422
    assert "niet betrokken bij dit huishouden" in answer.content.decode()
    assert not Notice.objects.exists()


def test_somebody_of_another_team_is_not_in_the_list(town: Town) -> None:
    task = give_task(town, "een", 0)
    assert send(town.client("Fatima"), "delegate", task, colleague=str(town.user("Bram").pk)).status_code == 422


@pytest.mark.parametrize("action", ["finish", "postpone", "delegate"])
@pytest.mark.parametrize("who", ["Bram", "Joris"])
def test_a_task_out_of_sight_is_not_there(town: Town, who: str, action: str) -> None:
    theirs = give_task(town, "schulden", 0, who="Noor", domain=Domain.DEBTS)
    colleague = str(town.user("Fatima").pk)
    answer = send(town.client(who), action, theirs, day=day(4).isoformat(), colleague=colleague)
    assert answer.status_code in (404, 422)  # Bram's team has no Fatima: that is said first
    theirs.refresh_from_db()
    assert (theirs.done_at, theirs.due_on, theirs.assignee) == (None, day(0), town.user("Noor"))


def test_a_key_of_nothing_is_not_found_and_recorded(town: Town) -> None:
    answer = town.client("Fatima").post(reverse("casework:bulk"), {"action": "finish", "tasks": [str(uuid.uuid4())]})
    assert answer.status_code == 404
    assert AccessRecord.objects.filter(event="task.denied").exists()


def test_a_choice_is_kept_used_and_thrown_away(town: Town) -> None:
    client = town.client("Fatima")
    client.post(reverse("casework:save_filter"), {"name": "Wmo nu", "domain": "wmo", "until": "today", "area": ""})
    page = worklist(client)
    assert "?until=today&amp;domain=wmo" in page
    assert "Wmo nu" not in worklist(town.client("Joris"))
    client.post(reverse("casework:drop_filter"), {"name": "Wmo nu"})
    assert "Wmo nu" not in worklist(client).split('id="main"')[1].split("Gooi")[0].replace("is bewaard", "")


def test_a_choice_without_a_name_is_not_kept(town: Town) -> None:
    client = town.client("Fatima")
    answer = client.post(reverse("casework:save_filter"), {"name": " "}, follow=True)
    assert "Geef deze keuze een naam" in answer.content.decode()


def test_what_one_has_seen_is_not_told_again(town: Town) -> None:
    give_task(town, "voor Joris", 0, who="Joris", by="Fatima")
    client = town.client("Joris")
    assert "U kreeg een taak" in worklist(client)
    client.post(reverse("casework:see_notices"))
    assert "U kreeg een taak" not in worklist(client)


def test_a_question_is_answered_and_not_ticked_off(town: Town) -> None:
    request = ask(town)
    task = Task.objects.get(sight_request=request)
    client = town.client("Noor")
    page = worklist(client)
    assert reverse("casework:sight_request", args=[request.pk]) in page
    assert f'value="{task.pk}"' not in page
    assert "een vraag om zicht" in page
    answer = send(client, "finish", task)
    assert answer.status_code == 422
    assert "Beantwoord de vraag" in answer.content.decode()
