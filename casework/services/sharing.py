"""Recording that a domain's content may be used for a purpose."""

from __future__ import annotations

import datetime
import uuid

from django.utils import timezone

from casework import grants
from casework.models import Assignment
from casework.services.permission import require_work
from privacy.acting import Actor, because
from privacy.audit import About, record
from privacy.choices import DataClass, Domain, Purpose
from privacy.models import AccessRecord, SharingDecision
from privacy.wording import kept


def decide_sharing(
    *,
    actor: Actor,
    household_id: uuid.UUID,
    source: Domain,
    purpose: Purpose,
    ground: SharingDecision.Ground,
    words: str,
    at: datetime.datetime,
    valid_until: datetime.date | None = None,
) -> SharingDecision:
    """Record a decision and open exactly what it opens. Only who works in the source domain may give it away."""
    require_work(actor, household_id, source)
    day = timezone.localdate(at)
    with because(words):
        decision = SharingDecision.objects.create(
            household_id=household_id,
            source=source,
            purpose=purpose,
            ground=ground,
            words=words,
            decided_by=actor.user,
            decided_at=at,
            valid_from=day,
            valid_until=valid_until,
        )
    running = Assignment.objects.filter(case__household_id=household_id)
    grants.refresh(running.on(day))
    record(
        "sharing.decided",
        actor=actor,
        action=AccessRecord.Action.CHANGE,
        purpose=purpose,
        about=About(household_id=household_id),
        data_classes=[DataClass.INVOLVEMENT],
        ground=kept(SharingDecision.Ground(ground).label),
    )
    return decision
