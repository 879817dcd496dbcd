"""Sight on households: grants that hold today, minus the never-rules (design section 3)."""

from __future__ import annotations

import uuid

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from households.models import Household, HouseholdGrant, HouseholdMembership, Level, Relation
from privacy.acting import Actor
from privacy.dates import on_day
from privacy.models import ColleagueException, User


def granted(
    actor: Actor, household: str = "pk", *, level: Level = Level.INVOLVEMENT, domain: str | F | None = None
) -> Q:
    """The condition that `actor` may see a row at `level`.

    `household` is the path from the row to its household; `domain` the domain the level is asked for: a value,
    `OuterRef` of a column, or None for any.
    """
    if not actor.memberships:
        return Q(pk__in=[])
    grants = HouseholdGrant.objects.filter(
        on_day(), user=actor.user, content_object=OuterRef(household), level__gte=level
    )
    if domain is not None:
        grants = grants.filter(domain=domain)
    return Q(Exists(grants)) & not_barred(actor, household)


def not_barred(actor: Actor, household: str = "pk") -> Q:
    """The never-rules: not one's own household or family's, and no colleague's without a named exception."""
    members = HouseholdMembership.objects.filter(on_day(), household=OuterRef(household))
    colleagues = User.objects.filter(person_id=OuterRef("person_id"), is_active=True)
    exception = ColleagueException.objects.filter(on_day(), user=actor.user, household_id=OuterRef("household_id"))
    never = ~Exists(members.filter(Exists(colleagues)).exclude(Exists(exception)))
    circle = own_circle(actor)
    return Q(never) & ~Q(Exists(members.filter(person_id__in=circle))) if circle else Q(never)


def own_circle(actor: Actor) -> frozenset[uuid.UUID]:
    """The actor's own person, partners, parents and children."""
    me = actor.user.person_id
    if me is None:
        return frozenset()
    if "own_circle" not in actor.__dict__:
        ties = Relation.objects.filter(Q(person_id=me) | Q(other_id=me)).values_list("person_id", "other_id")
        actor.__dict__["own_circle"] = frozenset([me, *(key for pair in ties for key in pair)])
    circle: frozenset[uuid.UUID] = actor.__dict__["own_circle"]
    return circle


def visible_households(actor: Actor) -> QuerySet[Household]:
    """All households on which the actor has any grant today."""
    return Household.objects.filter(granted(actor))
