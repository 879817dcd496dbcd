"""Looking again whether support fits: one task for a trajectory, on the first day that asks for it."""

from __future__ import annotations

import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy

from casework.models import Provision, Task, Trajectory, TrajectoryStep
from casework.services.tasks import add_task, withdraw
from casework.services.trajectories.following import responsible
from casework.workflow.wmo import LOOK_AGAIN
from privacy.acting import Actor
from privacy.wording import kept

TO_REVIEW = gettext_lazy("Wmo: past de ondersteuning nog?")
REVIEW_ARTICLE = "Wmo 2015 art. 2.3.9"


def look_again(actor: Actor, step: TrajectoryStep, at: datetime.datetime) -> None:
    """Plan to look again after a step of `LOOK_AGAIN`. A review is what waited: its task is done, its days are gone."""
    trajectory = step.trajectory
    if step.step == "review":
        waiting = _waiting(trajectory)
        last = max(waiting.due_on, step.taken_on) if waiting else step.taken_on
        Provision.objects.filter(trajectory=trajectory, review_on__lte=last).update(review_on=None)
        if waiting is not None:
            withdraw(actor=actor, task=waiting, at=at)
    usual = _usual_day(step)
    assert usual is not None
    keep_review(actor, trajectory, at, usual=max(usual, timezone.localdate(at)))


def keep_review(
    actor: Actor, trajectory: Trajectory, at: datetime.datetime, *, usual: datetime.date | None = None
) -> None:
    """Let the one task follow: made, moved, or done away with when there is nothing left to look at.

    The first day that a provision names goes before the usual one. Days that are over, and that nothing waits for, have
    been looked at.
    """
    waiting = _waiting(trajectory)
    due_on = _first_day(trajectory, waiting, usual=usual, today=timezone.localdate(at))
    if waiting is None and due_on is not None:
        _plan(actor, trajectory, due_on, at=at)
    elif waiting is not None and due_on is None:
        withdraw(actor=actor, task=waiting, at=at)
    elif waiting is not None and due_on is not None and waiting.due_on != due_on:
        waiting.due_on = due_on
        waiting.save(update_fields=["due_on"])


def _waiting(trajectory: Trajectory) -> Task | None:
    rows = Task.objects.filter(trajectory=trajectory, article=REVIEW_ARTICLE, caused_by=Task.Cause.STEP)
    return rows.filter(done_at__isnull=True).order_by("due_on").first()


def _first_day(
    trajectory: Trajectory, waiting: Task | None, *, usual: datetime.date | None, today: datetime.date
) -> datetime.date | None:
    if trajectory.state == Trajectory.State.ENDED:
        return None
    last = trajectory.steps.filter(step__in=LOOK_AGAIN).order_by("-number").first()
    named = Provision.objects.filter(trajectory=trajectory, review_on__isnull=False)
    days = [*named.values_list("review_on", flat=True)] or [usual or _usual_day(last)]
    waits_for = waiting.due_on if waiting else None
    return min((day for day in days if day is not None and (day >= today or day == waits_for)), default=None)


def _usual_day(step: TrajectoryStep | None) -> datetime.date | None:
    return step.taken_on + datetime.timedelta(days=LOOK_AGAIN[step.step]) if step else None


def _plan(actor: Actor, trajectory: Trajectory, due_on: datetime.date, *, at: datetime.datetime) -> None:
    add_task(
        actor=actor,
        household_id=trajectory.household_id,
        title=kept(TO_REVIEW),
        due_on=due_on,
        assignee=responsible(trajectory, actor),
        at=at,
        domain=trajectory.domain,
        trajectory=trajectory,
        article=REVIEW_ARTICLE,
        caused_by=Task.Cause.STEP,
    )
