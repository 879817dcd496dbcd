"""What the law asks of the kernel's own records: who may read the access log, and sharing decisions."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from privacy import access, retention, rights
from privacy.acting import Actor
from privacy.audit import About, register_event
from privacy.choices import DataClass, Purpose, Role
from privacy.models import AccessRecord, SharingDecision


def access_records(actor: Actor, purpose: Purpose) -> QuerySet[AccessRecord]:
    """The privacy officer reads all of them, for oversight; nobody else reads any here."""
    records = AccessRecord._default_manager.all()
    if purpose == Purpose.OVERSIGHT and actor.has(Role.PRIVACY_OFFICER):
        return records
    return records.none()


def sharing_decisions(actor: Actor, purpose: Purpose) -> QuerySet[SharingDecision]:
    """The privacy officer reads all of them; workers see their effect on the household page."""
    decisions = SharingDecision.objects.all()
    if purpose == Purpose.OVERSIGHT and actor.has(Role.PRIVACY_OFFICER):
        return decisions
    return decisions.none()


access.register(
    AccessRecord,
    scope=access_records,
    about=lambda row: About(household_id=row.household_id, subject_ids=tuple(row.subject_ids)),
    data_classes=[DataClass.ACCESS_LOG],
)
access.register(
    SharingDecision,
    scope=sharing_decisions,
    about=lambda row: About(household_id=row.household_id),
    data_classes=[DataClass.INVOLVEMENT],
)
retention.register(
    SharingDecision,
    retention.Retention(term="P5Y", starts_at="valid_until", source="evidence of the ground, AVG art. 5 lid 2"),
)
rights.register(
    SharingDecision,
    rights.Rights(
        subject="household_id", erase=rights.Answer(kept_because="bewijs van de grondslag (AVG art. 7 lid 1)")
    ),
)
register_event("accessrecord.export", _("exporteerde inzageregels"))
