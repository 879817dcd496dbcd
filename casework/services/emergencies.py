"""Opening a household outside one's sight in an emergency, and ending that."""

from __future__ import annotations

import datetime
import uuid

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.grants import permission_ids
from casework.models import Assignment, Case, TimelineEvent
from casework.services.permission import NotAllowed
from casework.services.timeline import tell
from households.models import Household, HouseholdGrant, HouseholdMembership, Level, codename
from households.querysets import granted, not_barred
from privacy.acting import CAREGIVERS, Actor, actor_for, because, beyond_sight
from privacy.audit import About, record
from privacy.choices import DataClass, Domain, Purpose, Role
from privacy.models import AccessRecord, BreakGlass, User
from privacy.models.actors import place
from privacy.models.emergencies import LASTS
from privacy.reviews import ask_for_review
from privacy.wording import kept

# Where a life may be at stake, health and criminal data of the chosen domain is open too (AVG art. 9 lid 2 c).
VITAL = (BreakGlass.Reason.UNSAFETY, BreakGlass.Reason.MEDICAL, BreakGlass.Reason.MISSING)

# Also where somebody has geheimhouding: which of the reasons it is, is not said.
CLOSED = gettext_lazy(
    "Dit huishouden kan niet met noodtoegang open. Bel de teamleider van het wijkteam; bij direct gevaar belt u 112."
)


@beyond_sight("help in an emergency")
def break_glass(
    *,
    actor: Actor,
    household: Household,
    reason: BreakGlass.Reason,
    words: str,
    domain: Domain | None = None,
    at: datetime.datetime,
) -> BreakGlass:
    """Give the actor four hours of the least that serves, tell who must know, and ask for a review.

    Raises `NotAllowed` for whoever is no caregiver or has sight already, and where nobody may come this way: a
    household of oneself, of family, of a colleague, or with somebody who has geheimhouding.
    """
    _require_emergency(actor, household)
    with because(words):
        opened = BreakGlass.objects.create(
            user=actor.user,
            household_id=household.pk,
            reason=reason,
            words=words,
            domain=domain or "",
            opened_at=at,
            expires_at=at + LASTS,
        )
        HouseholdGrant.objects.bulk_create(emergency_grants(opened, rests_on=_place(actor)))
        ask_for_review(opened, told=_whom_to_tell(household.pk, timezone.localdate(at)))
        until = date_format(timezone.localtime(opened.expires_at), "H:i")
        what = {"until": until, "reason": BreakGlass.Reason(reason).label}
        tell(
            actor=actor,
            at=at,
            household_id=household.pk,
            kind=TimelineEvent.Kind.ASSIGNMENT,
            sentence=kept(gettext_lazy("Noodtoegang tot %(until)s: %(reason)s"), what),
        )
    _record(actor, "household.glass_broken", opened)
    return opened


def end_emergency(*, actor: Actor, emergency: BreakGlass, at: datetime.datetime) -> None:
    """End one's own emergency before its time. Raises `NotAllowed` for somebody else's; nothing when it is over."""
    if emergency.user_id != actor.id:
        raise NotAllowed(_("Alleen wie de noodtoegang opende, kan die stoppen."))
    if emergency.until <= at:
        return
    emergency.ended_at = at
    emergency.save(update_fields=["ended_at"])
    HouseholdGrant.objects.filter(break_glass_id=emergency.pk).update(expires_at=at)
    _record(actor, "breakglass.ended", emergency)


def emergency_grants(emergency: BreakGlass, *, rests_on: str) -> list[HouseholdGrant]:
    """The least: *dat* everywhere, *wat* in the one domain that was chosen, *werk* nowhere."""
    start, end = timezone.localdate(emergency.opened_at), timezone.localdate(emergency.expires_at)
    ground = kept(gettext_lazy("noodtoegang: %s"), BreakGlass.Reason(emergency.reason).label)
    levels = dict.fromkeys(("", *Domain.values), Level.INVOLVEMENT)
    if emergency.domain:
        levels[emergency.domain] = Level.CONTENT
    return [
        HouseholdGrant(
            user_id=emergency.user_id,
            permission_id=permission_ids()[codename(level, domain)],
            content_object_id=emergency.household_id,
            break_glass_id=emergency.pk,
            domain=domain,
            level=level,
            includes_special=level == Level.CONTENT and emergency.reason in VITAL,
            purpose=Purpose.EMERGENCY,
            ground=ground,
            valid_from=start,
            valid_until=end + datetime.timedelta(days=1),
            expires_at=emergency.expires_at,
            rests_on=rests_on,
        )
        for domain, level in levels.items()
    ]


def unfounded_grants(*, at: datetime.datetime) -> int:
    """How many grants of emergencies hold that no emergency gives, or that give more than it may."""
    given = BreakGlass.objects.filter(
        pk=OuterRef("break_glass_id"),
        user=OuterRef("user_id"),
        household_id=OuterRef("content_object_id"),
        expires_at=OuterRef("expires_at"),
        ended_at__isnull=True,
    )
    content = given.filter(domain=OuterRef("domain")).exclude(domain="")
    least = Q(Exists(given), level=Level.INVOLVEMENT) | Q(Exists(content), level=Level.CONTENT)
    return HouseholdGrant.objects.filter(break_glass_id__isnull=False, expires_at__gt=at).exclude(least).count()


def _require_emergency(actor: Actor, household: Household) -> None:
    if not actor.has(*CAREGIVERS):
        raise NotAllowed(_("Noodtoegang is alleen voor hulpverleners. Bel een wijkteam."))
    here = Household.objects.filter(pk=household.pk, ended_on__isnull=True)
    has_secret = HouseholdMembership.objects.on().filter(household=household, person__is_secret=True).exists()
    if has_secret or not here.filter(not_barred(actor)).exists():
        raise NotAllowed(str(CLOSED))
    if here.filter(granted(actor)).exists():
        raise NotAllowed(_("U ziet dit huishouden al. Open het via Mijn huishoudens."))


def _place(actor: Actor) -> str:
    membership = next(membership for membership in actor.memberships if membership.role in CAREGIVERS)
    return place(membership.team_id, membership.role)


def _whom_to_tell(household_id: uuid.UUID, day: datetime.date) -> list[User]:
    """The permanent case manager and whoever stands in; without either the leads of the team of the case."""
    running = Assignment.objects.on(day).filter(case__household=household_id, case__closed_on__isnull=True, domain="")
    managers = [row.user for row in running.select_related("user") if _may_know(row.user, household_id, day)]
    if managers:
        return managers
    teams = Case.objects.filter(household=household_id, closed_on__isnull=True).values("team")
    leads = User.objects.filter(is_active=True, memberships__team__in=teams, memberships__role=Role.TEAM_LEAD)
    return [lead for lead in leads.distinct() if Role.TEAM_LEAD in actor_for(lead, on=day).roles]


def _may_know(user: User, household_id: uuid.UUID, day: datetime.date) -> bool:
    """Whether somebody works here still and the household is not too close to them."""
    here = Household.objects.filter(not_barred(actor_for(user, on=day)), pk=household_id)
    return user.is_active and here.exists()


def _record(actor: Actor, event: str, emergency: BreakGlass) -> None:
    record(
        event,
        actor=actor,
        action=AccessRecord.Action.CHANGE if emergency.ended_at else AccessRecord.Action.BREAK_GLASS,
        purpose=Purpose.EMERGENCY,
        ground=kept(gettext_lazy("noodtoegang: %s"), BreakGlass.Reason(emergency.reason).label),
        about=About(household_id=emergency.household_id),
        data_classes=[DataClass.INVOLVEMENT, *([DataClass.CONTENT] if emergency.domain else [])],
        details={"reason": emergency.reason, "domain": emergency.domain},
    )
