"""Looking back in the access record of one household: when was I here last, and who else looked."""

from __future__ import annotations

import datetime
import uuid

from privacy.acting import Actor
from privacy.models import AccessRecord

SEEN = (AccessRecord.Action.READ, AccessRecord.Action.PRINT)


def last_visit(actor: Actor, household_id: uuid.UUID) -> datetime.datetime | None:
    """When this actor last opened the household, before now."""
    mine = AccessRecord.objects.filter(household_id=household_id, actor_id=actor.id, action__in=SEEN)
    return mine.order_by("-at").values_list("at", flat=True).first()


def recent_looks(household_id: uuid.UUID, *, limit: int = 5) -> list[AccessRecord]:
    """The newest reads of a household, whoever's."""
    return list(AccessRecord.objects.filter(household_id=household_id, action__in=SEEN).order_by("-at")[:limit])
