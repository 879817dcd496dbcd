"""What happened to the people of a trajectory that asks for something, with the task and the step that fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from casework.models import Task, Trajectory
from casework.page import Page
from casework.workflow import Step, workflow_of
from casework.workflow.shared import DIES, MOVES
from households.models import Person, Residence
from privacy.access import read, scope
from privacy.choices import Purpose
from privacy.dates import on_day


@dataclass(frozen=True)
class Flag:
    """A sentence; the step that deals with it where one can be taken now, and who has the task by which day."""

    words: str
    step: Step | None
    tasks: Sequence[Task]


def flags(page: Page, trajectory: Trajectory, persons: Sequence[Person]) -> list[Flag]:
    """What happened to these persons that asks for something: who died, left, or moved away half-way."""
    if trajectory.state == Trajectory.State.ENDED:
        return []
    request, members = page.request, {row.person_id for row in page.memberships}
    lives = scope(Residence, request.actor, Purpose.HELP).filter(on_day(), person__in=persons)
    at_home = {row.person_id for row in read(request, lives.only("person"), Purpose.HELP)}
    tasks, found = _tasks(page, trajectory), []
    for person in persons:
        theirs = [task for task in tasks if task.person_id == person.pk]
        told = _flag(person, person.pk in members, person.pk in at_home)
        if told is None and theirs:
            told = theirs[0].title, MOVES
        if told is not None:
            found.append(Flag(told[0], _possible(trajectory, told[1]), theirs))
    return found


def _possible(trajectory: Trajectory, step: Step) -> Step | None:
    workflow = workflow_of(trajectory)
    return step if workflow.step(step.key) and workflow.may_follow(step, trajectory.stage) else None


def _flag(person: Person, is_member: bool, is_at_home: bool) -> tuple[str, Step] | None:
    name, suspension = person.display_name, Person.Suspension
    if person.died_on is not None or person.suspension == suspension.DECEASED:
        return _("%s is overleden. Sluit het traject af, of haal deze persoon eraf.") % name, DIES
    if person.suspension in (suspension.EMIGRATED, suspension.NON_RESIDENT):
        return _("%s woont niet meer in Nederland. Kijk of het traject door kan gaan.") % name, MOVES
    if not is_member:
        return _("%s hoort niet meer bij dit huishouden. Kijk voor wie het traject nu is.") % name, MOVES
    if not is_at_home:
        return _("%s heeft geen adres meer in deze gemeente. Draag het traject zo nodig over.") % name, MOVES
    return None


def _tasks(page: Page, trajectory: Trajectory) -> list[Task]:
    """The open tasks of what happened to somebody; that there are two trajectories is told beside the debts."""
    rows = scope(Task, page.request.actor, Purpose.HELP).filter(
        trajectory=trajectory, caused_by__in=(Task.Cause.DEATH, Task.Cause.DEPARTURE), done_at__isnull=True
    )
    return read(page.request, rows.select_related("assignee").order_by("due_on"), Purpose.HELP)
