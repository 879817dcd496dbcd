"""What happens by itself: what has passed is marked, and who has the task is warned ahead; each once."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from casework.models import Clock, Notice, Task, TimerRun
from casework.services.clocks import meet_clock
from casework.timers import run_due
from casework.timers.clocks import warn
from privacy.acting import acting
from privacy.models import User
from privacy.services import system_actor
from tests.casework.clocks.running import DAY, ago, run
from tests.casework.ways import begun, filled_in, said, take, today, walk
from tests.people import Town

pytestmark = pytest.mark.django_db


def told(town: Town, day: datetime.date) -> int:
    """How many are warned on a day."""
    actor = system_actor("tests")
    with acting(actor):
        return warn(actor, day, town.now)


def test_the_timers_mark_in_the_night_and_warn_in_the_morning(town: Town) -> None:
    late, soon = run(town, "wmo.onderzoek", ago(60)), run(town, "wmo.onderzoek", ago(30))
    at = timezone.localtime().replace(hour=7)
    found = run_due(at=at)
    assert (found["clocks"], found["clock_warnings"]) == (1, 1)
    late.refresh_from_db()
    assert (late.state, late.ended_on) == ("missed", None)
    assert Notice.objects.get(kind="ahead").task == soon.task
    assert "clocks" not in run_due(at=at)
    assert TimerRun.objects.filter(timer="clocks").count() == 1


def test_who_has_an_inquiry_is_warned_on_day_28_and_on_day_35(town: Town) -> None:
    clock = run(town, "wmo.onderzoek", ago(28))
    start = clock.started_on
    assert [told(town, start + DAY * number) for number in (27, 28, 29, 35, 36)] == [0, 1, 0, 1, 0]
    assert set(Notice.objects.filter(kind="ahead").values_list("user__name", flat=True)) == {"Joris Smit"}


def test_after_an_outage_one_warning_is_enough(town: Town) -> None:
    run(town, "wmo.onderzoek", ago(36))
    assert told(town, ago(0)) == 1
    assert told(town, ago(-1)) == 0


def test_nobody_is_warned_of_what_is_done_or_too_late(town: Town) -> None:
    joris, done = town.actor("Joris"), run(town, "wmo.onderzoek", ago(30))
    run(town, "wmo.onderzoek", ago(60))
    with acting(joris):
        meet_clock(actor=joris, clock=done, on=ago(0), at=town.now)
    assert told(town, ago(0)) == 0


@pytest.mark.parametrize("key", ["wmo.persoonlijk_plan", "awb.bezwaartermijn"])
def test_a_period_that_is_over_has_run_out_and_its_task_goes_with_it(town: Town, key: str) -> None:
    clock = run(town, key, ago(400))
    run_due(at=timezone.localtime().replace(hour=7))
    clock.refresh_from_db()
    assert (clock.state, clock.ended_on) == ("met", clock.due_on)
    assert clock.task is not None
    assert clock.task.done_by is not None
    assert (clock.task.done_at is not None, clock.task.done_by.kind) == (True, User.Kind.SYSTEM)


def test_a_moratorium_that_ran_out_leaves_its_task_until_the_trajectory_says_how_it_goes_on(town: Town) -> None:
    start = today() - 200 * DAY
    trajectory = walk(town, begun(town, "moratorium"), until="grant", start=start)
    clock = Clock.objects.get(trajectory=trajectory, term__key="fw.moratorium")
    run_due(at=timezone.localtime().replace(hour=7))
    clock.refresh_from_db()
    assert clock.task is not None
    assert (clock.state, clock.task.done_at) == ("met", None)
    over = said("expire", court_order="threat")
    take(town, town.actor("Noor"), trajectory, filled_in("moratorium", over, number=3, on=today()))
    assert Task.objects.get(pk=clock.task.pk).done_at is not None


def test_the_last_day_itself_is_in_time(town: Town) -> None:
    clock = run(town, "jw.plan_schrift", ago(14))
    with acting(system_actor("tests")):
        Clock.objects.filter(pk=clock.pk).update(due_on=ago(0))
    run_due(at=timezone.localtime().replace(hour=7))
    clock.refresh_from_db()
    assert clock.state == "running"
