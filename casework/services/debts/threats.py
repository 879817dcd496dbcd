"""Threatening situations: known by a step, averted later."""

from __future__ import annotations

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import Threat, TimelineEvent, TrajectoryStep
from casework.models.debts import ThreatKind
from casework.services.debts.recording import require_open_for
from casework.services.journal import record_change
from casework.services.permission import NotAllowed
from casework.services.timeline import tell
from privacy.acting import Actor
from privacy.wording import kept


def threaten(_actor: Actor, step: TrajectoryStep, _at: datetime.datetime) -> None:
    """Keep the threat that a step told of; its clock is the step's."""
    kind = str(step.facts.get("threat", ""))
    if kind not in ThreatKind.values:
        return
    known_on = datetime.date.fromisoformat(str(step.facts["threat_known_on"]))
    Threat.objects.create(
        trajectory=step.trajectory, household_id=step.household_id, step=step, kind=kind, known_on=known_on
    )


def avert_threat(*, actor: Actor, threat: Threat, on: datetime.date, at: datetime.datetime) -> Threat:
    """Say that a threat is over since a day. Raises `NotAllowed` for a day before it, one to come, and twice."""
    require_open_for(actor, threat.trajectory)
    locked = Threat.objects.select_for_update(of=("self",)).get(pk=threat.pk)
    if locked.averted_on is not None:
        raise NotAllowed(_("Dit is al vastgelegd."))
    if not locked.known_on <= on <= timezone.localdate(at):
        raise NotAllowed(_("Kies een dag vanaf toen de dreiging bekend werd, tot en met vandaag."))
    locked.averted_on = on
    locked.save(update_fields=["averted_on"])
    tell(
        actor=actor,
        at=at,
        household_id=locked.household_id,
        kind=TimelineEvent.Kind.TRAJECTORY,
        domain=locked.domain,
        depth=TimelineEvent.Depth.CONTENT,
        sentence=kept(gettext_lazy("Dreiging afgewend: %s"), locked.get_kind_display()),
    )
    record_change(actor, "threat.averted", locked.household_id, locked.domain)
    return locked


def close_crisis(_actor: Actor, step: TrajectoryStep, _at: datetime.datetime) -> None:
    """A crisis that was closed as averted leaves no threat open."""
    if step.facts.get("averted") == "yes":
        for threat in Threat.objects.filter(trajectory=step.trajectory, averted_on__isnull=True):
            threat.averted_on = max(step.taken_on, threat.known_on)
            threat.save(update_fields=["averted_on"])
