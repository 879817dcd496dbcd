"""Sight on households: grants that hold today, minus the never-rules (design section 3).

The conditions are written in SQL, once: every scope of every app uses them, many times a page, and the database's own
row-level security can repeat them word for word.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection, Mapping, Sequence
from typing import Any, cast

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import BooleanField, Expression, F, Q, QuerySet
from django.utils import timezone

from households.models import Household, Level, Relation
from privacy.acting import Actor, eyes_of
from privacy.compiled import IsOneOf, Parameter
from privacy.models import User

_NAMED = re.compile(r"%\((\w+)\)s")
HAS_GRANT = """EXISTS (
    SELECT 1 FROM households_householdgrant g
    WHERE g.user_id = %(user)s AND g.content_object_id = {household} AND g.level >= %(level)s {in_domain}
    AND g.valid_from <= %(today)s AND (g.valid_until IS NULL OR g.valid_until > %(today)s)
    AND (g.expires_at IS NULL OR g.expires_at > %(now)s) AND g.rests_on = ANY(%(places)s))"""

# A token reaches no further than its purposes, and never into an emergency.
IS_NARROWED = (
    "AND (%(purposes)s::text[] IS NULL OR (g.purpose = ANY(%(purposes)s::text[]) AND g.break_glass_id IS NULL))"
)

# Content with what is marked as health or criminal data.
HAS_SPECIAL_GRANT = HAS_GRANT.replace("{in_domain}", "{in_domain} AND g.includes_special")

# Whether a membership (m) is of oneself or family, or of a colleague without a named exception.
IS_TOO_CLOSE = """(m.person_id = ANY(%(circle)s) OR (
    EXISTS (SELECT 1 FROM privacy_user u WHERE u.person_id = m.person_id AND u.is_active)
    AND NOT EXISTS (
        SELECT 1 FROM privacy_colleagueexception e
        WHERE e.user_id = %(user)s AND e.household_id = m.household_id
        AND e.valid_from <= %(today)s AND (e.valid_until IS NULL OR e.valid_until > %(today)s))))"""

# Not one's own household or family's; no colleague's without a named exception.
IS_BARRED = f"""EXISTS (
    SELECT 1 FROM households_householdmembership m
    WHERE m.household_id = {{household}}
    AND m.valid_from <= %(today)s AND (m.valid_until IS NULL OR m.valid_until > %(today)s)
    AND {IS_TOO_CLOSE})"""

# Whoever was a member once and is family or a colleague now stays out as well, though their household may be seen.
IS_MEMBER_IN_SIGHT = (
    "EXISTS (SELECT 1 FROM households_householdmembership s WHERE s.person_id = {person} AND NOT "
    + IS_TOO_CLOSE.replace("m.", "s.")
    + " AND "
    + HAS_GRANT.format(household="s.household_id", in_domain="{in_domain}")
    + " AND NOT "
    + IS_BARRED.format(household="s.household_id")
    + ")"
)

IS_MEMBER_BARRED = (  # made of constants
    "({person} = ANY(%(circle)s) OR EXISTS (SELECT 1 FROM households_householdmembership b WHERE b.person_id = {person}"
    " AND b.valid_from <= %(today)s AND (b.valid_until IS NULL OR b.valid_until > %(today)s) AND "
    + IS_BARRED.format(household="b.household_id")
    # A colleague without a household has none that an exception could name.
    + ") OR (EXISTS (SELECT 1 FROM privacy_user w WHERE w.person_id = {person} AND w.is_active) AND NOT EXISTS ("
    "SELECT 1 FROM households_householdmembership h WHERE h.person_id = {person}"
    " AND h.valid_from <= %(today)s AND (h.valid_until IS NULL OR h.valid_until > %(today)s))))"
)


class SightCondition(Expression):
    """One of the conditions above. `columns` fill its places by name with paths to columns of the row."""

    conditional = True
    output_field = BooleanField()

    def __init__(
        self,
        template: str,
        actor: Actor,
        level: Level = Level.INVOLVEMENT,
        in_domain: str | None = None,
        **columns: str,
    ) -> None:
        super().__init__()
        self.template, self.names = template, list(columns)
        self.columns: list[Any] = [F(path) for path in columns.values()]
        self.arguments = {"level": int(level), "domain": in_domain} | _standing(actor)

    def get_source_expressions(self) -> list[Any]:
        """The columns."""
        return self.columns

    def set_source_expressions(self, exprs: Sequence[Any]) -> None:
        """The columns, resolved."""
        self.columns = list(exprs)

    def as_sql(self, compiler: Any, _connection: Any) -> tuple[str, list[Any]]:
        """The condition with its columns filled in; values stay parameters."""
        places = {name: compiler.compile(column)[0] for name, column in zip(self.names, self.columns, strict=True)}
        domain = places.pop("domain", "%(domain)s" if self.arguments["domain"] is not None else "")
        narrower = [f"AND g.domain = {domain}"] if domain else []
        narrower += [IS_NARROWED] if self.arguments["purposes"] is not None else []
        sql = self.template.format(in_domain=" ".join(narrower), **places)
        return _NAMED.sub("%s", sql), [self.arguments[name] for name in _NAMED.findall(sql)]


def _standing(actor: Actor) -> dict[str, Any]:
    """What the conditions ask of an actor; of a visitor, the places for it."""
    if isinstance(actor, Visitor):
        at = {"today": TODAY, "now": NOW}
        return at | {"user": actor.id, "places": PLACES, "purposes": PURPOSES, "circle": CIRCLE}
    return {
        "user": actor.id,
        "today": timezone.localdate(),
        "now": timezone.now(),
        "places": actor.places,
        "purposes": None if actor.purposes is None else sorted(actor.purposes),
        "circle": list(own_circle(actor)),
    }


HOUSEHOLD = Parameter("household", models.UUIDField())
ACTOR = Parameter("actor", models.UUIDField())
TODAY = Parameter("today", models.DateField())
NOW = Parameter("now", models.DateTimeField())
PLACES = Parameter("places", ArrayField(models.CharField()))
MEMBERS = Parameter("members", ArrayField(models.UUIDField()))


PURPOSES = Parameter("purposes", ArrayField(models.CharField()))
CIRCLE = Parameter("circle", ArrayField(models.UUIDField()))


class Anybody(Actor):
    """An actor written in parameters: what a scope answers for one can be compiled once, for all readers."""

    def __init__(self) -> None:
        super().__init__(user=cast(User, ACTOR))

    @property
    def id(self) -> uuid.UUID:
        """The place of the user's key."""
        return cast(uuid.UUID, ACTOR)


class Visitor(Anybody):
    """Whoever knocks at the door of a household, and may turn out to have no sight on it."""

    @staticmethod
    def values(actor: Actor, household_id: uuid.UUID) -> dict[str, Any]:
        """What fills the parameters for one reader at the door of one household."""
        places = _standing(actor)
        return places | {"actor": places["user"], "household": household_id}


class Insider(Anybody):
    """Whoever has one household open: the loader has asked the never-rules, the page has read the grants.

    Scopes ask `granted` and the others below, and need not know the difference: for an insider the answer is written in
    parameters, so that the scope of every model is compiled once and shared by all readers. What lies outside the
    household is out of an insider's sight.
    """

    @staticmethod
    def values(
        actor: Actor, household_id: uuid.UUID, levels: Mapping[str, Level], *, special: Collection[str] = ()
    ) -> dict[str, Any]:
        """What fills the parameters for one reader of one household; `special` are the domains with health data."""
        reached = {f"reached_{level.name}": [d for d, has in levels.items() if has >= level] for level in Level}
        reached["reached_special"] = list(special)
        return {"household": household_id, "actor": actor.id, "today": timezone.localdate(), **reached}

    def reaches(self, household: str, level: Level, domain: str | None) -> Q:
        """The same condition as `granted`, without asking the database for grants again."""
        here = Q(**{household: HOUSEHOLD})
        return here if domain is None else here & self._is_among(domain, level.name)

    def reaches_special(self, household: str, domain: str) -> Q:
        """The same for `granted_special`."""
        return Q(**{household: HOUSEHOLD}) & self._is_among(domain, "special")

    @staticmethod
    def _is_among(domain: str, reached: str) -> Q:
        return Q(IsOneOf(F(domain), Parameter(f"reached_{reached}", ArrayField(models.CharField()))))

    def members(self, person: str) -> Q:
        """The members of today: a list of keys, because a subquery in each half of an OR reads all of a table."""
        return Q(IsOneOf(F(person), MEMBERS))


INSIDER, VISITOR = Insider(), Visitor()


def granted(
    actor: Actor,
    household: str = "pk",
    *,
    level: Level = Level.INVOLVEMENT,
    domain: str | None = None,
    in_domain: str | None = None,
) -> Q:
    """The condition that `actor` may see a row at `level`.

    `household` is the path from the row to its household's key. The level is asked for one domain: that of the column
    at the path `domain`, or `in_domain` itself; without either any domain serves.
    """
    if isinstance(actor, Insider):
        return actor.reaches(household, level, domain)
    if not (actor.memberships or isinstance(actor, Visitor)):
        return Q(pk__in=[])
    columns = {"household": household} | ({"domain": domain} if domain else {})
    return Q(SightCondition(HAS_GRANT, actor, level, in_domain, **columns)) & not_barred(actor, household)


def granted_special(actor: Actor, household: str = "pk", *, domain: str) -> Q:
    """The condition that `actor` may read what is marked as health or criminal data in the domain at this path."""
    if isinstance(actor, Insider):
        return actor.reaches_special(household, domain)
    if not (actor.memberships or isinstance(actor, Visitor)):
        return Q(pk__in=[])
    condition = SightCondition(HAS_SPECIAL_GRANT, actor, Level.CONTENT, household=household, domain=domain)
    return Q(condition) & not_barred(actor, household)


def not_barred(actor: Actor, household: str = "pk") -> Q:
    """The never-rules, as a condition on the household at this path."""
    if isinstance(actor, Insider):  # the loader has asked
        return Q(**{household: HOUSEHOLD})
    return ~Q(SightCondition(IS_BARRED, actor, household=household))


def member_in_sight(actor: Actor, person: str = "pk") -> Q:
    """The condition that a person is or was a member of a household the actor may see."""
    if isinstance(actor, Insider):
        return actor.members(person)
    if not actor.memberships:
        return Q(pk__in=[])
    return Q(SightCondition(IS_MEMBER_IN_SIGHT, actor, person=person))


def member_not_barred(actor: Actor, person: str = "pk") -> Q:
    """The never-rules, as a condition on the person at this path."""
    return ~Q(SightCondition(IS_MEMBER_BARRED, actor, person=person))


def own_circle(actor: Actor) -> frozenset[uuid.UUID]:
    """The actor's own person, partners, parents and children; read once per request."""
    me = actor.user.person_id
    if me is None:
        return frozenset()
    if "own_circle" not in actor.__dict__:
        with eyes_of(actor):
            ties = Relation.objects.filter(Q(person_id=me) | Q(other_id=me)).values_list("person_id", "other_id")
            actor.__dict__["own_circle"] = frozenset([me, *(key for pair in ties for key in pair)])
    circle: frozenset[uuid.UUID] = actor.__dict__["own_circle"]
    return circle


def visible_households(actor: Actor) -> QuerySet[Household]:
    """All households on which the actor has any grant today."""
    return Household.objects.filter(granted(actor))
