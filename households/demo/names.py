"""Names: given names by generation and surnames with their prefixes, from lists per origin."""

from __future__ import annotations

import csv
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import NamedTuple, TypeVar

T = TypeVar("T")

DATA = Path(__file__).parent / "data"
_FREQUENT_FIRST = 1.7  # lists start with what occurs most; the higher, the more often


class Surname(NamedTuple):
    """A geslachtsnaam with its voorvoegsel apart."""

    prefix: str
    name: str

    @classmethod
    def read(cls, text: str) -> Surname:
        """Words in front that do not start with a capital are the prefix: `in 't` of `in 't Veld`."""
        words = text.split(" ")
        size = next(index for index, word in enumerate(words) if word[0].isupper())
        return cls(" ".join(words[:size]), " ".join(words[size:]))

    def __str__(self) -> str:
        return f"{self.prefix} {self.name}".strip()


@dataclass(frozen=True)
class Origin:
    """People whose names come from one list. Says nothing about anything but names and a birth abroad."""

    key: str
    share: int
    born_abroad: float
    surnames: tuple[Surname, ...]


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of one of our data files."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


class NameBook:
    """All names, drawn with the random numbers that one brings."""

    @cached_property
    def origins(self) -> list[Origin]:
        """All lists of surnames, with what goes with them."""
        return [
            Origin(
                row["origin"],
                int(row["share"]),
                float(row["born_abroad"]),
                tuple(map(Surname.read, row["surnames"].split("|"))),
            )
            for row in read_table("surnames.csv")
        ]

    @cached_property
    def _shares(self) -> list[int]:
        return list(accumulate(origin.share for origin in self.origins))

    @cached_property
    def _given(self) -> dict[tuple[str, str], tuple[list[int], list[list[str]]]]:
        lists: dict[tuple[str, str], tuple[list[int], list[list[str]]]] = {}
        for row in read_table("given_names.csv"):
            until, names = lists.setdefault((row["origin"], row["sex"]), ([], []))
            until.append(int(row["born_until"]))
            names.append(row["names"].split())
        return lists

    def origin(self, rng: Random) -> Origin:
        """An origin, by its share of the town."""
        return rng.choices(self.origins, cum_weights=self._shares)[0]

    def surname(self, rng: Random, origin: Origin) -> Surname:
        """A surname, the frequent ones more often."""
        return _frequent(rng, origin.surnames)

    def given(self, rng: Random, origin: Origin, *, sex: str, year: int) -> str:
        """One to three given names that were in use for this sex in this year of birth."""
        until, lists = self._given[origin.key, sex]
        names = lists[bisect_left(until, year)]
        count = rng.choices((1, 2, 3), (55, 35, 10))[0]
        return " ".join(dict.fromkeys([_frequent(rng, names), *rng.sample(names, count - 1)]))


def _frequent(rng: Random, values: Sequence[T]) -> T:
    return values[int(len(values) * rng.random() ** _FREQUENT_FIRST)]
