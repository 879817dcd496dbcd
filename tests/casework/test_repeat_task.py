"""Tasks that come back: when, how often, until when, and never twice."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from casework.models import Task
from casework.services import finish_task
from casework.services.repeating import next_day
from privacy.acting import acting
from privacy.choices import Domain
from privacy.services import system_actor
from tests.casework.working import day, give_task
from tests.people import Town

DAYS = st.dates(datetime.date(2015, 1, 1), datetime.date(2045, 12, 31))
REPEATS = st.sampled_from(Task.Repeats.values)
AT_MOST = {"weekly": 7, "fortnightly": 14, "monthly": 31, "quarterly": 92, "yearly": 366}


@given(first=DAYS, after=DAYS, repeats=REPEATS)
def test_the_next_day_lies_after_and_no_further_than_one_period(
    first: datetime.date, after: datetime.date, repeats: str
) -> None:
    found = next_day(repeats, first=first, after=after)
    assert found > after or found > first > after
    assert found - max(first, after) <= datetime.timedelta(days=AT_MOST[repeats])


@given(first=DAYS, after=DAYS, repeats=st.sampled_from(["monthly", "quarterly", "yearly"]))
def test_a_series_keeps_its_day_of_the_month_where_the_month_has_it(
    first: datetime.date, after: datetime.date, repeats: str
) -> None:
    found = next_day(repeats, first=first, after=after)
    is_last = (found + datetime.timedelta(days=1)).day == 1
    assert found.day == first.day or (is_last and found.day < first.day)


@given(first=DAYS, after=DAYS, repeats=st.sampled_from(["weekly", "fortnightly"]))
def test_a_series_keeps_its_day_of_the_week(first: datetime.date, after: datetime.date, repeats: str) -> None:
    assert next_day(repeats, first=first, after=after).weekday() == first.weekday()


@pytest.mark.parametrize(
    ("repeats", "first", "after", "expected"),
    [
        ("monthly", "2024-01-31", "2024-01-31", "2024-02-29"),
        ("monthly", "2024-01-31", "2024-02-29", "2024-03-31"),
        ("yearly", "2024-02-29", "2024-02-29", "2025-02-28"),
        ("yearly", "2024-02-29", "2027-03-01", "2028-02-29"),
        ("quarterly", "2026-11-30", "2026-11-30", "2027-02-28"),
        ("weekly", "2026-10-23", "2026-10-23", "2026-10-30"),  # over the end of summer time
        ("fortnightly", "2026-11-20", "2026-12-25", "2027-01-01"),
    ],
)
def test_worked_days(repeats: str, first: str, after: str, expected: str) -> None:
    read = datetime.date.fromisoformat
    assert next_day(repeats, first=read(first), after=read(after)) == read(expected)


def finish(town: Town, task: Task, who: str = "Fatima") -> None:
    actor = town.actor(who)
    with acting(actor):
        finish_task(actor=actor, task=Task.objects.get(pk=task.pk), at=timezone.now())


def test_when_it_is_done_the_next_one_stands_there_with_its_cause(town: Town) -> None:
    task = give_task(town, "bellen", 0, repeats="weekly")
    finish(town, task)
    following = Task.objects.get(done_at=None)
    assert (following.title, following.due_on, following.follows) == ("bellen", day(7), task)
    assert following.caused_by == Task.Cause.REPEAT


def test_doing_it_twice_makes_one_next(town: Town) -> None:
    task = give_task(town, "bellen", 0, repeats="weekly")
    finish(town, task)
    finish(town, task)
    assert Task.objects.filter(done_at=None).count() == 1


def test_who_was_away_for_three_weeks_finds_one_task_and_not_three(town: Town) -> None:
    task = give_task(town, "bellen", -22, repeats="weekly")
    finish(town, task)
    assert Task.objects.get(done_at=None).due_on == day(6)


def test_a_series_ends_on_its_last_day(town: Town) -> None:
    task = give_task(town, "bellen", 0, repeats="weekly", repeats_until=day(7))
    finish(town, task)
    last = Task.objects.get(done_at=None)
    assert last.due_on == day(7)
    finish(town, last)
    assert not Task.objects.filter(done_at=None).exists()


def test_a_series_ends_with_the_trajectory_it_is_for(town: Town) -> None:
    trajectory = town.trajectories[Domain.DEBTS]
    task = give_task(town, "budget", 0, who="Noor", domain=Domain.DEBTS, repeats="monthly", trajectory=trajectory)
    with acting(system_actor("tests")):
        trajectory.ended_on = day(0)
        trajectory.save()
    finish(town, task, "Noor")
    assert not Task.objects.filter(done_at=None).exists()


def test_the_next_one_goes_to_who_did_it_when_the_other_has_left(town: Town) -> None:
    task = give_task(town, "budget", 0, who="Noor", by="Fatima", repeats="weekly")
    with acting(system_actor("tests")):
        town.case.assignments.filter(user=town.user("Noor")).update(valid_until=day(0), valid_from=day(-7))
        town.refresh_grants()
    finish(town, task)
    assert Task.objects.get(done_at=None).assignee == town.user("Fatima")
