"""The clocks of a trajectory by their keys."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TypeAlias

from django.db.models import Q, QuerySet

from casework.models import Clock, Trajectory
from casework.services.clocks import drop_clock, meet_clock, resume_clock, start_clock, suspend_clock
from privacy.acting import Actor

Day: TypeAlias = datetime.date
Moment: TypeAlias = datetime.datetime


def _open(trajectory: Trajectory) -> QuerySet[Clock]:
    return Clock.objects.filter(trajectory=trajectory, ended_on__isnull=True).order_by("started_on", "pk")


def _with_something_to_do(trajectory: Trajectory) -> QuerySet[Clock]:
    """Those that run, and those that ran out by themselves and left a task."""
    left = Q(task__isnull=False, task__done_at__isnull=True)
    rows = Clock.objects.filter(Q(ended_on__isnull=True) | left, trajectory=trajectory)
    return rows.select_related("task").order_by("started_on", "pk")


def start(*, actor: Actor, trajectory: Trajectory, key: str, on: Day, at: Moment) -> None:
    """Let a clock run from a day."""
    start_clock(actor=actor, trajectory=trajectory, key=key, started_on=on, at=at)


def meet(*, actor: Actor, trajectory: Trajectory, keys: Iterable[str], on: Day, at: Moment) -> None:
    """What these clocks wait for was done on a day; those that do not run are let be."""
    for clock in _with_something_to_do(trajectory).filter(term__key__in=[*keys]):
        meet_clock(actor=actor, clock=clock, on=max(on, clock.started_on), at=at)


def drop(*, actor: Actor, trajectory: Trajectory, keys: Iterable[str], on: Day, reason: str, at: Moment) -> None:
    """These clocks have no sense any more."""
    for clock in _with_something_to_do(trajectory).filter(term__key__in=[*keys]):
        drop_clock(actor=actor, clock=clock, reason=reason, on=on, at=at)


def drop_all(*, actor: Actor, trajectory: Trajectory, but: str, on: Day, reason: str, at: Moment) -> None:
    """No clock has sense any more, but those whose key begins so."""
    for clock in _with_something_to_do(trajectory).exclude(term__key__startswith=but):
        drop_clock(actor=actor, clock=clock, reason=reason, on=on, at=at)


def suspend(*, actor: Actor, trajectory: Trajectory, keys: Iterable[str], on: Day, reason: str, at: Moment) -> None:
    """Stop counting while the applicant answers (Awb art. 4:15)."""
    for clock in _open(trajectory).filter(term__key__in=[*keys]):
        suspend_clock(actor=actor, clock=clock, asked_on=on, reason=reason, at=at)


def resume(*, actor: Actor, trajectory: Trajectory, keys: Iterable[str], on: Day, at: Moment) -> None:
    """Count again from the day of the answer."""
    waiting = _open(trajectory).filter(term__key__in=[*keys], suspensions__resumed_on__isnull=True)
    for clock in waiting.filter(suspensions__isnull=False).distinct():
        resume_clock(actor=actor, clock=clock, answered_on=on, at=at)
