"""Participation: what people said about schemes, and exemptions."""

from __future__ import annotations

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import Exemption, Scheme, SchemeAnswer, Task, TimelineEvent, Trajectory, TrajectoryStep
from casework.services.journal import record_change
from casework.services.permission import NotAllowed, require_work
from casework.services.tasks import add_task
from casework.services.timeline import tell
from households.models import Person
from privacy.acting import Actor
from privacy.choices import Domain
from privacy.wording import kept

HELP_WITHIN = datetime.timedelta(days=14)
BEFORE_THE_END = datetime.timedelta(weeks=4)


def answer_scheme(
    *,
    actor: Actor,
    trajectory: Trajectory,
    scheme: Scheme,
    answer: str,
    asked_on: datetime.date,
    at: datetime.datetime,
    note: str = "",
) -> SchemeAnswer:
    """Record what somebody said about a scheme; whoever wants help gets a task. It decides nothing about a right."""
    require_work(actor, trajectory.household_id, trajectory.domain)
    if trajectory.domain != Domain.PARTICIPATION:
        raise NotAllowed(_("Naar regelingen vraagt u bij participatie."))
    if asked_on > timezone.localdate(at):
        raise NotAllowed(_("Deze dag is nog niet geweest."))
    made = SchemeAnswer.objects.create(
        trajectory=trajectory,
        household_id=trajectory.household_id,
        scheme=scheme,
        answer=answer,
        note=note,
        asked_on=asked_on,
        asked_by=actor.user,
    )
    if answer == SchemeAnswer.Answer.WANTS_HELP:
        _plan_help(actor, made, at)
    tell(
        actor=actor,
        at=at,
        household_id=trajectory.household_id,
        kind=TimelineEvent.Kind.TRAJECTORY,
        domain=trajectory.domain,
        depth=TimelineEvent.Depth.CONTENT,
        sentence=kept(gettext_lazy("Gevraagd naar een regeling: %s"), scheme.title),
    )
    record_change(actor, "schemeanswer.recorded", trajectory.household_id, trajectory.domain)
    return made


def _plan_help(actor: Actor, answer: SchemeAnswer, at: datetime.datetime) -> None:
    add_task(
        actor=actor,
        household_id=answer.household_id,
        title=kept(gettext_lazy("Help bij de aanvraag: %s"), answer.scheme.title),
        due_on=timezone.localdate(at) + HELP_WITHIN,
        assignee=actor.user,
        at=at,
        domain=answer.domain,
        trajectory=answer.trajectory,
        caused_by=Task.Cause.STEP,
    )


def keep_exemption(
    *, actor: Actor, step: TrajectoryStep, person: Person, ground: str, duties: str, at: datetime.datetime
) -> Exemption:
    """Keep the exemption of a step until the day that the step says, with a task to look again before it ends."""
    until = datetime.date.fromisoformat(str(step.facts["exempt_until"]))
    made = Exemption.objects.create(
        trajectory=step.trajectory,
        household_id=step.household_id,
        step=step,
        person=person,
        ground=ground,
        duties=duties,
        starts_on=step.taken_on,
        ends_on=until,
    )
    add_task(
        actor=actor,
        household_id=step.household_id,
        title=kept(gettext_lazy("Ontheffing loopt af: kijk opnieuw")),
        article="Participatiewet art. 9",
        due_on=max(until - BEFORE_THE_END, timezone.localdate(at)),
        assignee=actor.user,
        at=at,
        domain=step.domain,
        trajectory=step.trajectory,
        caused_by=Task.Cause.STEP,
    )
    return made
