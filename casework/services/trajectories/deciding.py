"""Decisions (beschikkingen), and objections against them."""

from __future__ import annotations

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.clocks.reckoning import reckon
from casework.clocks.terms import Terms, rule_of
from casework.models import Decision, Term, TimelineEvent, TrajectoryStep
from casework.services.journal import record_change
from casework.services.permission import NotAllowed, require_work
from casework.services.timeline import tell
from casework.services.trajectories import ticking
from casework.workflow.checking import Taking
from privacy.acting import Actor
from privacy.wording import kept

TO_OBJECT = "awb.bezwaartermijn"
WITHOUT_COMMITTEE, WITH_COMMITTEE = "awb.bezwaar", "awb.bezwaar_commissie"


def last_day_to_object(sent_on: datetime.date) -> datetime.date:
    """The last day to object to what was sent on a day (Awb art. 6:7 and 6:8), by the term as it was then."""
    term = Terms(Term.objects.filter(key=TO_OBJECT)).on(TO_OBJECT, sent_on)
    return reckon(rule_of(term), sent_on).due_on


def decide(*, actor: Actor, step: TrajectoryStep, taking: Taking) -> Decision:
    """Record the decision of a step that was checked; its objection term is told with it."""
    told = taking.decision
    assert told is not None
    sent_on = told.sent_on or taking.on
    decision = Decision.objects.create(
        trajectory=step.trajectory,
        step=step,
        household_id=step.household_id,
        domain=step.domain,
        kind=told.kind,
        ground=told.ground,
        decided_on=taking.on,
        sent_on=sent_on,
        object_until=last_day_to_object(sent_on),
        starts_on=told.starts_on,
        ends_on=told.ends_on,
        decided_by=actor.user,
    )
    record_change(actor, "decision.made", step.household_id, step.domain)
    return decision


def object_to(
    *, actor: Actor, decision: Decision, received_on: datetime.date, has_committee: bool, at: datetime.datetime
) -> None:
    """Record an objection that came; the term to decide on it begins when the term to object ends (Awb art. 7:10)."""
    require_work(actor, decision.household_id, decision.domain)
    locked = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if locked.objected_on is not None:
        raise NotAllowed(_("Er is al bezwaar vastgelegd bij deze beschikking."))
    if received_on < locked.sent_on:
        raise NotAllowed(_("Deze dag ligt voor de dag waarop de beschikking is verstuurd."))
    if received_on > timezone.localdate(at):
        raise NotAllowed(_("Deze dag is nog niet geweest."))
    locked.objected_on, locked.has_committee = received_on, has_committee
    locked.save(update_fields=["objected_on", "has_committee"])
    key = WITH_COMMITTEE if has_committee else WITHOUT_COMMITTEE
    begins = max(locked.object_until, received_on)
    ticking.start(actor=actor, trajectory=locked.trajectory, key=key, on=begins, at=at)
    _tell(actor, locked, kept(gettext_lazy("Bezwaar ontvangen tegen een beschikking")), at=at)
    record_change(actor, "decision.objected", locked.household_id, locked.domain)


def decide_objection(
    *,
    actor: Actor,
    decision: Decision,
    objection: str,
    ground: str,
    decided_on: datetime.date,
    at: datetime.datetime,
) -> None:
    """Record what was decided on an objection, with its ground; that meets the clock."""
    require_work(actor, decision.household_id, decision.domain)
    locked = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if locked.objected_on is None:
        raise NotAllowed(_("Er is geen bezwaar vastgelegd. Leg eerst het bezwaar vast."))
    if locked.objection:
        raise NotAllowed(_("Op dit bezwaar is al besloten."))
    if not ground.strip():
        raise NotAllowed(_("Schrijf op waarop het besluit rust. Een besluit zonder grond mag niet (Awb art. 7:12)."))
    if not locked.objected_on <= decided_on <= timezone.localdate(at):
        raise NotAllowed(_("Kies een dag vanaf de ontvangst van het bezwaar tot en met vandaag."))
    locked.objection, locked.objection_ground, locked.objection_decided_on = objection, ground, decided_on
    locked.save(update_fields=["objection", "objection_ground", "objection_decided_on"])
    keys = [WITHOUT_COMMITTEE, WITH_COMMITTEE]
    ticking.meet(actor=actor, trajectory=locked.trajectory, keys=keys, on=decided_on, at=at)
    _tell(actor, locked, kept(gettext_lazy("Op bezwaar besloten: %s"), locked.get_objection_display()), at=at)
    record_change(actor, "decision.objection_decided", locked.household_id, locked.domain)


def _tell(actor: Actor, decision: Decision, sentence: str, *, at: datetime.datetime) -> None:
    tell(
        actor=actor,
        at=at,
        household_id=decision.household_id,
        kind=TimelineEvent.Kind.DECISION,
        domain=decision.domain,
        depth=TimelineEvent.Depth.CONTENT,
        sentence=sentence,
    )
