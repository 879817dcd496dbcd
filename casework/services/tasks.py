"""What is to be done, by whom, by when."""

from __future__ import annotations

import datetime
import uuid

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import Compartment, SightRequest, Task, TimelineEvent
from casework.services.journal import record_change
from casework.services.permission import NotAllowed, require_member, require_open, require_work
from casework.services.timeline import tell
from households.models import Household
from households.querysets import granted
from privacy.acting import Actor, actor_for
from privacy.models import User
from privacy.wording import kept


def add_task(
    *,
    actor: Actor,
    household_id: uuid.UUID,
    title: str,
    due_on: datetime.date,
    assignee: User,
    at: datetime.datetime,
    domain: str = "",
    article: str = "",
    compartment: Compartment | None = None,
) -> Task:
    """Make a task for oneself or for somebody else who is involved; in a compartment, for a member of it."""
    if compartment is None:
        require_work(actor, household_id, domain)
    else:
        require_open(actor, compartment)
        require_member(actor_for(assignee), compartment)
        household_id, domain = compartment.household_id, compartment.domain
    if not Household.objects.filter(granted(actor_for(assignee)), pk=household_id).exists():
        raise NotAllowed(_("%s is niet betrokken bij dit huishouden. Wijs eerst toe.") % assignee)
    task = Task.objects.create(
        household_id=household_id,
        domain=domain,
        compartment=compartment,
        title=title,
        article=article,
        due_on=due_on,
        assignee=assignee,
        created_by=actor.user,
        created_at=at,
    )
    record_change(actor, "task.made", household_id, domain)
    return task


def finish_task(*, actor: Actor, task: Task, at: datetime.datetime) -> None:
    """Mark a task done. Its assignee may, and whoever works in its domain. Doing it twice changes nothing.

    Raises `NotAllowed` for others, and while the task is to answer a question.
    """
    if task.done_at is not None:
        return
    if task.sight_request is not None and task.sight_request.status == SightRequest.Status.OPEN:
        raise NotAllowed(_("Beantwoord de vraag. Dan is deze taak klaar."))
    if task.compartment is not None:
        require_member(actor, task.compartment)
    elif task.assignee_id != actor.id:
        require_work(actor, task.household_id, task.domain)
    task.done_at, task.done_by = at, actor.user
    task.save(update_fields=["done_at", "done_by"])
    tell(
        actor=actor,
        at=at,
        household_id=task.household_id,
        kind=TimelineEvent.Kind.TASK,
        domain=task.domain,
        compartment=task.compartment,
        depth=TimelineEvent.Depth.CONTENT,
        sentence=kept(gettext_lazy("Afgerond: %s"), task.title),
    )
    record_change(actor, "task.done", task.household_id, task.domain)
