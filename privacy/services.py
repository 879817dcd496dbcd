"""Changes to actors and to the register of processing, each whole."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from privacy.acting import Actor
from privacy.audit import About, record
from privacy.choices import Purpose
from privacy.models import AccessRecord, ActivityVersion, ProcessingActivity, User


class ChangedMeanwhile(ValueError):
    """Somebody else wrote a version in between; what was typed rests on an older one."""


def system_actor(name: str) -> Actor:
    """The named system job as an actor, for instance `import_brp`; made on first use."""
    user, _created = User.objects.get_or_create(
        email=f"{name}@system.invalid", defaults={"name": name, "kind": User.Kind.SYSTEM, "password": "!"}
    )
    return Actor(user)


def change_activity(
    activity: ProcessingActivity,
    *,
    actor: Actor,
    at: datetime.datetime,
    reason: str,
    based_on: int,
    described: Mapping[str, Any],
) -> ActivityVersion:
    """Write the next version of an activity, in force from `at`; every older version stays as it was.

    `described` holds all fields of a version. Raises `ChangedMeanwhile` when `based_on` is not the newest number.
    """
    ProcessingActivity.objects.select_for_update().get(pk=activity.pk)
    newest = activity.versions.order_by("-number").first()
    if newest is None or newest.number != based_on:
        raise ChangedMeanwhile
    version: ActivityVersion = activity.versions.create(
        number=based_on + 1, valid_from=at, written_by=actor.user, reason=reason, **described
    )
    record(
        "processingactivity.changed",
        actor=actor,
        action=AccessRecord.Action.CHANGE,
        purpose=Purpose.OVERSIGHT,
        about=About(),
        details={"activity": activity.slug, "version": version.number},
    )
    return version
