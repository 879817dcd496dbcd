"""What one request has read so far. It becomes one access record, in the transaction of the request."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from privacy.acting import Actor
from privacy.audit import About, record
from privacy.choices import DataClass, Purpose
from privacy.models import AccessRecord

View = TypeVar("View", bound=Callable[..., Any])


@dataclass
class Reading:
    """Gathers the event, the purpose and everybody shown; `write` turns it into one record."""

    event: str = ""
    action: AccessRecord.Action = AccessRecord.Action.READ
    purpose: Purpose | None = None
    ground: str = ""
    household_id: uuid.UUID | None = None
    listed: dict[uuid.UUID, None] = field(default_factory=dict)
    subjects: dict[uuid.UUID, None] = field(default_factory=dict)
    data_classes: dict[str, None] = field(default_factory=dict)
    details: dict[str, Any] = field(default_factory=dict)
    is_taken_out: bool = False

    def note(
        self,
        event: str,
        *,
        action: AccessRecord.Action,
        purpose: Purpose,
        about: About,
        data_classes: Iterable[DataClass] = (),
    ) -> None:
        """Begin the record with the one thing this request is about; a second thing only widens it."""
        if not self.event:
            self.event, self.action, self.purpose = event, action, purpose
        if self.household_id is None:
            self.household_id = about.household_id
        self._add(about, data_classes)

    def widen(
        self,
        event: str,
        *,
        action: AccessRecord.Action,
        purpose: Purpose,
        abouts: Iterable[About],
        data_classes: Iterable[DataClass] = (),
    ) -> None:
        """Add what a list shows; it begins the record when nothing did before."""
        if not self.event:
            self.event, self.action, self.purpose = event, action, purpose
        for about in abouts:
            self._add(about, data_classes)
            if about.household_id and about.household_id != self.household_id:
                self.listed[about.household_id] = None

    def on_ground(self, purpose: Purpose, ground: str) -> None:
        """Say on which purpose and ground the reader stands, once that is known."""
        self.purpose, self.ground = purpose, ground

    def as_event(self, event: str, action: AccessRecord.Action) -> None:
        """Say more exactly what this reading was than the loader could: on paper, or only a part."""
        self.event, self.action = event, action

    def refused(self) -> None:
        """Say that something was tried that this actor may not do; what was read on the way stays in the record."""
        self.as_event("change.refused", AccessRecord.Action.DENIED)
        self.purpose = self.purpose or Purpose.HELP

    def failed(self, kind: str) -> None:
        """Say that the request ended in a technical fault of this kind; nothing of it was shown or changed."""
        self.as_event("work.failed", AccessRecord.Action.FAILED)
        self.purpose = self.purpose or Purpose.HELP
        self.details["fault"] = kind

    def write(self, actor: Actor) -> None:
        """Write the record, if anything was read."""
        if not self.event or self.purpose is None:
            return
        record(
            self.event,
            actor=actor,
            action=self.action,
            purpose=self.purpose,
            ground=self.ground,
            about=About(household_id=self.household_id, subject_ids=tuple(self.subjects)),
            listed_household_ids=tuple(self.listed),
            data_classes=tuple(self.data_classes),
            details=self.details,
        )

    def _add(self, about: About, data_classes: Iterable[DataClass]) -> None:
        self.subjects.update(dict.fromkeys(about.subject_ids))
        self.data_classes.update(dict.fromkeys(map(str, data_classes)))


class PrivateRequest(HttpRequest):
    """The request as views know it: with its actor and what it has read."""

    actor: Actor
    reading: Reading
    request_id: uuid.UUID
    htmx: HtmxDetails


def within_household(view: View) -> View:
    """Mark a view as one about the household whose key is its `pk`: its request sees nothing of any other."""
    view.is_within_household = True  # type: ignore[attr-defined]  # a mark on a function
    return view


def private(request: HttpRequest) -> PrivateRequest:
    """The same request, for the type checker: the middleware gave it an actor."""
    return cast(PrivateRequest, request)
