"""Who acts right now, and why: the one place that opens a transaction on somebody's behalf."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from django.db import connection, models, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from privacy.choices import Domain, Purpose, Role
from privacy.compiled import Compiled, Parameter
from privacy.dates import on_day

if TYPE_CHECKING:
    from privacy.models import Membership, Team, User


@dataclass(frozen=True)
class Actor:
    """A user in the light of today's team memberships. System jobs are actors too.

    `purposes` are those to which a token narrows its user; None for somebody who is here in person.
    """

    user: User
    memberships: tuple[Membership, ...] = ()
    purposes: frozenset[Purpose] | None = None

    @property
    def id(self) -> uuid.UUID:
        """The user's key."""
        return self.user.pk

    @cached_property
    def roles(self) -> frozenset[str]:
        """All roles of today."""
        return frozenset(membership.role for membership in self.memberships)

    @cached_property
    def domains(self) -> frozenset[str]:
        """All domains this actor works in today."""
        return frozenset(domain for membership in self.memberships for domain in membership.domains)

    @cached_property
    def places(self) -> list[str]:
        """All places in teams of today, on which grants rest."""
        return sorted({place for membership in self.memberships for place in membership.places})

    @cached_property
    def is_told_of_emergency(self) -> bool:
        """Whether there is a notice of an emergency that this actor has not seen yet."""
        return any(getattr(membership, "is_told_of_emergency", False) for membership in self.memberships)

    def may_serve(self, purpose: Purpose | str) -> bool:
        """Whether this actor may act for a purpose at all: in person for every one, by a token for its own alone."""
        return self.purposes is None or purpose in self.purposes

    def has(self, *roles: Role) -> bool:
        """Whether this actor has one of these roles today."""
        return not self.roles.isdisjoint(roles)

    def teams(self, *roles: Role) -> list[Team]:
        """The teams this actor is in today, only those in one of `roles` when any are given."""
        return [m.team for m in self.memberships if not roles or m.role in roles]


@dataclass(frozen=True)
class Acting:
    """The context of a change: the actor, the request it belongs to, the reason."""

    actor: Actor
    request_id: uuid.UUID | None = None
    reason: str = ""
    household_id: uuid.UUID | None = None
    # For which purposes the database has been told, and inside which savepoints.
    served: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False)


_current: ContextVar[Acting | None] = ContextVar("acting", default=None)


class NobodyActs(RuntimeError):
    """Personal data was about to be touched outside `acting`."""


def current() -> Acting:
    """The present context; raises `NobodyActs` outside `acting`."""
    acting_now = _current.get()
    if acting_now is None:
        raise NobodyActs("open privacy.acting.acting() first")
    return acting_now


def actor_for(user: User, *, on: datetime.date | None = None) -> Actor:
    """The actor that `user` is on a day (default: today); one query."""
    values = {"user": user.pk, "day": on or timezone.localdate()}
    return Actor(user, tuple(_MEMBERSHIPS.rows(values)))


def _memberships() -> QuerySet[Membership]:
    from privacy.models import EmergencyNotice, Membership  # the models themselves need to know who acts

    day, user = Parameter("day", models.DateField()), Parameter("user", models.UUIDField())
    rows = Membership.objects.filter(on_day(day), user=user).select_related("team").order_by("valid_from", "id")
    # Asked along with what every request asks, so that a notice stands on every page without a query of its own.
    unseen = EmergencyNotice.objects.filter(user=OuterRef("user_id"), acknowledged_at__isnull=True)
    return rows.annotate(is_told_of_emergency=Exists(unseen))


_MEMBERSHIPS = Compiled(_memberships)


@contextmanager
def acting(
    actor: Actor,
    *,
    request_id: uuid.UUID | None = None,
    reason: str = "",
    household_id: uuid.UUID | None = None,
) -> Iterator[Acting]:
    """Open a transaction in which `actor` acts; the database knows the actor until it ends.

    With a household nothing of other households is in sight, whatever grants the actor has.
    """
    context, outer = Acting(actor, request_id, reason, household_id), _current.get()
    with transaction.atomic():
        _enter(context)
        token = _current.set(context)
        try:
            yield context
        finally:
            _current.reset(token)
    if outer is not None:
        _enter(outer)


def _enter(context: Acting) -> None:
    """Tell the database who acts, for which request; it forgets what was in sight of whoever acted before."""
    with connection.cursor() as cursor:
        now = [timezone.now().isoformat(), str(timezone.localdate())]
        named = [str(context.actor.id), str(context.request_id or "")]
        cursor.execute("SELECT privacy_enter(%s, %s, %s, %s, %s)", [*named, *now, str(context.household_id or "")])


def serve(actor: Actor, purpose: Purpose) -> None:
    """Tell the database that `actor` looks for a purpose that comes with a role; it looks up the role itself."""
    acting_now = _current.get()
    if purpose not in PURPOSE_ROLES or acting_now is None or acting_now.actor.id != actor.id:
        return
    savepoints = tuple(map(str, connection.savepoint_ids))
    told = acting_now.served.get(purpose)
    if told is not None and savepoints[: len(told)] == told:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT privacy_serve(%s)", [str(purpose)])
    acting_now.served[purpose] = savepoints


BEYOND_SIGHT = {
    "ask the never-rules for a colleague": "whom a colleague is family of decides, and is shown to nobody",
    "count work": "a number alone tells of nobody: how many households a colleague has, how many tasks are open",
    "divide the work": "who leads a team divides work without seeing into households; a first contact opens one",
    "help in an emergency": "who opens a household in an emergency has no sight of it yet, and tells whoever has",
    "keep grants as they follow": "grants are made, and foretold as numbers, for everybody whom a change is about",
    "keep the register right": "merging moves rows in every file that names the person, and shows numbers of them only",
    "settle what was handed over": "who begins help finishes a colleague's task that asked for it, and sees none of it",
    "settle what was shared": "consent ends at whoever hears of it; questions and tasks of other domains end with it",
    "name whom a refusal is about": "the record of a refusal says whose row was asked for; it is shown to nobody",
}


@contextmanager
def beyond_sight(why: str) -> Iterator[None]:
    """Do one of the few things that need rows out of the actor's sight, each named in `BEYOND_SIGHT`.

    For services, which decide by themselves who may do what; never for views. A failure undoes what was done inside.
    """
    if why not in BEYOND_SIGHT:
        raise ValueError(f"not a reason to go beyond sight: {why}")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT privacy_go_beyond(%s)", [why])
        before = cursor.fetchone()[0]
        yield
        cursor.execute("SELECT set_config('role', %s, true)", [before])


@contextmanager
def because(reason: str) -> Iterator[None]:
    """Give the changes made inside a reason, shown in the change history."""
    token = _current.set(replace(current(), reason=reason))
    try:
        yield
    finally:
        _current.reset(token)


def eyes_of(actor: Actor) -> AbstractContextManager[None]:
    """What the never-rules need to know of `actor`: whoever acts knows it of themselves, of a colleague nobody does."""
    acting_now = _current.get()
    if acting_now is None or acting_now.actor.id == actor.id:
        return nullcontext()
    return beyond_sight("ask the never-rules for a colleague")


def may_have_purpose(actor: Actor, purpose: Purpose) -> bool:
    """Whether an actor's roles of today can carry this purpose at all."""
    if not actor.may_serve(purpose):
        return False
    if purpose in Domain.values:
        return actor.has(Role.CASE_MANAGER) or purpose in actor.domains
    return actor.has(*PURPOSE_ROLES.get(purpose, ()))


CAREGIVERS = (Role.CASE_MANAGER, Role.PROFESSIONAL, Role.EARLY_SIGNAL_WORKER, Role.TEAM_LEAD)
PURPOSE_ROLES: dict[Purpose, tuple[Role, ...]] = {
    Purpose.COORDINATION: (Role.CASE_MANAGER,),
    Purpose.FIRST_CONTACT: CAREGIVERS,
    Purpose.SIGNAL: (Role.EARLY_SIGNAL_WORKER, Role.CASE_MANAGER),
    Purpose.EMERGENCY: CAREGIVERS,
    Purpose.CASELOAD: CAREGIVERS,
    Purpose.REGISTRATION: (Role.CASE_MANAGER, Role.TEAM_LEAD, Role.ADMINISTRATOR),
    Purpose.OVERSIGHT: (Role.PRIVACY_OFFICER,),
}
