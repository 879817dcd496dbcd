"""Giving or refusing sight, by who works in the domain it is of."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import SightRequest
from casework.services.permission import NotAllowed, require_work
from casework.services.sharing import telling
from casework.services.sharing.opening import Opening, open_content, remind
from casework.services.sharing.routes import (
    Ground,
    concerned,
    custodies_over,
    needs_of,
    purposes_of,
    route,
    terms_on,
)
from households.consent import Giver, Need, holds_until
from privacy.acting import Actor, actor_for, because
from privacy.choices import Domain, Purpose
from privacy.models import Consent, SharingDecision
from privacy.wording import kept


def give_sight(*, actor: Actor, request: SightRequest, answer: str, at: datetime.datetime) -> SharingDecision:
    """Open what was asked, to who asked it, until the day asked or the day consent ends.

    Raises `NotAllowed` for who may not decide, when somebody was first, and while a consent is missing.
    """
    request, day = _open_for(actor, request), timezone.localdate(at)
    opening = _opening(request, day)
    with because(answer):
        request.decision = open_content(actor, opening, words=answer, at=at)
        _answer(actor, request, SightRequest.Status.GIVEN, answer=answer, at=at)
        remind(actor, request, at)
    return request.decision


def refuse_sight(*, actor: Actor, request: SightRequest, answer: str, at: datetime.datetime) -> None:
    """Say no, with the reason. Raises `NotAllowed` as `give_sight` does."""
    request = _open_for(actor, request)
    with because(answer):
        _answer(actor, request, SightRequest.Status.REFUSED, answer=answer, at=at)
        telling.tell_household(
            actor,
            request.household_id,
            source=request.source,
            sentence=gettext_lazy("Zicht op %(what)s niet gegeven aan %(who)s"),
            values={"what": kept(Domain(request.source).label), "who": request.asker},
            at=at,
        )
        telling.record_change(
            "sightrequest.refused",
            actor=actor,
            household_id=request.household_id,
            purpose=request.purpose,
            persons=request.persons.values_list("pk", flat=True),
            ground=kept(SharingDecision.Ground(request.ground).label),
        )


def _open_for(actor: Actor, request: SightRequest) -> SightRequest:
    """The request, locked: one of two people who decide at the same time is first."""
    locked = SightRequest.objects.select_for_update(of=("self",)).select_related("asker").get(pk=request.pk)
    if locked.asker_id == actor.id:
        raise NotAllowed(_("U vroeg dit zelf. Een collega die aan %s werkt, beslist.") % locked.get_source_display())
    require_work(actor, locked.household_id, locked.source)
    if locked.status != SightRequest.Status.OPEN:
        raise NotAllowed(_("Deze vraag is al beantwoord. Ververs de pagina en kijk wat er nu staat."))
    return locked


def _opening(request: SightRequest, day: datetime.date) -> Opening:
    source, purpose = Domain(request.source), Purpose(request.purpose)
    way = route(source, purpose, day)
    if way.ground != Ground.CONSENT or (request.includes_special and not way.reaches_special):
        raise NotAllowed(way.refusal or _("De doelregels zijn veranderd. Vraag uw collega om het opnieuw te vragen."))
    if purpose not in purposes_of(actor_for(request.asker, on=day), request.household_id, day):
        raise NotAllowed(_("%s werkt niet meer aan dit huishouden. Weiger de vraag.") % request.asker)
    persons = concerned(request.household_id, source)
    custodies = custodies_over(persons)
    consents = _covering(request, needs_of(persons, custodies, day), day)
    ends = [terms_on(day).last_end(day), request.wished_until, *(consent.valid_until for consent in consents)]
    changes = [holds_until(person, [row for row in custodies if row.child_id == person.pk], day) for person in persons]
    until = min([*ends, *(change for change in changes if change is not None)])
    if until <= day:
        raise NotAllowed(_("De gevraagde dag is voorbij. Vraag uw collega om het opnieuw te vragen."))
    return Opening(request, [person.pk for person in persons], consents, until)


def _covering(request: SightRequest, needs: Sequence[Need], day: datetime.date) -> list[Consent]:
    """The consents of everybody who must consent, locked so that none is withdrawn meanwhile."""
    for need in needs:
        if need.unknown:
            raise NotAllowed(need.unknown)
    present = list(
        Consent.objects.on(day).filter(household_id=request.household_id).order_by("pk").select_for_update(of=("self",))
    )
    found = {giver: covering(giver, request, present) for need in needs for giver in need.givers}
    missing = [giver_name(giver) for giver, consent in found.items() if consent is None]
    if missing or not found:
        names = get_text_list(missing, _("en")) or _("een levende betrokkene")
        raise NotAllowed(_("Er is nog geen toestemming van %s. Leg die eerst vast.") % names)
    return list({consent.pk: consent for consent in found.values() if consent is not None}.values())


def covering(giver: Giver, request: SightRequest, consents: Sequence[Consent]) -> Consent | None:
    """The consent of one giver that covers all of a request; of several the one that lasts longest.

    Consent to an earlier question counts when it lasts as long as is asked now: else an extension asks it again.
    """
    fitting = [
        consent
        for consent in consents
        if giver.gave(consent)
        and request.source in consent.domains
        and request.purpose in consent.purposes
        and request.asker_id in consent.receiver_ids
        and (consent.includes_special or not request.includes_special)
        and (consent.recorded_at >= request.asked_at or consent.valid_until >= request.wished_until)
    ]
    return max(fitting, key=lambda consent: consent.valid_until, default=None)


def giver_name(giver: Giver) -> str:
    """Who must consent, in words."""
    return _("de curator") if giver.capacity == Consent.Capacity.CURATOR else giver.name


def _answer(
    actor: Actor, request: SightRequest, status: SightRequest.Status, *, answer: str, at: datetime.datetime
) -> None:
    request.status, request.answer = status, answer
    request.decided_by, request.decided_at = actor.user, at
    request.save(update_fields=["status", "answer", "decided_by", "decided_at", "decision"])
    telling.settle_tasks(request, actor=actor, at=at)
    title = telling.GIVEN if status == SightRequest.Status.GIVEN else telling.REFUSED
    telling.give_task(
        request,
        request.asker,
        title=kept(title, kept(Domain(request.source).label)),
        actor=actor,
        at=at,
        due_on=timezone.localdate(at),
        domain=telling.own_domain(request.purpose),
    )
