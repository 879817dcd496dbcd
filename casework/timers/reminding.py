"""Reminders: whoever has a task that ends today or tomorrow, or is too late, is told in the application, once a day.

Who stands in for them is told as well. One statement for the whole municipality.
"""

from __future__ import annotations

import datetime

from django.db import connection

from casework.models import Assignment, Notice
from privacy.acting import Actor

# Of each day of a task everybody is told once of each kind: the constraint `notice_once` leaves the others out.
_REMIND = f"""
WITH open_task AS (
    SELECT t.id, t.household_id, t.domain, t.assignee_id, t.due_on,
        CASE WHEN t.due_on < %(day)s THEN '{Notice.Kind.OVERDUE.value}' ELSE '{Notice.Kind.DUE.value}' END AS kind
    FROM casework_task t WHERE t.done_at IS NULL AND t.due_on <= %(day)s::date + 1
), told AS (
    SELECT o.id, o.assignee_id AS user_id, o.kind, o.due_on FROM open_task o
    UNION
    SELECT o.id, a.user_id, o.kind, o.due_on FROM open_task o
    JOIN casework_case c ON c.household_id = o.household_id AND c.closed_on IS NULL
    JOIN casework_assignment a ON a.case_id = c.id AND a.kind = '{Assignment.Kind.REPLACEMENT.value}'
        AND a.valid_from <= %(day)s AND (a.valid_until IS NULL OR a.valid_until > %(day)s)
        AND (a.domain = '' OR a.domain = o.domain)
    JOIN casework_assignment r ON r.id = a.replaces_id AND r.user_id = o.assignee_id
)
INSERT INTO casework_notice (id, user_id, task_id, kind, due_on, told_at)
SELECT gen_random_uuid(), told.user_id, told.id, told.kind, told.due_on, %(at)s
FROM told JOIN privacy_user u ON u.id = told.user_id AND u.is_active
ON CONFLICT DO NOTHING
"""  # noqa: S608  # made of constants


def remind(_actor: Actor, day: datetime.date, at: datetime.datetime) -> int:
    """Write the notices of this day that are not there yet; answers how many."""
    with connection.cursor() as cursor:
        cursor.execute(_REMIND, {"day": day, "at": at})
        return int(cursor.rowcount)
