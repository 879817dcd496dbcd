"""Names that begin with what was typed or look like it.

These are looked up among the names that occur, not among people: the queries for people stay exact, on their indexes.
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db import connection
from django.db.models import Q
from rapidfuzz.distance import OSA

from households.models import NameKey, Person
from households.search.matching import SHORTEST_START, errors_allowed

MOST_TYPED, MOST_NEAR, MOST_GIVEN_NAMES = 12, 30, 5000
# How much alike trigrams must be; at 0.2 six in seven of two random typing errors are found, at the usual 0.3 four.
THRESHOLD = 0.2
# In names up to this length one typing error may leave too few trigrams alike: all spellings are looked up instead.
SHORT = 6


@dataclass(frozen=True, slots=True)
class Near:
    """Which surnames occur like one typed word: itself, longer ones, and those within one and within two errors."""

    occurs: bool = False
    is_beginning: bool = False
    by_errors: Mapping[int, list[str]] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """All of them, the nearest first."""
        return [name for errors in sorted(self.by_errors) for name in self.by_errors[errors]]


def near_surnames(typed: Iterable[str]) -> dict[str, Near]:
    """The surnames that occur near each word; one query in a small table, and one to set how near, in a transaction."""
    words = [word for word in dict.fromkeys(typed) if len(word) >= SHORTEST_START][:MOST_TYPED]
    if not words:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.similarity_threshold', %s, true)", [str(THRESHOLD)])
    occurring = list(NameKey.objects.filter(reduce(or_, map(_alike, words))).values_list("key", flat=True))
    return {word: _sorted_out(word, occurring) for word in words}


def _alike(word: str) -> Q:
    alike = Q(key__startswith=word)
    if errors_allowed(word) and len(word) <= SHORT:
        alike |= Q(key__in=_one_error(word))
    return alike | Q(key__trigram_similar=word) if len(word) >= SHORT else alike


def _one_error(word: str) -> list[str]:
    """Every spelling with one letter left out, added, changed or swapped with the next."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    spellings = {front + back[1:] for front, back in cuts if back}
    spellings |= {front + back[1] + back[0] + back[2:] for front, back in cuts if len(back) > 1}
    for letter in string.ascii_lowercase:
        spellings |= {front + letter + back for front, back in cuts}
        spellings |= {front + letter + back[1:] for front, back in cuts if back}
    return sorted(spellings - {word})


def _sorted_out(word: str, names: list[str]) -> Near:
    allowed = errors_allowed(word)
    by_errors: dict[int, list[str]] = {errors: [] for errors in range(1, allowed + 1)}
    for name in names:
        errors = OSA.distance(word, name, score_cutoff=allowed)
        if 0 < errors <= allowed and len(by_errors[errors]) < MOST_NEAR:
            by_errors[errors].append(name)
    return Near(word in names, any(name != word and name.startswith(word) for name in names), by_errors)


def near_given_names(typed: Iterable[str], surnames: Iterable[str]) -> dict[str, list[str]]:
    """For each word the given names, as keys, that begin like it among people with these surnames; one query."""
    words = [word for word in dict.fromkeys(typed) if errors_allowed(word)]
    among = list(surnames)
    if not words or not among:
        return {}
    own = Person.objects.order_by().filter(surname_key__in=among).values_list("given_key")
    partners = Person.objects.order_by().filter(partner_key__in=among).values_list("given_key")
    keys = [key for (key,) in own.union(partners)[:MOST_GIVEN_NAMES]]
    return {word: [key for key in keys if key[:1] == word[:1] and _begins_like(word, key)] for word in words}


def _begins_like(word: str, key: str) -> bool:
    allowed = errors_allowed(word)
    starts = {key[: len(word) + more] for more in range(-allowed, allowed + 1)}
    return any(OSA.distance(word, start, score_cutoff=allowed) <= allowed for start in starts)
