"""The proof that one record stands in the log as it was sealed, to be checked without the rest of the log."""

from __future__ import annotations

import base64
import datetime
import uuid
from typing import Any

from django.db import connection
from django.db.models import Q

from privacy.models import Seal
from privacy.seals import keys
from privacy.seals.form import content_of, hashes_of, packed_leaves, seal_of, text_of
from privacy.seals.merkle import leaf_hash, path_to, root_by_path
from privacy.seals.records import whole_log


class NotSealed(LookupError):
    """There is no such record, or no seal covers it as it is now."""


def prove(key: uuid.UUID, *, at: datetime.datetime | None = None) -> dict[str, Any]:
    """The record as it is hashed, its path to the root of its seal, and the signed seal.

    With its moment the record is found at once; without, the whole log is searched. Raises `NotSealed`.
    """
    with whole_log():
        seal = _seal_of(key, at)
        text = _text_of(key, at, seal.form)
    leaves = bytes(seal.leaves)
    places = [place for place, leaf in enumerate(packed_leaves(leaves)) if leaf[:16] == key.bytes]
    hashes = hashes_of(leaves)
    if not places or hashes[places[0]] != leaf_hash(text.encode()):
        raise NotSealed(key)
    return {
        "record": text,
        "place": places[0],
        "path": [part.hex() for part in path_to(hashes, places[0])],
        "seal": content_of(seal),
        "signature": base64.b64encode(bytes(seal.signature)).decode(),
    }


def is_proof(proof: dict[str, Any], trusted: keys.Keys) -> bool:
    """Whether the record leads to the root of the seal, and one of these keys signed that; raises for another shape."""
    seal = seal_of(proof["seal"], signature=base64.b64decode(proof["signature"]), leaves=b"")
    path = [bytes.fromhex(part) for part in proof["path"]]
    root = root_by_path(leaf_hash(proof["record"].encode()), path, place=proof["place"], count=seal.count)
    return root == bytes(seal.root) and keys.is_signed(seal, trusted)


def _seal_of(key: uuid.UUID, at: datetime.datetime | None) -> Seal:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT written_in::text::bigint {_FROM}", [key, at, at])
        found = cursor.fetchone()
    if found is None:
        raise NotSealed(key)
    (number,) = found
    reaches = Q(until_transaction__gt=number) | Q(until_transaction=number, until_id__gte=key)
    seal = Seal.objects.filter(reaches).order_by("number").first()
    if seal is None:
        raise NotSealed(key)
    return seal


def _text_of(key: uuid.UUID, at: datetime.datetime | None, form: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {text_of(form)} {_FROM}", [key, at, at])
        return str(cursor.fetchone()[0])


_FROM = "FROM privacy_accessrecord WHERE id = %s AND (%s::timestamptz IS NULL OR at = %s)"
