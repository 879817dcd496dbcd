"""Families as rows of the tables of households."""

from __future__ import annotations

import datetime
from functools import lru_cache
from random import Random

from django.db.models import Model
from django.utils import timezone

from households.demo.chance import Key, new_key
from households.demo.copying import Row, Table
from households.demo.naming import display_name, household_name, initials, salutation
from households.demo.people import Day, Family, Group, Resident, Stay
from households.demo.places import CITY, Home
from households.models import (
    Address,
    Custody,
    DuplicateCandidate,
    Household,
    HouseholdMembership,
    Person,
    Relation,
    Residence,
)
from households.names import search_key
from privacy.crypto import blind_index, encrypt

PERSON = (
    "id bsn bsn_index source given_names initials prefix surname partner_prefix partner_surname name_use display_name "
    "salutation birth_date died_on suspension suspended_on is_secret is_under_investigation is_under_guardianship "
    "surname_key partner_key given_key brp_checked_at created_at"
)
ADDRESS = (
    "id key kind street house_number house_letter house_suffix postcode city lines country neighbourhood "
    "bag_object_id bag_number_id"
)
RESIDENCE = "id person address kind is_under_investigation starts_as_known valid_from valid_until"
MEMBERSHIP = "id household person reason tied_to source explanation lives_here valid_from valid_until"
RELATION = "id person other kind source starts_as_known valid_from valid_until"
CUSTODY = "id child holder holder_name kind explanation source valid_from"


class PeopleRows:
    """Turns families into rows. `since` is the moment from which this system knows the town."""

    def __init__(self, seed: int, today: Day, since: datetime.datetime) -> None:
        self._seed, self._today, self._since = seed, today, since
        self._checked_at = timezone.make_aware(datetime.datetime.combine(today, datetime.time(5, 30)))
        self.addresses = _table(Address, ADDRESS)
        self.persons = _table(Person, PERSON)
        self.residences = _table(Residence, RESIDENCE)
        self.households = _table(Household, "id name address created_at")
        self.memberships = _table(HouseholdMembership, MEMBERSHIP)
        self.relations = _table(Relation, RELATION)
        self.custodies = _table(Custody, CUSTODY)
        self.duplicates = _table(DuplicateCandidate, "id first second reason status found_at")
        self.surname_keys: set[str] = set()
        self._abroad: dict[str, Key] = {}  # one address per country: no more is known

    @property
    def tables(self) -> list[Table]:
        """In the order in which they can be copied."""
        return [
            self.addresses,
            self.persons,
            self.residences,
            self.households,
            self.memberships,
            self.relations,
            self.custodies,
            self.duplicates,
        ]

    def add(self, family: Family) -> None:
        """Let the rows of a family wait for the next copy."""
        rng = Random(f"{self._seed}/rows/{family.index}")  # noqa: S311 - a demo wants to be repeated
        self.addresses.rows += [_address(home) for home in family.homes]
        self.persons.rows += [self._person(resident) for resident in family.residents]
        for stay in family.stays:
            self._add_stay(rng, stay)
        for group in family.groups:
            self._add_group(rng, group)
        for tie in family.ties:
            pair = (tie.person.id, tie.other.id)
            one, other = sorted(pair) if tie.kind == "partner" else pair
            known = f"{tie.since:%Y%m%d}"
            self.relations.rows.append((new_key(rng), one, other, tie.kind, "brp", known, tie.since, tie.until))
        for held in family.authorities:
            holder = held.holder.id if held.holder else None
            self.custodies.rows.append(
                (new_key(rng), held.child.id, holder, held.holder_name, held.kind, held.explanation, "brp", held.since)
            )
        for pair_of_records in family.duplicates:
            first, second = sorted(resident.id for resident in pair_of_records)
            self.duplicates.rows.append(
                (new_key(rng), first, second, "same_name_and_address", "open", self._checked_at)
            )

    def _person(self, resident: Resident) -> Row:
        partner = resident.partner_surname
        surname_key, partner_key = _search_key(resident.surname.name), _search_key(partner.name) if partner else ""
        self.surname_keys |= {surname_key, partner_key}
        known_to_brp = resident.is_known_to_brp
        return (
            resident.id,
            encrypt(resident.bsn) if resident.bsn else b"",
            blind_index(resident.bsn) if resident.bsn else None,
            "brp" if known_to_brp else "worker",
            resident.given_names,
            initials(resident.given_names),
            *resident.surname,
            *(partner or ("", "")),
            resident.name_use,
            display_name(resident),
            salutation(resident),
            resident.birth_date,
            *_ending(resident),
            resident.is_secret,
            resident.is_under_investigation,
            resident.is_under_guardianship,
            surname_key,
            partner_key,
            _search_key(resident.given_names),
            self._checked_at if known_to_brp else None,
            self._known_since(resident.born),
        )

    def _add_stay(self, rng: Random, stay: Stay) -> None:
        if stay.home is not None:
            address_id = stay.home.id
        else:
            address_id = self._abroad.get(stay.country, "")
            if not address_id:
                address_id = self._abroad[stay.country] = new_key(rng)
                self.addresses.rows.append(_foreign_address(address_id, stay.country))
        self.residences.rows.append(
            (
                new_key(rng),
                stay.resident.id,
                address_id,
                "correspondence" if stay.is_postal else "home",
                stay.is_under_investigation,
                f"{stay.since:%Y%m%d}",
                stay.since,
                stay.until,
            )
        )

    def _add_group(self, rng: Random, group: Group) -> None:
        home = group.home.id if group.home else None
        self.households.rows.append(
            (group.id, household_name(group, self._today), home, self._known_since(group.since))
        )
        for member in group.members:
            self.memberships.rows.append(
                (
                    new_key(rng),
                    group.id,
                    member.resident.id,
                    member.reason,
                    member.tied_to.id if member.tied_to else None,
                    "worker" if member.by_worker else "proposed",
                    member.explanation,
                    member.lives_here,
                    member.since,
                    member.until,
                )
            )

    def _known_since(self, day: Day) -> datetime.datetime:
        return max(self._since, timezone.make_aware(datetime.datetime.combine(day, datetime.time(6, 0))))


def _table(model: type[Model], fields: str) -> Table:
    return Table(model, tuple(fields.split()))


def _ending(resident: Resident) -> tuple[str | None, str, str | None]:
    """Died on, suspension, suspended on."""
    if resident.died_on:
        day = f"{resident.died_on:%Y%m%d}"
        return day, "deceased", day
    if resident.emigrated_on:
        return None, "emigrated", f"{resident.emigrated_on:%Y%m%d}"
    return None, "", None


@lru_cache(maxsize=20_000)
def _search_key(text: str) -> str:
    return search_key(text)


def _address(home: Home) -> Row:
    street = home.street
    number = f"{home.house_number}{home.house_letter}-{home.house_suffix}".rstrip("-")
    return (
        home.id,
        f"{street.postcode} {number}",
        "dutch",
        street.name,
        home.house_number,
        home.house_letter,
        home.house_suffix,
        street.postcode,
        CITY,
        "",
        "",
        street.neighbourhood,
        home.object_id,
        home.number_id,
    )


def _foreign_address(key: Key, country: str) -> Row:
    return key, f"foreign|||||{country.casefold()}", "foreign", "", None, "", "", "", "", "", country, "", "", ""
