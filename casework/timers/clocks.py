"""The timers of statutory clocks: marking what has passed, and warning ahead."""

from __future__ import annotations

import datetime

from django.db import connection

from casework.models import Notice
from casework.services.clocks import mark_passed
from privacy.acting import Actor

# The newest day to warn on that has come, of what is not too late yet; `notice_once` leaves out what was told before.
_WARN = f"""
INSERT INTO casework_notice (id, user_id, task_id, kind, due_on, told_at)
SELECT gen_random_uuid(), t.assignee_id, t.id, '{Notice.Kind.AHEAD.value}', w.day, %(at)s
FROM casework_clock c
JOIN casework_task t ON t.id = c.task_id AND t.done_at IS NULL
JOIN privacy_user u ON u.id = t.assignee_id AND u.is_active
CROSS JOIN LATERAL (SELECT max(d) AS day FROM unnest(c.warns_on) d WHERE d <= %(day)s) w
WHERE c.ended_on IS NULL AND c.due_on >= %(day)s AND w.day IS NOT NULL
ON CONFLICT DO NOTHING
"""  # noqa: S608  # made of constants


def mark(actor: Actor, day: datetime.date, at: datetime.datetime) -> int:
    """What was to be done before this day and was not, is missed; a period that is over has run out."""
    return mark_passed(actor=actor, day=day, at=at)


def warn(_actor: Actor, day: datetime.date, at: datetime.datetime) -> int:
    """Tell whoever has the task of a clock that its end comes near, on the days that its term says; each once."""
    with connection.cursor() as cursor:
        cursor.execute(_WARN, {"day": day, "at": at})
        return int(cursor.rowcount)
