"""Closed compartments: who opens one, who acts in it, and that it is done."""

from __future__ import annotations

import datetime
import uuid

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import Compartment, CompartmentMember
from casework.services.journal import record_change
from casework.services.permission import NotAllowed, require_member, require_open, require_work
from casework.services.timeline import tell_inside
from households.models import Household
from households.querysets import granted
from privacy.acting import Actor, actor_for
from privacy.choices import Domain
from privacy.models import User
from privacy.wording import kept

# Where a compartment may be opened: safety of children and adults, and the coordination.
OPENED_IN = ("", Domain.YOUTH, Domain.WMO)


def open_compartment(
    *,
    actor: Actor,
    household_id: uuid.UUID,
    kind: Compartment.Kind,
    reason: str,
    at: datetime.datetime,
    domain: str = "",
) -> Compartment:
    """Open a compartment with its maker as the first member. Who works in youth help or Wmo may, or coordinates."""
    if domain not in OPENED_IN:
        raise NotAllowed(_("Een besloten dossier hoort bij de jeugdhulp, de Wmo of de regie."))
    require_work(actor, household_id, domain)
    compartment = Compartment.objects.create(
        household_id=household_id, kind=kind, domain=domain, reason=reason, opened_by=actor.user, opened_at=at
    )
    CompartmentMember.objects.create(
        compartment=compartment, user=actor.user, reason=reason, added_by=actor.user, added_at=at
    )
    tell_inside(actor, compartment, kept(gettext_lazy("Besloten dossier geopend")), at=at)
    record_change(actor, "compartment.opened", household_id, domain)
    return compartment


def add_compartment_member(
    *, actor: Actor, compartment: Compartment, user: User, reason: str, at: datetime.datetime
) -> CompartmentMember:
    """Let somebody who helps this household act in a compartment. Only who acts there may."""
    require_open(actor, compartment)
    if not Household.objects.filter(granted(actor_for(user)), pk=compartment.household_id).exists():
        raise NotAllowed(_("%s is niet betrokken bij dit huishouden. Wijs eerst toe.") % user)
    if compartment.members.filter(user=user, removed_at=None).exists():
        raise NotAllowed(_("%s hoort al bij dit besloten dossier.") % user)
    member = CompartmentMember.objects.create(
        compartment=compartment, user=user, reason=reason, added_by=actor.user, added_at=at
    )
    tell_inside(actor, compartment, kept(gettext_lazy("%s hoort nu bij het besloten dossier"), user), at=at)
    record_change(actor, "compartment.member_added", compartment.household_id, compartment.domain)
    return member


def remove_compartment_member(*, actor: Actor, member: CompartmentMember, reason: str, at: datetime.datetime) -> None:
    """End somebody's part in a compartment, at once. One member stays, else nobody could ever open it again."""
    compartment = member.compartment
    require_member(actor, compartment)
    Compartment.objects.select_for_update().get(pk=compartment.pk)  # two members may not remove each other
    others = compartment.members.filter(removed_at=None).exclude(pk=member.pk)
    if member.removed_at is not None:
        raise NotAllowed(_("%s hoort al niet meer bij dit besloten dossier.") % member.user)
    if not others.exists():
        raise NotAllowed(_("Er blijft altijd iemand bij een besloten dossier. Voeg eerst een collega toe."))
    member.removed_at, member.removed_by, member.removal_reason = at, actor.user, reason
    member.save(update_fields=["removed_at", "removed_by", "removal_reason"])
    tell_inside(
        actor, compartment, kept(gettext_lazy("%s hoort niet meer bij het besloten dossier"), member.user), at=at
    )
    record_change(actor, "compartment.member_removed", compartment.household_id, compartment.domain)


def close_compartment(*, actor: Actor, compartment: Compartment, at: datetime.datetime) -> None:
    """Say that a compartment is done; its members can still read it. Doing it twice changes nothing."""
    require_member(actor, compartment)
    if compartment.closed_at is not None:
        return
    compartment.closed_at = at
    compartment.save(update_fields=["closed_at"])
    tell_inside(actor, compartment, kept(gettext_lazy("Besloten dossier gesloten")), at=at)
    record_change(actor, "compartment.closed", compartment.household_id, compartment.domain)
