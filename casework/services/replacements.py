"""Standing in for somebody who is away: for some or all of their households, from a day until another."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import grants
from casework.models import Assignment, Case, TimelineEvent
from casework.services.cases import team_for
from casework.services.permission import NotAllowed
from casework.services.timeline import tell
from households.models import Household
from households.querysets import not_barred
from privacy.access import scope
from privacy.acting import Actor, actor_for, because, beyond_sight
from privacy.audit import About, record
from privacy.choices import DataClass, Domain, Purpose, Role
from privacy.models import AccessRecord, User
from privacy.wording import kept

LONGEST = datetime.timedelta(days=183)


def replaceable(actor: Actor) -> QuerySet[Assignment]:
    """The assignments for which the actor may say who stands in.

    A team lead: those on cases of the team. A case manager: those on households of their own, their own included.
    """
    running = Q(case__closed_on__isnull=True) & ~Q(kind=Assignment.Kind.REPLACEMENT)
    led = scope(Assignment, actor, Purpose.CASELOAD).values("pk")
    mine = Assignment.objects.on().filter(user=actor.user, kind=Assignment.Kind.CASE_MANAGER)
    managed = scope(Assignment, actor, Purpose.HELP).filter(case__in=mine.values("case")).values("pk")
    return Assignment.objects.on().filter(running, Q(pk__in=led) | Q(pk__in=managed))


@beyond_sight("divide the work")
def replace(
    *,
    actor: Actor,
    assignments: Sequence[Assignment],
    stand_in: User,
    valid_from: datetime.date,
    valid_until: datetime.date,
    reason: str,
    at: datetime.datetime,
) -> list[Assignment]:
    """Let a colleague stand in for these assignments; each replacement ends by itself, and with what it replaces.

    The stand-in gets what the other has, but does not decide who is involved. Raises `NotAllowed` with what to change.
    """
    _require_period(timezone.localdate(at), valid_from, valid_until)
    _require_fitting(actor, assignments, stand_in, on=valid_from)
    made = [
        Assignment(
            case=replaced.case,
            user=stand_in,
            team=team_for(stand_in, replaced.task, replaced.case, on=valid_from),
            kind=Assignment.Kind.REPLACEMENT,
            domain=replaced.domain,
            trajectory=replaced.trajectory,
            replaces=replaced,
            reason=reason,
            valid_from=valid_from,
            valid_until=min(valid_until, replaced.valid_until or valid_until),
        )
        for replaced in assignments
    ]
    with because(reason):
        for replacement in made:
            replacement.save(force_insert=True)
            _tell(actor, replacement, at)
        grants.refresh(made)
    return made


def _require_period(today: datetime.date, valid_from: datetime.date, valid_until: datetime.date) -> None:
    if valid_from < today:
        raise NotAllowed(_("De vervanging kan niet in het verleden beginnen. Kies vandaag of later."))
    if valid_until <= valid_from:
        raise NotAllowed(_("De vervanging eindigt voordat die begint. Kies een latere dag om terug te zijn."))
    if valid_until - valid_from > LONGEST:
        raise NotAllowed(_("Een vervanging duurt ten hoogste een half jaar. Draag het werk anders over."))


def _require_fitting(actor: Actor, assignments: Iterable[Assignment], stand_in: User, *, on: datetime.date) -> None:
    allowed = set(replaceable(actor).values_list("pk", flat=True))
    tasks = {task for membership in stand_in.memberships.on(on) for task in membership.tasks}
    theirs = Household.objects.filter(not_barred(actor_for(stand_in, on=on)))
    for replaced in assignments:
        household = replaced.case.household
        if replaced.pk not in allowed:
            raise NotAllowed(_("Alleen de vaste casemanager of de teamleider regelt een vervanger."))
        if replaced.user_id == stand_in.pk:
            raise NotAllowed(_("Niemand kan zichzelf vervangen. Kies een collega."))
        if replaced.task not in tasks:
            what = Domain(replaced.domain).label if replaced.domain else Role.CASE_MANAGER.label
            raise NotAllowed(
                _("%(name)s is op die dag geen %(what)s. Kies een collega die dat wel is.")
                % {"name": stand_in, "what": what}
            )
        if replaced.valid_until is not None and replaced.valid_until <= on:
            raise NotAllowed(_("Het werk bij %s is dan al voorbij. Haal het uit de lijst.") % household.name)
        if not theirs.filter(pk=household.pk).exists():
            raise NotAllowed(
                _("%(name)s kan niet invallen bij %(household)s. Kies daarvoor een andere collega.")
                % {"name": stand_in, "household": household.name}
            )


def _tell(actor: Actor, replacement: Assignment, at: datetime.datetime) -> None:
    case, replaced = replacement.case, replacement.replaces
    assert replaced is not None
    assert replacement.valid_until is not None
    what = {
        "name": replacement.user,
        "other": replaced.user,
        "start": f"{replacement.valid_from:%d-%m-%Y}",
        "end": f"{replacement.valid_until:%d-%m-%Y}",
    }
    tell(
        actor=actor,
        at=at,
        household_id=case.household_id,
        kind=TimelineEvent.Kind.ASSIGNMENT,
        domain=replacement.domain,
        sentence=kept(gettext_lazy("%(name)s vervangt %(other)s van %(start)s tot %(end)s"), what),
    )
    record(
        "assignment.replaced",
        actor=actor,
        action=AccessRecord.Action.CHANGE,
        purpose=Purpose.CASELOAD if _leads(actor, case) else Purpose.COORDINATION,
        about=About(household_id=case.household_id),
        data_classes=[DataClass.INVOLVEMENT],
    )


def _leads(actor: Actor, case: Case) -> bool:
    return case.team in actor.teams(Role.TEAM_LEAD)
