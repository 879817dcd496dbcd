"""Plan, notes and timeline."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from casework.models import JournalEntry, TimelineEvent
from casework.page import Page
from casework.panels.domains import ICONS
from privacy.choices import Domain

EVENTS_SHOWN = 50
NOTES_SHOWN = 5
KIND_ICONS = {
    TimelineEvent.Kind.CASE: "folder",
    TimelineEvent.Kind.ASSIGNMENT: "user-check",
    TimelineEvent.Kind.CONTACT: "note",
    TimelineEvent.Kind.TASK: "checklist",
    TimelineEvent.Kind.DECISION: "file-text",
    TimelineEvent.Kind.SIGNAL: "bell",
}


def plan(_page: Page) -> dict[str, Any]:
    """The place of the plan."""
    return {}


def notes(page: Page) -> dict[str, Any]:
    """The newest notes the reader may read."""
    entries = page.read(
        JournalEntry,
        lambda rows: (
            rows.filter(household=page.household).select_related("author").order_by("-written_at")[:NOTES_SHOWN]
        ),
    )
    return {"notes": [(entry, page.is_new(entry.written_at, entry.author_id)) for entry in entries]}


@dataclass(frozen=True)
class Happening:
    """One event as the timeline shows it."""

    event: TimelineEvent
    is_new: bool

    @property
    def icon(self) -> str:
        by_kind = KIND_ICONS.get(TimelineEvent.Kind(self.event.kind))
        by_domain = ICONS[Domain(self.event.domain)] if self.event.domain else "history"
        return by_kind or by_domain


@dataclass(frozen=True)
class Chip:
    """One choice of what the timeline shows."""

    key: str
    label: str
    icon: str
    is_current: bool


def timeline(page: Page) -> dict[str, Any]:
    """The newest events, of one domain when asked, before a moment when asked; one query."""
    domain, before = _chosen(page)
    events = page.read(TimelineEvent, lambda rows: _narrow(rows, page, domain, before))
    shown = [Happening(event, page.is_new(event.at, event.actor_id)) for event in events[:EVENTS_SHOWN]]
    days = groupby(shown, key=lambda happening: timezone.localdate(happening.event.at))
    return {
        "days": [(day, list(happenings)) for day, happenings in days],
        "news": [happening for happening in shown if happening.is_new],
        "chips": [Chip("", _("Alles"), "", not domain)]
        + [Chip(key, str(key.label), ICONS[key], domain == key) for key in Domain],
        "chosen_domain": domain,
        "is_older": before is not None,
        "older_than": shown[-1].event.at.isoformat() if len(events) > EVENTS_SHOWN else "",
    }


def _chosen(page: Page) -> tuple[str, datetime.datetime | None]:
    domain = page.request.GET.get("domein", "")
    try:
        before = parse_datetime(page.request.GET.get("voor", ""))
    except ValueError:
        before = None
    if before is not None and timezone.is_naive(before):
        before = None
    return (domain if domain in Domain.values else ""), before


def _narrow(
    rows: QuerySet[TimelineEvent], page: Page, domain: str, before: datetime.datetime | None
) -> QuerySet[TimelineEvent]:
    rows = rows.filter(household=page.household).select_related("actor", "person")
    if domain:
        rows = rows.filter(domain=domain)
    if before is not None:
        rows = rows.filter(at__lt=before)
    return rows.order_by("-at")[: EVENTS_SHOWN + 1]
