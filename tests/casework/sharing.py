"""Asking, consenting and giving without a screen, for tests of what comes after."""

from __future__ import annotations

import datetime
from typing import Any

from casework import services
from casework.models import SightRequest
from casework.services.sharing.consents import Said
from casework.services.sharing.routes import concerned, custodies_over, needs_of
from households.consent import Giver
from privacy.acting import acting
from privacy.choices import Domain, Purpose
from privacy.models import Consent, SharingDecision
from tests.people import Town

DAY = datetime.timedelta(days=1)


def ask(
    town: Town, who: str = "Joris", source: Domain = Domain.DEBTS, purpose: Purpose = Purpose.WMO, **more: Any
) -> SightRequest:
    """A question, by default of Joris for the Wmo about the debts of Sanne and Emre."""
    actor = town.actor(who)
    values: dict[str, Any] = {
        "reason": "Zonder overzicht van de schulden lukt de hulp thuis niet.",
        "wished_until": town.today + 90 * DAY,
        "at": town.now,
    }
    with acting(actor):
        return services.ask_sight(
            actor=actor, household_id=town.de_vries.pk, source=source, purpose=purpose, **(values | more)
        )


def givers(town: Town, request: SightRequest) -> list[Giver]:
    """Everybody who must consent to what is asked."""
    persons = concerned(request.household_id, Domain(request.source))
    needs = needs_of(persons, custodies_over(persons), town.today)
    return [giver for need in needs for giver in need.givers]


def consent(town: Town, *requests: SightRequest, by: str = "Noor", whose: list[Giver] | None = None) -> list[Consent]:
    """The consent of everybody who must give it, recorded by somebody."""
    actor = town.actor(by)
    said = Said(Consent.Channel.CONVERSATION, town.today, "mr. Van Dam")
    with acting(actor):
        return services.record_consents(
            actor=actor,
            requests=requests,
            givers=givers(town, requests[0]) if whose is None else whose,
            said=said,
            at=town.now,
        )


def give(town: Town, request: SightRequest, by: str = "Noor") -> SharingDecision:
    """Yes, by who works in the domain."""
    actor = town.actor(by)
    with acting(actor):
        return services.give_sight(actor=actor, request=request, answer="Akkoord, besproken", at=town.now)


def share(
    town: Town, who: str = "Joris", source: Domain = Domain.DEBTS, purpose: Purpose = Purpose.WMO, by: str = "Noor"
) -> SharingDecision:
    """The whole way, with consent: asked, consented to, given."""
    request = ask(town, who, source, purpose)
    consent(town, request, by=by)
    return give(town, request, by=by)


def use(town: Town, who: str = "Noor", source: Domain = Domain.WMO, **more: Any) -> SharingDecision:
    """What is necessary for help with debts: opens with the note of who uses it (Wgs art. 8d)."""
    request = ask(town, who, source, Purpose.DEBTS, **more)
    assert request.decision is not None
    return request.decision
