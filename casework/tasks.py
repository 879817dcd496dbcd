"""What the scheduler does for casework."""

from __future__ import annotations

import logging

from celery import shared_task
from django.utils import timezone

from casework.grants import differences
from casework.services.clocks import carry_on_all
from casework.services.emergencies import unfounded_grants
from casework.services.sharing.lapsing import end_uncovered, households_sharing
from casework.timers import run_due
from casework.timers.mailing import send_mails
from privacy.acting import acting
from privacy.services import system_actor

log = logging.getLogger(__name__)


@shared_task
def check_grants() -> dict[str, int]:
    """Nightly: report every grant without its source, and every assignment without its grant. Repairs nothing."""
    with acting(system_actor("check_grants")):
        missing, unfounded = differences(on=timezone.localdate())
        unfounded += unfounded_grants(at=timezone.now())
    if missing or unfounded:
        log.error("grants differ from assignments: %d missing, %d unfounded", missing, unfounded)
    return {"missing": missing, "unfounded": unfounded}


@shared_task
def end_uncovered_sharing() -> dict[str, int]:
    """Nightly: end sight on consent where age or gezag changed, so that somebody must consent who has not."""
    actor, ended = system_actor("end_uncovered_sharing"), 0
    with acting(actor):
        households = households_sharing(on=timezone.localdate())
    for household_id in households:  # one transaction each: nobody who withdraws consent waits for the whole town
        with acting(actor):
            ended += len(end_uncovered(actor=actor, household_id=household_id, at=timezone.now()))
    return {"ended": ended}


@shared_task
def recompute_clocks() -> dict[str, int]:
    """Every minute: reckon the clocks anew that a change of a term asks for; answers how many changed in each."""
    return carry_on_all()


@shared_task
def run_timers() -> dict[str, int]:
    """Every minute: the timers whose hour has come, once a day each; then the mail that waits."""
    now = timezone.now()
    return run_due(at=now) | {"mails": send_mails(at=now)}
