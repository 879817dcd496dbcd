"""Plan, notes and timeline."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from itertools import groupby
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import gettext as _

from casework.models import JournalEntry, TimelineEvent
from casework.page import Page, Question, moment_in
from casework.panels.domains import ICONS
from casework.querysets import with_text
from households.querysets import ACTOR, INSIDER
from privacy.choices import Domain
from privacy.compiled import Parameter

EVENTS_SHOWN = 50
NOTES_SHOWN = 5
NEWS_SHOWN = 9
KIND_ICONS = {
    TimelineEvent.Kind.CASE: "folder",
    TimelineEvent.Kind.ASSIGNMENT: "user-check",
    TimelineEvent.Kind.CONTACT: "note",
    TimelineEvent.Kind.TASK: "checklist",
    TimelineEvent.Kind.DECISION: "file-text",
    TimelineEvent.Kind.SIGNAL: "bell",
}
NOTES = Question(
    JournalEntry,
    lambda rows: (
        with_text(rows, INSIDER)
        .select_related("author")
        .only("household", "domain", "compartment", "visibility", "is_special", "written_at", "author__name")
        .order_by("-written_at")[:NOTES_SHOWN]
    ),
)


def newest(rows: QuerySet[TimelineEvent]) -> QuerySet[TimelineEvent]:
    """One more than is shown, to know whether there are older ones."""
    shown = ("household", "at", "domain", "kind", "sentence", "person__given_names", "actor__name")
    return rows.select_related("actor", "person").only(*shown).order_by("-at")[: EVENTS_SHOWN + 1]


BEFORE = Q(at__lt=Parameter("before", models.DateTimeField()))
OF_DOMAIN = Q(domain=Parameter("domain", models.CharField()))
EVENTS = {
    (False, False): Question(TimelineEvent, newest),
    (False, True): Question(TimelineEvent, lambda rows: newest(rows.filter(BEFORE))),
    (True, False): Question(TimelineEvent, lambda rows: newest(rows.filter(OF_DOMAIN))),
    (True, True): Question(TimelineEvent, lambda rows: newest(rows.filter(OF_DOMAIN, BEFORE))),
}


NEWS = Question(
    TimelineEvent,
    lambda rows: (
        rows.filter(at__gt=Parameter("since", models.DateTimeField()))
        .exclude(actor=ACTOR)
        .only("household", "sentence")
        .order_by("-at")[: NEWS_SHOWN + 1]
    ),
)


def news(page: Page) -> dict[str, Any]:
    """What others did since the reader's last visit; one query, none at the first visit."""
    events = page.read(NEWS, since=page.last_visit_at) if page.last_visit_at else []
    return {"news": events[:NEWS_SHOWN], "has_more_news": len(events) > NEWS_SHOWN}


def plan(_page: Page) -> dict[str, Any]:
    """The place of the plan."""
    return {}


def notes(page: Page) -> dict[str, Any]:
    """The newest notes the reader may read."""
    entries = page.read(NOTES)
    return {"notes": [(entry, page.is_new(entry.written_at, entry.author_id)) for entry in entries]}


def timeline(page: Page) -> dict[str, Any]:
    """The newest events, of one domain when asked, before a moment when asked; one query."""
    domain, before = _chosen(page)
    events = page.read(EVENTS[bool(domain), before is not None], domain=domain, before=before)
    sprite = static("icons/sprite.svg")
    labels = {domain.value: str(domain.label) for domain in Domain}
    shown = [_happening(page, event, labels, sprite) for event in events[:EVENTS_SHOWN]]
    return {
        "days": [(day, list(group)) for day, group in groupby(shown, key=lambda happening: happening["day"])],
        "chips": _chips(domain),
        "chosen_domain": domain,
        "is_older": before is not None,
        "older_than": events[EVENTS_SHOWN - 1].at.isoformat() if len(events) > EVENTS_SHOWN else "",
    }


def _happening(page: Page, event: TimelineEvent, labels: Mapping[str, str], sprite: str) -> dict[str, Any]:
    """One event as the timeline shows it: a plain dictionary of few texts, because fifty go through the template."""
    at = timezone.localtime(event.at)
    by_domain = ICONS[Domain(event.domain)] if event.domain else "history"
    about = f" ({event.person.given_names})" if event.person else ""
    return {
        "sentence": f"{event.sentence}{about}",
        "icon": f"{sprite}#{KIND_ICONS.get(TimelineEvent.Kind(event.kind), by_domain)}",
        "domain": event.domain,
        "domain_label": labels.get(event.domain, ""),
        "day": at.date(),
        "moment": at.isoformat(),
        "when_and_who": " · ".join([f"{at:%H:%M}", *([event.actor.name] if event.actor else [])]),
        "is_new": page.is_new(event.at, event.actor_id),
    }


def _chips(domain: str) -> list[dict[str, Any]]:
    everything = {"key": "", "label": _("Alles"), "icon": "", "is_current": not domain}
    own = [{"key": key, "label": key.label, "icon": ICONS[key], "is_current": domain == key} for key in Domain]
    return [everything, *own]


def _chosen(page: Page) -> tuple[str, datetime.datetime | None]:
    domain = page.request.GET.get("domein", "")
    return (domain if domain in Domain.values else ""), moment_in(page.request, "voor")
