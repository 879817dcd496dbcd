"""The one place where a decision to share is made and opens exactly what it opens."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from casework.models import SightRequest
from casework.services.sharing import telling
from casework.services.sharing.ending import close, refresh_household
from casework.services.sharing.routes import terms_on
from casework.services.sharing.words import last_day
from privacy.acting import Actor
from privacy.choices import Domain
from privacy.models import Consent, SharingDecision
from privacy.wording import kept


@dataclass(frozen=True)
class Opening:
    """What a request opens: about whom, resting on which consents, until which day."""

    request: SightRequest
    person_ids: Sequence[uuid.UUID]
    consents: Sequence[Consent]
    until: datetime.date


def open_content(actor: Actor, opening: Opening, *, words: str, at: datetime.datetime) -> SharingDecision:
    """Make the decision and its grants. What the receiver had until now for the same purpose, this replaces."""
    request, day = opening.request, timezone.localdate(at)
    same = {"household_id": request.household_id, "source": request.source, "purpose": request.purpose}
    for earlier in SharingDecision.objects.on(day).filter(**same, receiver=request.asker).select_for_update():
        close(actor, earlier, because=kept(_("vervangen door een nieuw besluit")), at=at)
    decision = SharingDecision.objects.create(
        **same,
        receiver=request.asker,
        ground=request.ground,
        words=words,
        includes_special=request.includes_special,
        person_ids=list(opening.person_ids),
        consent_ids=[consent.pk for consent in opening.consents],
        decided_by=actor.user,
        decided_at=at,
        valid_from=day,
        valid_until=opening.until,
    )
    refresh_household(request.household_id, on=day)
    _tell(actor, request, decision, at=at)
    return decision


def remind(actor: Actor, request: SightRequest, at: datetime.datetime) -> None:
    """A task for the receiver, some days before sight ends by itself."""
    assert request.decision is not None
    assert request.decision.valid_until is not None
    day = timezone.localdate(at)
    due_on = last_day(request.decision.valid_until) - datetime.timedelta(days=terms_on(day).remind_days)
    if due_on > day:
        telling.give_task(
            request,
            request.asker,
            title=kept(telling.ENDS_SOON, kept(Domain(request.source).label)),
            actor=actor,
            at=at,
            due_on=due_on,
            domain=telling.own_domain(request.purpose),
        )


def _tell(actor: Actor, request: SightRequest, decision: SharingDecision, *, at: datetime.datetime) -> None:
    assert decision.valid_until is not None
    ground = kept(SharingDecision.Ground(decision.ground).label)
    telling.tell_household(
        actor,
        request.household_id,
        source=request.source,
        sentence=_("%(who)s heeft zicht op %(what)s tot en met %(until)s (%(ground)s)"),
        values={
            "who": request.asker,
            "what": kept(Domain(request.source).label),
            "until": date_format(last_day(decision.valid_until), "j-n-Y"),
            "ground": ground,
        },
        at=at,
    )
    telling.record_change(
        "sharing.decided",
        actor=actor,
        household_id=request.household_id,
        purpose=request.purpose,
        persons=decision.person_ids,
        ground=ground,
    )
