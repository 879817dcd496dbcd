"""What must be done, and what to look out for."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from casework.models import Alert, Task
from casework.page import Page

SHOWN = 20


def due(page: Page) -> dict[str, Any]:
    """Open tasks, the most urgent first."""
    tasks = page.read(
        Task,
        lambda rows: (
            rows.filter(household=page.household, done_at__isnull=True)
            .select_related("assignee")
            .order_by("due_on", "created_at")[: SHOWN + 1]
        ),
    )
    return {"tasks": tasks[:SHOWN], "has_more_tasks": len(tasks) > SHOWN}


def alerts(page: Page) -> dict[str, Any]:
    """Alerts that have not expired, and what the BRP says that everybody must heed."""
    rows = page.read(
        Alert,
        lambda found: (
            found.filter(household=page.household)
            .filter(Q(expires_on__isnull=True) | Q(expires_on__gt=page.today))
            .select_related("person")
            .order_by("-raised_at")
        ),
    )
    rank = {Alert.Severity.DANGER: 0, Alert.Severity.WARNING: 1, Alert.Severity.INFORMATION: 2}
    return {"alerts": sorted(rows, key=lambda alert: rank[Alert.Severity(alert.severity)])}
