"""The way to eighteen: tasks at 16, 17½ and 18, once each, and the future plan."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from casework.models import AgeReached, Handover, Notice, Task, Trajectory
from casework.services import CannotTake
from casework.timers import run_once, timers
from casework.youth.rules import MILESTONES, milestone_on, reaches
from households.dates import PartialDate
from households.models import Person
from tests.casework.ways import begun, filled_in, said, take, today, walk
from tests.over_the_walls import acting_anywhere
from tests.people import Town

DAY = datetime.timedelta(days=1)
(TIMER,) = [timer for timer in timers() if timer.key == "ages"]


def aged(town: Town, years: int, months: int = 0) -> Trajectory:
    """Deniz comes to this age in a week, in a trajectory that runs."""
    born = reaches(today() + 7 * DAY, -years, -months)
    with acting_anywhere(town.actor("Tess")):
        Person.objects.filter(pk=town.person("Deniz").pk).update(birth_date=PartialDate.from_date(born))
        Trajectory.objects.filter(kind="youth").update(ended_on=today(), state="ended")
    town.person("Deniz").refresh_from_db()
    return begun(town, "youth")


def run(town: Town, day: datetime.date) -> int | None:
    return run_once(TIMER, day=day, at=town.now)


@given(birth=st.dates(datetime.date(2000, 1, 1), datetime.date(2040, 12, 31)), age=st.integers(0, 9000))
def test_the_last_age_that_has_come_is_the_one(birth: datetime.date, age: int) -> None:
    day = birth + age * DAY
    passed = [milestone for milestone, years, months in MILESTONES if reaches(birth, years, months) <= day]
    found = milestone_on(Person(birth_date=PartialDate.from_date(birth)), day)
    assert (found[0] if found else None) == (passed[-1] if passed else None)


@pytest.mark.parametrize(
    ("years", "months", "milestone"), [(16, 0, "sixteen"), (17, 6, "seventeen_and_a_half"), (18, 0, "eighteen")]
)
def test_an_age_that_comes_near_makes_one_task_however_often_the_timer_runs(
    town: Town, years: int, months: int, milestone: str
) -> None:
    trajectory = aged(town, years, months)
    assert [run(town, today()), run(town, today()), run(town, today() + DAY)] == [1, None, 0]
    reached = AgeReached.objects.get(trajectory=trajectory)
    assert reached.milestone == milestone
    task = Task.objects.get(caused_by=Task.Cause.AGE)
    assert (task.assignee, task.due_on, task.domain) == (town.user("Tess"), reached.reached_on, "youth")
    assert Notice.objects.filter(task=task, user=town.user("Tess")).exists()


def test_after_an_outage_the_task_is_there_still(town: Town) -> None:
    aged(town, 16)
    assert run(town, today() + 100 * DAY) == 1


@pytest.mark.parametrize("change", ["ended", "died", "young"])
def test_nobody_is_asked_for_who_needs_nothing(town: Town, change: str) -> None:
    trajectory = aged(town, 16 if change != "young" else 14)
    with acting_anywhere(town.actor("Tess")):
        if change == "ended":
            Trajectory.objects.filter(pk=trajectory.pk).update(ended_on=today(), state="ended")
        if change == "died":
            Person.objects.filter(pk=town.person("Deniz").pk).update(died_on=PartialDate.from_date(today()))
    assert run(town, today()) == 0


def look_ahead(town: Town, **answers: Any) -> Trajectory:
    trajectory = walk(town, begun(town, "youth"), until="start", start=today() - 60 * DAY)
    number = trajectory.steps.count() + 1
    taking = filled_in("youth", said("look_ahead", **answers), number=number, on=today())
    take(town, town.actor("Tess"), trajectory, taking)
    return trajectory


def test_the_future_plan_stands_on_the_page_and_may_stay_blank(town: Town) -> None:
    trajectory = look_ahead(town, living="blijft thuis wonen", income="bijbaan")
    page = town.client("Tess").get(reverse("casework:trajectory", args=[trajectory.pk])).content.decode()
    for words in ("blijft thuis wonen", "bijbaan", "nog leeg", "17½ jaar"):
        assert words in page
    assert not Handover.objects.exists()


def test_nothing_is_handed_over_without_the_word_of_the_young_person(town: Town) -> None:
    with pytest.raises(CannotTake, match="als de jongere dat wil"):
        look_ahead(town, to_wmo=True)
    assert not Handover.objects.exists()
