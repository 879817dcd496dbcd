"""A timer does its work of a day once: with two schedulers, when it fails half-way, when its worker is killed."""

from __future__ import annotations

import datetime
import os
import signal
import subprocess
import sys
import threading
from typing import Any

import pytest
from django.db import connection, connections
from django.utils import timezone

from casework.models import Notice, TimerRun
from casework.timers import Timer, run_due, run_once, running
from casework.timers.reminding import remind
from config.stack.environment import ROOT
from privacy.acting import Actor
from tests.casework.working import day, give_task
from tests.people import build_town

REMINDERS = Timer("reminders", remind, datetime.time(5))
pytestmark = pytest.mark.usefixtures("committing_database")

# What a worker does that is killed at a certain point of its work.
DIES = """
import datetime, os, signal, django
django.setup()
from django.utils import timezone
from casework.timers import Timer, run_once
from casework.timers.reminding import remind
def die(*given):
    found = remind(*given)
    {inside}
    return found
run_once(Timer("reminders", die, datetime.time(5)), day=timezone.localdate(), at=timezone.now())
{afterwards}
"""
KILL = "os.kill(os.getpid(), signal.SIGKILL)"


def work() -> int | None:
    return run_once(REMINDERS, day=day(0), at=timezone.now())


def at_once(times: int) -> list[Any]:
    """The same work from so many connections, begun together."""
    answers: list[Any] = []
    together = threading.Barrier(times)

    def begin() -> None:
        together.wait()
        try:
            answers.append(work())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=begin) for _number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def killed_worker(*, inside: str = "pass", afterwards: str = "pass") -> int:
    """A worker process on this database; answers how it ended."""
    settings = connection.settings_dict
    url = os.environ["DATABASE_URL"].replace("samenhang_template", settings["NAME"])
    environment = {**os.environ, "DATABASE_URL": url}
    script = DIES.format(inside=inside, afterwards=afterwards)
    return subprocess.run([sys.executable, "-c", script], env=environment, cwd=ROOT, check=False).returncode


def test_two_schedulers_do_the_work_once() -> None:
    town = build_town()
    give_task(town, "een", 0)
    answers = at_once(4)
    assert sorted(answers, key=str) == [1, None, None, None]
    assert (Notice.objects.count(), TimerRun.objects.count()) == (1, 1)


def test_what_fails_half_way_leaves_nothing_and_is_done_by_the_next() -> None:
    town = build_town()
    give_task(town, "een", 0)

    def fail(actor: Actor, on: datetime.date, at: datetime.datetime) -> int:
        remind(actor, on, at)
        raise ValueError("half-way")

    with pytest.raises(ValueError, match="half-way"):
        run_once(Timer("reminders", fail, datetime.time(5)), day=day(0), at=timezone.now())
    assert (Notice.objects.count(), TimerRun.objects.count()) == (0, 0)
    assert work() == 1


def test_a_worker_that_is_killed_half_way_leaves_nothing_and_the_next_does_it_all() -> None:
    town = build_town()
    give_task(town, "een", 0)
    assert killed_worker(inside=KILL) == -signal.SIGKILL
    assert (Notice.objects.count(), TimerRun.objects.count()) == (0, 0)
    assert work() == 1
    assert Notice.objects.count() == 1


def test_a_worker_that_is_killed_before_the_queue_heard_of_it_is_followed_by_one_that_does_nothing() -> None:
    town = build_town()
    give_task(town, "een", 0)
    assert killed_worker(afterwards=KILL) == -signal.SIGKILL
    assert Notice.objects.count() == 1
    assert work() is None
    assert Notice.objects.count() == 1


def test_while_another_is_at_it_nobody_waits_and_afterwards_it_is_done() -> None:
    town = build_town()
    give_task(town, "een", 0)
    begun, go_on = threading.Event(), threading.Event()

    def slow(actor: Actor, on: datetime.date, at: datetime.datetime) -> int:
        begun.set()
        go_on.wait(30)
        return remind(actor, on, at)

    def other() -> None:
        run_once(Timer("reminders", slow, datetime.time(5)), day=day(0), at=timezone.now())
        connections.close_all()

    thread = threading.Thread(target=other)
    thread.start()
    begun.wait(30)
    assert work() is None
    go_on.set()
    thread.join()
    assert Notice.objects.count() == 1


def test_one_timer_that_fails_keeps_no_other_from_running(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_actor: Actor, _on: datetime.date, _at: datetime.datetime) -> int:
        raise ValueError

    town = build_town()
    give_task(town, "een", 0)
    broken = Timer("a broken one", fail, datetime.time(0))
    monkeypatch.setattr(running, "_timers", {"a broken one": broken, "reminders": REMINDERS})
    noon = timezone.make_aware(datetime.datetime.combine(day(0), datetime.time(12)))
    assert run_due(at=noon) == {"reminders": 1}
    assert not TimerRun.objects.filter(timer="a broken one").exists()
