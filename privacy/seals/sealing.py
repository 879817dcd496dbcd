"""Sealing what was recorded since the last seal."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from privacy.models import Seal
from privacy.seals import keys, outside, records
from privacy.seals.form import NEWEST, NO_SEAL, hash_of, hashes_of
from privacy.seals.merkle import root_of
from privacy.seals.outside import Refused
from privacy.seals.records import BEGIN, LAST_KEY, Position, Row

MOST_RECORDS = 4096
# A chain whose end was cut off shows within this time, also where nothing is recorded.
HEARTBEAT = datetime.timedelta(hours=1)
# Sealing runs every minute; after a missed heartbeat and some minutes something is wrong.
OVERDUE = HEARTBEAT + datetime.timedelta(minutes=10)
ONE_AT_A_TIME = 0x5EA1


@dataclass(frozen=True)
class Sealed:
    """What one run of sealing has done."""

    seals: int = 0
    records: int = 0


def seal_log(*, at: datetime.datetime, removed_before: datetime.datetime | None = None) -> Sealed:
    """Seal all records of finished transactions, in seals of `MOST_RECORDS` at most, each in a transaction of its own.

    `removed_before` also puts down, signed, that records from before a moment were destroyed on purpose. Sealers at
    the same time take turns. Raises `Refused`, and `privacy.seals.keys.NoKey`.
    """
    keys.check_key()
    seals = sealed = 0
    while (seal := _seal_once(at, removed_before if not seals else None)) is not None:
        seals, sealed = seals + 1, sealed + seal.count
        if seal.count < MOST_RECORDS:
            break
    return Sealed(seals, sealed)


def end_of(seal: Seal | None) -> Position:
    """Where the records begin that this seal does not cover."""
    return Position(seal.until_transaction, seal.until_id) if seal else BEGIN


def is_late(last: Seal | None, *, at: datetime.datetime) -> bool:
    """Whether a seal should have been there by now."""
    return last is None or at - last.sealed_at > OVERDUE


def _seal_once(at: datetime.datetime, removed_before: datetime.datetime | None) -> Seal | None:
    with records.whole_log():
        if not _is_alone():
            return None
        last = Seal.objects.defer("leaves").order_by("-number").first()
        if last is not None:
            _check(last)
        finished = records.finished_before()
        after, until = end_of(last), Position(finished - 1, LAST_KEY)
        if until < after:
            raise Refused(
                _(
                    "De database telt transacties lager dan het laatste zegel: hij is teruggezet uit een kopie. "
                    "Lees in run-in-production.md hoe het verzegelen weer verder kan."
                )
            )
        rows = list(records.read_rows(after=after, until=until, form=NEWEST, limit=MOST_RECORDS))
        if not (rows or removed_before or last is None or at - last.sealed_at >= HEARTBEAT):
            return None
        seal = _make(last, rows, until, at=at, removed_before=removed_before)
        seal.save(force_insert=True)
        return seal


def _is_alone() -> bool:
    """Whether no other sealer is at work; until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        return bool(cursor.fetchone()[0])


def _check(last: Seal) -> None:
    if not keys.is_signed(last):
        raise Refused(
            _("Zegel %s is niet door ons gezet, of het is veranderd. Draai manage.py verify_audit.") % last.number
        )
    outside.check_against(last)


def _make(
    last: Seal | None,
    rows: list[Row],
    until: Position,
    *,
    at: datetime.datetime,
    removed_before: datetime.datetime | None,
) -> Seal:
    # Where more is waiting this seal ends at its last record, else where everything is finished.
    if len(rows) == MOST_RECORDS:
        until = rows[-1].position
    after = end_of(last)
    leaves = b"".join(row.leaf for row in rows)
    seal = Seal(
        number=last.number + 1 if last else 1,
        sealed_at=max(at, last.sealed_at) if last else at,
        form=NEWEST,
        after_transaction=after.transaction,
        after_id=after.id,
        until_transaction=until.transaction,
        until_id=until.id,
        count=len(rows),
        root=root_of(hashes_of(leaves)),
        previous=hash_of(last) if last else NO_SEAL,
        removed_before=removed_before,
        leaves=leaves,
    )
    keys.sign(seal)
    return seal
