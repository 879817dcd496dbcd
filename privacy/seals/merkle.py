"""Merkle trees as in RFC 6962 section 2.1: SHA-256, leaves and nodes hashed with a different first byte.

Without that byte a node could be passed off as a leaf. A level with an odd number of nodes hands its last one up
unchanged, which gives the tree of the RFC: its left half is the largest power of two that is smaller than the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

LEAF, NODE = b"\x00", b"\x01"
SIZE = 32


def leaf_hash(data: bytes) -> bytes:
    """The hash of one leaf."""
    return sha256(LEAF + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two neighbours."""
    return sha256(NODE + left + right).digest()


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The root over hashed leaves; of none the hash of nothing."""
    level = list(leaves)
    while len(level) > 1:
        level = _above(level)
    return level[0] if level else sha256(b"").digest()


def path_to(leaves: Sequence[bytes], place: int) -> list[bytes]:
    """The audit path of one leaf (RFC 6962 section 2.1.1), from the bottom up; raises `IndexError` when not there."""
    if not 0 <= place < len(leaves):
        raise IndexError(place)
    level, path = list(leaves), []
    while len(level) > 1:
        neighbour = place ^ 1
        if neighbour < len(level):
            path.append(level[neighbour])
        level, place = _above(level), place // 2
    return path


def root_by_path(leaf: bytes, path: Sequence[bytes], *, place: int, count: int) -> bytes | None:
    """The root that a leaf and its path lead to; None when the path does not belong to this place and count."""
    if not 0 <= place < count:
        return None
    rest, found = list(path), leaf
    while count > 1:
        if place ^ 1 < count:
            if not rest:
                return None
            neighbour = rest.pop(0)
            found = node_hash(neighbour, found) if place % 2 else node_hash(found, neighbour)
        place, count = place // 2, (count + 1) // 2
    return None if rest else found


def _above(level: list[bytes]) -> list[bytes]:
    pairs = [sha256(NODE + left + right).digest() for left, right in zip(level[::2], level[1::2], strict=False)]
    return pairs + level[-1:] if len(level) % 2 else pairs
