"""The whole town, family by family, in a steady stream: a town of any size takes the same memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from households.demo import story
from households.demo.explaining import explain
from households.demo.families import KINDS
from households.demo.making import Maker
from households.demo.names import NameBook
from households.demo.numbers import unissued_bsns
from households.demo.people import Day, Family
from households.demo.places import AddressBook
from households.demo.situations import set_apart

FEWEST = 10
MOST = 350_000
_WEIGHTS = [kind.share / kind.average for kind in KINDS]


@dataclass(frozen=True)
class Town:
    """A town of so many households, as it is on `today`. The same three values give the same town."""

    households: int
    seed: int
    today: Day

    def families(self) -> Iterator[Family]:
        """All families, those with a story first."""
        books = (NameBook(), AddressBook(self.households), unissued_bsns())
        left, index = self.households, 0
        stories = iter(story.STORIES)
        while left:
            rng = Random(f"{self.seed}/people/{index}")  # noqa: S311 - a demo wants to be repeated
            family = Family(index)
            make = Maker(family, rng, books=books, today=self.today)
            if told := next(stories, None):
                told[0](make)
            else:
                self._draw(make, left)
                set_apart(make)
            explain(family)
            left -= len(family.groups)
            index += 1
            yield family

    def _draw(self, make: Maker, left: int) -> None:
        kind = make.rng.choices(KINDS, _WEIGHTS)[0]
        if kind.most > left:
            kind = KINDS[0]
        kind.make(make)
