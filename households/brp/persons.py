"""Persons as the BRP gives them, with what Samenhang needs of them and nothing else.

The empty string, None and the empty tuple mean: not given. Stored values of kinds are our own words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from households.brp.confidential import Confidential
from households.dates import PartialDate


class NameUse(StrEnum):
    """Which surname a person wants to be called by (aanduiding naamgebruik)."""

    OWN = "own"
    PARTNER = "partner"
    PARTNER_FIRST = "partner_first"
    OWN_FIRST = "own_first"


class Suspension(StrEnum):
    """Why the BRP no longer keeps a person up to date (opschorting bijhouding)."""

    DECEASED = "deceased"
    EMIGRATED = "emigrated"
    NON_RESIDENT = "non_resident"
    MINISTERIAL = "ministerial"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


class AddressKind(StrEnum):
    """What is known of where somebody lives."""

    DUTCH = "dutch"
    LOCATION = "location"
    FOREIGN = "foreign"
    UNKNOWN = "unknown"


class Bond(StrEnum):
    """How partners are bound."""

    MARRIAGE = "marriage"
    PARTNERSHIP = "partnership"
    UNKNOWN = "unknown"


class CustodyKind(StrEnum):
    """Kinds of parental authority (gezag)."""

    BOTH_PARENTS = "both_parents"
    ONE_PARENT = "one_parent"
    PARENT_AND_OTHER = "parent_and_other"
    GUARDIAN = "guardian"
    NONE = "none"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Name(Confidential):
    """A name in its parts; a search gives `full` alone."""

    given: str = ""
    initials: str = ""
    title: str = ""  # code of a title of nobility or predicate, landelijke tabel 38
    prefix: str = ""
    surname: str = ""
    full: str = ""
    use: NameUse | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Address(Confidential):
    """Where a person lives: `since` is when the stay began, `valid_from` when these particulars began to hold."""

    kind: AddressKind
    is_postal_only: bool = False
    street: str = ""
    house_number: int | None = None
    house_letter: str = ""
    house_addition: str = ""
    postcode: str = ""  # 1234AB
    city: str = ""
    bag_object_id: str = ""
    bag_number_id: str = ""
    location: str = ""
    lines: tuple[str, ...] = ()
    country: str = ""
    since: PartialDate | None = None
    valid_from: PartialDate | None = None
    was_found_absent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Relative(Confidential):
    """A child, parent or partner as this person's record knows them; perhaps without a number."""

    bsn: str = ""
    name: Name = field(default_factory=Name)
    birth_date: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Parent(Relative):
    """A parent by law."""

    number: str = ""  # 1 or 2
    since: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Partner(Relative):
    """A husband, wife or registered partner. One whose partnership has ended carries `ended_on` and often no start."""

    bond: Bond = Bond.UNKNOWN
    began_on: PartialDate | None = None
    ended_on: PartialDate | None = None
    has_ended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Holder(Confidential):
    """Somebody with authority over a minor; number and name are empty for somebody whom the BRP does not know."""

    bsn: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Custody(Confidential):
    """Who has authority over one minor, as the BRP works it out. It carries no dates: it holds now."""

    kind: CustodyKind
    minor_bsn: str
    holders: tuple[Holder, ...] = ()
    explanation: str = ""
    is_under_investigation: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Investigation(Confidential):
    """A field that the municipality is looking into, by its path, such as "verblijfplaats.verblijfadres.huisnummer"."""

    field: str
    since: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Person(Confidential):
    """One person in an answer. After a search only what `Purpose.IDENTIFY` asks is filled."""

    bsn: str = ""
    name: Name = field(default_factory=Name)
    salutation: str = ""
    birth_date: PartialDate | None = None
    died_on: PartialDate | None = None
    suspension: Suspension | None = None
    suspended_on: PartialDate | None = None
    is_secret: bool = False
    is_under_guardianship: bool = False
    address: Address | None = None
    address_lines: tuple[str, ...] = ()
    municipality: str = ""
    municipality_since: PartialDate | None = None
    custodies: tuple[Custody, ...] = ()
    children: tuple[Relative, ...] = ()
    parents: tuple[Parent, ...] = ()
    partners: tuple[Partner, ...] = ()
    investigations: tuple[Investigation, ...] = ()

    @property
    def is_current(self) -> bool:
        """Alive and registered as a resident: one who can be a member of a household here."""
        return self.suspension is None and self.died_on is None

    def is_investigated(self, field_path: str) -> bool:
        """Whether this field, or one below it, is being looked into."""
        return any(
            investigation.field == field_path or investigation.field.startswith(f"{field_path}.")
            for investigation in self.investigations
        )
