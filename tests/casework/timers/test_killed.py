"""Workers, schedulers and the queue are killed at any moment: nothing of the day is lost, and nothing is done twice.

Real processes of Celery, a Valkey of the test that is killed with SIGKILL, a database of its own, and a mail server
that keeps what arrived.
"""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import psutil
import pytest
from django.utils import timezone

from casework.models import Notice, OutgoingMail, TimerRun
from casework.services import assign
from casework.timers import timers
from config.stack.place import Place
from config.stack.valkey import Valkey
from privacy.acting import acting
from privacy.choices import Domain, Role
from privacy.services import system_actor
from tests.casework.timers.post import Post
from tests.casework.timers.processes import Processes, held_before_commit, wait_for
from tests.casework.working import give_task
from tests.people import Town, build_town, make_user

WORKERS = ("Ans", "Bea", "Cas", "Dirk", "Els", "Femke", "Guus", "Hans")
EVERYBODY = {f"{name.lower()}@haven.example" for name in (*WORKERS, "Fatima", "Joris")}


@pytest.fixture
def town(committing_database: str) -> Town:
    """Ten workers with a task that ends today, and so with a reminder and a mail to come."""
    town = build_town()
    for name in WORKERS:
        with acting(system_actor("tests")):
            user = make_user(town, f"{name} Prins", "Wijkteam Haven", Role.PROFESSIONAL, Domain.WMO)
        with acting(town.actor("Fatima")):
            fatima = town.actor("Fatima")
            assign(actor=fatima, case=town.case, user=user, domain=Domain.WMO, reason="hulpvraag", at=town.now)
    for name in (*WORKERS, "Fatima", "Joris"):
        give_task(town, f"van {name}", 0, who=name, domain="" if name == "Fatima" else Domain.WMO)
    return town


@pytest.fixture
def post() -> Iterator[Post]:
    with Post.open() as server:
        yield server


@pytest.fixture
def processes(town: Town, post: Post, tmp_path: Path) -> Iterator[Processes]:
    place = Place.throw_away()
    place.prepare()
    valkey = Valkey(place, throw_away=True)
    valkey.start()
    processes = Processes(valkey, post.url, tmp_path)
    yield processes
    processes.end()
    valkey.stop()
    shutil.rmtree(place.sockets)


def is_done() -> bool:
    """Whether every timer had its day, and the mail server everything."""
    ran = TimerRun.objects.filter(day=timezone.localdate()).count() == len(timers())
    return ran and mails_sent() == len(EVERYBODY)


def asserted(post: Post, *, killed: int = 0) -> None:
    """Every reminder is there once and every mail was written once. Who was killed with a mail in hand may have left a
    copy of it, which is the same mail.
    """
    assert Counter(TimerRun.objects.values_list("timer", flat=True)) == Counter(timer.key for timer in timers())
    told = Counter(Notice.objects.values_list("user__email", "kind"))
    assert told == Counter((who, "due") for who in EVERYBODY)
    assert Counter(OutgoingMail.objects.values_list("user__email", flat=True)) == Counter(EVERYBODY)
    mails = {(message["To"], message["Message-ID"]) for message in post.arrived}
    assert sorted(who for who, _id in mails) == sorted(EVERYBODY)
    assert len(post.arrived) <= len(EVERYBODY) + killed


def finish(processes: Processes) -> None:
    """A worker and a scheduler that nobody kills."""
    processes.worker()
    processes.beat()
    wait_for(is_done)


def mails_sent() -> int:
    return OutgoingMail.objects.filter(sent_at__isnull=False).count()


def is_sending(*, but: int) -> bool:
    return mails_sent() > but or is_done()


def test_a_worker_that_is_killed_in_the_middle_of_a_timer(processes: Processes, post: Post) -> None:
    worker = processes.worker()
    processes.beat()
    with held_before_commit() as is_in_the_middle:
        wait_for(is_in_the_middle)
        processes.kill(worker)
        assert not TimerRun.objects.exists()
        assert not Notice.objects.exists()
    processes.worker()
    wait_for(is_done)
    asserted(post)


def test_only_the_child_that_does_the_work_is_killed(processes: Processes, post: Post) -> None:
    worker = processes.worker()
    processes.beat()
    with held_before_commit() as is_in_the_middle:
        wait_for(is_in_the_middle)
        (child,) = [one for parent in psutil.Process(worker.pid).children() for one in parent.children()]
        os.kill(child.pid, signal.SIGKILL)
    wait_for(is_done)
    asserted(post)


def test_a_worker_that_is_killed_while_the_mail_server_has_a_mail(processes: Processes, post: Post) -> None:
    worker = processes.worker()
    processes.beat()
    post.answers.clear()
    wait_for(lambda: post.arrived)
    processes.kill(worker)
    assert mails_sent() == 0
    post.answers.set()
    processes.worker()
    wait_for(is_done)
    asserted(post, killed=1)
    assert len(post.arrived) == len(EVERYBODY) + 1  # the copy that a dead worker leaves, by its Message-ID


def test_workers_that_are_killed_at_any_moment(processes: Processes, post: Post) -> None:
    post.slow = 0.1
    moments = [0.0, 0.03, 0.2]
    for moment in moments:
        worker, beat = processes.worker(), processes.beat()
        wait_for(partial(is_sending, but=mails_sent()))
        time.sleep(moment)
        processes.kill(worker)
        processes.kill(beat)
    finish(processes)
    asserted(post, killed=len(moments))


def test_a_queue_that_is_killed_and_comes_back_empty(processes: Processes, post: Post) -> None:
    post.is_busy = True
    processes.worker()
    processes.beat()
    with held_before_commit() as is_in_the_middle:
        wait_for(is_in_the_middle)
        processes.kill_queue()
    wait_for(lambda: post.refused)  # who was at work finishes it, as far as it goes
    assert len(post.arrived) == 0
    post.is_busy = False
    processes.valkey.start()
    wait_for(is_done)  # the same worker and scheduler have found the queue again
    asserted(post)


def test_two_workers_and_two_schedulers(processes: Processes, post: Post) -> None:
    with held_before_commit() as is_in_the_middle:
        for _number in range(2):
            processes.worker()
            processes.beat()
        wait_for(is_in_the_middle)
    wait_for(is_done)
    asserted(post)
    assert len(post.arrived) == len(EVERYBODY)
