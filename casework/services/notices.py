"""Telling a worker something of a task."""

from __future__ import annotations

import datetime

from casework.models import Notice, Task
from privacy.acting import Actor


def notify(*, task: Task, kind: Notice.Kind, at: datetime.datetime) -> None:
    """Tell the assignee, in the transaction of what there is to tell. Of one day of a task nobody is told twice."""
    notice = Notice(user_id=task.assignee_id, task=task, kind=kind, due_on=task.due_on, told_at=at)
    Notice.objects.bulk_create([notice], ignore_conflicts=True)


def see_notices(*, actor: Actor, at: datetime.datetime) -> None:
    """Mark what the actor was told until now as seen."""
    Notice.objects.filter(user=actor.user, seen_at__isnull=True, told_at__lte=at).update(seen_at=at)
