"""Which people form a household, from what the BRP and our workers know.

An address is not a household. People are one household when they live at one address today and are tied: as partners,
as parent and child, or because a worker joined them. Strangers at one address stay apart. Whoever has a postal address
only lives nowhere that we know of: they are tied among themselves, never to those who live at that address.
"""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from django.db.models import Q

from households.dates import PartialDate
from households.models import Address, HouseholdMembership, Relation, Residence
from privacy.dates import on_day

Reason = HouseholdMembership.Reason
Source = HouseholdMembership.Source

_BORN_UNKNOWN = "99999999"
_WHERE_PEOPLE_LIVE = (Address.Kind.DUTCH, Address.Kind.LOCATION)


class TieKind(IntEnum):
    """What ties two people, in the order in which a tie explains why somebody is in a household."""

    PARTNER = 1
    PARENT = 2  # `one` is the parent of `other`
    JOINED = 3


@dataclass(frozen=True, order=True)
class Resident:
    """Somebody at the address; the oldest comes first, and of people born on one day the smaller key."""

    born: str
    id: uuid.UUID

    @classmethod
    def of(cls, person_id: uuid.UUID, birth_date: PartialDate | None) -> Resident:
        """A resident by key and birth date; who was born in an unknown year comes last."""
        is_known = birth_date is not None and birth_date.year is not None
        return cls(birth_date.stored if birth_date and is_known else _BORN_UNKNOWN, person_id)


@dataclass(frozen=True)
class Tie:
    """Two people who belong together."""

    one: uuid.UUID
    other: uuid.UUID
    kind: TieKind


@dataclass(frozen=True)
class Place:
    """One person's place in a proposed household, and why."""

    person_id: uuid.UUID
    reason: HouseholdMembership.Reason
    tied_to: uuid.UUID | None = None


@dataclass(frozen=True)
class Proposal:
    """A household as it should be. Without an address its members have a postal address only."""

    address_id: uuid.UUID | None
    places: tuple[Place, ...]

    @property
    def person_ids(self) -> frozenset[uuid.UUID]:
        """Everybody in it."""
        return frozenset(place.person_id for place in self.places)


def group(residents: Iterable[Resident], ties: Iterable[Tie]) -> list[tuple[Place, ...]]:
    """Part people into households: those whom a chain of ties connects. The order of the input does not matter."""
    everybody = sorted(set(residents))
    by_id = {resident.id: resident for resident in everybody}
    neighbours: dict[uuid.UUID, set[tuple[int, Resident, Reason]]] = defaultdict(set)
    for tie in ties:
        if tie.one in by_id and tie.other in by_id:
            forth, back = _REASONS[tie.kind]
            neighbours[tie.one].add((_rank(tie.kind, forth), by_id[tie.other], forth))
            neighbours[tie.other].add((_rank(tie.kind, back), by_id[tie.one], back))
    placed: set[uuid.UUID] = set()
    return [tuple(_places(first, neighbours, placed)) for first in everybody if first.id not in placed]


_REASONS = {
    TieKind.PARTNER: (Reason.PARTNER, Reason.PARTNER),
    TieKind.PARENT: (Reason.CHILD, Reason.PARENT),
    TieKind.JOINED: (Reason.FIRST, Reason.FIRST),
}


def _rank(kind: TieKind, reason: Reason) -> int:
    """Partners explain best, then children, then parents; that a worker joined somebody says the least."""
    return 2 * kind + (reason == Reason.PARENT)


def _places(
    first: Resident, neighbours: Mapping[uuid.UUID, Collection[tuple[int, Resident, Reason]]], placed: set[uuid.UUID]
) -> Iterator[Place]:
    """The household around its oldest member, nearest first."""
    placed.add(first.id)
    yield Place(first.id, Reason.FIRST)
    queue = deque([first.id])
    while queue:
        via = queue.popleft()
        for neighbour in sorted(neighbours.get(via, ())):
            resident, reason = neighbour[1:]
            if resident.id in placed:
                continue
            placed.add(resident.id)
            queue.append(resident.id)
            if reason == Reason.PARTNER and via != first.id:
                reason = Reason.PARTNER_OF_RELATIVE
            yield Place(resident.id, reason, None if reason == Reason.FIRST else via)


@dataclass
class _Unit:
    """Everybody who lives at one address, or everybody who has it as a postal address."""

    address_id: uuid.UUID
    kind: str
    stays: dict[uuid.UUID, Residence] = field(default_factory=dict)

    def residents(self) -> list[Resident]:
        return [Resident.of(person, stay.person.birth_date) for person, stay in self.stays.items()]

    @property
    def proposed_address(self) -> uuid.UUID | None:
        return self.address_id if self.kind == Residence.Kind.HOME else None


def propose(address_ids: Collection[uuid.UUID], *, on: datetime.date) -> list[Proposal]:
    """The households of everybody who is registered at these addresses on a day. Reads only."""
    units = _units(address_ids, on)
    persons = [person for unit in units for person in unit.stays]
    relations = Relation.objects.on(on).filter(person__in=persons, other__in=persons)
    by_law = [
        Tie(row.person_id, row.other_id, TieKind.PARENT if row.kind == Relation.Kind.PARENT else TieKind.PARTNER)
        for row in relations
    ]
    decisions = _Decisions.read(persons, on)
    return [
        Proposal(unit.proposed_address, places)
        for unit in units
        for places in group(unit.residents(), decisions.applied_to(by_law, unit.stays))
    ]


def current_stays(on: datetime.date) -> Q:
    """The condition that a residence makes its person a possible member of a household on a day."""
    where = Q(kind=Residence.Kind.CORRESPONDENCE) | Q(address__kind__in=_WHERE_PEOPLE_LIVE)
    living = Q(person__suspension="", person__died_on__isnull=True, person__merged_into__isnull=True)
    return on_day(on) & where & living


def _units(address_ids: Collection[uuid.UUID], on: datetime.date) -> Sequence[_Unit]:
    stays = Residence.objects.filter(current_stays(on), address__in=address_ids).select_related("person")
    units: dict[tuple[uuid.UUID, str], _Unit] = {}
    for stay in stays.order_by("address_id", "kind"):
        unit = units.setdefault((stay.address_id, stay.kind), _Unit(stay.address_id, stay.kind))
        unit.stays[stay.person_id] = stay
    return list(units.values())


@dataclass
class _Decisions:
    """What workers decided: who was joined to which household and lives there, and who was taken out of one."""

    members: dict[uuid.UUID, set[uuid.UUID]] = field(default_factory=lambda: defaultdict(set))
    joined: list[tuple[uuid.UUID, uuid.UUID]] = field(default_factory=list)
    taken_out: list[tuple[uuid.UUID, uuid.UUID, datetime.date]] = field(default_factory=list)

    @classmethod
    def read(cls, persons: Collection[uuid.UUID], on: datetime.date) -> _Decisions:
        """Read the decisions about these people; one query."""
        decisions = cls()
        rows = HouseholdMembership.objects.filter(on_day(on) | Q(source=Source.WORKER), person__in=persons)
        for row in rows:
            if row.valid_from <= on and (row.valid_until is None or row.valid_until > on):
                decisions.members[row.household_id].add(row.person_id)
                if row.source == Source.WORKER and row.lives_here:
                    decisions.joined.append((row.person_id, row.household_id))
            elif row.valid_until is not None and row.valid_until <= on:
                decisions.taken_out.append((row.person_id, row.household_id, row.valid_until))
        return decisions

    def applied_to(self, by_law: Iterable[Tie], stays: Mapping[uuid.UUID, Residence]) -> list[Tie]:
        """The ties among these residents, without those that a worker cut, with those that a worker made."""
        cut = {
            frozenset((person, member))
            for person, household, until in self.taken_out
            if person in stays and stays[person].valid_from <= until and person not in self.members[household]
            for member in self.members[household]
        }
        ties = [tie for tie in by_law if frozenset((tie.one, tie.other)) not in cut]
        for person, household in self.joined:
            ties += [Tie(person, member, TieKind.JOINED) for member in self.members[household] if member != person]
        return ties
