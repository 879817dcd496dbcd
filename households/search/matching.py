"""How well somebody's names fit the words of a question: the last word on every hit, in plain Python."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import OSA

from households.models import Person
from households.names import search_key
from households.search.question import Word

SHORTEST_START = 3  # letters of a surname that count as its beginning
# How much one misfit weighs. A typing error weighs most.
ERROR, BEGINNING, PARTNER, ELSEWHERE = 10, 3, 1, 1
_PARTS = re.compile(r"[^\w]+")
# What is often written in one word with the surname: Vandenberg, Devries.
_GLUED = re.compile(r"(?:van(?:den|der|de)?|den|der|de|ten|ter|te|el|al)(?=[a-z]{4})")


def errors_allowed(key: str) -> int:
    """The typing errors that a word of this length may have: none in short ones, of which many are alike."""
    return 0 if len(key) < 4 else 1 if len(key) < 6 else 2


@dataclass(frozen=True, slots=True)
class Split:
    """One way to read the words: these spellings are the surname, those words given names or the other surname.

    Words that are only together a surname are not searched for with typing errors: anything would look like them.
    """

    surnames: tuple[str, ...]
    rest: tuple[str, ...]
    is_exact: bool = False


class Wording:
    """The words of a name, in all the ways they may be read."""

    def __init__(self, words: Sequence[Word], *, needs_surname: bool) -> None:
        self.words, self.needs_surname = words, needs_surname

    @cached_property
    def ways(self) -> tuple[Split, ...]:
        """The first words or the last as a surname, with and without its voorvoegsels; every such reading."""
        return tuple(self._splits())

    @property
    def is_one_name(self) -> bool:
        """Whether there is nothing beside a surname."""
        return not any(split.rest for split in self.ways)

    def misfit(self, person: Person) -> int | None:
        """How far somebody's names are from these words, 0 being exact; None when they do not fit."""
        if not self.words:
            return 0
        given = [search_key(name) for name in _PARTS.split(person.given_names)]
        costs = [_reading(person, split, given) for split in self.ways]
        if not self.needs_surname:
            bare = [word.key for word in self.words if not word.is_prefix]
            alone = _given_names(bare, given, joined=person.given_key)
            costs.append(alone if alone is None or alone <= ERROR else None)
        return _least(costs)

    def _splits(self) -> Iterator[Split]:
        words = self.words
        for start in range(len(words)):
            for end in range(start + 1, len(words) + 1):
                before, run, after = words[:start], words[start:end], words[end:]
                at_either_end = all(word.is_prefix for word in before) or all(word.is_prefix for word in after)
                if at_either_end and not run[-1].is_prefix:
                    yield _split(run, [*before, *after])


def _split(run: Sequence[Word], others: Sequence[Word]) -> Split:
    bare = [word.key for word in run if not word.is_prefix]
    whole = search_key("".join(word.key for word in run))
    spellings = dict.fromkeys([search_key("".join(bare)), whole, _GLUED.sub("", whole, count=1)])
    rest = tuple(word.key for word in others if not word.is_prefix)
    return Split(tuple(spellings), rest, is_exact=len(bare) > 1)


def _least(costs: Iterable[int | None]) -> int | None:
    return min((cost for cost in costs if cost is not None), default=None)


def _reading(person: Person, split: Split, given: Sequence[str]) -> int | None:
    best = None
    own, partner = person.surname_key, person.partner_key
    for surname, other, more in ((own, partner, 0), (partner, own, PARTNER)):
        named = _surnames(split, surname) if surname else None
        rest = _given_names(split.rest, given, joined=person.given_key, surname=other) if named is not None else None
        if named is not None and rest is not None:
            best = _least([best, named + rest + more])
    return best


def _surnames(split: Split, surname: str) -> int | None:
    if surname in split.surnames:
        return 0
    return None if split.is_exact else _least(_surname(key, surname) for key in split.surnames)


def _surname(typed: str, surname: str) -> int | None:
    if typed == surname:
        return 0
    if len(typed) >= SHORTEST_START and surname.startswith(typed):
        return BEGINNING
    return _errors(typed, surname)


def _given_names(typed: Sequence[str], names: Sequence[str], *, joined: str, surname: str = "") -> int | None:
    total = 0
    for word in typed:
        costs = [_given_name(word, name) for name in names]
        costs += [_surname(word, surname), 0 if joined.startswith(word) else None]
        least = _least(costs)
        if least is None:
            return None
        total += least
    return total


def _given_name(typed: str, name: str) -> int | None:
    """Anne and Sanne are two names: a given name keeps its first letter."""
    if name.startswith(typed):
        return 0 if len(typed) in (1, len(name)) else ELSEWHERE
    return _errors(typed, name) if name[:1] == typed[:1] else None


def _errors(typed: str, name: str) -> int | None:
    allowed = errors_allowed(typed)
    if not allowed or not name:
        return None
    distance = OSA.distance(typed, name, score_cutoff=allowed)
    return ERROR * distance if distance <= allowed else None
