"""Who is in the picture and what ties them, taken from rows that the page has read already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from households.models import Custody, HouseholdMembership, Person, Relation

ROOM = 12  # more people than this make no small picture: then who lives elsewhere and matters least is left to the list
GENERATION = 28  # years

Ties = dict[UUID, list[UUID]]


@dataclass(frozen=True)
class Kin:
    """The ties between people, who are numbers from 0, the oldest first. Nobody can be told from it.

    The ties may contradict each other: whoever draws them must bear that.
    """

    younger: tuple[int, ...]
    """Of each person: how many generations younger than the oldest, by age alone."""
    partners: tuple[tuple[int, int], ...]
    parents: tuple[tuple[int, ...], ...]
    """Of each person: the parents."""
    holders: tuple[tuple[int, ...], ...]
    """Of each minor: who has gezag, parent or not."""

    @cached_property
    def guardians(self) -> tuple[tuple[int, ...], ...]:
        """Of each minor: who has gezag without being a parent."""
        pairs = zip(self.parents, self.holders, strict=True)
        return tuple(tuple(key for key in holders if key not in parents) for parents, holders in pairs)

    @property
    def has_ties(self) -> bool:
        """Whether anybody is tied to anybody."""
        return bool(self.partners) or any(self.parents) or any(self.holders)


def gather(
    memberships: Sequence[HouseholdMembership], relations: Iterable[Relation], custodies: Iterable[Custody]
) -> tuple[Kin, list[Person]]:
    """The members and whoever is tied to one of them; the persons stand in the order of their numbers.

    `custodies` are those over minors. Of people outside the household no birth date is read: their ties are in sight,
    they themselves are not.
    """
    known: dict[UUID, Person] = {}
    partners: list[tuple[UUID, UUID]] = []
    parents: Ties = {}
    holders: Ties = {}
    for row in relations:
        known[row.person_id], known[row.other_id] = row.person, row.other
        if row.kind == Relation.Kind.PARTNER:
            partners.append((row.person_id, row.other_id))
        else:
            parents.setdefault(row.other_id, []).append(row.person_id)
    for custody in custodies:
        if custody.holder_id and custody.holder:
            known.setdefault(custody.holder_id, custody.holder)
            holders.setdefault(custody.child_id, []).append(custody.holder_id)
    members = {row.person_id: row.person for row in memberships}
    outside = _closest(list(members), partners=partners, parents=parents, holders=holders)[
        : max(0, ROOM - len(members))
    ]
    people = [*sorted(members.values(), key=_birth), *(known[key] for key in outside)]
    number = {person.pk: place for place, person in enumerate(people)}

    def numbered(ties: Ties) -> tuple[tuple[int, ...], ...]:
        return tuple(
            tuple(sorted(number[key] for key in ties.get(person.pk, ()) if key in number)) for person in people
        )

    pairs = sorted((number[one], number[other]) for one, other in partners if one in number and other in number)
    return Kin(_younger(people, len(members)), tuple(pairs), numbered(parents), numbered(holders)), people


def has_died(person: Person) -> bool:
    """Whether the BRP says so; asks for no more than was read of people outside the household."""
    return person.suspension == Person.Suspension.DECEASED


def _birth(person: Person) -> str:
    """What sorts people by age, those of whom it is not known last."""
    born = person.birth_date
    return born.stored if born and born.year else "9"


def _younger(people: Sequence[Person], members: int) -> tuple[int, ...]:
    years = [int(_birth(person)[:4]) for person in people[:members]]
    by_age = [round((year - years[0]) / GENERATION) if year > GENERATION else 0 for year in years]
    return (*by_age, *(0 for _ in people[members:]))


def _closest(members: list[UUID], *, partners: list[tuple[UUID, UUID]], parents: Ties, holders: Ties) -> list[UUID]:
    """Who is tied to a member without being one: first who has gezag over or is parent of a minor, then partners."""
    own = set(members)
    having_custody = [key for child in members for key in holders.get(child, ())]
    of_minors = [key for child in members if child in holders for key in parents.get(child, ())]
    beside = [key for pair in partners if not own.isdisjoint(pair) for key in pair]
    above = [key for child in members for key in parents.get(child, ())]
    below = [child for child, keys in parents.items() if not own.isdisjoint(keys)]
    ranked = dict.fromkeys([*having_custody, *of_minors, *beside, *above, *below])
    return [key for key in ranked if key not in own]
