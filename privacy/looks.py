"""Looking back in the access record of one household: when was I here last, and who else looked."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable

from django.db import models
from django.db.models import Max, Q

from privacy.acting import Actor
from privacy.compiled import Compiled, Parameter
from privacy.models import AccessRecord

VISITS = ("household.read", "household.printed")
LOOKS_SHOWN = 5
SEEN_HERE = Q(household_id=Parameter("household", models.UUIDField()), event__in=VISITS)
LAST_VISIT = Compiled(
    lambda: (
        AccessRecord.objects.filter(SEEN_HERE, actor_id=Parameter("actor", models.UUIDField()))
        .only("at", "id")
        .order_by("-at")[:1]
    )
)
LOOKS = Compiled(
    lambda: (
        AccessRecord.objects.filter(SEEN_HERE)
        .only("at", "id", "actor_id", "actor_name", "purpose")
        .order_by("-at")[:LOOKS_SHOWN]
    )
)


def last_visit(actor: Actor, household_id: uuid.UUID) -> datetime.datetime | None:
    """When this actor last opened the household, before now."""
    last = LAST_VISIT.rows({"household": household_id, "actor": actor.id})
    return last[0].at if last else None


def recent_looks(household_id: uuid.UUID) -> list[AccessRecord]:
    """The newest reads of a household, whoever's."""
    return LOOKS.rows({"household": household_id})


def last_visits(
    actor: Actor, household_ids: Iterable[uuid.UUID], *, since: datetime.datetime
) -> dict[uuid.UUID, datetime.datetime]:
    """When this actor last opened each of these households, as far back as `since`; one query."""
    mine = AccessRecord.objects.order_by().filter(actor_id=actor.id, event="household.read", at__gte=since)
    visits = mine.filter(household_id__in=list(household_ids)).values_list("household_id").annotate(last=Max("at"))
    return {household_id: last for household_id, last in visits if household_id}
