"""What every change of a clock shares: who may, one at a time, and the task that follows."""

from __future__ import annotations

import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casework.clocks.choices import ClockState
from casework.clocks.terms import reckoned
from casework.models import Clock
from casework.services.permission import NotAllowed, require_open, require_work
from privacy.acting import Actor


def take(actor: Actor, clock: Clock) -> Clock:
    """The clock as it is now, for whoever works in its domain, locked until the end of the transaction.

    Raises `NotAllowed` for others, and for a clock that has stopped.
    """
    if clock.compartment is not None:
        require_open(actor, clock.compartment)
    else:
        require_work(actor, clock.household_id, clock.domain)
    locked = Clock.objects.select_for_update(of=("self",)).select_related("term", "task").get(pk=clock.pk)
    if not locked.is_open:
        raise NotAllowed(_("Deze termijn loopt niet meer: %s.") % locked.get_state_display())
    return locked


def require_day(day: datetime.date, *, first: datetime.date, at: datetime.datetime) -> None:
    """Raise `NotAllowed` for a day before the first possible one, or in the future."""
    if day < first:
        raise NotAllowed(_("Deze dag kan niet voor %s liggen. Kies een latere dag.") % date_format(first, "j F Y"))
    if day > timezone.localdate(at):
        raise NotAllowed(_("Deze dag ligt in de toekomst. Kies vandaag of eerder."))


def reckon_again(clock: Clock, at: datetime.datetime) -> None:
    """Give a clock and its task the day that follows now; what is in time again runs again."""
    found = reckoned(clock)
    clock.due_on, clock.due_at, clock.warns_on = found.due_on, found.due_at, list(found.warns_on)
    if clock.is_open:
        clock.state = standing(clock, timezone.localdate(at))
    clock.save(update_fields=["due_on", "due_at", "warns_on", "state"])
    if clock.task is not None and clock.task.done_at is None:
        clock.task.due_on = clock.due_on
        clock.task.save(update_fields=["due_on"])


def standing(clock: Clock, today: datetime.date) -> ClockState:
    """How an open clock stands: one that was marked missed, and has got more time, runs again."""
    if clock.state == ClockState.MISSED and clock.due_on >= today:
        return ClockState.RUNNING
    return ClockState(clock.state)
