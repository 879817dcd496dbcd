"""Looking again whether support fits: one task for a trajectory, whoever names the day."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from casework.models import Decision, Provision, Task, Trajectory
from casework.services.tasks import finish_task
from casework.services.wmo import add_provision, change_provision
from casework.services.wmo.reviewing import REVIEW_ARTICLE
from privacy.acting import acting
from tests.casework.ways import Said, begun, filled_in, take, today, walk
from tests.people import Town

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
IN_KIND: dict[str, Any] = {"kind": "guidance", "delivery": "in_kind", "provider": "De Linde", "starts_on": today()}


@pytest.fixture
def trajectory(town: Town) -> Trajectory:
    """Joris's trajectory, with support granted and not begun."""
    return walk(town, begun(town, "wmo"), until="grant", start=today() - 90 * DAY)


def provide(town: Town, trajectory: Trajectory, review_on: datetime.date | None) -> Provision:
    joris, decision = town.actor("Joris"), Decision.objects.get(trajectory=trajectory)
    with acting(joris):
        return add_provision(
            actor=joris, trajectory=trajectory, decision=decision, at=town.now, **IN_KIND, review_on=review_on
        )


def take_next(town: Town, trajectory: Trajectory, step: str, **answers: object) -> None:
    number = trajectory.steps.count() + 1
    take(town, town.actor("Joris"), trajectory, filled_in("wmo", Said(step, answers), number=number, on=today()))


def waiting() -> list[datetime.date]:
    return list(Task.objects.filter(article=REVIEW_ARTICLE, done_at=None).values_list("due_on", flat=True))


def test_where_no_provision_names_a_day_support_is_looked_at_after_half_a_year(
    town: Town, trajectory: Trajectory
) -> None:
    provide(town, trajectory, None)
    assert waiting() == []
    take_next(town, trajectory, "start", provider="De Linde")
    assert waiting() == [today() + 182 * DAY]


def test_the_day_that_a_provision_names_goes_before_the_usual_one_and_is_the_same_task(
    town: Town, trajectory: Trajectory
) -> None:
    provide(town, trajectory, today() + 300 * DAY)
    take_next(town, trajectory, "start", provider="De Linde")
    assert waiting() == [today() + 300 * DAY]
    provide(town, trajectory, today() + 90 * DAY)
    assert waiting() == [today() + 90 * DAY]
    assert Task.objects.filter(article=REVIEW_ARTICLE).count() == 1


def test_a_review_is_what_waited_also_when_it_comes_early_and_the_next_is_in_a_year(
    town: Town, trajectory: Trajectory
) -> None:
    provision = provide(town, trajectory, today() + 5 * DAY)
    later = provide(town, trajectory, today() + 200 * DAY)
    take_next(town, trajectory, "start", provider="De Linde")
    take_next(town, trajectory, "review")
    provision.refresh_from_db()
    assert provision.review_on is None
    assert waiting() == [today() + 200 * DAY]
    with acting(town.actor("Joris")):
        Provision.objects.filter(pk=later.pk).update(review_on=None)
    take_next(town, trajectory, "review")
    assert waiting() == [today() + 365 * DAY]


def test_support_that_began_long_ago_and_is_recorded_now_is_looked_at_now(town: Town) -> None:
    trajectory = walk(town, begun(town, "wmo"), until="start", start=today() - 400 * DAY)
    assert trajectory.steps.get(step="start").taken_on < today() - 182 * DAY
    assert waiting() == [today()]


def test_a_task_that_was_done_does_not_come_back_with_a_correction(town: Town, trajectory: Trajectory) -> None:
    provision, joris = provide(town, trajectory, None), town.actor("Joris")
    take_next(town, trajectory, "start", provider="De Linde")
    task = Task.objects.get(article=REVIEW_ARTICLE)
    with acting(joris):
        Task.objects.filter(pk=task.pk).update(due_on=today())
        trajectory.steps.filter(step="start").update(taken_on=today() - 183 * DAY)
        finish_task(actor=joris, task=task, at=town.now)
        change_provision(actor=joris, provision=provision, at=town.now, **IN_KIND)
    assert waiting() == []


def test_nothing_is_looked_at_in_what_has_ended(town: Town, trajectory: Trajectory) -> None:
    provide(town, trajectory, today() + 30 * DAY)
    take_next(town, trajectory, "close_deceased")
    assert waiting() == []
