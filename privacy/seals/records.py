"""The access records in the order in which they are sealed, streamed from the database.

That order is the transaction that wrote a record, then its key. What is below the oldest transaction that still runs
can no longer change by a commit that comes late; so a stretch of it is an exact set.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager
from hashlib import sha256
from typing import NamedTuple

from django.db import connection

from privacy.acting import acting
from privacy.seals.form import text_of
from privacy.seals.merkle import LEAF
from privacy.services import system_actor

# Behind a wall, whoever may not see every record gets an error instead of a seal over some of them.
SEES_ALL = "SELECT current_user = 'samenhang_system' OR NOT row_security_active('privacy_accessrecord')"
SEALER = "seal_log"
# All months are walked along one index each, in order. Many records may come from one transaction, of which the
# planner expects few; it would sort all of them for each seal.
WALK = "SET LOCAL enable_sort = off"
FIRST_KEY, LAST_KEY = uuid.UUID(int=0), uuid.UUID(int=(1 << 128) - 1)


class Position(NamedTuple):
    """A place in the order: that of a record, or beside where one could be."""

    transaction: int
    id: uuid.UUID


class Row(NamedTuple):
    """A record: its place in the order, and its leaf, packed as in a seal."""

    transaction: int
    leaf: bytes

    @property
    def position(self) -> Position:
        """Where it stands."""
        return Position(self.transaction, uuid.UUID(bytes=self.leaf[:16]))


BEGIN = Position(-1, LAST_KEY)


class BehindAWall(PermissionError):
    """Whoever reads the log to seal or verify it does not see all of it."""


def whole_log() -> AbstractContextManager[object]:
    """A transaction of the system, before which the log lies open from end to end."""
    return acting(system_actor(SEALER))


def finished_before() -> int:
    """The oldest transaction that still runs, of the whole cluster. Everything before it is done and visible."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        return int(cursor.fetchone()[0])


def read_rows(*, after: Position, until: Position, form: int, limit: int | None = None) -> Iterator[Row]:
    """The records after one position, up to and with another. Inside `whole_log`; raises `BehindAWall` elsewhere."""
    lower, parameters = _after(after)
    statement = f"""
        COPY (
            SELECT written_in::text::bigint AS transaction,
                uuid_send(id) || timestamptz_send(at), convert_to({text_of(form)}, 'UTF8')
            FROM privacy_accessrecord WHERE {lower} AND (written_in, id) <= (%s::xid8, %s::uuid)
            ORDER BY written_in, id LIMIT %s
        ) TO STDOUT (FORMAT binary)
    """
    with connection.cursor() as cursor:
        cursor.execute(SEES_ALL)
        if not cursor.fetchone()[0]:
            raise BehindAWall
        cursor.execute(WALK)
        with cursor.copy(statement, [*parameters, str(until.transaction), str(until.id), limit]) as copy:
            copy.set_types(["int8", "bytea", "bytea"])
            for transaction, head, text in copy.rows():
                yield Row(transaction, head + sha256(LEAF + text).digest())


def count_after(position: Position) -> int:
    """How many records stand after a position: they are not sealed yet."""
    lower, parameters = _after(position)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM privacy_accessrecord WHERE {lower}", parameters)
        return int(cursor.fetchone()[0])


def out_of_place(*, after: Position, older_than: datetime.datetime) -> list[tuple[uuid.UUID, datetime.datetime]]:
    """Records after a position that should be sealed for long, or that a transaction yet to come seems to have written.

    Their key and moment; 1000 at most.
    """
    lower, parameters = _after(after)
    statement = f"""
        SELECT id, at FROM privacy_accessrecord
        WHERE {lower} AND (at < %s OR written_in >= pg_snapshot_xmax(pg_current_snapshot()))
        ORDER BY at, id LIMIT 1000
    """
    with connection.cursor() as cursor:
        cursor.execute(statement, [*parameters, older_than])
        return [(key, at) for key, at in cursor.fetchall()]


def _after(position: Position) -> tuple[str, list[str]]:
    if position.transaction < 0:
        return "true", []
    return "(written_in, id) > (%s::xid8, %s::uuid)", [str(position.transaction), str(position.id)]
