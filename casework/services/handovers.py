"""Help that goes on under another law at eighteen: asked of who coordinates, and done when that help begins."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext_lazy

from casework.models import Assignment, Handover, Notice, Task, Trajectory, TrajectoryStep
from casework.services.journal import record_change
from casework.services.notices import notify
from casework.services.tasks import complete
from casework.youth.rules import ADULT, day_of
from households.models import Person
from privacy.acting import Actor, beyond_sight
from privacy.choices import Domain
from privacy.models import User
from privacy.wording import kept

HANDED_TO = (Domain.WMO, Domain.PARTICIPATION, Domain.DEBTS)


def hand_over_help(actor: Actor, step: TrajectoryStep, at: datetime.datetime) -> None:
    """Ask the case manager to let help begin under other laws from the eighteenth birthday, without a gap."""
    wanted = [domain for domain in HANDED_TO if step.facts.get(f"to_{domain.value}")]
    for person in step.trajectory.persons.all():
        birthday = day_of(person, ADULT)
        due_on = max(birthday or step.taken_on, step.taken_on)
        for domain in wanted:
            there = Handover.objects.filter(trajectory=step.trajectory, person=person, to_domain=domain)
            if not there.exists():
                _ask(actor, step, person, domain=domain, due_on=due_on, at=at)


def _ask(
    actor: Actor, step: TrajectoryStep, person: Person, *, domain: Domain, due_on: datetime.date, at: datetime.datetime
) -> None:
    task = Task.objects.create(
        household_id=step.household_id,
        person=person,
        title=kept(gettext_lazy("Overdracht bij 18 jaar: laat %s aansluiten"), kept(domain.label)),
        due_on=due_on,
        assignee=_case_manager(step.trajectory) or actor.user,
        created_by=actor.user,
        created_at=at,
        caused_by=Task.Cause.HANDOVER,
    )
    if task.assignee_id != actor.id:
        notify(task=task, kind=Notice.Kind.GIVEN, at=at)
    Handover.objects.create(
        trajectory=step.trajectory,
        household_id=step.household_id,
        person=person,
        to_domain=domain,
        due_on=due_on,
        agreed_on=step.taken_on,
        task=task,
        asked_by=actor.user,
    )
    record_change(actor, "handover.asked", step.household_id, step.domain)


def _case_manager(trajectory: Trajectory) -> User | None:
    here = trajectory.case.assignments.on().filter(kind=Assignment.Kind.CASE_MANAGER).select_related("user").first()
    return here.user if here else None


@beyond_sight("settle what was handed over")
def take_over(actor: Actor, step: TrajectoryStep, at: datetime.datetime) -> None:
    """Complete the tasks that asked for the help that begins with this step; who begins it need not see them."""
    handed = Handover.objects.filter(
        household=step.household_id, to_domain=step.domain, person__in=step.trajectory.persons.all()
    )
    waiting = Task.objects.filter(pk__in=handed.values("task"), done_at__isnull=True)
    for task in waiting.select_for_update(of=("self",)):
        complete(actor=actor, task=task, at=at)
