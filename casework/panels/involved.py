"""Who is involved and how to reach them; who looked."""

from __future__ import annotations

from typing import Any

from casework.page import Page
from households.models import Level
from privacy.choices import Purpose
from privacy.looks import recent_looks


def involved(page: Page) -> dict[str, Any]:
    """Everybody assigned today, the case manager first; no query of its own."""
    today = [assignment for assignment in page.assignments if not assignment.has_ended]
    return {"involved": sorted(today, key=lambda row: (row.domain != "", row.domain))}


def looks(page: Page) -> dict[str, Any]:
    """The last who looked, for whoever coordinates; one query."""
    if not page.sight.reaches(Level.WORK):
        return {"looks": []}
    return {"looks": [(look, Purpose(look.purpose).label) for look in recent_looks(page.household.pk)]}
