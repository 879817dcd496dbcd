"""Consent of residents: recorded in the words that were used, and withdrawn at once everywhere."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import SightRequest
from casework.services.permission import NotAllowed, require_work
from casework.services.sharing import telling
from casework.services.sharing.deciding import covering, giver_name
from casework.services.sharing.ending import end
from casework.services.sharing.routes import concerned, custodies_over, needs_of, terms_on
from casework.services.sharing.words import words_for
from households.consent import Giver
from households.models import Household, Level, Person
from households.querysets import granted
from privacy.acting import Actor, because
from privacy.choices import Domain
from privacy.models import Consent, SharingDecision, SharingTerms
from privacy.wording import kept


@dataclass(frozen=True)
class Said:
    """How and when somebody consented; `curator` is the curator's name where one did."""

    channel: Consent.Channel
    on: datetime.date
    curator: str = ""


def record_consents(
    *,
    actor: Actor,
    requests: Sequence[SightRequest],
    givers: Iterable[Giver],
    said: Said,
    at: datetime.datetime,
) -> list[Consent]:
    """Record that these people consented to what open requests for the same content ask.

    Who asked may, and who works in the domain it is of. It opens nothing by itself. Raises `NotAllowed`.
    """
    _require_party(actor, requests)
    day = timezone.localdate(at)
    terms = terms_on(said.on)
    if not months_back(terms, day) <= said.on <= day:
        raise NotAllowed(_("Kies een dag in het afgelopen jaar, niet later dan vandaag."))
    asked = _still_asked(requests, day)
    consents = []
    for giver in givers:
        if giver not in asked:
            raise NotAllowed(_("Van %s is geen toestemming nodig, of die is er al.") % giver_name(giver))
        consents.append(_consent(actor, requests, giver, person=asked[giver], said=said, terms=terms, at=at))
    return consents


def months_back(terms: SharingTerms, day: datetime.date) -> datetime.date:
    """The first day of which consent may still be recorded: from it sight could last until after `day`."""
    return day - (terms.last_end(day) - day)


def withdraw_consent(
    *,
    actor: Actor,
    consent: Consent,
    withdrawer: Consent.Withdrawer,
    channel: Consent.Channel,
    at: datetime.datetime,
) -> list[SharingDecision]:
    """Take consent back and close everything that rests on it, now; answers what was closed (AVG art. 7 lid 3).

    Everybody at work for the household may record it: a resident says it to whom they meet. Raises `NotAllowed`.
    """
    if not Household.objects.filter(granted(actor, level=Level.WORK), pk=consent.household_id).exists():
        raise NotAllowed(_("U werkt niet aan dit huishouden. Vraag een collega die dat wel doet."))
    consent = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
    if consent.withdrawn_at is not None:
        raise NotAllowed(_("Deze toestemming is al ingetrokken."))
    day = timezone.localdate(at)
    consent.withdrawn_at, consent.withdrawer, consent.withdrawal_channel = at, withdrawer, channel
    consent.withdrawal_recorded_by = actor.user
    consent.valid_until = min(consent.valid_until, max(consent.valid_from, day))
    reason = kept(gettext_lazy("toestemming ingetrokken"))
    with because(reason):
        consent.save()
        _tell(actor, consent, gettext_lazy("Toestemming van %(who)s ingetrokken, over %(what)s"), at=at)
        resting = SharingDecision.objects.on(day).filter(
            household_id=consent.household_id, consent_ids__contains=[consent.pk]
        )
        closed = list(resting.select_for_update(of=("self",)).order_by("pk"))
        for decision in closed:
            end(actor, decision, because=reason, at=at)
        _record("consent.withdrawn", actor, consent)
    return closed


def _require_party(actor: Actor, requests: Sequence[SightRequest]) -> None:
    first = requests[0]
    same = (first.household_id, first.source, first.includes_special)
    for request in requests:
        if (request.household_id, request.source, request.includes_special) != same:
            raise NotAllowed(_("Deze vragen gaan niet over dezelfde gegevens. Leg de toestemming per vraag vast."))
        if request.status != SightRequest.Status.OPEN:
            raise NotAllowed(_("Deze vraag is al beantwoord. Ververs de pagina en kijk wat er nu staat."))
    if first.asker_id != actor.id:
        require_work(actor, first.household_id, first.source)
    elif not Household.objects.filter(granted(actor), pk=first.household_id).exists():
        raise NotAllowed(_("U werkt niet aan dit huishouden. Vraag een collega die dat wel doet."))


def _still_asked(requests: Sequence[SightRequest], day: datetime.date) -> dict[Giver, Person]:
    """Who must consent and has not yet, for at least one of the requests."""
    persons = concerned(requests[0].household_id, Domain(requests[0].source))
    present = list(Consent.objects.on(day).filter(household_id=requests[0].household_id))
    return {
        giver: need.person
        for need in needs_of(persons, custodies_over(persons), day)
        for giver in need.givers
        if any(covering(giver, request, present) is None for request in requests)
    }


def _consent(
    actor: Actor,
    requests: Sequence[SightRequest],
    giver: Giver,
    *,
    person: Person,
    said: Said,
    terms: SharingTerms,
    at: datetime.datetime,
) -> Consent:
    is_curator = giver.capacity == Consent.Capacity.CURATOR
    if is_curator and not said.curator:
        raise NotAllowed(_("Vul de naam van de curator in."))
    until = until_of(requests, terms, said.on)
    purposes = list(dict.fromkeys(request.purpose for request in requests))
    consent = Consent.objects.create(
        household_id=requests[0].household_id,
        person_id=person.pk,
        capacity=giver.capacity,
        given_by_id=giver.given_by_id,
        given_by_name=said.curator if is_curator else giver.name,
        domains=[requests[0].source],
        purposes=purposes,
        includes_special=requests[0].includes_special,
        receiver_ids=[request.asker_id for request in requests],
        terms=terms,
        words=words_of(requests, giver, person, terms=terms, on=said.on),
        channel=said.channel,
        recorded_by=actor.user,
        recorded_at=at,
        valid_from=said.on,
        valid_until=until,
    )
    _tell(actor, consent, gettext_lazy("Toestemming van %(who)s vastgelegd, over %(what)s"), at=at)
    _record("consent.recorded", actor, consent)
    return consent


def until_of(requests: Sequence[SightRequest], terms: SharingTerms, on: datetime.date) -> datetime.date:
    """Until when consent given on a day holds: as long as asked, at most as long as the organisation settled."""
    return min(max(request.wished_until for request in requests), terms.last_end(on))


def words_of(
    requests: Sequence[SightRequest], giver: Giver, person: Person, *, terms: SharingTerms, on: datetime.date
) -> str:
    """What is read to one giver about these requests."""
    return words_for(
        giver,
        person.display_name,
        terms=terms,
        receivers=[request.asker.name for request in requests],
        source=Domain(requests[0].source),
        purposes=list(dict.fromkeys(request.purpose for request in requests)),
        until=until_of(requests, terms, on),
        includes_special=requests[0].includes_special,
    )


def _tell(actor: Actor, consent: Consent, sentence: Promise, *, at: datetime.datetime) -> None:
    for domain in consent.domains:
        telling.tell_household(
            actor,
            consent.household_id,
            source=domain,
            sentence=sentence,
            values={"who": consent.given_by_name, "what": kept(Domain(domain).label)},
            at=at,
        )


def _record(event: str, actor: Actor, consent: Consent) -> None:
    telling.record_change(
        event,
        actor=actor,
        household_id=consent.household_id,
        purpose=consent.purposes[0],
        persons=[consent.person_id, consent.given_by_id],
        ground=kept(SharingDecision.Ground.CONSENT.label),
    )
