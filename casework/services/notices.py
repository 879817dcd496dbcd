"""Telling a worker something of a task."""

from __future__ import annotations

import datetime
import uuid

from django.utils import timezone

from casework.models import Assignment, CompartmentMember, Notice, Task
from privacy.acting import Actor


def notify(*, task: Task, kind: Notice.Kind, at: datetime.datetime) -> None:
    """Tell the assignee and who stands in for them, in the transaction of what there is to tell.

    Of one day of a task nobody is told twice; a stand-in who gave the task knows of it.
    """
    giver = task.delegated_by_id or task.created_by_id
    told = {task.assignee_id} | (_stand_ins(task, timezone.localdate(at)) - {giver})
    notices = [Notice(user_id=user, task=task, kind=kind, due_on=task.due_on, told_at=at) for user in sorted(told)]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)


def _stand_ins(task: Task, on: datetime.date) -> set[uuid.UUID]:
    """Who stands in for the assignee in this household and domain on that day; in a compartment, its members alone."""
    rows = Assignment.objects.on(on).filter(
        kind=Assignment.Kind.REPLACEMENT,
        replaces__user=task.assignee_id,
        domain__in={"", task.domain},
        case__household=task.household_id,
        case__closed_on__isnull=True,
        user__is_active=True,
    )
    if task.compartment_id is not None:
        inside = CompartmentMember.objects.filter(compartment=task.compartment_id, removed_at__isnull=True)
        rows = rows.filter(user__in=inside.values("user"))
    return set(rows.values_list("user", flat=True))


def see_notices(*, actor: Actor, at: datetime.datetime) -> None:
    """Mark what the actor was told until now as seen."""
    Notice.objects.filter(user=actor.user, seen_at__isnull=True, told_at__lte=at).update(seen_at=at)
