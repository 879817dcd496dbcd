"""How far into a household's file one sees: closed compartments, and notes with health or criminal data."""

from __future__ import annotations

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When
from django.db.models.functions import JSONObject

from casework.models import Compartment, CompartmentMember, JournalEntry
from households.querysets import granted, granted_special
from privacy.acting import Actor


def acts_in(actor: Actor, compartment: str = "compartment") -> Q:
    """The condition that the actor is a member, now, of the compartment at this path."""
    mine = CompartmentMember.objects.filter(compartment=OuterRef(compartment), user=actor.id, removed_at=None)
    return Q(Exists(mine))


def in_open_compartment(actor: Actor, sight: Q, *, inside: Q | None = None) -> Q:
    """The condition for rows that may be in a compartment: every scope of such a model asks this and nothing else.

    Outside compartments `sight` decides. Inside one membership takes the place of level and domain, because whoever
    acts there acts on its own ground; the household must be in sight as ever. `inside` narrows further.
    """
    mine = Q(compartment__isnull=False) & granted(actor, "household") & acts_in(actor) & (inside or Q())
    return (Q(compartment__isnull=True) & sight) | mine


def own_compartments(actor: Actor) -> ArraySubquery:
    """Annotate households with the compartments in which the actor acts, the newest first: `pk`, `kind`, `closed`."""
    mine = Compartment.objects.filter(acts_in(actor, "pk"), household=OuterRef("pk")).order_by("-opened_at")
    return ArraySubquery(mine.values(row=JSONObject(pk="pk", kind="kind", closed="closed_at")))


def with_text(entries: QuerySet[JournalEntry], actor: Actor) -> QuerySet[JournalEntry]:
    """Notes of a scope with `readable_text`: None where it is health or criminal data that the actor may not read.

    The text itself stays in the database. A member of a compartment reads what is in it.
    """
    mine = Q(is_special=False) | Q(author=actor.user) | Q(compartment__isnull=False)
    may_read = mine | granted_special(actor, "household", domain="domain")
    return entries.annotate(readable_text=Case(When(may_read, then=F("text")), default=None)).defer("text")
