"""What one actor may see of one household, domain by domain, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_datetime

from households.models import Household, HouseholdGrant, Level
from households.querysets import ACTOR, NOW, PLACES, TODAY
from privacy.acting import Actor
from privacy.choices import Purpose
from privacy.compiled import IsOneOf
from privacy.dates import on_day

GRANT_FIELDS = ("domain", "level", "purpose", "ground", "expires_at", "break_glass_id", "includes_special")


def own_grants() -> ArraySubquery:
    """Annotate households with the grants that a visitor has on them today, the weakest first, for `sight_on`."""
    grants = HouseholdGrant.objects.filter(
        on_day(TODAY),
        Q(expires_at__isnull=True) | Q(expires_at__gt=NOW),
        Q(IsOneOf(F("rests_on"), PLACES)),
        user=ACTOR,
        content_object=OuterRef("pk"),
    )
    rows = grants.order_by("level", "valid_from", "expires_at").values(
        row=JSONObject(**{name: name for name in GRANT_FIELDS})
    )
    return ArraySubquery(rows)


@dataclass(frozen=True)
class Sight:
    """The strongest grant of today in each domain; the empty domain is the coordination of the household."""

    grants: Mapping[str, HouseholdGrant]
    special: frozenset[str] = frozenset()
    """The domains in which the actor may read what is marked as health or criminal data."""

    def level(self, domain: str) -> Level | None:
        """The level in a domain, or None."""
        grant = self.grants.get(domain)
        return Level(grant.level) if grant else None

    def reaches(self, level: Level, domain: str = "") -> bool:
        """Whether the actor has at least this level in a domain."""
        present = self.level(domain)
        return present is not None and present >= level

    def domains(self, level: Level) -> list[str]:
        """The domains, the empty one included, in which the actor has at least this level."""
        return [domain for domain, grant in self.grants.items() if grant.level >= level]

    @property
    def levels(self) -> dict[str, Level]:
        """The level in each domain."""
        return {domain: Level(grant.level) for domain, grant in self.grants.items()}

    @property
    def emergency(self) -> HouseholdGrant | None:
        """A grant of an emergency, when it is what lets the actor in."""
        grant = self.grants.get("")
        return grant if grant is not None and grant.break_glass_id else None

    @property
    def strongest(self) -> HouseholdGrant:
        """The grant that says best why the actor is here: its purpose and ground go into the access record."""
        return max(self.grants.values(), key=lambda grant: (grant.level, grant.purpose == Purpose.COORDINATION))


def sight_on(actor: Actor, household: Household) -> Sight:
    """The actor's sight on a household that was asked for with its `own_grants`; no query."""
    rows: list[dict[str, Any]] = household.own_grants  # type: ignore[attr-defined]  # annotated
    grants = [grant for grant in map(_grant, rows) if _serves(actor, grant)]
    special = frozenset(grant.domain for grant in grants if grant.includes_special and grant.level >= Level.CONTENT)
    return Sight({grant.domain: grant for grant in grants}, special)


def _grant(row: dict[str, Any]) -> HouseholdGrant:
    if row["break_glass_id"]:
        row = row | {"break_glass_id": UUID(row["break_glass_id"]), "expires_at": parse_datetime(row["expires_at"])}
    return HouseholdGrant(**row)


def _serves(actor: Actor, grant: HouseholdGrant) -> bool:
    """Whether a grant counts for this actor: to a token those of its purposes do, and none of an emergency."""
    return actor.purposes is None or (actor.may_serve(grant.purpose) and grant.break_glass_id is None)
