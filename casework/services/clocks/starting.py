"""The begin and the end of a clock."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from casework.clocks.choices import ClockState, TermKind, Unit
from casework.clocks.terms import NoTerm, Terms, reckon_by
from casework.models import Assignment, Clock, Compartment, Notice, Task, Term, Trajectory
from casework.querysets import acts_in
from casework.services.clocks.keeping import require_day, take
from casework.services.journal import record_change
from casework.services.notices import notify
from casework.services.permission import NotAllowed, require_open, require_work
from casework.services.tasks import finish_task, withdraw
from households.models import Household
from households.querysets import granted
from privacy.acting import Actor, actor_for, because
from privacy.models import User


def start_clock(
    *,
    actor: Actor,
    key: str,
    started_on: datetime.date,
    at: datetime.datetime,
    trajectory: Trajectory | None = None,
    household_id: uuid.UUID | None = None,
    domain: str = "",
    compartment: Compartment | None = None,
    started_at: datetime.datetime | None = None,
) -> Clock:
    """Let the term `key` run from a day, of a trajectory or else of a household; it gets one task with its day.

    The day is that of the event (a signal's: its receipt), and may be years ago or still to come. A term in hours
    starts at the moment `started_at`. The task goes to the professional of the trajectory, else to the case manager.
    Raises `NotAllowed` for who works neither in the domain nor on the coordination, and where the term is unknown.
    """
    if compartment is not None:
        require_open(actor, compartment)
        household_id, domain = compartment.household_id, compartment.domain
    elif trajectory is not None:
        household_id, domain = trajectory.household_id, trajectory.domain
    assert household_id is not None
    if compartment is None:
        require_work(actor, household_id, domain, "")
    day = timezone.localdate(started_at) if started_at else started_on
    clock = Clock(
        household_id=household_id,
        domain=domain,
        trajectory=trajectory,
        compartment=compartment,
        term=_term(key, day, started_at),
        started_on=day,
        started_at=started_at,
        started_by=actor.user,
        recorded_at=at,
    )
    return _let_run(actor, clock, at)


def _let_run(actor: Actor, clock: Clock, at: datetime.datetime) -> Clock:
    found = reckon_by(clock.term, clock)
    clock.due_on, clock.due_at, clock.warns_on = found.due_on, found.due_at, list(found.warns_on)
    clock.task = _make_task(actor, clock, at)
    clock.save(force_insert=True)
    record_change(actor, "clock.started", clock.household_id, clock.domain)
    return clock


def meet_clock(*, actor: Actor, clock: Clock, on: datetime.date, at: datetime.datetime) -> None:
    """What the term is for was done on a day: met, or missed with the day on which it was done after all.

    Its task is done as well. A clock that has stopped already stays as it is; a task that it left is done.
    """
    if not clock.is_open:
        _finish_left(actor, clock, at)
        return
    taken = take(actor, clock)
    if taken.started_on <= timezone.localdate(at):
        require_day(on, first=taken.started_on, at=at)
    day = max(on, taken.started_on)
    _end(taken, ClockState.MET if day <= taken.due_on else ClockState.MISSED, day)
    if taken.task is not None:
        finish_task(actor=actor, task=taken.task, at=at)
    record_change(actor, "clock.met", taken.household_id, taken.domain)
    clock.refresh_from_db()


def drop_clock(*, actor: Actor, clock: Clock, reason: str, on: datetime.date, at: datetime.datetime) -> None:
    """The term has no sense any more, from a day on: the request was withdrawn, somebody moved away. Its task goes."""
    if not clock.is_open:
        _finish_left(actor, clock, at)
        return
    taken = take(actor, clock)
    taken.drop_reason = reason[:300]
    with because(reason):
        _end(taken, ClockState.DROPPED, max(on, taken.started_on))
        if taken.task is not None and taken.task.done_at is None:
            withdraw(actor=actor, task=taken.task, at=at)
    record_change(actor, "clock.dropped", taken.household_id, taken.domain)
    clock.refresh_from_db()


def _finish_left(actor: Actor, clock: Clock, at: datetime.datetime) -> None:
    """What a period that ran out left to do has been done."""
    if clock.task is not None and clock.task.done_at is None:
        finish_task(actor=actor, task=clock.task, at=at)


def _end(clock: Clock, state: ClockState, day: datetime.date) -> None:
    clock.state, clock.ended_on = state, day
    clock.save(update_fields=["state", "ended_on", "drop_reason"])


def _term(key: str, started_on: datetime.date, started_at: datetime.datetime | None) -> Term:
    try:
        term = Terms(Term.objects.filter(key=key)).on(key, started_on)
    except NoTerm:
        raise NotAllowed(
            _("Voor “%s” is op die dag geen termijn bekend. Vraag de functioneel beheerder om die toe te voegen.") % key
        ) from None
    if term.kind == TermKind.LOOK_BACK:
        raise NotAllowed(_("“%s” kijkt terug en kan dus niet aflopen.") % term.title)
    if term.unit == Unit.HOURS and started_at is None:
        raise NotAllowed(_("Vul ook het tijdstip in: deze termijn telt in uren."))
    return term


def _make_task(actor: Actor, clock: Clock, at: datetime.datetime) -> Task:
    task = Task.objects.create(
        household_id=clock.household_id,
        domain=clock.domain,
        trajectory=clock.trajectory,
        compartment=clock.compartment,
        title=clock.term.title,
        article=clock.term.article,
        due_on=clock.due_on,
        assignee=_responsible(actor, clock),
        created_by=actor.user,
        created_at=at,
        caused_by=Task.Cause.TERM,
    )
    if task.assignee_id != actor.id:
        notify(task=task, kind=Notice.Kind.GIVEN, at=at)
    record_change(actor, "task.made", clock.household_id, clock.domain)
    return task


def _responsible(actor: Actor, clock: Clock) -> User:
    """Whose task it is: the first of those it could be who is involved today, else whoever starts the clock."""
    return next((user for user in _candidates(actor, clock) if _is_involved(user, clock)), actor.user)


def _candidates(actor: Actor, clock: Clock) -> Iterator[User]:
    """Who starts it and works in the domain; the professional of the trajectory; of the domain; the case manager."""
    today = Assignment.objects.on().filter(case__household=clock.household_id, case__closed_on__isnull=True)
    rows = list(today.select_related("user").order_by("valid_from", "pk"))
    working = [row for row in rows if row.kind == Assignment.Kind.PROFESSIONAL and row.domain == clock.domain]
    yield from (row.user for row in working if row.user_id == actor.id)
    yield from (row.user for row in working if clock.trajectory and row.trajectory_id == clock.trajectory.pk)
    yield from (row.user for row in working)
    yield from (row.user for row in rows if row.kind == Assignment.Kind.CASE_MANAGER)


def _is_involved(user: User, clock: Clock) -> bool:
    theirs = actor_for(user)
    if clock.compartment is not None:
        return Compartment.objects.filter(acts_in(theirs, "pk"), pk=clock.compartment.pk).exists()
    return Household.objects.filter(granted(theirs), pk=clock.household_id).exists()
