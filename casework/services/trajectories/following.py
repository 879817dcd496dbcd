"""What follows from a step: its clocks, and what is planned for later."""

from __future__ import annotations

import datetime
from typing import TypedDict

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from casework.models import Assignment, Task, Trajectory, TrajectoryStep
from casework.services.tasks import add_task, complete, complete_happened, withdraw
from casework.services.trajectories import ticking
from casework.workflow import WORKFLOWS, Phase, Step
from casework.workflow.engine import Later
from casework.workflow.shared import CHECK_INS
from privacy.acting import Actor
from privacy.models import User
from privacy.wording import kept

OF_OBJECTIONS = "awb."  # an objection goes on when the trajectory has ended


class _About(TypedDict):
    actor: Actor
    trajectory: Trajectory
    at: datetime.datetime


def follow(
    *,
    actor: Actor,
    trajectory: Trajectory,
    step: Step,
    made: TrajectoryStep,
    at: datetime.datetime,
) -> None:
    """Start, meet, drop, suspend and resume the clocks of a step, and make the tasks that it plans."""
    on, done = made.taken_on, kept(step.told)
    about: _About = {"actor": actor, "trajectory": trajectory, "at": at}
    ticking.meet(keys=step.meets, on=on, **about)
    _do_planned(step, **about)
    ticking.drop(keys=step.drops, on=on, reason=done, **about)
    ticking.suspend(keys=step.suspends, on=on, reason=str(made.facts.get("missing", done)), **about)
    ticking.resume(keys=step.resumes, on=on, **about)
    for starts in step.starts:
        if starts.only is None or starts.only.holds(made.facts):
            since = str(made.facts.get(starts.since, ""))
            ticking.start(key=starts.key, on=datetime.date.fromisoformat(since) if since else on, **about)
    if trajectory.state == Phase.ENDED:
        ticking.drop_all(but=OF_OBJECTIONS, on=on, reason=kept(_("traject afgerond")), **about)
        complete_happened(**about)
        _drop_planned(**about)
    plan(actor=actor, trajectory=trajectory, later=step.plans, on=on, at=at)


def _do_planned(step: Step, *, actor: Actor, trajectory: Trajectory, at: datetime.datetime) -> None:
    """The step does the first of what waits for it: of two check-ins the second stays."""
    titles = [kept(title) for title in WORKFLOWS[trajectory.kind].done_with(step)]
    waiting = _planned(trajectory).filter(title__in=titles).order_by("due_on").first() if titles else None
    if waiting is not None:
        complete(actor=actor, task=waiting, at=at)


def _drop_planned(*, actor: Actor, trajectory: Trajectory, at: datetime.datetime) -> None:
    """What was planned on the way has no sense when the way has ended."""
    for task in _planned(trajectory):
        withdraw(actor=actor, task=task, at=at)


def _planned(trajectory: Trajectory) -> QuerySet[Task]:
    rows = Task.objects.filter(trajectory=trajectory, caused_by=Task.Cause.STEP, done_at__isnull=True)
    return rows.select_for_update(of=("self",))


def plan(
    *,
    actor: Actor,
    trajectory: Trajectory,
    later: tuple[Later, ...],
    on: datetime.date,
    at: datetime.datetime,
) -> None:
    """Make tasks for later, for whoever works on the trajectory."""
    for one in later:
        add_task(
            actor=actor,
            household_id=trajectory.household_id,
            title=kept(one.title),
            due_on=on + datetime.timedelta(days=one.days),
            assignee=responsible(trajectory, actor),
            at=at,
            domain=trajectory.domain,
            trajectory=trajectory,
            caused_by=Task.Cause.STEP,
        )


def plan_aftercare(*, actor: Actor, trajectory: Trajectory, at: datetime.datetime) -> None:
    """Plan the check-ins of nazorg for a trajectory that ended without it."""
    assert trajectory.ended_on is not None
    plan(actor=actor, trajectory=trajectory, later=CHECK_INS, on=trajectory.ended_on, at=at)


def responsible(trajectory: Trajectory, actor: Actor) -> User:
    """Who works on it today: the professional of the trajectory, else the actor who works in the domain."""
    working = trajectory.case.assignments.on().filter(
        kind=Assignment.Kind.PROFESSIONAL, domain=trajectory.domain, valid_until=None
    )
    mine = working.filter(user=actor.user).first()
    own = working.filter(trajectory=trajectory).select_related("user").order_by("valid_from").first()
    return own.user if own and not mine else actor.user
