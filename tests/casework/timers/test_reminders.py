"""What is told each day: to whom, about what, and once."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.utils import timezone

from casework.models import Notice, Task, TimerRun
from casework.services import postpone_task, replace
from casework.tasks import run_timers
from casework.timers import run_due
from privacy.acting import acting
from privacy.choices import Role
from privacy.services import system_actor
from tests.casework.working import day, give_task, worklist
from tests.people import Town, make_user


def at(hour: int, days: int = 0) -> datetime.datetime:
    """That hour, Dutch time, so many days from now."""
    there = datetime.datetime.combine(day(days), datetime.time(hour))
    return timezone.make_aware(there)


def told() -> set[tuple[str, str]]:
    return set(Notice.objects.exclude(kind="given").values_list("task__title", "kind"))


def test_what_ends_today_or_tomorrow_and_what_is_too_late_is_told(town: Town) -> None:
    for title, days in (("te laat", -1), ("vandaag", 0), ("morgen", 1), ("overmorgen", 2)):
        give_task(town, title, days)
    run_due(at=at(5))
    assert told() == {("te laat", "overdue"), ("vandaag", "due"), ("morgen", "due")}
    assert "Deze taak is te laat" in worklist(town.client("Fatima"))


def test_before_its_hour_a_timer_waits(town: Town) -> None:
    give_task(town, "vandaag", 0)
    assert "reminders" not in run_due(at=at(4))
    assert told() == set()


def test_the_second_time_on_a_day_nothing_happens(town: Town) -> None:
    give_task(town, "vandaag", 0)
    assert run_due(at=at(5))["reminders"] == 1
    assert "reminders" not in run_due(at=at(6))
    assert Notice.objects.count() == 1
    assert TimerRun.objects.get(timer="reminders").count == 1


def test_after_days_without_a_scheduler_everything_is_told_once(town: Town) -> None:
    give_task(town, "vandaag", 0)
    give_task(town, "morgen", 1)
    run_due(at=at(5))
    run_due(at=at(5, days=4))  # three days nobody was there
    assert Notice.objects.filter(kind="overdue").count() == 2
    run_due(at=at(5, days=5))
    assert Notice.objects.filter(kind="overdue").count() == 2


def test_a_task_that_was_postponed_is_told_of_its_new_day(town: Town) -> None:
    task = give_task(town, "vandaag", 0)
    run_due(at=at(5))
    fatima = town.actor("Fatima")
    with acting(fatima):
        postpone_task(actor=fatima, task=task, until=day(5), at=timezone.now())
    run_due(at=at(5, days=5))
    assert Notice.objects.filter(kind="due").count() == 2


def test_what_is_done_is_not_told(town: Town) -> None:
    task = give_task(town, "vandaag", 0)
    with acting(system_actor("tests")):
        Task.objects.filter(pk=task.pk).update(done_at=timezone.now(), done_by=task.assignee)
    run_due(at=at(5))
    assert told() == set()


def test_who_stands_in_is_told_as_well(town: Town) -> None:
    with acting(system_actor("tests")):
        make_user(town, "Karim Aziz", "Wijkteam Haven", Role.CASE_MANAGER)
    fatima = town.actor("Fatima")
    with acting(fatima):
        replace(
            actor=fatima,
            assignments=[town.case.assignments.get(kind="case_manager")],
            stand_in=town.user("Karim"),
            valid_from=day(0),
            valid_until=day(3),
            reason="verlof",
            at=timezone.now(),
        )
    give_task(town, "vandaag", 0)
    run_due(at=at(5))
    names = set(Notice.objects.values_list("user__name", flat=True))
    assert names == {"Fatima Bennani", "Karim Aziz"}


def test_a_notice_of_a_household_that_one_left_is_not_shown(town: Town) -> None:
    give_task(town, "bel de tandarts", 0, who="Joris", by="Fatima")
    run_due(at=at(5))
    with acting(system_actor("tests")):
        town.case.assignments.filter(user=town.user("Joris")).update(valid_until=day(0))
        town.refresh_grants()
    page = worklist(town.client("Joris"))
    assert "tandarts" not in page
    assert "De Vries" not in page


def test_the_scheduler_starts_them_and_a_task_that_was_queued_twice_does_nothing_more(town: Town) -> None:
    assert run_timers.name in {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    give_task(town, "vandaag", 0)
    first, second = run_timers(), run_timers()
    assert second == {"mails": 0}
    assert TimerRun.objects.count() == len(first) - 1
