"""Looking back in the access record of one household: when was I here last, and who else looked."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable

from django.db import models
from django.db.models import Max, OuterRef, Subquery

from privacy.acting import Actor
from privacy.compiled import Compiled, Parameter
from privacy.models import AccessRecord

VISITS = ("household.read", "household.printed")
LOOKS_SHOWN = 5
LOOKS = Compiled(
    lambda: (
        AccessRecord.objects.filter(household_id=Parameter("household", models.UUIDField()), event__in=VISITS)
        .only("at", "id", "actor_id", "actor_name", "purpose")
        .order_by("-at")[:LOOKS_SHOWN]
    )
)


def last_visit(actor: Actor, household: str = "pk") -> Subquery:
    """Annotate rows with when this actor last opened the household at this path, before now."""
    visits = AccessRecord.objects.filter(household_id=OuterRef(household), event__in=VISITS, actor_id=actor.id)
    return Subquery(visits.order_by("-at").values("at")[:1])


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
