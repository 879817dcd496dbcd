"""Tasks and worklists in tests."""

from __future__ import annotations

import datetime
import re
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework.models import Task
from casework.services import add_task, open_case
from households.models import Household
from privacy.acting import acting
from privacy.services import system_actor
from tests.people import Town, make_address, make_household, make_person

TITLE = re.compile(r'class="due worklist__line.*?<p>(?:<a [^>]*>)?([^<]+)', re.DOTALL)


def day(days: int) -> datetime.date:
    """So many days from today."""
    return timezone.localdate() + datetime.timedelta(days=days)


def give_task(town: Town, title: str, days: int, *, who: str = "Fatima", by: str = "", **more: Any) -> Task:
    """A task for somebody, made by themselves unless `by` says who did."""
    actor = town.actor(by or who)
    more.setdefault("household_id", town.de_vries.pk)
    with acting(actor):
        return add_task(actor=actor, title=title, due_on=day(days), assignee=town.user(who), at=timezone.now(), **more)


def another_household(town: Town, name: str, *, neighbourhood: str = "Haven") -> Household:
    """A household of one more person, with Fatima as its case manager."""
    with acting(system_actor("tests")):
        address = make_address("Laan", Household.objects.count(), "1300AA")
        address.neighbourhood = neighbourhood
        address.save()
        household = make_household(name, address, make_person("Kim", name, "19700101"))
        open_case(
            actor=town.actor("Anja"),
            household=household,
            team=town.teams["Wijkteam Haven"],
            case_manager=town.user("Fatima"),
            reason="melding",
            at=timezone.now(),
        )
    return household


def worklist(client: Client, **chosen: str) -> str:
    """The page."""
    response = client.get(reverse("casework:worklist"), chosen)
    assert response.status_code == 200
    return response.content.decode()


def titles(page: str) -> list[str]:
    """What stands on the lines, in order."""
    return [found.strip() for found in TITLE.findall(page)]
