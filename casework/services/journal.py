"""Notes and alerts."""

from __future__ import annotations

import datetime
import uuid

from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from casework.models import Alert, Compartment, JournalEntry, TimelineEvent
from casework.services.permission import require_open, require_work
from casework.services.timeline import tell
from privacy.acting import Actor
from privacy.audit import About, record
from privacy.choices import DataClass, Purpose
from privacy.models import AccessRecord
from privacy.wording import kept

SHOWN_OF_NOTE = 120
DEPTHS = {
    JournalEntry.Visibility.DOMAIN: TimelineEvent.Depth.CONTENT,
    JournalEntry.Visibility.WORK: TimelineEvent.Depth.WORK,
}


def write_note(
    *,
    actor: Actor,
    household_id: uuid.UUID,
    text: str,
    at: datetime.datetime,
    domain: str = "",
    visibility: JournalEntry.Visibility = JournalEntry.Visibility.DOMAIN,
    is_special: bool = False,
    compartment: Compartment | None = None,
) -> JournalEntry:
    """Write a note in a domain, in the coordination of the household, or in a compartment with its domain.

    What is marked as health or criminal data is not repeated on the timeline.
    """
    if compartment is None:
        require_work(actor, household_id, domain)
    else:
        require_open(actor, compartment)
        household_id, domain = compartment.household_id, compartment.domain
    entry = JournalEntry.objects.create(
        household_id=household_id,
        domain=domain,
        compartment=compartment,
        text=text,
        visibility=visibility,
        is_special=is_special,
        author=actor.user,
        written_at=at,
    )
    if visibility != JournalEntry.Visibility.AUTHOR:
        _tell_of(entry, actor)
    record_change(actor, "journalentry.written", household_id, domain)
    return entry


def _tell_of(entry: JournalEntry, actor: Actor) -> None:
    sentence = kept(_("Notitie: %s"), Truncator(" ".join(entry.text.split())).chars(SHOWN_OF_NOTE))
    if entry.is_special:
        sentence = kept(_("Notitie met gezondheids- of strafgegevens"))
    tell(
        actor=actor,
        at=entry.written_at,
        household_id=entry.household_id,
        kind=TimelineEvent.Kind.CONTACT,
        domain=entry.domain,
        depth=DEPTHS[JournalEntry.Visibility(entry.visibility)],
        sentence=sentence,
        compartment=entry.compartment,
    )


def raise_alert(
    *,
    actor: Actor,
    household_id: uuid.UUID,
    severity: Alert.Severity,
    text: str,
    at: datetime.datetime,
    domain: str = "",
    expires_on: datetime.date | None = None,
    compartment: Compartment | None = None,
) -> Alert:
    """Tell everybody who may see it what to look out for."""
    if compartment is None:
        require_work(actor, household_id, domain)
    else:
        require_open(actor, compartment)
        household_id, domain = compartment.household_id, compartment.domain
    alert = Alert.objects.create(
        household_id=household_id,
        domain=domain,
        compartment=compartment,
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
