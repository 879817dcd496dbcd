"""Closed compartments: the one condition that keeps what is in them from everybody but their members."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q

from casework.models import CompartmentMember
from households.querysets import ACTOR, Insider, granted
from privacy.acting import Actor


def acts_in(actor: Actor, compartment: str = "compartment") -> Q:
    """The condition that the actor is a member, now, of the compartment at this path."""
    me: Any = ACTOR if isinstance(actor, Insider) else actor.id
    return Q(Exists(CompartmentMember.objects.filter(compartment=OuterRef(compartment), user=me, removed_at=None)))


def in_open_compartment(actor: Actor, sight: Q, *, inside: Q | None = None) -> Q:
    """The condition for rows that may be in a compartment: every scope of such a model asks this and nothing else.

    Outside compartments `sight` decides. Inside one membership takes the place of level and domain, because whoever
    acts there acts on its own ground; the household must be in sight as ever. `inside` narrows further.
    """
    mine = Q(compartment__isnull=False) & granted(actor, "household") & acts_in(actor) & (inside or Q())
    return (Q(compartment__isnull=True) & sight) | mine
