"""Making a task on the household page, and finishing it."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.models import Task
from privacy.models import AccessRecord
from tests.people import Town

SOON = timezone.localdate() + datetime.timedelta(days=3)


def fields(town: Town, **changes: str) -> dict[str, str]:
    assignee = str(town.user("Fatima").pk)
    return {"title": "Bel de corporatie", "due_on": SOON.isoformat(), "assignee": assignee, "domain": ""} | changes


def make(town: Town, who: str, **changes: str) -> int:
    url = reverse("casework:write_task", args=[town.de_vries.pk])
    return town.client(who).post(url, fields(town, **changes), headers={"HX-Request": "true"}).status_code


def test_a_task_stands_among_what_must_be_done(town: Town) -> None:
    assert make(town, "Fatima") == 200
    page = town.client("Fatima").get(reverse("casework:household", args=[town.de_vries.pk])).content.decode()
    assert "Bel de corporatie" in page
    assert AccessRecord.objects.filter(event="task.made", household_id=town.de_vries.pk).exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"title": ""},
        {"due_on": "2026-02-31"},
        {"due_on": "00-00"},
        {"due_on": "2020-01-01"},
        {"due_on": ""},
        {"assignee": "geen-sleutel"},
        {"domain": "anders"},
    ],
)
def test_a_task_that_cannot_be_is_refused_with_a_sentence(town: Town, changes: dict[str, str]) -> None:
    assert make(town, "Fatima", **changes) == 422
    assert not Task.objects.exists()


def test_somebody_who_is_not_involved_cannot_be_given_a_task(town: Town) -> None:
    assert make(town, "Fatima", assignee=str(town.user("Bram").pk)) == 422


def test_another_case_manager_makes_no_task_here(town: Town) -> None:
    assert make(town, "Bram") == 404


def test_finishing_a_task_tells_the_timeline_once(town: Town) -> None:
    make(town, "Fatima")
    url = reverse("casework:finish_task", args=[Task.objects.get().pk])
    fatima = town.client("Fatima")
    fatima.post(url)
    fatima.post(url)
    assert Task.objects.get().done_by == town.user("Fatima")
    assert town.de_vries.timeline_events.filter(sentence="Afgerond: Bel de corporatie").count() == 1


def test_a_task_of_another_domain_is_not_for_everybody_to_finish(town: Town) -> None:
    make(town, "Fatima")
    assert town.client("Joris").post(reverse("casework:finish_task", args=[Task.objects.get().pk])).status_code == 404
    assert AccessRecord.objects.filter(action="denied", actor_id=town.user("Joris").pk).exists()


def test_a_task_of_another_household_cannot_be_finished(town: Town) -> None:
    make(town, "Fatima")
    url = reverse("casework:finish_task", args=[Task.objects.get().pk])
    assert town.client("Bram").post(url).status_code == 404
    assert town.client("Fatima").get(url).status_code == 405
    assert Task.objects.get().done_at is None
