"""What must be done, and what to look out for."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from casework.models import Alert, Task
from casework.page import Page, Question
from households.models import Level
from households.querysets import TODAY

SHOWN = 20
RANK = {Alert.Severity.DANGER: 0, Alert.Severity.WARNING: 1, Alert.Severity.INFORMATION: 2}
TASKS = Question(
    Task,
    lambda rows: (
        rows.filter(done_at__isnull=True)
        .select_related("assignee")
        .only(
            *("household", "domain", "trajectory", "person", "sight_request", "title", "article"),
            *("due_on", "done_at", "caused_by", "assignee__name"),
        )
        .order_by("due_on", "created_at")[: SHOWN + 1]
    ),
)
ALERTS = Question(
    Alert,
    lambda rows: (
        rows.filter(Q(expires_on__isnull=True) | Q(expires_on__gt=TODAY))
        .select_related("person")
        .only("household", "severity", "text", "person__given_names")
        .order_by("-raised_at")
    ),
)


def due(page: Page) -> dict[str, Any]:
    """Open tasks, the most urgent first."""
    tasks = page.read(TASKS)
    reached = page.sight.domains(Level.CONTENT)
    return {"tasks": tasks[:SHOWN], "has_more_tasks": len(tasks) > SHOWN, "reached": reached}


def alerts(page: Page) -> dict[str, Any]:
    """Alerts that have not expired, the gravest first."""
    return {"alerts": sorted(page.read(ALERTS), key=lambda alert: RANK[Alert.Severity(alert.severity)])}
