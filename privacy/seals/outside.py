"""The copies of the seals outside the database: lines in a file, and requests to an address, each in order."""

from __future__ import annotations

import base64
import fcntl
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import httpx
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from privacy.models import Seal, SealCopy
from privacy.seals.form import content_of, hash_of, seal_of

AT_ONCE = 100
TIMEOUT = 10


class Unreadable(ValueError):
    """A line does not hold a seal."""


class Refused(Exception):
    """The chain cannot be continued; the message says why and what to do."""


def line_of(seal: Seal) -> str:
    """A seal with its leaves as one line of JSON."""
    more = {
        "signature": base64.b64encode(bytes(seal.signature)).decode(),
        "leaves": base64.b64encode(bytes(seal.leaves)).decode(),
    }
    return json.dumps(content_of(seal) | more, separators=(",", ":"))


def parse_line(line: str | bytes) -> Seal:
    """A seal out of its line; raises `Unreadable`. Nothing is proved by it: the signature has not been looked at."""
    try:
        content = json.loads(line)
        signature, leaves = (base64.b64decode(content[part], validate=True) for part in ("signature", "leaves"))
        return seal_of(content, signature=signature, leaves=leaves)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise Unreadable from error


def check_against(last: Seal) -> None:
    """Raise `Refused` when the file outside holds more than the database, or another seal in the place of this one."""
    kept = last_line() if settings.SEAL_FILE else None
    if kept is None:
        return
    if kept.number > last.number or (kept.number == last.number and hash_of(kept) != hash_of(last)):
        raise Refused(
            _(
                "Het bestand met zegels eindigt met zegel %(kept)s, maar dat staat zo niet in de database. "
                "Draai manage.py verify_audit --seals."
            )
            % {"kept": kept.number}
        )


def deliver_seals() -> int:
    """Bring every seal outside that is not there yet, oldest first; answers how many arrived.

    What fails waits for the next time. Raises `OSError` when the file cannot be written, and `httpx.HTTPError` when
    the address does not acknowledge.
    """
    arrived = _append() if settings.SEAL_FILE else 0
    return arrived + (_post() if settings.SEAL_URL else 0)


def last_line() -> Seal | None:
    """The last whole seal in the file; None when there is none. A line that was cut off by a crash does not count."""
    try:
        with Path(settings.SEAL_FILE).open("rb") as file:
            return next(_backwards(file), None)
    except FileNotFoundError:
        return None


def _append() -> int:
    with Path(settings.SEAL_FILE).open("ab+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        last = next(_backwards(file), None)
        waiting = Seal.objects.filter(number__gt=last.number if last else 0).order_by("number")
        if _ends_halfway(file):
            file.write(b"\n")
        arrived = 0
        for seal in waiting.iterator(chunk_size=AT_ONCE):
            file.write(line_of(seal).encode() + b"\n")
            arrived += 1
        file.flush()
        os.fsync(file.fileno())
    return arrived


def _post() -> int:
    headers = {"Content-Type": "application/json"}
    if settings.SEAL_TOKEN:
        headers["Authorization"] = f"Bearer {settings.SEAL_TOKEN}"
    arrived = 0
    with httpx.Client(timeout=TIMEOUT, headers=headers) as client:
        for seal in Seal.objects.filter(copy=None).order_by("number").iterator(chunk_size=AT_ONCE):
            client.post(settings.SEAL_URL, content=line_of(seal)).raise_for_status()
            SealCopy.objects.get_or_create(seal=seal, defaults={"acknowledged_at": timezone.now()})
            arrived += 1
    return arrived


def _ends_halfway(file: BinaryIO) -> bool:
    if file.seek(0, os.SEEK_END) == 0:
        return False
    file.seek(-1, os.SEEK_END)
    return file.read(1) != b"\n"


def _backwards(file: BinaryIO) -> Iterator[Seal]:
    """The seals of a file from its end; what cannot be read is left out."""
    end, rest = file.seek(0, os.SEEK_END), b""
    while end > 0:
        start = max(0, end - (1 << 20))
        file.seek(start)
        first, *lines = (file.read(end - start) + rest).split(b"\n")
        rest, end = first, start
        for line in reversed([first, *lines] if start == 0 else lines):
            try:
                yield parse_line(line)
            except Unreadable:
                continue
