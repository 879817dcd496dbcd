"""One task as a page: where a notice leads to."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casework.clocks.choices import TermKind
from casework.models import Clock, SightRequest, Task
from casework.page import Page, open_part
from households.models import Level
from privacy.access import get_or_404, read, scope
from privacy.choices import Purpose
from privacy.models import AccessRecord, User
from privacy.reading import PrivateRequest


@dataclass(frozen=True)
class Event:
    """Something that happened to the task."""

    at: datetime.datetime
    who: User
    words: str


@dataclass(frozen=True)
class Way:
    """Where to go on with it."""

    words: str
    url: str


def open_task(request: PrivateRequest, pk: uuid.UUID) -> dict[str, Any]:
    """A task in sight, with what caused it and all that happened to it since; a 404 outside."""
    within = scope(Task, request.actor, Purpose.HELP).select_related("assignee", "sight_request", "compartment")
    task = get_or_404(request, Task, pk, Purpose.HELP, within=within)
    page = open_part(request, task.household_id)
    request.reading.as_event("task.read", AccessRecord.Action.READ)
    clock = next(iter(read(request, _clocks(request, task), Purpose.HELP)), None)
    is_question = task.sight_request is not None and task.sight_request.status == SightRequest.Status.OPEN
    by_clock = clock is not None and clock.ended_on is None and clock.term.kind == TermKind.DEADLINE
    works = task.compartment_id is not None or page.sight.reaches(Level.WORK, task.domain)
    return {
        "task": task,
        "household": page.household,
        "is_mine": task.assignee_id == request.actor.id,
        "ways": list(_ways(page, task, clock)),
        "events": _events(task),
        "may_finish": task.done_at is None
        and not is_question
        and not by_clock
        and (works or task.assignee_id == request.actor.id),
    }


def _clocks(request: PrivateRequest, task: Task) -> Any:
    return scope(Clock, request.actor, Purpose.HELP).filter(task=task).select_related("term")[:1]


def _ways(page: Page, task: Task, clock: Clock | None) -> Iterator[Way]:
    if task.sight_request_id is not None:
        yield Way(_("Bekijk de vraag om zicht"), reverse("casework:sight_request", args=[task.sight_request_id]))
    if task.caused_by == Task.Cause.HANDOVER and task.done_at is None:
        begin = reverse("casework:begin_trajectory", args=[task.household_id])
        yield Way(_("Begin de hulp die verdergaat"), f"{begin}?taak={task.pk}")
    if task.trajectory_id is not None and page.sight.reaches(Level.CONTENT, task.domain):
        yield Way(_("Ga naar het traject"), reverse("casework:trajectory", args=[task.trajectory_id]))
    if clock is not None:
        yield Way(_("Bekijk waarom dit de dag is"), reverse("casework:clock", args=[clock.pk]))
    if task.compartment_id is not None:
        yield Way(_("Ga naar het besloten dossier"), reverse("casework:compartment", args=[task.compartment_id]))


def _events(task: Task) -> list[Event]:
    """What the change history tells of its days and of who had it, the newest first."""
    entries: Any = Task.history
    rows = list(
        entries.filter(id=task.pk).select_related("assignee", "history_user").order_by("history_date", "history_id")
    )
    found = [_made(row) for row in rows[:1] if row.history_type == "+"]
    for before, row in pairwise(rows):
        found += [Event(row.history_date, row.history_user, words) for words in _changes(before, row)]
    return found[::-1]


def _made(row: Any) -> Event:
    words = _("Gemaakt voor %(name)s, uiterlijk %(day)s") % {"name": row.assignee, "day": _day(row.due_on)}
    return Event(row.history_date, row.history_user, words)


def _changes(before: Any, row: Any) -> Iterable[str]:
    if before.due_on != row.due_on:
        yield _("Dag veranderd van %(old)s in %(new)s") % {"old": _day(before.due_on), "new": _day(row.due_on)}
    if before.assignee_id != row.assignee_id:
        yield _("Overgedragen van %(old)s aan %(new)s") % {"old": before.assignee, "new": row.assignee}
    if before.done_at is None and row.done_at is not None:
        yield _("Afgerond")


def _day(day: datetime.date) -> str:
    return date_format(day, "j F Y")
