"""Doing the same with several tasks: all of them, or none."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from casework import services
from casework.models import Task
from casework.worklist.forms import BulkForm
from privacy.acting import Actor
from privacy.models import User


class Refused(Exception):
    """Some of the tasks could not be; `reasons` has a sentence for each of them. Nothing was changed."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("refused")
        self.reasons = reasons


def do_together(
    *,
    actor: Actor,
    action: str,
    tasks: Sequence[Task],
    at: datetime.datetime,
    day: datetime.date | None = None,
    colleague: User | None = None,
) -> None:
    """Finish, postpone until `day`, or hand over to `colleague`. Raises `Refused` with what stands in the way."""
    steps: dict[str, Callable[[Task], None]] = {
        BulkForm.Action.FINISH: lambda task: services.finish_task(actor=actor, task=task, at=at)
    }
    if day is not None:
        steps[BulkForm.Action.POSTPONE] = lambda task: services.postpone_task(actor=actor, task=task, until=day, at=at)
    if colleague is not None:
        steps[BulkForm.Action.DELEGATE] = lambda task: services.delegate_task(
            actor=actor, task=task, assignee=colleague, at=at
        )
    reasons = []
    with transaction.atomic():
        for task in tasks:
            try:
                steps[action](task)
            except services.NotAllowed as refusal:
                reasons.append(_("“%(title)s”: %(reason)s") % {"title": task.title, "reason": refusal})
        if reasons:
            raise Refused(reasons)
