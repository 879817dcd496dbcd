"""Provisions: what a decision gives, until when, and when to look again."""

from __future__ import annotations

import datetime
from typing import TypedDict, Unpack

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import Decision, Provision, TimelineEvent, Trajectory, TrajectoryStep
from casework.services.debts.recording import require_open_for
from casework.services.journal import record_change
from casework.services.permission import NotAllowed
from casework.services.timeline import tell
from casework.services.wmo.reviewing import keep_review
from privacy.acting import Actor
from privacy.choices import Domain
from privacy.wording import kept

GIVES = (Decision.Kind.GRANT, Decision.Kind.TEMPORARY, Decision.Kind.CHANGE)


class Terms(TypedDict, total=False):
    """What is the same at making and changing a provision."""

    kind: str
    delivery: str
    provider: str
    budget: int | None
    starts_on: datetime.date
    ends_on: datetime.date | None
    review_on: datetime.date | None


def add_provision(
    *, actor: Actor, trajectory: Trajectory, decision: Decision, at: datetime.datetime, **terms: Unpack[Terms]
) -> Provision:
    """Record what a decision gives, until when, and when to look again. A temporary decision (spoed) needs an end."""
    require_open_for(actor, trajectory, Domain.WMO)
    if decision.trajectory_id != trajectory.pk or decision.kind not in GIVES:
        raise NotAllowed(_("Kies een beschikking van dit traject die iets toekent."))
    _require_right(decision, terms, at)
    provision = Provision(trajectory=trajectory, household_id=trajectory.household_id, decision=decision, **terms)
    provision.recorded_at = at
    provision.save()
    keep_review(actor, trajectory, at)
    tell(
        actor=actor,
        at=at,
        household_id=provision.household_id,
        kind=TimelineEvent.Kind.DECISION,
        domain=provision.domain,
        depth=TimelineEvent.Depth.CONTENT,
        sentence=kept(gettext_lazy("Voorziening: %s"), provision.get_kind_display()),
    )
    record_change(actor, "provision.recorded", provision.household_id, provision.domain)
    return provision


def change_provision(*, actor: Actor, provision: Provision, at: datetime.datetime, **terms: Unpack[Terms]) -> Provision:
    """Correct a provision; the task to look again moves along."""
    require_open_for(actor, provision.trajectory, Domain.WMO)
    _require_right(provision.decision, terms, at)
    for name, value in terms.items():
        setattr(provision, name, value)
    provision.save()
    keep_review(actor, provision.trajectory, at)
    record_change(actor, "provision.changed", provision.household_id, provision.domain)
    return provision


def stop_provision(
    *, actor: Actor, provision: Provision, ends_on: datetime.date, reason: str, at: datetime.datetime
) -> Provision:
    """End a provision before its time, with the reason; nobody needs to look at it again."""
    require_open_for(actor, provision.trajectory, Domain.WMO)
    if ends_on < provision.starts_on:
        raise NotAllowed(_("Het einde ligt voor het begin. Controleer beide dagen."))
    if provision.ends_on is not None and ends_on > provision.ends_on:
        raise NotAllowed(
            _("De voorziening loopt maar tot en met %s. Kies een dag ervoor.") % f"{provision.ends_on:%d-%m-%Y}"
        )
    provision.ends_on, provision.stop_reason, provision.review_on = ends_on, reason, None
    provision.save()
    keep_review(actor, provision.trajectory, at)
    record_change(actor, "provision.changed", provision.household_id, provision.domain)
    return provision


def end_provisions(actor: Actor, step: TrajectoryStep, at: datetime.datetime) -> None:
    """End what still runs with the trajectory that a step ends, and nobody needs to look at it again."""
    trajectory = step.trajectory
    for provision in Provision.objects.filter(trajectory=trajectory):
        last = max(step.taken_on, provision.starts_on)
        runs = provision.ends_on is None or provision.ends_on > last
        if not runs and provision.review_on is None:
            continue
        if runs:
            provision.ends_on, provision.stop_reason = last, kept(Trajectory.Outcome(trajectory.outcome).label)
        provision.review_on = None
        provision.save()
    keep_review(actor, trajectory, at)


def _require_right(decision: Decision, terms: Terms, at: datetime.datetime) -> None:
    starts_on, ends_on, review_on = terms["starts_on"], terms.get("ends_on"), terms.get("review_on")
    if ends_on is not None and ends_on < starts_on:
        raise NotAllowed(_("Het einde ligt voor het begin. Controleer beide dagen."))
    if review_on is not None and (review_on < starts_on or review_on <= timezone.localdate(at)):
        raise NotAllowed(_("Kies om opnieuw te kijken een dag na vandaag en na het begin van de voorziening."))
    if decision.kind == Decision.Kind.TEMPORARY and ends_on is None:
        raise NotAllowed(_("Een tijdelijke voorziening met spoed heeft een einde. Vul in tot en met wanneer."))
    if terms["delivery"] == Provision.Delivery.IN_KIND:
        if not terms.get("provider"):
            raise NotAllowed(_("Vul in welke aanbieder de zorg in natura geeft."))
        if terms.get("budget") is not None:
            raise NotAllowed(_("Een bedrag hoort bij een pgb. Laat het leeg, of kies pgb."))
