"""All open clocks reckoned anew, and those whose last day has passed. In batches: a million clocks fit as one does."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from casework.clocks.choices import ClockState, TermKind
from casework.clocks.terms import Terms, reckon_by
from casework.models import Clock, ClockExtension, ClockRecalculation, ClockSuspension, Task
from casework.services.clocks.keeping import standing
from casework.workflow import FOLLOWED_UP
from privacy.acting import Actor, acting, because
from privacy.services import system_actor

BATCH = 2000
ACTOR = "recompute_clocks"
OnClock = TypeVar("OnClock", ClockSuspension, ClockExtension)
FIELDS = ("term", "due_on", "due_at", "warns_on", "state")


@dataclass(frozen=True)
class Recomputed:
    """How many clocks were looked at, and how many got another last day or another version of their term."""

    done: int = 0
    changed: int = 0


@dataclass(frozen=True)
class Shift:
    """What a change does to one clock: the last day it had, and the one that it gets."""

    before: datetime.date
    after: datetime.date


def open_clocks(*, key: str = "", after: uuid.UUID | None = None) -> QuerySet[Clock]:
    """Clocks for which there is still something to do, by their keys; of one term, after one of them."""
    rows = Clock.objects.filter(ended_on__isnull=True)
    if key:
        rows = rows.filter(term__key=key)
    if after is not None:
        rows = rows.filter(pk__gt=after)
    return rows.order_by("pk")


def recompute_clocks(
    *, at: datetime.datetime, key: str = "", progress: Callable[[int], object] = lambda _done: None
) -> Recomputed:
    """Reckon all open clocks (of one term) anew, by the terms as they are now. Each batch is a transaction of its own.

    Doing it twice changes nothing the second time, so whoever was interrupted starts again.
    """
    done = changed = 0
    last: uuid.UUID | None = None
    while True:
        with acting(system_actor(ACTOR)), because("termijnen opnieuw berekend"):
            batch = list(open_clocks(key=key, after=last)[:BATCH])
            changed += _recompute(batch, Terms.load(), at)
        if not batch:
            return Recomputed(done, changed)
        done, last = done + len(batch), batch[-1].pk
        progress(done)


def carry_on(recalculation: ClockRecalculation, *, at: datetime.datetime) -> bool:
    """Do the next batch of a recalculation; whether there is more to do. Two at once do each batch once."""
    with acting(system_actor(ACTOR)), because("wettelijke termijn gewijzigd"):
        locked = ClockRecalculation.objects.select_for_update(of=("self",)).select_related("term")
        one = locked.get(pk=recalculation.pk)
        if one.finished_at is not None:
            return False
        batch = list(open_clocks(key=one.term.key, after=one.done_until)[:BATCH])
        one.changed += _recompute(batch, Terms.load(), at)
        one.done += len(batch)
        one.total = max(one.total, one.done)
        if batch:
            one.done_until = batch[-1].pk
        else:
            one.finished_at, one.total = at, one.done
        one.save()
    return bool(batch)


def mark_passed(*, actor: Actor, day: datetime.date, at: datetime.datetime) -> int:
    """Mark what was to be done before a day and was not as missed; a period that is over has run out. Answers how many.

    In the caller's transaction, of a system actor. The task of what was missed stays. That of a period goes with it,
    but where the table of a workflow says that somebody has to follow it up (`casework.workflow.FOLLOWED_UP`).
    """
    over = Clock.objects.filter(state=ClockState.RUNNING, due_on__lt=day)
    periods = over.filter(term__kind=TermKind.PERIOD)
    idle = periods.filter(task__isnull=False).exclude(term__key__in=FOLLOWED_UP)
    Task.objects.filter(pk__in=idle.values("task"), done_at__isnull=True).update(done_at=at, done_by=actor.user)
    ended = periods.update(state=ClockState.MET, ended_on=F("due_on"))
    return ended + over.filter(~Q(term__kind=TermKind.PERIOD)).update(state=ClockState.MISSED)


def shifts(terms: Terms, *, key: str) -> Iterator[Shift]:
    """What reckoning by these versions would do to the open clocks of a term; nothing is changed."""
    last: uuid.UUID | None = None
    while batch := list(open_clocks(key=key, after=last)[:BATCH]):
        last = batch[-1].pk
        for clock, before in _reckon(batch, terms, timezone.localdate()):
            if clock.due_on != before.due_on:
                yield Shift(before.due_on, clock.due_on)


@dataclass(frozen=True)
class _Before:
    due_on: datetime.date
    values: tuple[object, ...]


def _recompute(batch: Sequence[Clock], terms: Terms, at: datetime.datetime) -> int:
    changed = [clock for clock, _before in _reckon(batch, terms, timezone.localdate(at))]
    if changed:
        Clock.objects.bulk_update(changed, FIELDS, batch_size=500)
        _move_tasks(changed)
    return len(changed)


def _reckon(batch: Sequence[Clock], terms: Terms, today: datetime.date) -> Iterator[tuple[Clock, _Before]]:
    """The clocks of a batch that change, with the values they get, and how they were."""
    keys = [clock.pk for clock in batch]
    suspensions = _by_clock(ClockSuspension.objects.filter(clock__in=keys))
    extensions = _by_clock(ClockExtension.objects.filter(clock__in=keys))
    for clock in batch:
        term = terms.of(clock)
        if term is None:
            continue
        before = _Before(clock.due_on, _values(clock))
        found = reckon_by(
            term, clock, suspensions=suspensions.get(clock.pk, ()), extensions=extensions.get(clock.pk, ())
        )
        clock.term_id = term.pk
        clock.due_on, clock.due_at, clock.warns_on = found.due_on, found.due_at, list(found.warns_on)
        clock.state = standing(clock, today)
        if _values(clock) != before.values:
            yield clock, before


def _values(clock: Clock) -> tuple[object, ...]:
    return clock.term_id, clock.due_on, clock.due_at, tuple(clock.warns_on), str(clock.state)


def _by_clock(rows: QuerySet[OnClock]) -> dict[uuid.UUID, list[OnClock]]:
    found: dict[uuid.UUID, list[OnClock]] = {}
    for row in rows:
        found.setdefault(row.clock_id, []).append(row)
    return found


def _move_tasks(clocks: Sequence[Clock]) -> None:
    """The open tasks of clocks get the day of their clock."""
    days = {clock.task_id: clock.due_on for clock in clocks if clock.task_id}
    tasks = list(Task.objects.filter(pk__in=days, done_at__isnull=True))
    moved = [task for task in tasks if task.due_on != days[task.pk]]
    for task in moved:
        task.due_on = days[task.pk]
    if moved:
        Task.objects.bulk_update(moved, ["due_on"], batch_size=500)
