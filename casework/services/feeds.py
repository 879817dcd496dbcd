"""What a worker keeps for themselves: filters by name, and a private address for their calendar."""

from __future__ import annotations

import datetime
import hashlib
import secrets
from collections.abc import Mapping

from django.db import transaction

from casework.models import CalendarFeed, SavedFilter
from privacy.acting import Actor
from privacy.audit import About, record
from privacy.choices import Purpose
from privacy.models import AccessRecord

SECRET_BYTES = 32


def keep_filter(*, actor: Actor, name: str, chosen: Mapping[str, str]) -> SavedFilter:
    """Keep a choice under a name; a name that was used already gets the new choice."""
    kept, _is_new = SavedFilter.objects.update_or_create(user=actor.user, name=name, defaults={"chosen": dict(chosen)})
    return kept


def drop_filter(*, actor: Actor, name: str) -> None:
    """Throw a kept choice away."""
    SavedFilter.objects.filter(user=actor.user, name=name).delete()


def make_feed(*, actor: Actor, at: datetime.datetime) -> str:
    """A new secret for the calendar address; the one before it no longer works. The answer is kept nowhere."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    with transaction.atomic():
        revoke_feed(actor=actor, at=at)
        CalendarFeed.objects.create(user=actor.user, token_hash=_hashed(secret), made_at=at)
        _record("calendar.opened", actor)
    return secret


def revoke_feed(*, actor: Actor, at: datetime.datetime) -> bool:
    """Close the calendar address; answers whether there was one."""
    revoked = CalendarFeed.objects.filter(user=actor.user, revoked_at__isnull=True).update(revoked_at=at)
    if revoked:
        _record("calendar.closed", actor)
    return bool(revoked)


def open_feed(actor: Actor) -> CalendarFeed | None:
    """The actor's calendar address, if it is open."""
    return CalendarFeed.objects.filter(user=actor.user, revoked_at__isnull=True).first()


def feed_of(secret: str) -> CalendarFeed | None:
    """The open calendar address with this secret, of somebody who works here."""
    found = CalendarFeed.objects.select_related("user").filter(token_hash=_hashed(secret), revoked_at__isnull=True)
    return found.filter(user__is_active=True).first()


def _hashed(secret: str) -> bytes:
    """A fast hash will do: the secret is 32 random bytes, which nobody guesses."""
    return hashlib.sha256(secret.encode()).digest()


def _record(event: str, actor: Actor) -> None:
    record(event, actor=actor, action=AccessRecord.Action.CHANGE, purpose=Purpose.HELP, about=About())
