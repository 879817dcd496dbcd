"""What was offered, what the inquiry found, and the application that follows it."""

from __future__ import annotations

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from casework.models import Application, Decision, Inquiry, Offer, Trajectory, TrajectoryStep
from casework.models.wmo import SUBJECTS
from casework.services.debts.recording import require_open_for
from casework.services.journal import record_change
from casework.services.permission import NotAllowed
from privacy.acting import Actor
from privacy.choices import Domain

# The answers of steps that prove an offer, and what was offered.
PROVEN_BY = {
    "plan_offered": Offer.What.PLAN,
    "support_offered": Offer.What.SUPPORT,
    "budget_explained": Offer.What.BUDGET,
}


def record_offer(
    *,
    actor: Actor,
    trajectory: Trajectory,
    what: str,
    how: str,
    offered_on: datetime.date,
    at: datetime.datetime,
) -> Offer:
    """Keep the proof that something was offered: on which day, and how. The same day once more corrects how."""
    require_open_for(actor, trajectory, Domain.WMO)
    if offered_on > timezone.localdate(at):
        raise NotAllowed(_("Deze dag is nog niet geweest. Kies vandaag of een dag ervoor."))
    offer, _is_new = Offer.objects.update_or_create(
        trajectory=trajectory,
        what=what,
        offered_on=offered_on,
        defaults={"how": how, "household_id": trajectory.household_id, "offered_by": actor.user},
    )
    record_change(actor, "offer.recorded", trajectory.household_id, trajectory.domain)
    return offer


def keep_offers(actor: Actor, step: TrajectoryStep, _at: datetime.datetime) -> None:
    """Keep as proof what a step says was offered, unless there is proof already: a letter of receipt, else a talk."""
    how = Offer.How.LETTER if step.letter else Offer.How.TALK
    there = set(Offer.objects.filter(trajectory=step.trajectory).values_list("what", flat=True))
    for key, what in PROVEN_BY.items():
        if step.facts.get(key) and what not in there:
            Offer.objects.create(
                trajectory=step.trajectory,
                household_id=step.household_id,
                what=what,
                how=how,
                offered_on=step.taken_on,
                offered_by=actor.user,
            )


def write_inquiry(
    *,
    actor: Actor,
    trajectory: Trajectory,
    texts: dict[str, str],
    seen: str,
    at: datetime.datetime,
) -> Inquiry:
    """Write what the inquiry found, by subject and `report`; all may stay blank.

    `seen` is the version that was read (`version`). Raises `NotAllowed` when a colleague wrote since.
    """
    require_open_for(actor, trajectory, Domain.WMO)
    Trajectory.objects.select_for_update(of=("self",)).get(pk=trajectory.pk)
    inquiry = Inquiry.objects.filter(trajectory=trajectory).first()
    if seen != version(inquiry):
        raise NotAllowed(
            _("%s heeft dit onderzoek intussen bijgewerkt. Uw tekst staat er nog: open het in een tweede venster.")
            % (inquiry.written_by if inquiry else _("Een collega"))
        )
    inquiry = inquiry or Inquiry(trajectory=trajectory, household_id=trajectory.household_id)
    for name in (*SUBJECTS.values(), "report"):
        setattr(inquiry, name, texts.get(name, ""))
    inquiry.written_by, inquiry.written_at = actor.user, at
    inquiry.save()
    record_change(actor, "inquiry.written", trajectory.household_id, trajectory.domain)
    return inquiry


def version(inquiry: Inquiry | None) -> str:
    """Which version of an inquiry somebody reads; "" before the first."""
    return inquiry.written_at.isoformat() if inquiry else ""


def apply_for(_actor: Actor, step: TrajectoryStep, _at: datetime.datetime) -> None:
    """Make the application of a step: an object of its own beside the melding."""
    Application.objects.create(
        trajectory=step.trajectory,
        household_id=step.household_id,
        step=step,
        received_on=step.taken_on,
        is_signed_report=bool(step.facts.get("as_report")),
    )


def answer_application(_actor: Actor, step: TrajectoryStep, _at: datetime.datetime) -> None:
    """Let the decision of a step answer the open application. Raises `NotAllowed` when there is none to answer."""
    application = Application.objects.filter(trajectory=step.trajectory, decision__isnull=True).first()
    if application is None:
        raise NotAllowed(_("Er is geen aanvraag om over te beslissen. Leg eerst de aanvraag vast."))
    decision = Decision.objects.get(step=step)
    application.decision, application.decided_on = decision, decision.decided_on
    application.save(update_fields=["decision", "decided_on"])
