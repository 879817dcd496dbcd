"""What is to be done, by whom, by when."""

from __future__ import annotations

import datetime
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.clocks.choices import TermKind
from casework.models import Clock, Compartment, Notice, SightRequest, Task, TimelineEvent, Trajectory
from casework.services.journal import record_change
from casework.services.notices import notify
from casework.services.permission import NotAllowed, require_member, require_open, require_work
from casework.services.repeating import next_day
from casework.services.timeline import tell
from households.models import Household
from households.querysets import granted
from privacy.acting import Actor, actor_for
from privacy.models import User
from privacy.wording import kept

LONGEST_POSTPONED = datetime.timedelta(days=366)


class SetByLaw(NotAllowed):
    """The task belongs to a clock that runs: it is done by saying there when it was."""


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
    trajectory: Trajectory | None = None,
    caused_by: str = Task.Cause.PERSON,
    repeats: str = "",
    repeats_until: datetime.date | None = None,
) -> Task:
    """Make a task for oneself or for somebody else who is involved; in a compartment, for a member of it.

    Somebody else is told. `repeats` makes the next one when this one is done, until `repeats_until` (the last day).
    """
    if compartment is None:
        require_work(actor, household_id, domain)
    else:
        require_open(actor, compartment)
        household_id, domain = compartment.household_id, compartment.domain
    _require_involved(assignee, household_id, compartment)
    series = {"repeats": repeats, "repeats_from": due_on, "repeats_until": repeats_until} if repeats else {}
    what = {"title": title, "article": article, "due_on": due_on, "caused_by": caused_by, **series}
    where = {"household_id": household_id, "domain": domain, "compartment": compartment, "trajectory": trajectory}
    task = Task.objects.create(assignee=assignee, created_by=actor.user, created_at=at, **where, **what)
    if assignee.pk != actor.id:
        notify(task=task, kind=Notice.Kind.GIVEN, at=at)
    record_change(actor, "task.made", household_id, domain)
    return task


def finish_task(*, actor: Actor, task: Task, at: datetime.datetime) -> None:
    """Mark a task done; a task that repeats is followed by the next. Doing it twice, or two at once, changes nothing.

    Its assignee may, and whoever works in its domain. Raises `NotAllowed` for others, and while the task is to answer
    a question; `SetByLaw` while the clock runs that it belongs to.
    """
    if task.done_at is not None:
        return
    _require_hands_on(actor, task)  # first: who does not see the task finds nothing to lock
    if _is_done_meanwhile(task):
        return
    _require_no_question(task)
    _require_no_clock(task)
    complete(actor=actor, task=task, at=at)
    if task.repeats:
        _follow(actor, task, at)


def complete(*, actor: Actor, task: Task, at: datetime.datetime) -> None:
    """Mark a task done because what it asks for was done, whoever may finish it by hand."""
    withdraw(actor=actor, task=task, at=at)
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


def withdraw(*, actor: Actor, task: Task, at: datetime.datetime) -> None:
    """Close a task that has no sense any more; the timeline does not say that it was done."""
    task.done_at, task.done_by = at, actor.user
    task.save(update_fields=["done_at", "done_by"])


def complete_happened(*, actor: Actor, trajectory: Trajectory, at: datetime.datetime) -> None:
    """Complete the tasks of what happened to people whom this trajectory is not for any more, or who it ended for."""
    waiting = Task.objects.filter(trajectory=trajectory, caused_by__in=Task.HAPPENED, done_at__isnull=True)
    if trajectory.ended_on is None:
        waiting = waiting.exclude(person__in=trajectory.persons.all())
    for task in waiting.select_for_update(of=("self",)):
        complete(actor=actor, task=task, at=at)


def postpone_task(*, actor: Actor, task: Task, until: datetime.date, at: datetime.datetime) -> None:
    """Give one's own task a later day. Raises `NotAllowed` for a task of somebody else, and for a day set by law."""
    _require_open(task)
    _require_no_question(task)
    if task.assignee_id != actor.id:
        raise NotAllowed(_("U kunt alleen uw eigen taken uitstellen. Vraag het aan wie de taak heeft."))
    if task.is_set_by_law:
        raise NotAllowed(_("Deze dag volgt uit de wet. Verleng of schort de termijn op bij het traject."))
    if until <= max(task.due_on, timezone.localdate(at)):
        raise NotAllowed(_("Kies een dag die later is dan nu en later dan de dag die er staat."))
    if until > timezone.localdate(at) + LONGEST_POSTPONED:
        raise NotAllowed(_("Kies een dag binnen een jaar."))
    task.due_on = until
    task.save(update_fields=["due_on"])
    record_change(actor, "task.postponed", task.household_id, task.domain)


def delegate_task(*, actor: Actor, task: Task, assignee: User, at: datetime.datetime) -> None:
    """Hand a task over to a colleague who is involved, and tell them. Its assignee may, and who works in its domain."""
    _require_open(task)
    _require_no_question(task)
    _require_hands_on(actor, task)
    if assignee.pk == task.assignee_id:
        raise NotAllowed(_("%s heeft deze taak al. Kies een andere collega.") % assignee)
    _require_involved(assignee, task.household_id, task.compartment)
    task.assignee, task.delegated_by, task.delegated_at = assignee, actor.user, at
    task.save(update_fields=["assignee", "delegated_by", "delegated_at"])
    if assignee.pk != actor.id:
        notify(task=task, kind=Notice.Kind.GIVEN, at=at)
    record_change(actor, "task.delegated", task.household_id, task.domain)


def _follow(actor: Actor, task: Task, at: datetime.datetime) -> None:
    """The next task of a series; none after its last day, nor when what it is for has ended."""
    assert task.repeats_from is not None
    due_on = next_day(task.repeats, first=task.repeats_from, after=max(task.due_on, timezone.localdate(at)))
    is_over = task.repeats_until is not None and due_on > task.repeats_until
    has_ended = task.trajectory is not None and task.trajectory.ended_on is not None
    is_closed = task.compartment is not None and task.compartment.closed_at is not None
    if is_over or has_ended or is_closed:
        return
    assignee = task.assignee if _is_involved(task.assignee, task.household_id) else actor.user
    following = Task.objects.create(
        household_id=task.household_id,
        domain=task.domain,
        trajectory=task.trajectory,
        compartment=task.compartment,
        title=task.title,
        due_on=due_on,
        assignee=assignee,
        created_by=actor.user,
        created_at=at,
        caused_by=Task.Cause.REPEAT,
        repeats=task.repeats,
        repeats_from=task.repeats_from,
        repeats_until=task.repeats_until,
        follows=task,
    )
    record_change(actor, "task.made", following.household_id, following.domain)


def _is_done_meanwhile(task: Task) -> bool:
    """Whether somebody else was first; locks the task, so that nobody else is next."""
    still_open = Task.objects.select_for_update(of=("self",)).filter(pk=task.pk, done_at__isnull=True)
    return still_open.only("pk").first() is None


def _require_open(task: Task) -> None:
    if task.done_at is not None or _is_done_meanwhile(task):
        raise NotAllowed(_("Deze taak is al gedaan."))


def _require_no_question(task: Task) -> None:
    if task.sight_request is not None and task.sight_request.status == SightRequest.Status.OPEN:
        raise NotAllowed(_("Beantwoord de vraag. Dan is deze taak klaar."))


def _require_no_clock(task: Task) -> None:
    """What a law gives a last day is done by saying so there, with the day on which it was done."""
    waiting = Clock.objects.filter(task=task, ended_on__isnull=True, term__kind=TermKind.DEADLINE)
    if task.caused_by == Task.Cause.TERM and waiting.exists():
        raise SetByLaw(
            _("Deze taak volgt uit de wet. Leg bij de termijn of in het traject vast wanneer het is gedaan.")
        )


def _require_hands_on(actor: Actor, task: Task) -> None:
    if task.compartment is not None:
        require_member(actor, task.compartment)
    elif task.assignee_id != actor.id:
        require_work(actor, task.household_id, task.domain)


def _require_involved(user: User, household_id: uuid.UUID, compartment: Compartment | None) -> None:
    if compartment is not None:
        require_member(actor_for(user), compartment)
    if not _is_involved(user, household_id):
        raise NotAllowed(_("%s is niet betrokken bij dit huishouden. Wijs eerst toe.") % user)


def _is_involved(user: User, household_id: uuid.UUID) -> bool:
    return Household.objects.filter(granted(actor_for(user)), pk=household_id).exists()
