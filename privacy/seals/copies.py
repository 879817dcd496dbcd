"""The copy of the seals outside the database, read beside the database in the order of their numbers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from privacy.models import Seal
from privacy.seals.form import hash_of
from privacy.seals.outside import Unreadable, parse_line


class Copies:
    """A walk along the file. A line that was cut off, and a seal that was written twice, are passed over.

    `contradicted` holds the numbers for which the file holds two different seals.
    """

    def __init__(self, path: Path, *, first: int) -> None:
        self.contradicted: set[int] = set()
        self.begin: int | None = None
        self._seals = self._read(path, first)
        self._next = next(self._seals, None)
        self.begin = self._next.number if self._next else None

    def take(self, number: int) -> Seal | None:
        """The copy of a seal; those with lower numbers are passed."""
        while self._next is not None and self._next.number < number:
            self._next = next(self._seals, None)
        if self._next is None or self._next.number != number:
            return None
        found, self._next = self._next, next(self._seals, None)
        return found

    @property
    def upcoming(self) -> int | None:
        """The number of the next copy; None after the last."""
        return self._next.number if self._next else None

    def _read(self, path: Path, first: int) -> Iterator[Seal]:
        newest: Seal | None = None
        with path.open("rb") as file:
            for line in file:
                try:
                    seal = parse_line(line)
                except Unreadable:
                    continue
                if seal.number < first:
                    continue
                if newest is not None and seal.number <= newest.number:
                    if seal.number == newest.number and hash_of(seal) != hash_of(newest):
                        self.contradicted.add(seal.number)
                    continue
                newest = seal
                yield seal
