"""One way to put something on the timeline of a household."""

from __future__ import annotations

import datetime
import uuid

from django.utils.text import Truncator

from casework.models import Compartment, TimelineEvent
from privacy.acting import Actor

LONGEST = 300


def tell(
    *,
    actor: Actor,
    at: datetime.datetime,
    household_id: uuid.UUID,
    kind: TimelineEvent.Kind,
    sentence: str,
    domain: str = "",
    depth: TimelineEvent.Depth = TimelineEvent.Depth.INVOLVEMENT,
    person_id: uuid.UUID | None = None,
    compartment: Compartment | None = None,
) -> TimelineEvent:
    """Write one event; the sentence says what happened, without the actor's name.

    What happened in a compartment is told in it.
    """
    return TimelineEvent.objects.create(
        household_id=household_id,
        at=at,
        kind=kind,
        sentence=Truncator(sentence).chars(LONGEST),
        domain=domain,
        depth=depth,
        compartment=compartment,
        person_id=person_id,
        actor=actor.user,
    )


def tell_inside(actor: Actor, compartment: Compartment, sentence: str, *, at: datetime.datetime) -> TimelineEvent:
    """Write what happened in a compartment, for those who act in it."""
    return tell(
        actor=actor,
        at=at,
        household_id=compartment.household_id,
        kind=TimelineEvent.Kind.CASE,
        domain=compartment.domain,
        depth=TimelineEvent.Depth.CONTENT,
        sentence=sentence,
        compartment=compartment,
    )
