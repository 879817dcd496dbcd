"""Reminders: whoever has a task that ends today or tomorrow, or is too late, is told in the application, once a day.

Who stands in for them is told as well. One statement for the whole municipality.
"""

from __future__ import annotations

import datetime

from casework.models import Notice
from casework.timers.telling import tell_all
from privacy.acting import Actor

_ENDING = f"""
SELECT t.id AS task_id, t.due_on,
    CASE WHEN t.due_on < %(day)s THEN '{Notice.Kind.OVERDUE.value}' ELSE '{Notice.Kind.DUE.value}' END AS kind
FROM casework_task t WHERE t.done_at IS NULL AND t.due_on <= %(day)s::date + 1
"""  # noqa: S608  # made of constants


def remind(_actor: Actor, day: datetime.date, at: datetime.datetime) -> int:
    """Write the notices of this day that are not there yet; answers how many."""
    return tell_all(_ENDING, day=day, at=at)
