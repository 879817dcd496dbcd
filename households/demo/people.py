"""What the generator makes: people, where they live, and what ties them. Plain values, not yet rows."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from households.demo.chance import Key
from households.demo.names import Origin, Surname
from households.demo.places import Home

Day = datetime.date


@dataclass(slots=True, eq=False)
class Resident:
    """A person. `born` is the day that the generator reckons with, `birth_date` what the BRP knows of it."""

    id: Key
    bsn: str
    sex: str  # M, V
    given_names: str
    surname: Surname
    origin: Origin
    born: Day
    birth_date: str  # eight digits, zeros for what is unknown
    partner_surname: Surname | None = None
    name_use: str = "own"
    died_on: Day | None = None
    emigrated_on: Day | None = None
    is_secret: bool = False
    is_under_investigation: bool = False
    is_under_guardianship: bool = False
    is_known_to_brp: bool = True

    @property
    def first_name(self) -> str:
        """The first given name, by which one is called."""
        return self.given_names.split(" ")[0]

    def age_on(self, day: Day) -> int:
        """Whole years."""
        return day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))


@dataclass(slots=True, eq=False)
class Stay:
    """Somebody's time at an address; abroad, `country` tells where."""

    resident: Resident
    home: Home | None
    since: Day
    until: Day | None = None
    is_postal: bool = False
    is_under_investigation: bool = False
    country: str = ""


@dataclass(slots=True, eq=False)
class Member:
    """Somebody's place in a household. `reason` is a value of HouseholdMembership.Reason."""

    resident: Resident
    reason: str
    since: Day
    until: Day | None = None
    tied_to: Resident | None = None
    by_worker: bool = False
    explanation: str = ""
    lives_here: bool = True


@dataclass(slots=True, eq=False)
class Group:
    """A household. Its `home` is None for people without a home of their own."""

    id: Key
    kind: str
    home: Home | None
    since: Day
    members: list[Member] = field(default_factory=list)
    label: str = ""

    @property
    def present(self) -> list[Resident]:
        """The members of today."""
        return [member.resident for member in self.members if member.until is None]

    def adults(self, today: Day) -> list[Resident]:
        """The members of today that live here, if anywhere, and are eighteen or older; nobody twice."""
        return [
            member.resident
            for member in self.members
            if member.until is None
            and (member.lives_here or self.home is None)
            and member.resident.is_known_to_brp
            and member.resident.age_on(today) >= 18
        ]

    def children(self, today: Day) -> list[Resident]:
        """The members of today under eighteen, those who live elsewhere half of the time too."""
        return [resident for resident in self.present if resident.age_on(today) < 18]


@dataclass(frozen=True, slots=True)
class Tie:
    """`person` is parent or partner of `other` (a value of Relation.Kind)."""

    person: Resident
    other: Resident
    kind: str
    since: Day
    until: Day | None = None


@dataclass(frozen=True, slots=True)
class Authority:
    """Gezag over a child; the holder may be an organisation, or nobody."""

    child: Resident
    kind: str  # a value of Custody.Kind
    since: Day
    holder: Resident | None = None
    holder_name: str = ""
    explanation: str = ""


@dataclass(slots=True, eq=False)
class Family:
    """People who are related or share an address: one household or more, and all that ties them."""

    index: int
    groups: list[Group] = field(default_factory=list)
    residents: list[Resident] = field(default_factory=list)
    homes: list[Home] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    authorities: list[Authority] = field(default_factory=list)
    duplicates: list[tuple[Resident, Resident]] = field(default_factory=list)
    colleagues: dict[str, Resident] = field(default_factory=dict)  # who of them works here, by e-mail address
