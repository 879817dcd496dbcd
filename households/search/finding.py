"""The queries of a search: exact keys on their indexes first, typing errors only where those leave room."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_, or_

from django.db.models import Q, QuerySet

from households.dates import PartialDate
from households.models import Person, Residence
from households.search import lookups  # noqa: F401  # registers itself
from households.search.matching import SHORTEST_START, Split, Wording
from households.search.near import Near, near_given_names, near_surnames
from households.search.question import Place, Question
from privacy.crypto import blind_index
from privacy.dates import on_day

LIMIT = 20
ROOM = 100  # rows of one query, of which the words may leave fewer
MOST_KEPT = 1000  # people of one's own households, or of one day or address
IN_ORDER = ("surname_key", "given_key", "birth_date")
SHOWN = (
    "display_name",
    "given_names",
    "birth_date",
    "suspension",
    "is_secret",
    "surname_key",
    "partner_key",
    "given_key",
)
SURNAMES = (("surname_key", "partner_key"), ("partner_key", "surname_key"))


@dataclass(frozen=True, slots=True)
class Found:
    """The people who fit, the best first; `is_cut` when there are more than `LIMIT`."""

    people: list[Person]
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One query. In order it stops at the limit; without an order it may stop at any rows that fit."""

    condition: Q
    is_ordered: bool = False
    is_last_resort: bool = False


def find(people: QuerySet[Person], question: Question, *, stays: QuerySet[Residence], are_few: bool = False) -> Found:
    """Answer a question from people that were scoped already, an address from residences that are not hidden.

    With `are_few` (one's own households) given names alone will do; among all residents they would fit too many.
    """
    people = people.filter(_facts(question, stays), merged_into__isnull=True).only(*SHOWN)
    if question.is_narrow or are_few:
        rows = list(people.order_by("pk")[:MOST_KEPT])
        found = _best(rows, question, Wording(question.words, needs_surname=False))
        return replace(found, is_cut=True) if len(rows) == MOST_KEPT else found
    return _by_surname(people, question)


def _by_surname(people: QuerySet[Person], question: Question) -> Found:
    wording = Wording(question.words, needs_surname=True)
    rows: dict[uuid.UUID, Person] = {}
    for step in _steps(wording):
        if rows and step.is_last_resort:
            continue
        fitting = people.filter(step.condition).order_by(*(IN_ORDER if step.is_ordered else ()))
        found = fitting[: LIMIT + 1 if step.is_ordered else ROOM]
        rows |= {row.pk: row for row in found if wording.misfit(row) is not None}
        if len(rows) > LIMIT:
            break
    return _best(rows.values(), question, wording)


def _best(rows: Iterable[Person], question: Question, wording: Wording) -> Found:
    ranked = []
    for row in rows:
        misfit = wording.misfit(row)
        if misfit is not None:
            is_known_less = question.born is not None and row.birth_date != question.born
            ranked.append((misfit, is_known_less, row.surname_key, row.given_key, row.display_name, row.pk, row))
    ranked.sort()
    return Found([entry[-1] for entry in ranked[:LIMIT]], is_cut=len(ranked) > LIMIT)


def _facts(question: Question, stays: QuerySet[Residence]) -> Q:
    """The conditions that are certain, however names are spelled."""
    facts = Q(bsn_index=blind_index(question.bsn)) if question.bsn else Q()
    if question.born:
        facts &= _born(question.born)
    if question.place:
        facts &= Q(pk__in=_residents(question.place, stays))
    return facts


def _born(born: PartialDate) -> Q:
    """A day also finds those of whom only its month or year is known; a year finds all its days."""
    if born.day is None:
        return Q(birth_date__begins_with=born.stored[: 6 if born.month else 4])
    return Q(birth_date__in=[born, PartialDate(born.year, born.month), PartialDate(born.year)])


def _residents(place: Place, stays: QuerySet[Residence]) -> QuerySet[Residence, uuid.UUID]:
    asked = {
        "address__postcode": place.postcode,
        "address__street__iexact": place.street,
        "address__house_number": place.house_number,
        "address__house_letter__iexact": place.house_letter,
        "address__house_suffix__iexact": place.house_suffix,
    }
    given = {path: value for path, value in asked.items() if value not in ("", None)}
    return stays.filter(on_day(), **given).values_list("person_id", flat=True)


def _steps(wording: Wording) -> Iterator[Step]:
    """From exact to loose. What begins or looks like a name is only looked up when the steps before left room."""
    ways = wording.ways
    surname = ways[0].surnames[0]
    if wording.is_one_name:
        yield Step(Q(surname_key=surname), is_ordered=True)
    yield Step(_arms(ways, _exactly, _begins))
    if not wording.is_one_name:
        yield Step(_arms(ways, _exactly, _contains))
    near = near_surnames(key for split in ways for key in split.surnames if not split.is_exact)
    if not wording.is_one_name:
        yield Step(_arms(ways, _exactly, _looks_like(ways, [key for key, found in near.items() if found.occurs])))
    if wording.is_one_name and near.get(surname, Near()).is_beginning:
        yield Step(Q(surname_key__begins_with=surname), is_ordered=True)
    yield Step(_arms(ways, _beginning(near), _begins))
    for errors in (1, 2):
        names = {key: found.by_errors.get(errors, []) for key, found in near.items()}
        yield Step(_arms(ways, _one_of(names), _begins))
    if not wording.is_one_name:
        names = {key: found.names for key, found in near.items()}
        alike = _looks_like(ways, [name for found in names.values() for name in found])
        yield Step(_arms(ways, _one_of(names), alike), is_last_resort=True)


def _arms(ways: Iterable[Split], surname: Callable[[str, Split], Q], given: Callable[[str], Q]) -> Q:
    """Every way to read the words, each as one look-up in an index that all other words must agree with."""
    arms = []
    for split in ways:
        for column, other in SURNAMES:
            named = surname(column, split)
            if named and split.rest:
                arms += [named & given(word) & _agrees(other, split.rest, word) for word in split.rest if given(word)]
                arms.append(named & Q(**{f"{other}__in": [*split.rest, "".join(split.rest)]}))
            elif named:
                arms.append(named)
    return reduce(or_, arms) if arms else Q(pk__in=[])


def _agrees(other: str, rest: Iterable[str], served: str) -> Q:
    more = [Q(given_key__contains=word) | Q(**{f"{other}__contains": word}) for word in rest if word != served]
    return reduce(and_, more, Q())


def _exactly(column: str, split: Split) -> Q:
    return Q(**{f"{column}__in": split.surnames})


def _beginning(near: Mapping[str, Near]) -> Callable[[str, Split], Q]:
    def begins(column: str, split: Split) -> Q:
        starts = [Q(**{f"{column}__begins_with": key}) for key in split.surnames if near.get(key, Near()).is_beginning]
        # The index of partners' names leaves out the empty ones.
        return reduce(or_, starts) & ~Q(**{column: ""}) if starts else Q()

    return begins


def _one_of(names: Mapping[str, list[str]]) -> Callable[[str, Split], Q]:
    def near(column: str, split: Split) -> Q:
        found = [name for key in split.surnames for name in names.get(key, [])]
        return Q(**{f"{column}__in": found}) if found else Q()

    return near


def _begins(word: str) -> Q:
    return Q(given_key__begins_with=word)


def _contains(word: str) -> Q:
    return Q(given_key__contains=word) if len(word) >= SHORTEST_START else Q()


def _looks_like(ways: Iterable[Split], surnames: Iterable[str]) -> Callable[[str], Q]:
    near = near_given_names((word for split in ways for word in split.rest), surnames)

    def looks_like(word: str) -> Q:
        return Q(given_key__in=near[word]) if near.get(word) else Q()

    return looks_like
