"""A persoonslijst as plain values: what a register of persons holds about one person at one moment.

Sources make these (a file by `lo3`, the demo municipality by its generator) and `answers` turns them into answers of
the BRP. Codes are those of the Logisch Ontwerp BRP; the empty string means: not there. Numbers such as 08.11.20 in
the comments are category, group and element.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from households.brp.confidential import Confidential
from households.dates import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Investigation(Confidential):
    """Data that the municipality is looking into because they may be wrong (83.10, 83.20)."""

    element: str  # six digits: category, group, element; zeros mean "all of it"
    since: PartialDate | None = None

    def covers(self, element: str) -> bool:
        """Whether this six-digit element is being looked into: itself, its group or its whole category.

        089999 says that somebody was found not to live at the address: that puts all of category 08 in doubt.
        """
        return self.element in (element, f"{element[:4]}00", f"{element[:2]}0000", f"{element[:2]}9999")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Name(Confidential):
    """A name in its parts (group 02)."""

    given: str = ""
    title: str = ""  # code of a title of nobility or predicate, table 38
    prefix: str = ""
    surname: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Event(Confidential):
    """A birth, a death, a marriage, the end of one: when and where."""

    date: PartialDate | None = None
    place: str = ""  # code of a municipality, or the name of a place abroad
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Relative(Confidential):
    """Another person as this persoonslijst describes him or her; who may have a persoonslijst of their own or not."""

    a_number: str = ""
    bsn: str = ""
    name: Name = field(default_factory=Name)
    birth: Event = field(default_factory=Event)
    sex: str = ""  # M, V, O
    investigation: Investigation | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Child(Relative):
    """Category 09."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Parent(Relative):
    """Categories 02 and 03: a parent by law, which need not be the one who raises the child."""

    since: PartialDate | None = None  # 62.10, from when by law


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Partner(Relative):
    """Category 05: a marriage or registered partnership. One that has ended carries `ended` and mostly no `begun`."""

    bond: str = ""  # H marriage, P registered partnership
    begun: Event | None = None
    ended: Event | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Nationality(Confidential):
    """Category 04."""

    code: str = ""  # table 32
    ground: str = ""  # table 37
    special: str = ""  # B treated as Dutch, V established not to be Dutch
    since: PartialDate | None = None
    investigation: Investigation | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Death(Event):
    """Category 06."""

    investigation: Investigation | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Residence(Confidential):
    """Category 08: an address, a described place, an address abroad or none known; and the municipality."""

    municipality: str = ""
    municipality_since: PartialDate | None = None
    function: str = ""  # W lives there, B postal address only
    since: PartialDate | None = None
    short_street: str = ""  # 11.10
    street: str = ""  # 11.15, the official name
    house_number: int | None = None
    house_letter: str = ""
    house_addition: str = ""
    house_indication: str = ""  # by, to
    postcode: str = ""
    place: str = ""
    object_id: str = ""  # BAG: adresseerbaar object
    number_id: str = ""  # BAG: nummeraanduiding
    location: str = ""  # 12.10
    country: str = ""  # 13.10; "0000" where nobody knows
    abroad_since: PartialDate | None = None
    lines: tuple[str, str, str] = ("", "", "")
    came_from: str = ""  # 14.10
    came_on: PartialDate | None = None
    valid_from: PartialDate | None = None
    investigation: Investigation | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Permit(Confidential):
    """Category 10: the right to stay."""

    code: str = ""  # table 56
    since: PartialDate | None = None
    until: PartialDate | None = None
    investigation: Investigation | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Custody(Confidential):
    """Category 11: what a judge decided about parental authority, and guardianship of an adult (curatele)."""

    minor: str = ""  # table 61: 1, 2, 12, 1D, 2D, D, 3D
    guardianship: bool = False
    investigation: Investigation | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Franchise(Confidential):
    """Category 13: the right to vote."""

    european: str = ""  # 31.10: 1 excluded, 2 gets a call
    european_until: PartialDate | None = None
    is_excluded: bool = False
    excluded_until: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Registration(Confidential):
    """Category 07: the persoonslijst itself."""

    suspended_on: PartialDate | None = None
    suspension: str = ""  # O died, E emigrated, M by ministerial decision, R in the RNI, F error, W to be erased
    first_on: PartialDate | None = None
    secrecy: int = 0  # 70.10: 0 none, 1 to 7 who may not be told
    verified_on: PartialDate | None = None
    verification: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RniSource(Confidential):
    """Which body delivered a category about a non-resident (88.10, 88.20)."""

    category: str  # "01", "04", "06", "07", "08"
    participant: str  # table 60
    treaty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PersonRecord(Confidential):
    """One persoonslijst, as it is now."""

    reference: str = ""  # where it came from, for reports; never personal data
    a_number: str = ""
    bsn: str = ""
    name: Name = field(default_factory=Name)
    name_use: str = ""  # E own name, P partner's, V partner's then own, N own then partner's
    birth: Event = field(default_factory=Event)
    sex: str = ""
    investigation: Investigation | None = None
    parent1: Parent | None = None
    parent2: Parent | None = None
    nationalities: tuple[Nationality, ...] = ()
    partners: tuple[Partner, ...] = ()
    children: tuple[Child, ...] = ()
    death: Death | None = None
    registration: Registration = field(default_factory=Registration)
    residence: Residence = field(default_factory=Residence)
    permit: Permit | None = None
    custody: Custody | None = None
    franchise: Franchise | None = None
    rni: tuple[RniSource, ...] = ()

    @property
    def is_dead(self) -> bool:
        """Died, or suspended because of a death."""
        return self.death is not None or self.registration.suspension == "O"

    @property
    def lives_abroad(self) -> bool:
        """Emigrated, or never registered as a resident."""
        return self.registration.suspension in {"E", "R"} or bool(self.residence.country)
