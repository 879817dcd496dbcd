"""The trajectories of the demo went the ways of their tables, and stand where their steps brought them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from django.utils import timezone

from casework.demo.load import load
from casework.demo.scripts import script
from casework.models import Decision, Trajectory, TrajectoryStep
from casework.models.trajectories import NEW
from casework.workflow import WORKFLOWS
from households.demo.town import Town
from privacy.choices import Domain

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def town(db: None) -> None:
    load(Town(60, 3, timezone.localdate()), password="een-wachtwoord-voor-de-demo")


def test_every_trajectory_stands_where_its_steps_brought_it() -> None:
    for trajectory in Trajectory.objects.prefetch_related("steps"):
        steps = sorted(trajectory.steps.all(), key=lambda step: step.number)
        workflow = WORKFLOWS[trajectory.kind]
        assert [step.number for step in steps] == list(range(1, len(steps) + 1))
        assert [step.from_stage for step in steps] == [NEW, *(step.to_stage for step in steps)][: len(steps)]
        assert trajectory.stage == (steps[-1].to_stage if steps else NEW)
        assert trajectory.state == workflow.state(trajectory.stage).phase
        assert all(one.taken_on <= other.taken_on for one, other in pairwise(steps))
        for taken in steps:
            step = workflow.step(taken.step)
            assert step is not None
            assert workflow.may_follow(step, taken.from_stage)


def test_all_four_laws_have_decisions_and_some_ended_with_an_outcome() -> None:
    assert {*Decision.objects.values_list("domain", flat=True)} == {*Domain.values}
    ended = Trajectory.objects.filter(state=Trajectory.State.ENDED)
    assert ended.exists()
    assert not ended.filter(outcome="").exists()
    assert TrajectoryStep.objects.filter(letter="receipt").exists()


@pytest.mark.parametrize("domain", Domain)
def test_the_script_of_a_law_tells_the_phase_that_its_steps_lead_to(domain: Domain) -> None:
    stage, workflow = NEW, WORKFLOWS[domain]
    for told in script(domain).steps:
        if told.takes is not None:
            step = workflow.step(told.takes.step)
            assert step is not None
            stage = workflow.reached(step, stage)
        assert told.state == workflow.state(stage).phase
