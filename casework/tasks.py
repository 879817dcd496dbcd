"""What the scheduler does for casework."""

from __future__ import annotations

import logging

from celery import shared_task
from django.utils import timezone

from casework.grants import differences
from privacy.acting import acting
from privacy.services import system_actor

log = logging.getLogger(__name__)


@shared_task
def check_grants() -> dict[str, int]:
    """Nightly: report every grant without its assignment, and every assignment without its grant. Repairs nothing."""
    with acting(system_actor("check_grants")):
        missing, unfounded = differences(on=timezone.localdate())
    if missing or unfounded:
        log.error("grants differ from assignments: %d missing, %d unfounded", missing, unfounded)
    return {"missing": missing, "unfounded": unfounded}
