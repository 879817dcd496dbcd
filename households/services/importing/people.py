"""Persons of the BRP as ours: found again by their burgerservicenummer, written only where something changed."""

from __future__ import annotations

import dataclasses
import datetime
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.db.models import QuerySet

from households.brp import persons as brp
from households.dates import PartialDate
from households.models import Person
from households.names import remember, search_key
from privacy.crypto import blind_index

_UNKNOWN = PartialDate()
_NOT_ONES_OWN = ("verblijfplaats", "kinderen", "ouders", "partners", "gezag", "gemeente", "datumInschrijving")
_LENGTHS = {"given_names": 200, "initials": 30, "prefix": 20, "surname": 200, "display_name": 420, "salutation": 240}
_LENGTHS |= {"partner_surname": 200, "surname_key": 200, "partner_key": 200, "given_key": 200}


class Outcome(Enum):
    """What became of one person in an import."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    MERGED_BEFORE = "merged_before"


def columns_of(record: brp.Person) -> dict[str, Any]:
    """The columns that the BRP fills."""
    partner = _partner_to_be_named_after(record.partners)
    suspension = record.suspension or (brp.Suspension.DECEASED if record.died_on else None)
    investigated = [found for found in record.investigations if not found.field.startswith(_NOT_ONES_OWN)]
    return columns_of_name(record.name, record.birth_date, partner.name if partner else brp.Name()) | {
        "bsn": record.bsn,
        "bsn_index": blind_index(record.bsn) if record.bsn else None,
        "source": Person.Source.BRP,
        "salutation": record.salutation[: _LENGTHS["salutation"]],
        "died_on": record.died_on,
        "suspension": str(suspension or ""),
        "suspended_on": record.suspended_on,
        "is_secret": record.is_secret,
        "is_under_investigation": bool(investigated),
        "is_under_guardianship": record.is_under_guardianship,
    }


def columns_of_name(name: brp.Name, birth_date: PartialDate | None, partner: brp.Name) -> dict[str, Any]:
    """Names, how somebody is called, the forms in which they are searched, and the birth date."""
    surname = name.surname or ("" if name.given else name.full)
    columns: dict[str, Any] = {
        "given_names": name.given,
        "initials": name.initials,
        "prefix": name.prefix,
        "surname": surname,
        "partner_prefix": partner.prefix,
        "partner_surname": partner.surname,
        "name_use": str(name.use or Person.NameUse.OWN),
        "display_name": display_name(name, partner),
        "surname_key": search_key(surname),
        "partner_key": search_key(partner.surname),
        "given_key": search_key(name.given),
        "birth_date": birth_date or _UNKNOWN,
    }
    return {key: value[: _LENGTHS[key]] if key in _LENGTHS else value for key, value in columns.items()}


def display_name(name: brp.Name, partner: brp.Name) -> str:
    """Given names and the surname or surnames that this person wants to be called by."""
    own, other = f"{name.prefix} {name.surname}".strip(), f"{partner.prefix} {partner.surname}".strip()
    in_use = {
        brp.NameUse.PARTNER: other,
        brp.NameUse.PARTNER_FIRST: f"{other}-{own}",
        brp.NameUse.OWN_FIRST: f"{own}-{other}",
    }.get(name.use or brp.NameUse.OWN, own)
    used = in_use if other else own
    return f"{name.given} {used}".strip() if used else name.full or name.given or str(_UNKNOWN)


def _partner_to_be_named_after(partners: Sequence[brp.Partner]) -> brp.Partner | None:
    """The present partner, or else the last one: a name in use is kept after a divorce."""
    present = [partner for partner in partners if not partner.has_ended and partner.ended_on is None]
    return next(iter([*present, *partners]), None)


@dataclass
class People:
    """The persons that one round of an import is about, looked up at once."""

    at: datetime.datetime
    _by_bsn: dict[str, list[Person]] = field(default_factory=dict)
    _checked: set[uuid.UUID] = field(default_factory=set)
    _keys: set[str] = field(default_factory=set)

    def look_up(self, bsns: Iterable[str]) -> None:
        """Read everybody with these numbers, merged records too; one query."""
        wanted = {bsn: blind_index(bsn) for bsn in bsns if bsn and bsn not in self._by_bsn}
        self._by_bsn |= {bsn: [] for bsn in wanted}
        found = Person.objects.filter(bsn_index__in=list(wanted.values())).select_related("merged_into")
        for person in found.order_by("created_at", "pk"):
            self._by_bsn[person.bsn].append(person)

    def with_bsn(self, bsn: str) -> list[Person]:
        """The records with this number, the oldest first."""
        return self._by_bsn.get(bsn, [])

    def keep(self, records: Collection[brp.Person]) -> list[Person | None]:
        """Our records for the people whom the BRP gives under one number; None where it knows more than we do."""
        left = list(self.with_bsn(next(iter(records)).bsn)) if records else []
        if len(records) == 1 == len(left):
            return [left[0]]
        kept: list[Person | None] = []
        for record in records:
            best = max(
                left, key=lambda person: (_likeness(person, record), person.merged_into_id is None), default=None
            )
            if best is not None and (_likeness(best, record) or len(records) == 1):
                left.remove(best)
                kept.append(best)
            else:
                kept.append(None)
        return kept

    def write(self, person: Person | None, record: brp.Person) -> tuple[Person, Outcome]:
        """Make or change a person as the BRP says. A record that was merged into another stays as it was."""
        columns = columns_of(record)
        if person is None:
            person = self._make(columns | {"brp_checked_at": self.at})
            return person, Outcome.NEW
        if person.merged_into_id is not None:
            return person, Outcome.MERGED_BEFORE
        self._checked.add(person.pk)
        outcome = Outcome.UNCHANGED if person.brp_checked_at else Outcome.NEW
        person.brp_checked_at = person.brp_checked_at or self.at
        changed = [name for name, value in columns.items() if not _is_equal(getattr(person, name), value)]
        if changed:
            for name in changed:
                setattr(person, name, columns[name])
            self._keys |= {person.surname_key, person.partner_key}
            person.save(update_fields=[*changed, "brp_checked_at"])
            outcome = Outcome.CHANGED if outcome == Outcome.UNCHANGED else outcome
        return person, outcome

    def make_from(self, relative: brp.Relative) -> Person:
        """Somebody of whom we know no more than what a relative's record says."""
        columns = columns_of_name(relative.name, relative.birth_date, brp.Name())
        bsn = {"bsn": relative.bsn, "bsn_index": blind_index(relative.bsn)} if relative.bsn else {}
        return self._make(columns | bsn)

    def find(self, relative: brp.Relative | brp.Holder) -> Person | None:
        """The person with a relative's number, of several the likeliest; for a merged record its survivor."""
        found = self.with_bsn(relative.bsn) if relative.bsn else []
        best = max(found, key=lambda person: _likeness(person, relative), default=None)
        return survivor(best) if best is not None else None

    def reload(self) -> None:
        """Read everybody again, after a change was taken back."""
        numbers = list(self._by_bsn)
        self._by_bsn = {}
        self.look_up(numbers)

    def close(self) -> None:
        """Write what is written once per round: when the BRP was asked, and the surnames that search knows."""
        # Not through the recorded queryset: that somebody was looked up is no change of the person.
        QuerySet(Person).filter(pk__in=self._checked).update(brp_checked_at=self.at)
        if self._keys:
            remember(self._keys)

    def _make(self, columns: dict[str, Any]) -> Person:
        person = Person.objects.create(**columns)
        self._keys |= {person.surname_key, person.partner_key}
        if person.bsn:
            self._by_bsn.setdefault(person.bsn, []).append(person)
        return person


def survivor(person: Person) -> Person:
    """The record that a person was merged into, at the end of the chain; the person itself when never merged."""
    while person.merged_into is not None:
        person = person.merged_into
    return person


def fingerprint(record: brp.Person) -> bytes:
    """Equal for people of whom the BRP says the same in everything but their number and who has gezag over them."""
    return blind_index(str(dataclasses.astuple(dataclasses.replace(record, bsn="", custodies=()))))


def _is_equal(ours: Any, theirs: Any) -> bool:
    return bytes(ours) == theirs if isinstance(ours, memoryview) else bool(ours == theirs)


def _likeness(person: Person, record: brp.Person | brp.Relative | brp.Holder) -> int:
    if isinstance(record, brp.Holder):
        return int(person.display_name.casefold() == record.name.casefold())
    name, born = record.name, record.birth_date or _UNKNOWN
    return (
        2 * (person.birth_date == born)
        + (person.given_key == search_key(name.given))
        + (person.surname_key == search_key(name.surname))
    )
