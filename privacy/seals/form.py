"""The fixed forms in which records and seals are hashed and signed. A form never changes: a new one gets a number."""

from __future__ import annotations

import datetime
import json
import uuid
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from privacy.models import Seal

DOMAIN = b"samenhang seal\x00"
NO_SEAL = bytes(32)

# A column that is added to the access record gets a new form; older seals keep verifying by theirs.
COLUMNS: dict[int, tuple[str, ...]] = {
    1: (
        "written_in",
        "at",
        "id",
        "event",
        "action",
        "actor_id",
        "actor_name",
        "role",
        "team",
        "on_behalf_of_id",
        "activity",
        "purpose",
        "ground",
        "household_id",
        "listed_household_ids",
        "subject_ids",
        "data_classes",
        "request_id",
        "took_ms",
        "details",
    )
}
NEWEST = max(COLUMNS)
# Neither the time zone of the session nor the kind of a number may change the text.
_WRITTEN = {"at": "at AT TIME ZONE 'UTC'", "written_in": "written_in::text"}


def text_of(form: int) -> str:
    """The SQL that writes a record as one JSON array; only functions of PostgreSQL itself, none that is stored."""
    columns = ", ".join(_WRITTEN.get(column, column) for column in COLUMNS[form])
    return f"pg_catalog.json_build_array({columns})::text"


def content_of(seal: Seal) -> dict[str, Any]:
    """What the signature holds; hashes as hexadecimals, moments in UTC."""
    return {
        "number": seal.number,
        "sealed_at": _moment(seal.sealed_at),
        "form": seal.form,
        "after": [seal.after_transaction, str(seal.after_id)],
        "until": [seal.until_transaction, str(seal.until_id)],
        "count": seal.count,
        "root": bytes(seal.root).hex(),
        "previous": bytes(seal.previous).hex(),
        "removed_before": _moment(seal.removed_before) if seal.removed_before else None,
        "key": seal.key_id,
    }


def seal_of(content: dict[str, Any], *, signature: bytes, leaves: bytes) -> Seal:
    """The seal again, from what the signature holds; raises `KeyError`, `TypeError` or `ValueError` for anything else.

    Not one of the database: it came from elsewhere.
    """
    removed = content["removed_before"]
    return Seal(
        number=int(content["number"]),
        sealed_at=datetime.datetime.fromisoformat(content["sealed_at"]),
        form=int(content["form"]),
        after_transaction=int(content["after"][0]),
        after_id=uuid.UUID(content["after"][1]),
        until_transaction=int(content["until"][0]),
        until_id=uuid.UUID(content["until"][1]),
        count=int(content["count"]),
        root=bytes.fromhex(content["root"]),
        previous=bytes.fromhex(content["previous"]),
        removed_before=datetime.datetime.fromisoformat(removed) if removed else None,
        key_id=str(content["key"]),
        signature=signature,
        leaves=leaves,
    )


def signed_bytes(seal: Seal) -> bytes:
    """What is signed: JSON with sorted keys and without spaces, after the name of this use of the key."""
    return DOMAIN + json.dumps(content_of(seal), sort_keys=True, separators=(",", ":")).encode()


def hash_of(seal: Seal) -> bytes:
    """What the next seal points back to."""
    return sha256(signed_bytes(seal)).digest()


def _moment(at: datetime.datetime) -> str:
    return at.astimezone(datetime.UTC).isoformat(timespec="microseconds")


@dataclass(frozen=True)
class Leaf:
    """One record in a seal: which one, of when, and the hash of its text."""

    id: uuid.UUID
    at: datetime.datetime
    hash: bytes

    @classmethod
    def unpack(cls, packed: bytes) -> Leaf:
        """A leaf from its 56 bytes: key, microseconds since 2000 as PostgreSQL sends them, hash."""
        since = int.from_bytes(packed[16:24], "big", signed=True)
        return cls(uuid.UUID(bytes=packed[:16]), EPOCH + datetime.timedelta(microseconds=since), packed[24:])


EPOCH = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
PACKED = 56


def packed_leaves(leaves: bytes) -> list[bytes]:
    """The leaves of a seal one by one, still packed; a piece that is left over counts as one, so that it shows."""
    return [leaves[start : start + PACKED] for start in range(0, len(leaves), PACKED)]


def hashes_of(leaves: bytes) -> list[bytes]:
    """The hashes alone."""
    return [packed[24:] for packed in packed_leaves(leaves)]
