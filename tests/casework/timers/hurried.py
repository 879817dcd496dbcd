"""The queue of `config.celery` in a hurry: the scheduler asks all the time, and the hour of every timer has come.

Only processes of a test import this (`tests.casework.timers.processes`). What a timer wrote waits before its commit
while the test holds a lock, so that it can kill whoever is in the middle of it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import django
from django.db import connection

from config.celery import app

django.setup()

from casework.timers import running  # noqa: E402  # after the start of Django
from tests.casework.timers.processes import BEFORE_COMMIT, OFTEN  # noqa: E402

__all__ = ["app"]


def held_up(run: Callable[..., int]) -> Callable[..., int]:
    """The same work, that waits at its end for whoever holds the lock."""

    def run_and_wait(*given: Any) -> int:
        found = run(*given)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [BEFORE_COMMIT])
        return found

    return run_and_wait


for key, timer in running._timers.items():
    running._timers[key] = replace(timer, run=held_up(timer.run), not_before=datetime.time(0), rests_at_weekends=False)
app.conf.beat_schedule = {"run_timers": {"task": "casework.tasks.run_timers", "schedule": OFTEN}}
