"""What the scheduler does for the kernel."""

from __future__ import annotations

import logging

from celery import shared_task

from privacy import database

log = logging.getLogger(__name__)


@shared_task
def make_partitions() -> int:
    """Daily: make the months of the access log that are missing, a year ahead; answers how many were made.

    Without a month to write in nothing can be shown any more, so a year of failures goes by before anybody notices.
    """
    made = database.make_partitions()
    if made:
        log.info("made %d months of the access log", made)
    return made
