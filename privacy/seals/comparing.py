"""The records that are there beside the leaves of the seal that covers them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from privacy.models import Seal
from privacy.seals.faults import Fault, FaultKind, Verified
from privacy.seals.form import EPOCH, PACKED, Leaf, hashes_of, packed_leaves
from privacy.seals.merkle import root_of
from privacy.seals.records import Row

# A record is written at the end of what it records, and sealed a minute later; a long import may take its time.
LATE = datetime.timedelta(hours=1)


def are_leaves_whole(seal: Seal) -> bool:
    """Whether the leaves are as many as the seal says, and lead to its root."""
    leaves = bytes(seal.leaves)
    return len(leaves) == PACKED * seal.count and root_of(hashes_of(leaves)) == bytes(seal.root)


class Comparison:
    """Walks along the records, and gives each seal those in its stretch."""

    def __init__(self, rows: Iterator[Row], found: Verified, removed_before: datetime.datetime | None) -> None:
        self.found, self.removed_before = found, removed_before
        self._rows = rows
        self._next = next(rows, None)

    def compare(self, seal: Seal, *, earlier_at: datetime.datetime | None) -> None:
        """Compare the records of one seal; the next seal given must follow on this one."""
        self._take(seal.after_transaction, seal.after_id.bytes)
        present = self._take(seal.until_transaction, seal.until_id.bytes)
        leaves = bytes(seal.leaves)
        if b"".join(present) == leaves:
            self.found.proved += len(present)
        else:
            self._tell(seal.number, packed_leaves(leaves), present)
        if earlier_at is not None:
            self._tell_backdated(seal.number, packed_leaves(leaves), earlier_at - LATE)

    def _take(self, transaction: int, key: bytes) -> list[bytes]:
        """The leaves up to a position; before the begin of a seal they are those of one that is gone."""
        taken, row = [], self._next
        while row is not None and (
            row.transaction < transaction or (row.transaction == transaction and row.leaf[:16] <= key)
        ):
            taken.append(row.leaf)
            row = next(self._rows, None)
        self._next = row
        self.found.records += len(taken)
        return taken

    def _tell(self, seal: int, expected: list[bytes], present: list[bytes]) -> None:
        wanted = {leaf[:16]: leaf for leaf in expected}
        right = {leaf[:16] for leaf in present if wanted.get(leaf[:16]) == leaf}
        self.found.proved += len(right)
        for leaf in present:
            key = leaf[:16]
            if key not in wanted or (key in right and wanted[key] != leaf):
                self._add(FaultKind.RECORD_INSERTED, seal, leaf)
            elif key not in right:
                self._add(FaultKind.RECORD_CHANGED, seal, wanted[key])
        for key in wanted.keys() - {leaf[:16] for leaf in present}:
            if self.removed_before is not None and Leaf.unpack(wanted[key]).at < self.removed_before:
                self.found.destroyed += 1
            else:
                self._add(FaultKind.RECORD_REMOVED, seal, wanted[key])

    def _tell_backdated(self, seal: int, leaves: list[bytes], bound: datetime.datetime) -> None:
        since = (bound - EPOCH) // datetime.timedelta(microseconds=1)
        for leaf in leaves:
            if int.from_bytes(leaf[16:24], "big", signed=True) < since:
                self._add(FaultKind.RECORD_BACKDATED, seal, leaf)

    def _add(self, kind: FaultKind, seal: int, packed: bytes) -> None:
        leaf = Leaf.unpack(packed)
        self.found.add(Fault(kind, seal, leaf.id, leaf.at))
