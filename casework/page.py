"""The household page is composed of panels that apps register here."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, TypeVar

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from casework.models import Assignment
from casework.querysets import own_compartments
from households.models import Household, HouseholdMembership
from households.querysets import HOUSEHOLD, INSIDER, TODAY, VISITOR, Insider, Visitor
from households.secrecy import of_household
from households.sight import Sight, own_grants, sight_on
from privacy import access
from privacy.choices import Purpose
from privacy.compiled import Compiled
from privacy.dates import on_day
from privacy.looks import last_visit
from privacy.models import AccessRecord
from privacy.reading import PrivateRequest

M = TypeVar("M", bound=Model)


class Area(StrEnum):
    """Where on the page a panel stands; on a phone the areas follow each other in this order."""

    HEAD = "head"
    NOW = "now"
    DOMAINS = "domains"
    MEMBERS = "members"
    PLAN = "plan"
    STORY = "story"
    SIDE = "side"


BELOW_THE_FOLD = (Area.STORY, Area.SIDE)


class Question(Compiled[M]):
    """What a panel asks about the open household: the reader's scope of a model, narrowed. Compiled once.

    `narrow` may use the parameters of `households.querysets` (`HOUSEHOLD`, `ACTOR`, `TODAY`) and its own; never a value
    of one request.
    """

    def __init__(self, model: type[M], narrow: Callable[[QuerySet[M]], QuerySet[M]]) -> None:
        self.model = model
        super().__init__(lambda: narrow(access.scope(model, INSIDER, Purpose.HELP)))


def _door() -> QuerySet[Household]:
    rows = access.scope(Household, VISITOR, Purpose.HELP).filter(pk=HOUSEHOLD)
    return rows.annotate(
        own_grants=own_grants(),
        own_compartments=own_compartments(VISITOR),
        shown_address=of_household(VISITOR),
    )


DOOR = Compiled(_door)
DOOR_AND_VISIT: Compiled[Household] = Compiled(lambda: _door().annotate(last_visit_at=last_visit(VISITOR)))
MEMBERSHIPS = Question(
    HouseholdMembership,
    lambda rows: (
        rows.filter(on_day(TODAY), person__merged_into__isnull=True)
        .select_related("person", "tied_to")
        .only(
            *("household", "reason", "lives_here", "valid_from", "tied_to__given_names"),
            *(f"person__{name}" for name in ("given_names", "surname", "display_name", "birth_date")),
            *(f"person__{name}" for name in ("is_secret", "is_under_investigation", "is_under_guardianship")),
        )
        .order_by("-lives_here", "person__birth_date")
    ),
)
ASSIGNMENTS = Question(
    Assignment,
    lambda rows: (
        rows.filter(case__closed_on__isnull=True, valid_from__lte=TODAY)
        .select_related("user", "case")
        .only(
            *(
                "kind",
                "domain",
                "replaces",
                "valid_from",
                "valid_until",
                "case__number",
                "case__household",
                "case__team",
            ),
            *("user__name", "user__phone", "user__email"),
        )
        .order_by("valid_from", "id")
    ),
)


@dataclass
class Page:
    """One reader's view of one household in one request. Panels read through it, so that all they show is recorded."""

    request: PrivateRequest
    household: Household
    sight: Sight
    last_visit_at: datetime.datetime | None
    today: datetime.date = field(default_factory=timezone.localdate)

    def read(self, question: Question[M], **values: Any) -> list[M]:
        """The rows that answer a panel's question, inside the reader's scope, and recorded."""
        members = [membership.person_id for membership in self.memberships]
        return self._ask(question, {"members": members} | values)

    def _ask(self, question: Question[M], values: dict[str, Any]) -> list[M]:
        rows = question.rows(self._values | values)
        access.note(self.request, question.model, rows, Purpose.HELP)
        return rows

    @cached_property
    def _values(self) -> dict[str, Any]:
        return Insider.values(self.request.actor, self.household.pk, self.sight.levels, special=self.sight.special)

    @cached_property
    def memberships(self) -> list[HouseholdMembership]:
        """The members of today, those who live there first, the oldest first."""
        return self._ask(MEMBERSHIPS, {})

    @cached_property
    def assignments(self) -> list[Assignment]:
        """All assignments of the open case, ended ones too, the oldest first."""
        return self.read(ASSIGNMENTS)

    @property
    def since(self) -> str:
        """The last visit as it travels in the address of a part."""
        return self.last_visit_at.isoformat() if self.last_visit_at else ""

    def is_new(self, at: datetime.datetime, by: object) -> bool:
        """Whether something happened since the reader's last visit, by somebody else."""
        return self.last_visit_at is not None and at > self.last_visit_at and by != self.request.actor.id


def open_page(request: PrivateRequest, pk: uuid.UUID) -> Page:
    """Begin the page of a household in the reader's scope, a 404 outside it; purpose and ground go into the record."""
    household = _household(request, pk, DOOR_AND_VISIT)
    return _open(request, household, household.last_visit_at)  # type: ignore[attr-defined]  # annotated


def open_part(request: PrivateRequest, pk: uuid.UUID) -> Page:
    """Begin a part of a page that is open already: no visit of its own, and new is what was new to the page."""
    household = _household(request, pk, DOOR)
    request.reading.as_event("household.part", AccessRecord.Action.LIST)
    return _open(request, household, moment_in(request, "sinds"))


def _household(request: PrivateRequest, pk: uuid.UUID, door: Compiled[Household]) -> Household:
    found = door.rows(Visitor.values(request.actor, pk)) if request.actor.memberships else []
    return access.one_or_404(request, Household, pk, purpose=Purpose.HELP, found=found)


def moment_in(request: PrivateRequest, name: str) -> datetime.datetime | None:
    """A moment in the address; None when there is none, or nonsense."""
    try:
        moment = parse_datetime(request.GET.get(name, ""))
    except ValueError:
        return None
    return moment if moment is None or timezone.is_aware(moment) else None


def _open(request: PrivateRequest, household: Household, last_visit_at: datetime.datetime | None) -> Page:
    sight = sight_on(request.actor, household)
    request.reading.on_ground(Purpose(sight.strongest.purpose), sight.strongest.ground)
    return Page(request, household, sight, last_visit_at)


@dataclass(frozen=True)
class Panel:
    """One block of the page: a template, and a loader that gives its context with a fixed number of queries."""

    key: str
    area: Area
    order: int
    template: str
    load: Callable[[Page], dict[str, Any]]


_panels: dict[str, Panel] = {}


def register(panels: Iterable[Panel]) -> None:
    """Add panels; a key that is taken raises `ImproperlyConfigured`."""
    for panel in panels:
        if panel.key in _panels:
            raise ImproperlyConfigured(f"panel {panel.key} is registered already")
        _panels[panel.key] = panel


def panel(key: str) -> Panel:
    """One panel by its key."""
    return _panels[key]


def panels() -> list[Panel]:
    """All panels in their order."""
    return sorted(_panels.values(), key=lambda panel: panel.order)
