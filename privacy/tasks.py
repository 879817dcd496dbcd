"""What the scheduler does for the kernel."""

from __future__ import annotations

import datetime
import logging

import httpx
from celery import shared_task
from django.utils import timezone

from privacy import database, seals
from privacy.logbook import configured_places, send_all
from privacy.seals.keys import NoKey

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


@shared_task
def seal_log() -> int:
    """Every minute: seal what was recorded, and bring the seals outside; answers how many records were sealed.

    What goes wrong stops nobody's work: the screen of the privacy officer and the monitoring tell.
    """
    sealed = 0
    try:
        sealed = seals.seal_log(at=timezone.now()).records
    except (NoKey, seals.Refused) as reason:
        log.error("the access log is not sealed: %s", reason)
    try:
        seals.deliver_seals()
    except (OSError, httpx.HTTPError) as error:
        log.error("seals did not arrive outside the database: %s", type(error).__name__)
    return sealed


@shared_task
def verify_day() -> int:
    """Nightly: verify what was sealed since yesterday began; answers how many faults there are."""
    yesterday = timezone.localtime() - datetime.timedelta(days=1)
    return _verify(since=yesterday.replace(hour=0, minute=0, second=0, microsecond=0))


@shared_task
def verify_everything() -> int:
    """Weekly: verify the whole log; answers how many faults there are."""
    return _verify(since=None)


def _verify(*, since: datetime.datetime | None) -> int:
    try:
        check = seals.check_log(at=timezone.now(), since=since)
    except (NoKey, OSError) as reason:
        log.error("the access log is not verified: %s", reason)
        return 0
    if check.faults:
        log.error("the access log was changed: %d faults, see manage.py verify_audit", check.faults)
    return check.faults


@shared_task
def send_logbook() -> dict[str, int]:
    """Each minute: send access records as lines to the logbooks that are configured; answers how many lines went.

    What is not acknowledged stays, and is tried again the next minute.
    """
    return {at.value: send_all(at, place()).lines for at, place in configured_places()}
