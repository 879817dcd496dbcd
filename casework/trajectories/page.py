"""What the page of a trajectory shows, read within the reader's scopes and recorded."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casework.clocks.explaining import explain, with_explanation
from casework.models import Assignment, Clock, Decision, Task, Trajectory, TrajectoryStep
from casework.page import Page, open_part
from casework.trajectories.flags import flags
from casework.trajectories.picture import draw
from casework.workflow import Answer, Step, Workflow, workflow_of
from casework.workflow.engine import STAYS, Situation
from casework.workflow.parts import Known, blocks_of, known_of
from households.models import Level, Person
from households.querysets import granted
from privacy.access import get_or_404, read, scope
from privacy.choices import Purpose
from privacy.models import AccessRecord
from privacy.reading import PrivateRequest

WITHOUT_AFTERCARE = (Trajectory.Outcome.DECEASED, Trajectory.Outcome.MOVED)


def opened(request: PrivateRequest, pk: uuid.UUID) -> tuple[Page, Trajectory]:
    """A trajectory whose content is in sight, with the page of its household; a 404 outside."""
    in_sight = granted(request.actor, "household", level=Level.CONTENT, domain="domain")
    rows = scope(Trajectory, request.actor, Purpose.HELP).filter(in_sight).select_related("case", "restarts")
    trajectory = get_or_404(request, Trajectory, pk, Purpose.HELP, within=rows)
    page = open_part(request, trajectory.household_id)
    request.reading.as_event("trajectory.read", AccessRecord.Action.READ)
    return page, trajectory


def steps_of(request: PrivateRequest, trajectory: Trajectory) -> list[TrajectoryStep]:
    """The steps that were taken, the first one first."""
    rows = scope(TrajectoryStep, request.actor, Purpose.HELP).filter(trajectory=trajectory)
    return read(request, rows.select_related("taken_by").order_by("number"), Purpose.HELP)


def known_in(request: PrivateRequest, trajectory: Trajectory, step: Step) -> dict[str, Known]:
    """What stands in the file already of what a step asks."""

    def rows_of(model: type[Model]) -> list[Any]:
        return read(request, scope(model, request.actor, Purpose.HELP).filter(trajectory=trajectory), Purpose.HELP)

    return known_of(trajectory.kind, step, rows_of)


def decisions_of(request: PrivateRequest, trajectory: Trajectory) -> list[Decision]:
    """The decisions, the newest first."""
    rows = scope(Decision, request.actor, Purpose.HELP).filter(trajectory=trajectory)
    return read(request, rows.select_related("decided_by").order_by("-decided_on", "-step__number"), Purpose.HELP)


def clocks_of(request: PrivateRequest, trajectory: Trajectory) -> list[Clock]:
    """The clocks, those that run first, the most urgent of them first."""
    rows = with_explanation(scope(Clock, request.actor, Purpose.HELP).filter(trajectory=trajectory))
    rows = rows.order_by("due_on", "recorded_at")
    return sorted(read(request, rows, Purpose.HELP), key=lambda clock: not clock.is_open)


def persons_of(request: PrivateRequest, trajectory: Trajectory) -> list[Person]:
    """For whom it is, as far as they are in sight."""
    rows = scope(Person, request.actor, Purpose.HELP).filter(trajectories=trajectory)
    return read(request, rows.order_by("birth_date"), Purpose.HELP)


def context_of(page: Page, trajectory: Trajectory) -> dict[str, Any]:
    """All of the page; a fixed number of queries, and those of the blocks of this law."""
    request, workflow = page.request, workflow_of(trajectory)
    steps, persons = steps_of(request, trajectory), persons_of(request, trajectory)
    works = page.sight.reaches(Level.WORK, trajectory.domain)
    usual, others = _possible(workflow, trajectory.stage, steps, persons=persons) if works else ([], [])
    blocks = blocks_of(trajectory.kind)
    context: dict[str, Any] = {
        "page": page,
        "household": page.household,
        "trajectory": trajectory,
        "workflow": workflow,
        "stage": workflow.state(trajectory.stage).words,
        "may_work": works,
        "next_steps": usual,
        "other_steps": others,
        "picture": draw(workflow, trajectory.stage, steps),
        "clocks": [(clock, explain(clock)) for clock in clocks_of(request, trajectory)],
        "decisions": [_decision(row, page.today) for row in decisions_of(request, trajectory)],
        "history": [told(workflow, step) for step in reversed(steps)],
        "persons": persons,
        "flags": flags(page, trajectory, persons),
        "professionals": _professionals(page.assignments, trajectory),
        "may_restart": works and trajectory.state == Trajectory.State.ENDED and trajectory.case.closed_on is None,
        "may_plan_aftercare": works and _lacks_aftercare(request, trajectory, steps),
        "blocks": blocks,
    }
    for block in blocks:
        context |= block.load(page, trajectory)
    return context


def _possible(
    workflow: Workflow, stage: str, taken: Sequence[TrajectoryStep], *, persons: Sequence[Person]
) -> tuple[list[Step], list[Step]]:
    """The usual steps from here, what was done already and leads nowhere behind the rest; and the others: also what
    has a condition that does not hold today.
    """
    days = {one.step: one.taken_on for one in taken}
    now = Situation(on=timezone.localdate(), facts={}, stage=stage, taken=days, persons=persons)
    usual: list[Step] = []
    others: list[Step] = []
    for step in workflow.possible(stage):
        is_usual = not step.is_aside and not any(condition(now) for condition in step.requires)
        (usual if is_usual else others).append(step)
    return sorted(usual, key=lambda step: step.to == STAYS and step.key in days), others


def told(workflow: Workflow, taken: TrajectoryStep) -> dict[str, Any]:
    """A step of the past in words, with the answers that came with it."""
    step = workflow.step(taken.step)
    facts = _facts(step, taken.facts) if step else []
    return {"taken": taken, "words": step.told if step else taken.step, "facts": facts}


def _facts(step: Step, facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    found = []
    for ask in step.asks:
        if (value := facts.get(ask.key)) is None:
            continue
        if ask.kind == Answer.CHOICE:
            value = dict(ask.choices).get(str(value), value)
        elif ask.kind == Answer.DAY:
            value = date_format(datetime.date.fromisoformat(str(value)), "j F Y")
        elif ask.kind == Answer.YES:
            value = _("ja")
        found.append((str(ask.words), str(value)))
    return found


def _decision(decision: Decision, today: datetime.date) -> dict[str, Any]:
    late = decision.objected_on is not None and decision.objected_on > decision.object_until
    return {
        "row": decision,
        "may_object": decision.objected_on is None,
        "is_open": decision.objected_on is None and today <= decision.object_until,
        "is_late": late,
        "may_decide": decision.objected_on is not None and not decision.objection,
    }


def _professionals(assignments: Iterable[Assignment], trajectory: Trajectory) -> list[Assignment]:
    return [row for row in assignments if row.domain == trajectory.domain and not row.has_ended]


def _lacks_aftercare(request: PrivateRequest, trajectory: Trajectory, steps: Sequence[TrajectoryStep]) -> bool:
    """Whether nazorg is worth proposing: it ended without, nobody died or moved, and none was planned since."""
    if trajectory.state != Trajectory.State.ENDED or trajectory.outcome in WITHOUT_AFTERCARE:
        return False
    if any(step.to_stage == "aftercare" for step in steps):
        return False
    planned = scope(Task, request.actor, Purpose.HELP).filter(
        trajectory=trajectory, caused_by=Task.Cause.STEP, due_on__gt=trajectory.ended_on
    )
    return not planned.exists()
