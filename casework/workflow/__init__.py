"""The ways of the four laws: one readable table each, and the small engine that walks them."""

from casework.models.trajectories import Trajectory
from casework.workflow import debts, participation, wmo, youth
from casework.workflow.engine import Answer, Ask, Letter, Only, Phase, State, Step, Who, Workflow

WORKFLOWS: dict[str, Workflow] = {
    workflow.kind.value: workflow for module in (debts, youth, wmo, participation) for workflow in module.WORKFLOWS
}

# Clocks whose period runs out by itself, and leaves something to do.
FOLLOWED_UP = {
    one.key for workflow in WORKFLOWS.values() for step in workflow.steps for one in step.starts if one.is_followed_up
}


def workflow_of(trajectory: Trajectory) -> Workflow:
    """The way that a trajectory goes."""
    return WORKFLOWS[trajectory.kind]


__all__ = [
    "FOLLOWED_UP",
    "WORKFLOWS",
    "Answer",
    "Ask",
    "Letter",
    "Only",
    "Phase",
    "State",
    "Step",
    "Who",
    "Workflow",
    "workflow_of",
]
