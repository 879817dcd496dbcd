"""Sight on consent lapses when somebody must consent who has not: new in the help, or new in having a say."""

from __future__ import annotations

import datetime
import uuid

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.services.sharing.ending import end
from casework.services.sharing.routes import Ground, concerned, custodies_over, needs_of
from privacy.acting import Actor
from privacy.choices import Domain
from privacy.models import Consent, SharingDecision
from privacy.wording import kept


def households_sharing(*, on: datetime.date) -> list[uuid.UUID]:
    """The households in which somebody has sight on consent on a day."""
    running = SharingDecision.objects.on(on).filter(ground=Ground.CONSENT, receiver__isnull=False)
    return list(running.order_by("household_id").values_list("household_id", flat=True).distinct())


def end_uncovered(
    *, actor: Actor, household_id: uuid.UUID, at: datetime.datetime, source: str = ""
) -> list[SharingDecision]:
    """End the decisions of a household, or of one of its domains, that rest on fewer consents than are needed today."""
    day = timezone.localdate(at)
    here = Q(household_id=household_id) & (Q(source=source) if source else Q())
    running = SharingDecision.objects.on(day).filter(here, ground=Ground.CONSENT, receiver__isnull=False)
    lapsed = [row for row in running.select_for_update(of=("self",)).order_by("pk") if not _is_covered(row, day)]
    for decision in lapsed:
        end(actor, decision, because=kept(_("niet iedereen over wie het gaat, gaf toestemming")), at=at)
    return lapsed


def _is_covered(decision: SharingDecision, day: datetime.date) -> bool:
    persons = concerned(decision.household_id, Domain(decision.source))
    consents = list(Consent.objects.on(day).filter(pk__in=decision.consent_ids))
    needs = needs_of(persons, custodies_over(persons), day)
    givers = [giver for need in needs for giver in need.givers]
    return not any(need.unknown for need in needs) and all(any(map(giver.gave, consents)) for giver in givers)
