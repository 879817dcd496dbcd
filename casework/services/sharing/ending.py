"""The end of a decision to share: by who has it, by who gave it, or because consent is withdrawn."""

from __future__ import annotations

import datetime
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import grants
from casework.models import Assignment, SightRequest
from casework.services.permission import NotAllowed, require_work
from casework.services.sharing import telling
from privacy.acting import Actor, because, beyond_sight
from privacy.choices import Domain
from privacy.models import SharingDecision
from privacy.wording import kept


def end_sharing(*, actor: Actor, decision: SharingDecision, reason: str, at: datetime.datetime) -> None:
    """End sight before its day: who has it may, and where consent gave it who works in its domain. Closes at once.

    Raises `NotAllowed`, also when it ended already.
    """
    decision = SharingDecision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if decision.receiver_id != actor.id:
        if decision.ground != SharingDecision.Ground.CONSENT:
            raise NotAllowed(_("Dit rust op noodzaak volgens de wet. Alleen wie de gegevens gebruikt, beëindigt het."))
        require_work(actor, decision.household_id, decision.source)
    if not is_running(decision, timezone.localdate(at)):
        raise NotAllowed(_("Dit zicht is al beëindigd."))
    with because(reason):
        end(actor, decision, because=reason, at=at)


def is_running(decision: SharingDecision, day: datetime.date) -> bool:
    """Whether a decision still opens something on a day."""
    return decision.ended_at is None and (decision.valid_until is None or decision.valid_until > day)


@beyond_sight("settle what was shared")
def end(actor: Actor, decision: SharingDecision, *, because: str, at: datetime.datetime) -> None:
    """Close a decision, take its grants back, and say so to the household's helpers and to who had sight."""
    close(actor, decision, because=because, at=at)
    refresh_household(decision.household_id, on=timezone.localdate(at))
    _tell(actor, decision, at)


@beyond_sight("settle what was shared")
def close(actor: Actor, decision: SharingDecision, *, because: str, at: datetime.datetime) -> None:
    """Let a decision hold no longer from today, whichever day it began."""
    decision.valid_until = max(decision.valid_from, timezone.localdate(at))
    decision.ended_at, decision.ended_by, decision.ended_because = at, actor.user, because
    decision.save(update_fields=["valid_until", "ended_at", "ended_by", "ended_because"])
    request = SightRequest.objects.filter(decision=decision).first()
    if request is not None:
        telling.settle_tasks(request, actor=actor, at=at)


def refresh_household(household_id: uuid.UUID, *, on: datetime.date) -> None:
    """Make the grants of everybody at work for a household what they should be."""
    running = Assignment.objects.filter(case__household_id=household_id).select_related("case")
    grants.refresh(running.on(on))


def _tell(actor: Actor, decision: SharingDecision, at: datetime.datetime) -> None:
    source = Domain(decision.source)
    telling.tell_household(
        actor,
        decision.household_id,
        source=source,
        sentence=gettext_lazy("Zicht op %(what)s beëindigd: %(who)s"),
        values={"what": kept(source.label), "who": decision.receiver or kept(gettext_lazy("iedereen"))},
        at=at,
    )
    telling.record_change(
        "sharing.ended",
        actor=actor,
        household_id=decision.household_id,
        purpose=decision.purpose,
        persons=decision.person_ids,
        ground=kept(SharingDecision.Ground(decision.ground).label),
    )
    telling.tell_receiver(decision, actor=actor, at=at)
