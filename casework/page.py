"""The household page is composed of panels that apps register here."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, TypeVar

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model, QuerySet
from django.utils import timezone

from casework.models import Assignment
from households.models import Household, HouseholdMembership
from households.sight import Sight, sight_on
from privacy import access
from privacy.choices import Purpose
from privacy.dates import on_day
from privacy.looks import last_visit
from privacy.reading import PrivateRequest

M = TypeVar("M", bound=Model)


class Area(StrEnum):
    """Where on the page a panel stands; on a phone the areas follow each other in this order."""

    HEAD = "head"
    NOW = "now"
    DOMAINS = "domains"
    MEMBERS = "members"
    STORY = "story"
    SIDE = "side"


@dataclass
class Page:
    """One reader's view of one household in one request. Panels read through it, so that all they show is recorded."""

    request: PrivateRequest
    household: Household
    sight: Sight
    last_visit_at: datetime.datetime | None
    today: datetime.date = field(default_factory=timezone.localdate)

    def read(self, model: type[M], narrow: Callable[[QuerySet[M]], QuerySet[M]]) -> list[M]:
        """Rows of a model inside the reader's scope, narrowed to this household, and recorded."""
        rows = access.scope(model, self.request.actor, Purpose.HELP)
        return access.read(self.request, narrow(rows), Purpose.HELP)

    @cached_property
    def memberships(self) -> list[HouseholdMembership]:
        """The members of today, those who live there first, the oldest first."""
        return self.read(
            HouseholdMembership,
            lambda rows: (
                rows.filter(on_day(self.today), household=self.household)
                .select_related("person", "tied_to")
                .order_by("-lives_here", "person__birth_date")
            ),
        )

    @cached_property
    def assignments(self) -> list[Assignment]:
        """All assignments of the open case, ended ones too, the oldest first."""
        return self.read(
            Assignment,
            lambda rows: (
                rows.filter(case__household=self.household, case__closed_on__isnull=True)
                .select_related("user", "case__team")
                .order_by("valid_from", "id")
            ),
        )

    def is_new(self, at: datetime.datetime, by: object) -> bool:
        """Whether something happened since the reader's last visit, by somebody else."""
        return self.last_visit_at is not None and at > self.last_visit_at and by != self.request.actor.id


def open_page(request: PrivateRequest, household: Household) -> Page:
    """Begin a page; puts purpose and ground into the access record."""
    sight = sight_on(request.actor, household)
    request.reading.on_ground(Purpose(sight.strongest.purpose), sight.strongest.ground)
    return Page(request, household, sight, last_visit(request.actor, household.pk))


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
