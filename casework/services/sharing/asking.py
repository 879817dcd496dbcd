"""Asking for sight of another domain. What the law calls necessary opens with the note that says why."""

from __future__ import annotations

import datetime
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import SightRequest
from casework.services.permission import NotAllowed
from casework.services.sharing import telling
from casework.services.sharing.opening import Opening, open_content, remind
from casework.services.sharing.routes import (
    Ground,
    Route,
    concerned,
    owners,
    require_route,
    route,
    terms_on,
)
from households.models import Person
from privacy.acting import Actor, because
from privacy.choices import Domain, Purpose
from privacy.models import SharingDecision, User
from privacy.wording import kept


def ask_sight(
    *,
    actor: Actor,
    household_id: uuid.UUID,
    source: Domain,
    purpose: Purpose,
    reason: str,
    wished_until: datetime.date,
    at: datetime.datetime,
    includes_special: bool = False,
) -> SightRequest:
    """Ask who works in a domain for sight of its content, until a day.

    Where consent is asked (Wmo 2015 art. 5.1.1 lid 4) they answer. Where necessity is (Wgs art. 8d) the reason is the
    note of who uses the data: sight opens with it, and the others are told. Raises `NotAllowed`.
    """
    day = timezone.localdate(at)
    way = route(source, purpose, day)
    require_route(actor, household_id, way, on=day)
    _require_possible(way, wished_until, includes_special=includes_special, on=day)
    request = SightRequest(
        household_id=household_id,
        asker=actor.user,
        source=source,
        purpose=purpose,
        includes_special=includes_special,
        ground=way.ground or "",
        article=way.article,
        reason=reason,
        wished_until=wished_until,
        asked_at=at,
    )
    persons = _askable(request, way, day)
    with because(reason):
        if way.ground == Ground.NECESSITY:
            _use(actor, request, persons, at=at)
        request.save(force_insert=True)
        request.persons.set(persons)
        _tell(actor, request, persons, at=at)
    return request


def _require_possible(way: Route, wished_until: datetime.date, *, includes_special: bool, on: datetime.date) -> None:
    terms = terms_on(on)
    if wished_until <= on:
        raise NotAllowed(_("Kies vandaag of een latere dag als einde."))
    if wished_until > terms.last_end(on):
        raise NotAllowed(_("Zicht duurt ten hoogste %d maanden. Kies een eerdere dag.") % terms.most_months)
    if includes_special and not way.reaches_special:
        raise NotAllowed(_("Gegevens over gezondheid of strafrecht mogen hiervoor niet. Vraag zonder die gegevens."))


def _askable(request: SightRequest, way: Route, day: datetime.date) -> list[Person]:
    """Whom the content is about; raises `NotAllowed` where there is nothing to ask, or nobody to answer."""
    persons = concerned(request.household_id, way.source)
    if not persons:
        raise NotAllowed(_("Er is geen hulp in %s. Er valt niets te vragen.") % way.source.label)
    same = {"household": request.household_id, "asker": request.asker, "source": way.source, "purpose": way.purpose}
    if SightRequest.objects.filter(**same, status=SightRequest.Status.OPEN).exists():
        raise NotAllowed(_("U vroeg dit al. Wacht op het antwoord, of bel de collega."))
    if way.ground == Ground.CONSENT and not _others(request, day):
        raise NotAllowed(
            _("Niemand werkt nu aan %s voor dit huishouden. Vraag de vaste casemanager iemand toe te wijzen.")
            % way.source.label
        )
    return persons


def _others(request: SightRequest, day: datetime.date) -> list[User]:
    here = owners(request.household_id, Domain(request.source), day)
    return [user for user in here if user.pk != request.asker_id]


def _use(actor: Actor, request: SightRequest, persons: list[Person], *, at: datetime.datetime) -> None:
    """Open what is necessary, on the word of who uses it."""
    opening = Opening(request, [person.pk for person in persons], [], request.wished_until)
    request.decision = open_content(actor, opening, words=request.reason, at=at)
    request.status = SightRequest.Status.GIVEN
    request.decided_by, request.decided_at = actor.user, at


def _tell(actor: Actor, request: SightRequest, persons: list[Person], *, at: datetime.datetime) -> None:
    day, source = timezone.localdate(at), Domain(request.source)
    asks = request.status == SightRequest.Status.OPEN
    title = telling.ASKED if asks else telling.USES
    for owner in _others(request, day):
        telling.give_task(
            request,
            owner,
            title=kept(title, {"who": actor.user, "what": kept(source.label)}),
            actor=actor,
            at=at,
            due_on=day + telling.ANSWER_WITHIN,
            domain=source,
        )
    if asks:
        telling.tell_household(
            actor,
            request.household_id,
            source=source,
            sentence=gettext_lazy("Zicht gevraagd op %(what)s, voor %(why)s"),
            values={"what": kept(source.label), "why": kept(Purpose(request.purpose).label)},
            at=at,
        )
    else:
        remind(actor, request, at)
    telling.record_change(
        "sightrequest.asked",
        actor=actor,
        household_id=request.household_id,
        purpose=request.purpose,
        persons=[person.pk for person in persons],
        ground=kept(SharingDecision.Ground(request.ground).label),
    )
