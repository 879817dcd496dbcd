"""Two at the same time: two senders of mail, two colleagues who finish one task. Each thing happens once."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.db import connections
from django.test import override_settings
from django.utils import timezone

from casework.models import OutgoingMail, Task
from casework.services import delegate_task, finish_task
from casework.timers import Timer, run_once, timers
from casework.timers.mailing import send_mails, write_mails
from households.models import Person
from privacy.acting import acting
from privacy.services import system_actor
from tests.casework.working import another_household, day, give_task
from tests.people import Town, build_town

pytestmark = pytest.mark.usefixtures("committing_database")


def together(*works: Callable[[], Any]) -> list[Any]:
    """Begin these at the same moment, each on a connection of its own; what each answered or raised."""
    answers: list[Any] = []
    start = threading.Barrier(len(works))

    def begin(work: Callable[[], Any]) -> None:
        start.wait()
        try:
            answers.append(work())
        except Exception as fault:
            answers.append(type(fault).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=begin, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_two_senders_send_each_mail_once() -> None:
    town = build_town()
    for who in ("Fatima", "Joris", "Noor", "Tess"):
        give_task(town, "een", 0, who=who, by="Fatima")
    timer = Timer("daily_mail", write_mails, datetime.time(6))
    now = timezone.now()
    with override_settings(SENDS_MAIL=True, EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        assert run_once(timer, day=day(0), at=now) == 4
        answers = together(lambda: send_mails(at=now), lambda: send_mails(at=now), lambda: send_mails(at=now))
    assert sum(answers) == 4
    assert len({message.to[0] for message in mail.outbox}) == len(mail.outbox) == 4
    assert OutgoingMail.objects.filter(sent_at=None).count() == 0


def finishing(town: Town, task: Task, who: str) -> Callable[[], None]:
    """Somebody who has the task on their screen and finishes it."""
    actor, seen = town.actor(who), Task.objects.get(pk=task.pk)

    def finish() -> None:
        with acting(actor):
            finish_task(actor=actor, task=seen, at=timezone.now())

    return finish


def test_a_task_that_two_finish_at_once_is_done_once_and_followed_once() -> None:
    town = build_town()
    task = give_task(town, "een", 0, who="Joris", by="Fatima", repeats="weekly")
    answers = together(finishing(town, task, "Joris"), finishing(town, task, "Fatima"))
    assert answers == [None, None]
    assert Task.objects.filter(done_at=None).count() == 1
    assert Task.history.filter(id=task.pk, done_at__isnull=False).count() == 1


def test_a_task_that_is_done_meanwhile_is_not_handed_over() -> None:
    town = build_town()
    household = another_household(town, "Aalders")
    task = give_task(town, "een", 0, household_id=household.pk)
    stale = Task.objects.get(pk=task.pk)
    finishing(town, task, "Fatima")()
    fatima = town.actor("Fatima")

    def delegate() -> None:
        with acting(fatima):
            delegate_task(actor=fatima, task=stale, assignee=town.user("Joris"), at=timezone.now())

    assert together(delegate) == ["NotAllowed"]
    assert Task.objects.get(pk=task.pk).assignee == town.user("Fatima")


def test_two_schedulers_make_one_task_of_a_death() -> None:
    town = build_town()
    with acting(system_actor("tests")):
        Person.objects.filter(pk=town.person("Emre").pk).update(suspension=Person.Suspension.DECEASED)
    (timer,) = [timer for timer in timers() if timer.key == "happenings"]

    def run() -> int | None:
        return run_once(timer, day=day(0), at=timezone.now())

    assert sorted(together(run, run, run), key=str) == [1, None, None]
    assert Task.objects.filter(caused_by=Task.Cause.DEATH).count() == 1
