"""Who hears of a question about sight, and how: tasks on home and on the household page, lines on the timeline."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from casework.models import SightRequest, Task, TimelineEvent
from casework.services.timeline import tell
from privacy.acting import Actor, beyond_sight
from privacy.audit import About, record
from privacy.choices import DataClass, Domain, Purpose
from privacy.models import AccessRecord, SharingDecision, User
from privacy.wording import kept

ANSWER_WITHIN = datetime.timedelta(days=7)
TITLE_LENGTH, ARTICLE_LENGTH = 200, 60


def give_task(
    request: SightRequest,
    assignee: User,
    *,
    title: str,
    actor: Actor,
    at: datetime.datetime,
    due_on: datetime.date,
    domain: str,
) -> None:
    """Put the question, or its answer, before somebody; the task leads to it."""
    Task.objects.create(
        household_id=request.household_id,
        sight_request=request,
        domain=domain,
        title=Truncator(title).chars(TITLE_LENGTH),
        article=Truncator(request.article).chars(ARTICLE_LENGTH),
        due_on=due_on,
        assignee=assignee,
        created_by=actor.user,
        created_at=at,
        caused_by=Task.Cause.QUESTION,
    )


def own_domain(purpose: str) -> str:
    """Where a task of who asks for a purpose belongs: in the domain they work in, else in the coordination."""
    return purpose if purpose in Domain.values else ""


@beyond_sight("settle what was shared")
def tell_receiver(decision: SharingDecision, *, actor: Actor, at: datetime.datetime) -> None:
    """Say to who had sight that it has ended, also where the question itself is not in the actor's sight."""
    if decision.receiver is None or decision.receiver_id == actor.id:
        return
    Task.objects.create(
        household_id=decision.household_id,
        sight_request=SightRequest.objects.filter(decision=decision).first(),
        domain=own_domain(decision.purpose),
        title=kept(ENDED, kept(Domain(decision.source).label)),
        due_on=timezone.localdate(at),
        assignee=decision.receiver,
        created_by=actor.user,
        created_at=at,
        caused_by=Task.Cause.QUESTION,
    )


@beyond_sight("settle what was shared")
def settle_tasks(request: SightRequest, *, actor: Actor, at: datetime.datetime) -> None:
    """What was to be done about a question is done."""
    Task.objects.filter(sight_request=request, done_at=None).update(done_at=at, done_by=actor.user)


def tell_household(
    actor: Actor,
    household_id: uuid.UUID,
    *,
    source: str,
    sentence: Promise,
    values: object,
    at: datetime.datetime,
) -> None:
    """A line on the timeline for everybody who sees that there is help in this domain."""
    tell(
        actor=actor,
        at=at,
        household_id=household_id,
        kind=TimelineEvent.Kind.DECISION,
        domain=source,
        sentence=kept(sentence, values),
    )


def record_change(
    event: str,
    *,
    actor: Actor,
    household_id: uuid.UUID,
    purpose: str,
    persons: Iterable[uuid.UUID | None],
    ground: str,
) -> None:
    """The access record of a question, a decision, a consent or its end."""
    record(
        event,
        actor=actor,
        action=AccessRecord.Action.CHANGE,
        purpose=Purpose(purpose),
        about=About(household_id=household_id, subject_ids=tuple(dict.fromkeys(filter(None, persons)))),
        data_classes=[DataClass.INVOLVEMENT],
        ground=ground,
    )


ASKED = _("%(who)s vraagt zicht op %(what)s")
USES = _("%(who)s gebruikt gegevens uit %(what)s: lees waarom")
GIVEN = _("U hebt zicht op %s: lees het antwoord")
REFUSED = _("U krijgt geen zicht op %s: lees waarom")
ENDS_SOON = _("Uw zicht op %s eindigt binnenkort: vraag verlenging als het nodig blijft")
ENDED = _("Uw zicht op %s is beëindigd")
