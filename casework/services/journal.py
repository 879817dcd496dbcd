"""Notes and alerts."""

from __future__ import annotations

import datetime
import uuid

from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from casework.models import Alert, JournalEntry, TimelineEvent
from casework.services.permission import require_work
from casework.services.timeline import tell
from privacy.acting import Actor
from privacy.audit import About, record
from privacy.choices import DataClass, Purpose
from privacy.models import AccessRecord
from privacy.wording import kept

SHOWN_OF_NOTE = 120


def write_note(
    *,
    actor: Actor,
    household_id: uuid.UUID,
    text: str,
    at: datetime.datetime,
    domain: str = "",
    visibility: JournalEntry.Visibility = JournalEntry.Visibility.DOMAIN,
) -> JournalEntry:
    """Write a note in a domain, or without one in the coordination of the household."""
    require_work(actor, household_id, domain)
    entry = JournalEntry.objects.create(
        household_id=household_id, domain=domain, text=text, visibility=visibility, author=actor.user, written_at=at
    )
    if visibility == JournalEntry.Visibility.DOMAIN:
        tell(
            actor=actor,
            at=at,
            household_id=household_id,
            kind=TimelineEvent.Kind.CONTACT,
            domain=domain,
            depth=TimelineEvent.Depth.CONTENT,
            sentence=kept(_("Notitie: %s"), Truncator(" ".join(text.split())).chars(SHOWN_OF_NOTE)),
        )
    record_change(actor, "journalentry.written", household_id, domain)
    return entry


def raise_alert(
    *,
    actor: Actor,
    household_id: uuid.UUID,
    severity: Alert.Severity,
    text: str,
    at: datetime.datetime,
    domain: str = "",
    expires_on: datetime.date | None = None,
) -> Alert:
    """Tell everybody who may see it what to look out for."""
    require_work(actor, household_id, domain)
    alert = Alert.objects.create(
        household_id=household_id,
        domain=domain,
        severity=severity,
        text=text,
        author=actor.user,
        raised_at=at,
        expires_on=expires_on,
    )
    record_change(actor, "alert.raised", household_id, domain)
    return alert


def record_change(actor: Actor, event: str, household_id: uuid.UUID, domain: str) -> None:
    """The access record of a change of content in a domain of a household."""
    record(
        event,
        actor=actor,
        action=AccessRecord.Action.CHANGE,
        purpose=Purpose(domain) if domain else Purpose.COORDINATION,
        about=About(household_id=household_id),
        data_classes=[DataClass.CONTENT],
    )
