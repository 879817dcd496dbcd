"""Who is involved and how to reach them; who looked."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from casework.page import Page, Question
from households.models import Level
from households.querysets import ACTOR, HOUSEHOLD, NOW
from privacy.choices import Purpose
from privacy.looks import recent_looks
from privacy.models import BreakGlass


def involved(page: Page) -> dict[str, Any]:
    """Everybody assigned today, the case manager first; no query of its own."""
    known = {assignment.pk: assignment for assignment in page.assignments}
    today = [assignment for assignment in page.assignments if not assignment.has_ended]
    for assignment in today:
        if assignment.replaces_id:
            assignment.replaces = known[assignment.replaces_id]
    return {"involved": sorted(today, key=lambda row: (row.domain != "", row.domain))}


INSIDE = Question(
    BreakGlass,
    lambda rows: (
        rows.filter(household_id=HOUSEHOLD, ended_at__isnull=True, expires_at__gt=NOW)
        .exclude(user=ACTOR)
        .select_related("user")
        .only("household_id", "reason", "domain", "expires_at", "user__name")
        .order_by("opened_at")
    ),
)


def emergencies(page: Page) -> dict[str, Any]:
    """Who is inside in an emergency right now, for whoever coordinates; one query."""
    return {"emergencies": page.read(INSIDE, now=timezone.now()) if page.sight.reaches(Level.WORK) else []}


def looks(page: Page) -> dict[str, Any]:
    """The last who looked, for whoever coordinates; one query."""
    if not page.sight.reaches(Level.WORK):
        return {"looks": []}
    return {"looks": [(look, Purpose(look.purpose).label) for look in recent_looks(page.household.pk)]}
