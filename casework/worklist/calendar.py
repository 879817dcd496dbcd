"""A worker's days as a calendar that other programs read: when something ends, in which domain. Nobody's name.

The programs that read it stand outside our walls, and so does every phone they run on. So there are no titles, which
people type, no households, and nothing of closed compartments.
"""

from __future__ import annotations

import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from casework.models import CalendarFeed, Task
from casework.services.feeds import feed_of
from casework.worklist.rows import own_rows
from privacy.acting import Actor, acting, actor_for
from privacy.audit import About, record
from privacy.choices import DataClass, Purpose
from privacy.models import AccessRecord

MOST = 500
AHEAD = datetime.timedelta(days=366)


def read_calendar(secret: str, *, at: datetime.datetime) -> bytes | None:
    """The calendar with this secret, recorded as read by its owner; None when there is none."""
    feed = feed_of(secret)
    if feed is None:
        return None
    actor = actor_for(feed.user)
    with acting(actor):
        tasks = _tasks(actor, timezone.localdate(at))
        _record(actor, tasks)
        CalendarFeed.objects.filter(pk=feed.pk).update(last_read_at=at)
    return _calendar(tasks)


def _tasks(actor: Actor, today: datetime.date) -> list[Task]:
    rows = own_rows(actor).filter(compartment__isnull=True, due_on__lte=today + AHEAD)
    wanted = ("household", "domain", "due_on", "created_at", "caused_by", "article")
    return list(rows.only(*wanted).order_by("due_on", "pk")[:MOST])


def _record(actor: Actor, tasks: list[Task]) -> None:
    record(
        "calendar.read",
        actor=actor,
        action=AccessRecord.Action.LIST,
        purpose=Purpose.HELP,
        about=About(),
        listed_household_ids=dict.fromkeys(task.household_id for task in tasks),
        data_classes=[DataClass.INVOLVEMENT] if tasks else [],
    )


def _calendar(tasks: list[Task]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Samenhang//Werklijst//NL")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Samenhang: werklijst"))
    for task in tasks:
        calendar.add_component(_event(task))
    return bytes(calendar.to_ical())


def _event(task: Task) -> Event:
    event = Event()
    event.add("uid", f"{task.pk}@samenhang")
    event.add("dtstamp", task.created_at)
    event.add("dtstart", task.due_on)
    event.add("dtend", task.due_on + datetime.timedelta(days=1))
    what = _("Termijn") if task.is_set_by_law else _("Taak")
    event.add("summary", f"{what}: {task.domain_label}" if task.domain else what)
    event.add("url", settings.SITE_URL.rstrip("/") + reverse("casework:worklist"))
    event.add("transp", "TRANSPARENT")
    return event
