"""Every state and every step of each workflow, from the tables themselves."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import transaction

from casework.models import Application, Term, Trajectory, TrajectoryStep
from casework.models.trajectories import NEW
from casework.services import CannotTake
from casework.workflow import WORKFLOWS, Phase, Workflow
from casework.workflow.engine import ANY_OPEN, Later, State, Step
from privacy.acting import acting
from privacy.choices import Domain
from privacy.services import system_actor
from tests.casework.ways import WAYS, WORKERS, begun, right, take, today
from tests.people import Town

ALL = [pytest.param(workflow, id=kind) for kind, workflow in WORKFLOWS.items()]
EARLIER = datetime.timedelta(days=50)


def test_every_kind_has_its_workflow_and_every_law_its_usual_one() -> None:
    assert {*WORKFLOWS} == {*Trajectory.Kind.values}
    for domain in Domain:
        assert WORKFLOWS[domain.value].domain == domain


@pytest.mark.parametrize("workflow", ALL)
def test_every_state_is_reached_and_left(workflow: Workflow) -> None:
    reached, left = {NEW}, {NEW}
    for step in workflow.steps:
        reached.add(step.to)
        left |= {*step.frm}
    for state in workflow.states:
        assert state.key in reached, state.key
        assert state.phase == Phase.ENDED or state.key in left, state.key


@pytest.mark.parametrize("workflow", ALL)
def test_the_usual_way_ends_and_passes_no_phase_backwards(workflow: Workflow) -> None:
    steps = [workflow.step(one.step) for one in WAYS[workflow.kind]]
    assert all(steps)
    assert steps[-1] is not None
    assert workflow.state(steps[-1].to).phase == Phase.ENDED


@pytest.mark.django_db
@pytest.mark.parametrize("workflow", ALL)
def test_the_clocks_of_a_table_are_terms_that_exist(workflow: Workflow) -> None:
    known = {*Term.objects.values_list("key", flat=True)}
    assert {key for step in workflow.steps for key in step.clocks} <= known


@pytest.mark.parametrize("workflow", ALL)
def test_what_a_step_suspends_or_meets_is_started_by_another(workflow: Workflow) -> None:
    started = {one.key for step in workflow.steps for one in step.starts}
    for step in workflow.steps:
        assert {*step.meets, *step.drops, *step.suspends, *step.resumes} <= started, step.key


def test_a_table_that_contradicts_itself_is_refused() -> None:
    first, end = State(NEW, "nieuw", Phase.REQUESTED), State("ended", "klaar", Phase.ENDED)
    begin = Step("begin", "begin", "begonnen", (NEW,), "elsewhere")
    with pytest.raises(ValueError, match="unknown states"):
        Workflow(Trajectory.Kind.WMO, Domain.WMO, (first, end), (begin,))
    with pytest.raises(ValueError, match="without an outcome"):
        Workflow(Trajectory.Kind.WMO, Domain.WMO, (first, end), (Step("begin", "b", "b", (NEW,), "ended"),))
    plans = Step("begin", "b", "b", (NEW,), "ended", ends_as=("fulfilled",), plans=(Later("bel", 3, "call"),))
    with pytest.raises(ValueError, match="plans what no step does"):
        Workflow(Trajectory.Kind.WMO, Domain.WMO, (first, end), (plans,))


def allowed(workflow: Workflow, step: Step, state: State) -> bool:
    """What the table says, read anew."""
    if step.frm == ANY_OPEN:
        return state.key != NEW and state.phase != Phase.ENDED
    return state.key in step.frm


def put(trajectory: Trajectory, workflow: Workflow, state: State) -> None:
    """Put a trajectory somewhere, as if steps had brought it there long ago."""
    ended_on = today() - EARLIER if state.phase == Phase.ENDED else None
    with acting(system_actor("tests")):
        trajectory.steps.all().delete()
        Trajectory.objects.filter(pk=trajectory.pk).update(
            stage=state.key, state=state.phase, started_on=today() - 2 * EARLIER, ended_on=ended_on
        )
        if state.key != NEW:
            opening = TrajectoryStep.objects.create(
                trajectory=trajectory,
                household_id=trajectory.household_id,
                domain=trajectory.domain,
                number=1,
                step=workflow.opening.key,
                from_stage=NEW,
                to_stage=state.key,
                taken_on=today() - EARLIER,
                taken_by=system_actor("tests").user,
            )
            if (workflow.kind, state.key) == (Trajectory.Kind.WMO, "applied"):  # an application is an object there
                Application.objects.create(
                    trajectory=trajectory,
                    household_id=trajectory.household_id,
                    step=opening,
                    received_on=opening.taken_on,
                )


@pytest.mark.parametrize("workflow", ALL)
def test_every_step_from_every_state_is_taken_or_refused_as_the_table_says(town: Town, workflow: Workflow) -> None:
    trajectory, actor = begun(town, workflow.kind), town.actor(WORKERS[workflow.domain])
    for state in workflow.states:
        for step in workflow.steps:
            with transaction.atomic():
                put(trajectory, workflow, state)
                number = 1 if state.key == NEW else 2
                taking = right(step, today(), number=number)
                if allowed(workflow, step, state):
                    taken(town, actor, trajectory, taking, to=workflow.state(step.to or state.key))
                else:
                    refused(town, actor, trajectory, taking, at=state)
                transaction.set_rollback(True)


def taken(town: Town, actor: Any, trajectory: Trajectory, taking: Any, *, to: State) -> None:
    made = take(town, actor, trajectory, taking)
    trajectory.refresh_from_db()
    assert (made.to_stage, trajectory.stage, trajectory.state) == (to.key, to.key, to.phase), taking.step
    assert (trajectory.ended_on is not None) == bool(trajectory.outcome) == (to.phase == Phase.ENDED)


def refused(town: Town, actor: Any, trajectory: Trajectory, taking: Any, *, at: State) -> None:
    with pytest.raises(CannotTake) as refusal:
        take(town, actor, trajectory, taking)
    assert "" in refusal.value.complaints
    trajectory.refresh_from_db()
    assert trajectory.stage == at.key
