"""The timers of statutory clocks: marking what has passed, and warning ahead."""

from __future__ import annotations

import datetime

from casework.models import Notice
from casework.services.clocks import mark_passed
from casework.timers.telling import tell_all
from privacy.acting import Actor

# The newest day to warn on that has come, of what is not too late yet; who was told of that day is not told again.
_NEAR = f"""
SELECT t.id AS task_id, '{Notice.Kind.AHEAD.value}' AS kind, w.day AS due_on
FROM casework_clock c
JOIN casework_task t ON t.id = c.task_id AND t.done_at IS NULL
CROSS JOIN LATERAL (SELECT max(d) AS day FROM unnest(c.warns_on) d WHERE d <= %(day)s) w
WHERE c.ended_on IS NULL AND c.due_on >= %(day)s AND w.day IS NOT NULL
"""  # noqa: S608  # made of constants


def mark(actor: Actor, day: datetime.date, at: datetime.datetime) -> int:
    """What was to be done before this day and was not, is missed; a period that is over has run out."""
    return mark_passed(actor=actor, day=day, at=at)


def warn(_actor: Actor, day: datetime.date, at: datetime.datetime) -> int:
    """Tell whoever has the task of a clock, and who stands in for them, that its end comes near: on the days that its
    term says, each once.
    """
    return tell_all(_NEAR, day=day, at=at)
