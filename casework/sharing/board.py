"""Everything about sharing in one household: questions, who sees what until when, and who consented to it."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from casework.models import SightRequest
from casework.page import Page
from casework.services.sharing.words import last_day
from households.models import Level, Person
from privacy import names
from privacy.access import read, scope
from privacy.choices import Domain, Purpose
from privacy.models import Consent, SharingDecision

SHOWN = 50
People = Mapping[uuid.UUID, str]


@dataclass(frozen=True)
class Shared:
    """One decision: who reads what about whom, and why."""

    decision: SharingDecision
    about: str
    may_end: bool

    @property
    def last_day(self) -> datetime.date | None:
        """The last day that counts; None for as long as the work goes on."""
        return last_day(self.decision.valid_until) if self.decision.valid_until else None


@dataclass(frozen=True)
class Given:
    """One consent: by whom, for whom, about what, to whom."""

    consent: Consent
    person: str
    receivers: str

    @property
    def domains(self) -> str:
        """What it is about."""
        return get_text_list([str(Domain(domain).label) for domain in self.consent.domains], _("en"))

    @property
    def last_day(self) -> datetime.date:
        """The last day that counts."""
        return last_day(self.consent.valid_until)


@dataclass(frozen=True)
class Board:
    """What holds today, apart from what is over."""

    questions: list[SightRequest]
    running: list[Shared]
    ended: list[Shared]
    consents: list[Given]
    past_consents: list[Given]


def board(page: Page) -> Board:
    """Read it all; a fixed number of queries."""
    request = page.request
    asked = scope(SightRequest, request.actor, Purpose.HELP).filter(household=page.household)
    waiting = asked.filter(status=SightRequest.Status.OPEN).select_related("asker").order_by("asked_at")
    decided = scope(SharingDecision, request.actor, Purpose.HELP).filter(household_id=page.household.pk)
    decisions = read(request, decided.select_related("receiver").order_by("-decided_at")[:SHOWN], Purpose.HELP)
    given = scope(Consent, request.actor, Purpose.HELP).filter(household_id=page.household.pk)
    consents = read(request, given.order_by("-recorded_at")[:SHOWN], Purpose.HELP)
    people = _people(page, decisions, consents)
    shared = [Shared(row, _about(row, people), _may_end(page, row)) for row in decisions]
    workers = names.Names()
    said = [Given(row, people.get(row.person_id, ""), _receivers(row, workers)) for row in consents]
    return Board(
        questions=read(request, waiting, Purpose.HELP),
        running=[row for row in shared if _runs(row.decision, page.today)],
        ended=[row for row in shared if not _runs(row.decision, page.today)],
        consents=[row for row in said if row.consent.holds_on(page.today)],
        past_consents=[row for row in said if not row.consent.holds_on(page.today)],
    )


def resting_on(page: Page, consent: Consent) -> list[SharingDecision]:
    """What closes when a consent is withdrawn today."""
    here = scope(SharingDecision, page.request.actor, Purpose.HELP).filter(household_id=page.household.pk)
    resting = here.filter(consent_ids__contains=[consent.pk], valid_until__gt=page.today)
    return read(page.request, resting.select_related("receiver"), Purpose.HELP)


def _people(page: Page, decisions: Iterable[SharingDecision], consents: Iterable[Consent]) -> People:
    keys = {key for row in decisions for key in row.person_ids} | {row.person_id for row in consents}
    found = scope(Person, page.request.actor, Purpose.HELP).filter(pk__in=keys)
    return {person.pk: person.display_name for person in read(page.request, found, Purpose.HELP)}


def _about(decision: SharingDecision, people: People) -> str:
    return get_text_list(sorted(filter(None, (people.get(key, "") for key in decision.person_ids))), _("en"))


def _receivers(consent: Consent, workers: names.Names) -> str:
    workers.want(names.WORKER, consent.receiver_ids)
    return get_text_list([workers.of(names.WORKER, key) for key in consent.receiver_ids], _("en"))


def _may_end(page: Page, decision: SharingDecision) -> bool:
    if not _runs(decision, page.today):
        return False
    is_consent = decision.ground == SharingDecision.Ground.CONSENT
    mine = decision.receiver_id == page.request.actor.id
    return mine or (is_consent and page.sight.reaches(Level.WORK, decision.source))


def _runs(decision: SharingDecision, today: datetime.date) -> bool:
    return decision.valid_until is None or decision.valid_until > today
