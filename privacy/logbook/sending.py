"""Sends what a place does not have yet, a part at a time, each part in a transaction with the place's position.

Not by the moment of a record: a record of a long transaction is committed after younger ones, and would be skipped.
A position is a snapshot of PostgreSQL, and `written_in` the transaction of a record: what is visible in a new snapshot
and was not in the last is what has come since. A process that is killed leaves the position as it was.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import BigIntegerField, BooleanField
from django.db.models.expressions import RawSQL

from privacy.acting import Actor, acting
from privacy.logbook.lines import Line, LineMaker
from privacy.logbook.places import NotAcknowledged, Place
from privacy.models import AccessRecord, LogbookPosition
from privacy.services import system_actor

ACTOR = "send_logbook"
RECORDS_AT_A_TIME = 400
LINES_AT_A_TIME = 2000
BEGIN = "1:1:"
NEXT = """
written_in >= pg_snapshot_xmin(%s::pg_snapshot) AND written_in < pg_snapshot_xmax(%s::pg_snapshot)
AND (written_in, id) > (%s::text::xid8, %s::uuid)
AND NOT pg_visible_in_snapshot(written_in, %s::pg_snapshot) AND pg_visible_in_snapshot(written_in, %s::pg_snapshot)
"""
log = logging.getLogger(__name__)


@dataclass
class Sent:
    """How many access records were acknowledged, and as how many lines; `error` says why it stopped early."""

    records: int = 0
    lines: int = 0
    error: str = ""


def send_all(at: LogbookPosition.Place, place: Place) -> Sent:
    """Send everything that was committed before now. Stops at the first part that is not acknowledged."""
    LogbookPosition.objects.get_or_create(place=at)
    sender = _Sender(at, place, system_actor(ACTOR), LineMaker())
    try:
        while sender.send_a_part():
            pass
    except NotAcknowledged as refusal:
        sender.sent.error = str(refusal)
        log.warning("the logbook (%s) did not acknowledge: %s", at.value, refusal)
    return sender.sent


@dataclass
class _Sender:
    """One run to one place."""

    at: LogbookPosition.Place
    place: Place
    actor: Actor
    maker: LineMaker
    sent: Sent = field(default_factory=Sent)

    def send_a_part(self) -> bool:
        """Send the next part; False when the place has everything, or another process is sending."""
        with acting(self.actor):
            position = LogbookPosition.objects.select_for_update(skip_locked=True).filter(place=self.at).first()
            if position is None or not (position.sending or _take_a_snapshot(position)):
                return False
            waiting = _waiting(position)
            if not waiting:
                position.sent, position.sending = position.sending, ""
                position.save()
                return False
            records, lines = _deliver(self.place, self.maker, waiting)
            last = waiting[records - 1]
            position.transaction, position.record_id = last.transaction, last.id  # type: ignore[attr-defined]
            position.records += records
            position.lines += lines
            position.save()
        self.sent.records += records
        self.sent.lines += lines
        return True


def _deliver(place: Place, maker: LineMaker, waiting: Sequence[AccessRecord]) -> tuple[int, int]:
    """Give as many of these records as make a part; answers how many records and lines were acknowledged."""
    part: list[Line] = []
    records = 0
    for record in waiting:
        part += maker.lines_of(record)
        records += 1
        if len(part) >= LINES_AT_A_TIME:
            break
    for some in _pieces(part):
        place.take(some)
    return records, len(part)


def _pieces(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    for start in range(0, len(lines), LINES_AT_A_TIME):
        yield lines[start : start + LINES_AT_A_TIME]


def _take_a_snapshot(position: LogbookPosition) -> bool:
    """Fix what is to be sent now; False when nothing was committed since."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s::text, pg_snapshot_xmax(s) < pg_snapshot_xmax(%s::pg_snapshot) FROM pg_current_snapshot() AS s",
            [position.sent],
        )
        now, is_counted_anew = cursor.fetchone()
    if is_counted_anew:
        log.warning("the database counts its transactions anew: everything is sent again to %s", position.place)
        position.sent = BEGIN
    position.sending, position.transaction, position.record_id = now, 0, None
    return bool(now != position.sent)


def _waiting(position: LogbookPosition) -> list[AccessRecord]:
    """The next records that are to be sent, each with its `transaction`."""
    span = (position.sent, position.sending)
    after = (str(position.transaction), position.record_id or uuid.UUID(int=0))
    is_next = RawSQL(NEXT, (*span, *after, *span), output_field=BooleanField())  # noqa: S611 - no text of a user
    numbered = RawSQL("written_in::text::bigint", (), output_field=BigIntegerField())
    written_in = RawSQL("written_in", ())
    rows = AccessRecord.objects.filter(is_next).annotate(transaction=numbered).order_by(written_in, "id")
    return list(rows[:RECORDS_AT_A_TIME])
