"""What the interface answers, out of the same scopes and questions as the household page.

What lies in a closed compartment stays on the screens of who acts in it: no interface shows it.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet

from casework.api import words
from casework.models import JournalEntry, TimelineEvent, Trajectory
from casework.page import Page, Question
from casework.panels.domains import TRAJECTORIES
from casework.querysets import with_text
from casework.search import Answer, Home
from households.dates import PartialDate
from households.models import Household, HouseholdMembership, Level
from households.querysets import INSIDER
from privacy.choices import Domain
from privacy.compiled import Parameter

SHOWN = 50
BEFORE = Parameter("before", models.DateTimeField())
OF_DOMAIN = Q(domain=Parameter("domain", models.CharField()))


def _notes(rows: QuerySet[JournalEntry]) -> QuerySet[JournalEntry]:
    outside = rows.filter(written_at__lt=BEFORE, compartment__isnull=True).select_related("author")
    outside = with_text(outside, INSIDER)
    return outside.order_by("-written_at")[: SHOWN + 1]


def _events(rows: QuerySet[TimelineEvent]) -> QuerySet[TimelineEvent]:
    return rows.filter(at__lt=BEFORE, compartment__isnull=True).order_by("-at")[: SHOWN + 1]


NOTES = Question(JournalEntry, _notes)
EVENTS = Question(TimelineEvent, _events)
EVENTS_OF_DOMAIN = Question(TimelineEvent, lambda rows: _events(rows.filter(OF_DOMAIN)))


def line_of(household: Household | Home) -> dict[str, Any]:
    """A household in a list."""
    return {"id": str(household.pk), "naam": household.name}


def household_of(page: Page) -> dict[str, Any]:
    """A household with its members and its address, unless that is hidden from this reader."""
    address = page.household.shown_address  # type: ignore[attr-defined]  # annotated by the page
    return {
        **line_of(page.household),
        "adres": address.line if address else "",
        "leden": [_member(membership) for membership in page.memberships],
    }


def _member(membership: HouseholdMembership) -> dict[str, Any]:
    person = membership.person
    return {
        "id": str(person.pk),
        "naam": person.display_name,
        "geboren": _known(person.birth_date),
        "waarom": words.REASONS[HouseholdMembership.Reason(membership.reason)],
        "woontHier": membership.lives_here,
    }


def _known(date: PartialDate | None) -> str:
    """As much of a date as is known: `1986`, `1986-04`, `1986-04-12`, or nothing."""
    parts = [(date.year, 4), (date.month, 2), (date.day, 2)] if date else []
    return "-".join(f"{number:0{width}}" for number, width in parts if number)


def domains_of(page: Page) -> list[dict[str, Any]]:
    """The four domains with their trajectories; the content only where the token reaches it."""
    by_domain: dict[str, list[Trajectory]] = defaultdict(list)
    for trajectory in page.read(TRAJECTORIES):
        by_domain[trajectory.domain].append(trajectory)
    return [_domain(page, domain, by_domain[domain]) for domain in Domain]


def _domain(page: Page, domain: Domain, trajectories: Iterable[Trajectory]) -> dict[str, Any]:
    level = page.sight.level(domain)
    return {
        "domein": words.DOMAINS[domain],
        "niveau": words.LEVELS[level] if level else words.NONE,
        "grond": page.sight.grants[domain].ground if level else "",
        "trajecten": [_trajectory(one, level) for one in trajectories],
    }


def _trajectory(trajectory: Trajectory, level: Level | None) -> dict[str, Any]:
    told = {
        "id": str(trajectory.pk),
        "begonnenOp": trajectory.started_on.isoformat(),
        "geeindigdOp": trajectory.ended_on.isoformat() if trajectory.ended_on else None,
        "leden": [str(key) for key in trajectory.person_ids],  # type: ignore[attr-defined]  # annotated
    }
    if level is not None and level >= Level.CONTENT:
        state = words.STATES[Trajectory.State(trajectory.state)]
        told |= {"onderwerp": trajectory.subject, "stand": state, "aanbieder": trajectory.provider}
    return told


def events_of(page: Page, *, before: datetime.datetime, domain: str | None) -> dict[str, Any]:
    """The newest events, of one domain when asked, before a moment."""
    if domain is None:
        events = page.read(EVENTS, before=before)
    else:
        events = page.read(EVENTS_OF_DOMAIN, before=before, domain=words.STORED_DOMAINS[domain])
    return {"resultaten": [_event(event) for event in events[:SHOWN]], "isMeer": len(events) > SHOWN}


def _event(event: TimelineEvent) -> dict[str, Any]:
    return {
        "id": str(event.pk),
        "moment": in_utc(event.at),
        "soort": words.KINDS[TimelineEvent.Kind(event.kind)],
        "domein": words.domain_word(event.domain),
        "zin": event.sentence,
    }


def notes_of(page: Page, *, before: datetime.datetime) -> dict[str, Any]:
    """The newest notes the token may read."""
    notes = page.read(NOTES, before=before)
    told = [note_of(note, note.readable_text) for note in notes[:SHOWN]]  # type: ignore[attr-defined]  # annotated
    return {"resultaten": told, "isMeer": len(notes) > SHOWN}


def note_of(note: JournalEntry, text: str | None) -> dict[str, Any]:
    """One note; without its text where that is health or criminal data that the token may not read."""
    return {
        "id": str(note.pk),
        "tekst": text or "",
        "domein": words.domain_word(note.domain),
        "lezers": words.READERS[JournalEntry.Visibility(note.visibility)],
        "bijzonder": note.is_special,
        "geschrevenOp": in_utc(note.written_at),
        "geschrevenDoor": note.author.name,
    }


def hits_of(answer: Answer) -> dict[str, Any]:
    """Who was found, and by a case number the household."""
    found = [
        {"naam": str(hit.person), "geboren": hit.born, "huishoudens": [line_of(home) for home in hit.households]}
        for hit in answer.own
    ]
    found += [
        {"naam": case.household.name, "geboren": "", "huishoudens": [line_of(case.household)]} for case in answer.cases
    ]
    return {"resultaten": found, "isMeer": answer.own_is_cut}


def in_utc(at: datetime.datetime) -> str:
    """A moment as the API Design Rules ask: in UTC, with a Z."""
    return at.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")
