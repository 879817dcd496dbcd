"""The access record is written here and nowhere else."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from celery import current_task
from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise

from privacy import operation, processing
from privacy.acting import Actor, current
from privacy.choices import DataClass, Purpose
from privacy.models import AccessRecord

_sentences: dict[str, str | Promise] = {}


@dataclass(frozen=True)
class About:
    """Whom a row is about: opaque keys of a household and of persons."""

    household_id: uuid.UUID | None = None
    subject_ids: tuple[uuid.UUID, ...] = ()


class UnknownEvent(LookupError):
    """An event was recorded that no app has registered."""


def register_event(event: str, sentence: str | Promise) -> None:
    """Name a kind of access with the Dutch words that follow the actor's name, as in `bekeek het huishouden`."""
    if event in _sentences:
        raise ImproperlyConfigured(f"event {event} is registered already")
    _sentences[event] = sentence


def sentence_of(event: str) -> str:
    """The words of an event; raises `UnknownEvent`."""
    try:
        return str(_sentences[event])
    except KeyError:
        raise UnknownEvent(event) from None


def events() -> dict[str, str]:
    """All registered events with their words."""
    return {event: str(words) for event, words in sorted(_sentences.items())}


def record(
    event: str,
    *,
    actor: Actor,
    action: AccessRecord.Action,
    purpose: Purpose,
    about: About,
    ground: str = "",
    listed_household_ids: Iterable[uuid.UUID] = (),
    data_classes: Iterable[DataClass | str] = (),
    details: dict[str, Any] | None = None,
) -> None:
    """Write one access record in the open transaction.

    Raises `UnknownEvent` for an event nobody registered and `NobodyActs` outside `acting`. `details` holds
    counts and kinds, never personal data; the key `trace` is for the trace of the caller.
    """
    sentence_of(event)
    acting_now, working = current(), operation.current()
    membership = actor.memberships[0] if actor.memberships else None
    AccessRecord(
        event=event,
        action=action,
        actor_id=actor.id,
        actor_name=actor.user.name,
        role=membership.role if membership else "",
        team=membership.team.name if membership else "",
        activity=_activity(working, purpose),
        purpose=purpose,
        ground=ground[:300],
        household_id=about.household_id,
        listed_household_ids=list(listed_household_ids),
        subject_ids=list(about.subject_ids),
        data_classes=sorted(str(data_class) for data_class in data_classes),
        request_id=acting_now.request_id,
        took_ms=working.took_ms if working else 0,
        details=(details or {}) | _trace(working),
    ).add()


def _activity(working: operation.Operation | None, purpose: Purpose) -> processing.Activity:
    if working and working.activity:
        return working.activity
    return processing.for_record(purpose, task=current_task.name if current_task else "")


def _trace(working: operation.Operation | None) -> dict[str, Any]:
    kept = working.for_record() if working else {}
    return {"trace": kept} if kept else {}
