"""What the law asks of questions about sight, of decisions to share, and of consent."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from casework.models import SightRequest
from households.models import Level
from households.querysets import granted
from households.services.merging import register_mover
from households.walls import of_household
from privacy import access, names, processing, retention, rights
from privacy.acting import Actor
from privacy.audit import About, register_event
from privacy.choices import DataClass, Purpose, Role
from privacy.models import Consent, SharingDecision, SharingTerms
from privacy.processing import Activity


def sight_requests(actor: Actor, purpose: Purpose) -> QuerySet[SightRequest]:
    """One's own questions, and those about a domain one works in; the privacy officer's oversight of all."""
    rows = SightRequest.objects.all()
    if purpose == Purpose.OVERSIGHT and actor.has(Role.PRIVACY_OFFICER):
        return rows
    if purpose != Purpose.HELP:
        return rows.none()
    own = Q(asker=actor.user) & granted(actor, "household")
    return rows.filter(own | granted(actor, "household", level=Level.WORK, domain="source"))


def of_sharing(model: type[Model]) -> Callable[[Actor, Purpose], QuerySet[Any]]:
    """Who may use what, and who consented to it: for all involved, and for the privacy officer."""

    def scope(actor: Actor, purpose: Purpose) -> QuerySet[Any]:
        rows = model._default_manager.all()
        if purpose == Purpose.OVERSIGHT and actor.has(Role.PRIVACY_OFFICER):
            return rows
        return rows.filter(granted(actor, "household_id")) if purpose == Purpose.HELP else rows.none()

    return scope


def name_sharing_terms(keys: Collection[uuid.UUID]) -> Mapping[uuid.UUID, str]:
    """What was settled about sharing, by its first day."""
    rows = SharingTerms.objects.filter(pk__in=keys).only("valid_from")
    return {row.pk: gettext("die van %s") % date_format(row.valid_from, "j F Y") for row in rows}


names.register_namer("sharingterms", name_sharing_terms)

access.register(
    SightRequest,
    scope=sight_requests,
    about=lambda row: About(household_id=row.household_id),
    data_classes=[DataClass.CONTENT],
    wall=of_household(),
)
access.register(
    SharingDecision,
    scope=of_sharing(SharingDecision),
    about=lambda row: About(household_id=row.household_id, subject_ids=tuple(row.person_ids)),
    data_classes=[DataClass.INVOLVEMENT],
    wall=of_household(),
)
access.register(
    Consent,
    scope=of_sharing(Consent),
    about=lambda row: About(
        household_id=row.household_id,
        subject_ids=(row.person_id, *((row.given_by_id,) if row.given_by_id else ())),
    ),
    data_classes=[DataClass.INVOLVEMENT, DataClass.FAMILY],
    wall=of_household(),
)
PROOF = retention.Retention(
    term="P5Y",
    starts_at="end of the sight that was given, or the refusal",
    source="evidence of the ground, AVG art. 5 lid 2",
)
PROVEN = rights.Answer(kept_because="bewijs van de grondslag (AVG art. 7 lid 1)")
SUBJECTS: list[tuple[type[Model], str]] = [
    (SightRequest, "persons"),
    (SharingDecision, "person_ids"),
    (Consent, "person_id"),
]

for model, subject in SUBJECTS:
    retention.register(model, PROOF)
    rights.register(model, rights.Rights(subject=subject, erase=PROVEN))

register_event("sightrequest.asked", _("vroeg zicht op een ander domein"))
register_event("sightrequest.refused", _("gaf geen zicht op een domein"))
register_event("sharing.decided", _("legde vast dat gegevens gedeeld mogen worden"))
register_event("sharing.ended", _("beëindigde zicht op een domein"))
register_event("consent.recorded", _("legde toestemming vast"))
register_event("consent.withdrawn", _("trok toestemming in"))

# When two records of one person are merged, these follow.
register_mover(SightRequest, "persons")
register_mover(SharingDecision, "person_ids")
register_mover(Consent, "person_id")
register_mover(Consent, "given_by_id")

processing.register(
    Activity.SHARING,
    screens=[
        "casework:household_sharing",
        "casework:ask_sight",
        "casework:sight_request",
        "casework:record_consent",
        "casework:withdraw_consent",
        "casework:end_sharing",
    ],
    tasks=["casework.tasks.end_uncovered_sharing"],
)
