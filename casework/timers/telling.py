"""Telling workers of tasks by the thousand: who has a task, and who stands in for them. In one statement."""

from __future__ import annotations

import datetime

from django.db import connection

from casework.models import Assignment

# What there is to tell are rows of (task_id, kind, due_on). Who stands in is told what they may see: a closed
# compartment is for its members. Of one day of a task everybody is told once of each kind (`notice_once`).
_TELL = f"""
WITH news AS ({{news}}), told AS (
    SELECT n.*, t.assignee_id AS user_id FROM news n JOIN casework_task t ON t.id = n.task_id
    UNION
    SELECT n.*, a.user_id FROM news n JOIN casework_task t ON t.id = n.task_id
    JOIN casework_case c ON c.household_id = t.household_id AND c.closed_on IS NULL
    JOIN casework_assignment a ON a.case_id = c.id AND a.kind = '{Assignment.Kind.REPLACEMENT.value}'
        AND a.valid_from <= %(day)s AND a.valid_until > %(day)s AND a.domain IN ('', t.domain)
    JOIN casework_assignment r ON r.id = a.replaces_id AND r.user_id = t.assignee_id
    WHERE t.compartment_id IS NULL OR EXISTS (
        SELECT FROM casework_compartmentmember m
        WHERE m.compartment_id = t.compartment_id AND m.user_id = a.user_id AND m.removed_at IS NULL)
)
INSERT INTO casework_notice (id, user_id, task_id, kind, due_on, told_at)
SELECT gen_random_uuid(), told.user_id, told.task_id, told.kind, told.due_on, %(at)s
FROM told JOIN privacy_user u ON u.id = told.user_id AND u.is_active
ON CONFLICT DO NOTHING
"""  # noqa: S608  # made of constants


def tell_all(news: str, *, day: datetime.date, at: datetime.datetime) -> int:
    """Write the notices of `news` that are not there yet; answers how many.

    `news` is a query for `task_id`, `kind` and `due_on`, with `%(day)s`; never made of what somebody typed.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TELL.format(news=news), {"day": day, "at": at})
        return int(cursor.rowcount)
