"""Access records that are sealed, and somebody with all rights on the database who touches them."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, connections
from django.utils import timezone

from config.stack.place import patiently
from privacy.acting import acting
from privacy.audit import About, record
from privacy.choices import DataClass, Purpose
from privacy.models import AccessRecord
from privacy.seals import Verified, records, seal_log, verify
from privacy.services import system_actor

PATIENCE = 60


def write(count: int = 1) -> list[AccessRecord]:
    """So many access records, each of a transaction of its own; oldest first."""
    known = set(AccessRecord.objects.values_list("id", flat=True))
    actor = system_actor("seal_test")
    for number in range(count):
        with acting(actor):
            record(
                "household.read",
                actor=actor,
                action=AccessRecord.Action.READ,
                purpose=Purpose.HELP,
                ground="vaste casemanager, sinds 'maart' \"2026\"",
                about=About(uuid.uuid4(), (uuid.uuid4(), uuid.uuid4())),
                listed_household_ids=[uuid.uuid4()],
                data_classes=[DataClass.CONTENT],
                details={"aantal": number, "soort": ["é", None]},
            )
    return list(AccessRecord.objects.exclude(id__in=known).order_by("at"))


def seal_all(*, at: datetime.datetime | None = None) -> None:
    """Seal all records, once the transactions of other tests on the same server that began before them are done."""
    for attempt in patiently(PATIENCE):
        with attempt:
            assert _newest_transaction() < records.finished_before()
    seal_log(at=at or timezone.now())


def _newest_transaction() -> int:
    with records.whole_log(), connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(written_in::text::bigint), 0) FROM privacy_accessrecord")
        return int(cursor.fetchone()[0])


def sealed(*counts: int) -> list[AccessRecord]:
    """Records in as many runs of sealing as counts are given; all records, oldest first."""
    found = []
    for count in counts:
        found += write(count)
        seal_all()
    return found


def by_hand(statement: str, *parameters: Any) -> None:
    """Change the database as the owner of its tables."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement, parameters)


def check(**options: Any) -> Verified:
    """Verify everything now."""
    return verify(at=timezone.now(), **options)


def told(found: Verified) -> list[tuple[str, int | None, uuid.UUID | None]]:
    """What was found: kind, seal, record."""
    return [(fault.kind.value, fault.seal, fault.record) for fault in found.named]


@contextmanager
def another_connection() -> Iterator[Any]:
    """A second connection of the application, with a transaction of its own, over the walls."""
    other = connections["default"].copy()
    other.set_autocommit(False)
    with other.cursor() as cursor:
        cursor.execute("SELECT set_config('role', 'samenhang_system', false)")
    other.commit()
    try:
        yield other
    finally:
        other.close()
