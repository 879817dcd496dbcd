"""The frame of all timers: once a day each, in one transaction with what they do.

The scheduler asks every few minutes; two schedulers ask twice. What decides is a row per timer and day that is written
in the transaction of the work: a worker that dies half-way leaves neither, and the next one does it all. A worker that
dies after it, before the queue heard of it, is followed by one that finds the row and does nothing.

A timer does what is due *by* a day and was not done, never what is due *on* a day. So an outage of a week needs no
catching up of seven days: the first run afterwards does it, once.
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.utils import timezone

from casework.models import TimerRun
from privacy.acting import Actor, acting
from privacy.services import system_actor

log = logging.getLogger(__name__)
SATURDAY = 5


@dataclass(frozen=True)
class Timer:
    """Work of each day. `run` takes the actor, the day and the moment, and answers how much there was to do.

    It starts from `not_before` on (Dutch time). It may not commit, nor send anything itself: what leaves the system
    goes through an outbox.
    """

    key: str
    run: Callable[[Actor, datetime.date, datetime.datetime], int]
    not_before: datetime.time
    rests_at_weekends: bool = False

    def is_due(self, at: datetime.datetime) -> bool:
        """Whether the work of this day may begin."""
        there = timezone.localtime(at)
        return there.time() >= self.not_before and not (self.rests_at_weekends and there.weekday() >= SATURDAY)


_timers: dict[str, Timer] = {}


def register(timer: Timer) -> None:
    """Add a timer; a key that is taken raises `ImproperlyConfigured`."""
    if timer.key in _timers:
        raise ImproperlyConfigured(f"timer {timer.key} is registered already")
    _timers[timer.key] = timer


def timers() -> list[Timer]:
    """All timers, those that start first before the others."""
    return sorted(_timers.values(), key=lambda timer: (timer.not_before, timer.key))


def run_due(*, at: datetime.datetime) -> dict[str, int]:
    """Run every timer whose day has come and whose work was not done; answers how much each found to do.

    What fails is undone, tried again at the next call, and keeps nothing else from running.
    """
    found = {}
    day = timezone.localdate(at)
    done = set(TimerRun.objects.filter(day=day).values_list("timer", flat=True))
    for timer in timers():
        if timer.key in done or not timer.is_due(at):
            continue
        try:
            count = run_once(timer, day=day, at=at)
        except Exception as fault:
            log.error("timer %s failed: %s", timer.key, type(fault).__name__)
        else:
            if count is not None:
                found[timer.key] = count
    return found


def run_once(timer: Timer, *, day: datetime.date, at: datetime.datetime) -> int | None:
    """Do the work of a day; None when it was done already, or somebody is at it now."""
    actor = system_actor("timers")
    with acting(actor):
        if not _is_ours(timer):
            return None
        run, is_new = TimerRun.objects.get_or_create(timer=timer.key, day=day, defaults={"ran_at": at})
        if not is_new:
            return None
        run.count = timer.run(actor, day, at)
        run.save(update_fields=["count"])
    return run.count


def _is_ours(timer: Timer) -> bool:
    """Take the timer until the end of the transaction: nobody waits for whoever has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [f"timer {timer.key}"])
        return bool(cursor.fetchone()[0])
