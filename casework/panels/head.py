"""Who this household is and who its case manager is, above everything else."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.models import Assignment
from casework.page import Page
from casework.panels.made_once import made_once
from households.models import Level

TWO_YEARS = datetime.timedelta(days=730)
DAYS_IN_MONTH = 30.44


def head(page: Page) -> dict[str, Any]:
    """The case, the permanent case manager and how long; no query of its own."""
    managers = [row for row in page.assignments if row.kind == Assignment.Kind.CASE_MANAGER]
    present = next((row for row in managers if not row.has_ended), None)
    is_mine = present is not None and present.user_id == page.request.actor.id
    rights = {"may_write": bool(page.sight.domains(Level.WORK)), "may_assign": is_mine}
    return rights | {
        "case": page.assignments[0].case if page.assignments else None,
        "case_manager": present,
        "tenure": tenure(present, managers, page.today) if present else "",
        "actions": made_once("casework/household/actions.html", page.household.pk, **rights),
        "emergency": page.sight.emergency,
    }


def tenure(present: Assignment, managers: list[Assignment], today: datetime.date) -> str:
    """`14 maanden bij Fatima Bennani (2e in 24 maanden)`."""
    months = int((today - present.valid_from).days / DAYS_IN_MONTH)
    since = ngettext("%d maand", "%d maanden", months) % months if months else _("korter dan een maand")
    text = _("%(since)s bij %(name)s") % {"since": since, "name": present.user.name}
    recent = [row for row in managers if row.valid_until is None or row.valid_until > today - TWO_YEARS]
    if len(recent) > 1:
        text += " " + _("(%de casemanager in 24 maanden)") % len(recent)
    return text
