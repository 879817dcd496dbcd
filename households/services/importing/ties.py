"""Partners, parents and children as the BRP tells them, from either side.

Two persoonslijsten may contradict each other. A tie holds when one of them says so and neither says that it ended; and
a partnership that was closed is not opened again for the same first day. Else two imports would undo each other.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from households.brp import persons as brp
from households.dates import PartialDate
from households.models import Person, Relation
from households.names import search_key
from households.services.importing.people import People, survivor
from households.services.importing.report import Touched

ADULT = 18
_ONE_DAY = datetime.timedelta(days=1)
Kind = Relation.Kind


@dataclass
class Heard:
    """What the people of one import said of each other, by number."""

    partners: dict[str, set[str]] = field(default_factory=dict)
    children: dict[str, set[str]] = field(default_factory=dict)
    ended: set[frozenset[str]] = field(default_factory=set)

    def listen(self, records: Iterable[brp.Person]) -> None:
        """Remember what these people say."""
        for record in records:
            if not record.bsn:
                continue
            self.children.setdefault(record.bsn, set()).update(child.bsn for child in record.children)
            claimed = self.partners.setdefault(record.bsn, set())
            for partner in record.partners:
                if is_present(partner):
                    claimed.add(partner.bsn)
                else:
                    self.ended.add(frozenset((record.bsn, partner.bsn)))


def is_present(partner: brp.Partner) -> bool:
    """Whether the partnership holds."""
    return not partner.has_ended and partner.ended_on is None


def is_minor(birth_date: PartialDate | None, day: datetime.date) -> bool:
    """Whether somebody born then may be under eighteen."""
    age = birth_date.age_on(day) if birth_date else None
    return age is not None and age[0] < ADULT


@dataclass(frozen=True)
class Waiting:
    """A parent or child by number who was not in the register when a record named them, and may come in later."""

    person_id: uuid.UUID
    bsn: str
    is_parent: bool
    known: PartialDate | None


@dataclass
class Ties:
    """Writes the ties of one person after the other; `changed` counts what was written."""

    people: People
    day: datetime.date
    heard: Heard
    touched: Touched
    changed: int = 0
    waiting: list[Waiting] = field(default_factory=list)

    def keep(self, person: Person, record: brp.Person) -> None:
        """Bring the ties of a person in line with their record."""
        self._read(person)
        self._keep_partners(person, record)
        self._keep_parents(person, record)
        self._keep_children(person, record)

    def tie(self, waiting: Waiting) -> None:
        """Tie somebody who came into the register after they were named."""
        other = self.people.find(brp.Relative(bsn=waiting.bsn))
        if other is None:
            return
        person = Person.objects.select_related("merged_into").get(pk=waiting.person_id)
        if person.merged_into is None and person != other:
            self._read(person)
            self.touched.persons |= {person.pk, other.pk}
            parent, child = (other, person) if waiting.is_parent else (person, other)
            self._begin(parent, child, Kind.PARENT, waiting.known, by_child=waiting.is_parent)

    def _read(self, person: Person) -> None:
        rows = Relation.objects.filter(Q(person=person) | Q(other=person)).select_related("person", "other")
        self._rows = list(rows.order_by("valid_from", "pk"))

    def _keep_partners(self, person: Person, record: brp.Person) -> None:
        named: set[uuid.UUID] = set()
        for partner in record.partners:
            ends = None if is_present(partner) else partner.ended_on or PartialDate()
            other = self._whom(person, partner, Kind.PARTNER, make=ends is None)
            if other is None or other == person:
                continue
            first, second = sorted((person, other), key=lambda one: one.pk)
            if ends is not None:
                self._end(first, second, Kind.PARTNER, ends.earliest())
            elif not (partner.bsn and frozenset((partner.bsn, record.bsn)) in self.heard.ended):
                named.add(other.pk)
                self._begin(first, second, Kind.PARTNER, partner.began_on)
        for row in self._open(Kind.PARTNER):
            other = row.other if row.person_id == person.pk else row.person
            if other.pk not in named and not _claims(self.heard.partners, other, record):
                self._end(row.person, row.other, Kind.PARTNER, None)

    def _keep_parents(self, person: Person, record: brp.Person) -> None:
        named: set[uuid.UUID] = set()
        for parent in record.parents:
            other = self._whom(person, parent, Kind.PARENT, make=is_minor(record.birth_date, self.day))
            since = _if_known(parent.since) or record.birth_date
            if other is None and parent.bsn:
                self.waiting.append(Waiting(person.pk, parent.bsn, is_parent=True, known=since))
            elif other is not None and other != person:
                named.add(other.pk)
                self._begin(other, person, Kind.PARENT, since, by_child=True)
        for row in self._open(Kind.PARENT):
            is_own = row.other_id == person.pk and row.person_id not in named
            if is_own and not _claims(self.heard.children, row.person, record):
                self._end(row.person, row.other, Kind.PARENT, None)

    def _keep_children(self, person: Person, record: brp.Person) -> None:
        for child in record.children:
            other = self._whom(person, child, Kind.PARENT, make=is_minor(child.birth_date, self.day))
            if other is None and child.bsn:
                self.waiting.append(Waiting(person.pk, child.bsn, is_parent=False, known=child.birth_date))
            elif other is not None and other != person:
                self._begin(person, other, Kind.PARENT, child.birth_date)

    def _whom(self, person: Person, relative: brp.Relative, kind: str, *, make: bool) -> Person | None:
        """The person whom a relative's entry is about; made where nobody is known and `make` says so."""
        other = self.people.find(relative)
        if other is None and not relative.bsn:
            other = self._tied_before(person, relative, kind)
        if other is None and make and _is_known(relative):
            other = self.people.make_from(relative)
        if other is not None:
            self.touched.persons.add(other.pk)
        return other

    def _tied_before(self, person: Person, relative: brp.Relative, kind: str) -> Person | None:
        """Somebody of this name and birth date to whom the person is or was tied in this way."""
        keys = (search_key(relative.name.given), search_key(relative.name.surname or relative.name.full))
        for row in self._rows:
            other = row.other if row.person_id == person.pk else row.person
            same_name = (other.given_key, other.surname_key) == keys
            if row.kind == kind and same_name and other.birth_date == (relative.birth_date or PartialDate()):
                return survivor(other)
        return None

    def _begin(
        self, one: Person, other: Person, kind: Relation.Kind, known: PartialDate | None, *, by_child: bool = False
    ) -> None:
        known = _if_known(known)
        rows = self._between(one, other, kind)
        running = next((row for row in rows if row.valid_until is None), None)
        if running is not None:
            if by_child and running.source == Person.Source.BRP and running.starts_as_known != known:
                self._correct(running, rows, known)
            return
        if kind == Kind.PARTNER and any(known is None or row.starts_as_known == known for row in rows):
            return
        start = self._free_from(rows, known)
        row = Relation.objects.create(person=one, other=other, kind=kind, starts_as_known=known, valid_from=start)
        self._rows.append(row)
        self.changed += 1

    def _correct(self, row: Relation, rows: list[Relation], known: PartialDate | None) -> None:
        row.starts_as_known = known
        row.valid_from = self._free_from([other for other in rows if other != row], known)
        row.save(update_fields=["starts_as_known", "valid_from"])
        self.changed += 1

    def _end(self, one: Person, other: Person, kind: Relation.Kind, on: datetime.date | None) -> None:
        for row in self._between(one, other, kind):
            if row.valid_until is not None or row.source != Person.Source.BRP or (on and on <= row.valid_from):
                continue  # it has ended before, a worker wrote it, or an earlier partnership is meant
            # At least one day stays, so that the next import knows the tie again.
            row.valid_until = max(on or self.day, row.valid_from + _ONE_DAY)
            row.save(update_fields=["valid_until"])
            self.changed += 1

    def _free_from(self, rows: Iterable[Relation], known: PartialDate | None) -> datetime.date:
        start = (known.earliest() if known else None) or self.day
        return max([start, *(row.valid_until for row in rows if row.valid_until)])

    def _between(self, one: Person, other: Person, kind: Relation.Kind) -> list[Relation]:
        pair: tuple[Any, ...] = (one.pk, other.pk, kind)
        return [row for row in self._rows if (row.person_id, row.other_id, row.kind) == pair]

    def _open(self, kind: Relation.Kind) -> list[Relation]:
        return [row for row in self._rows if row.kind == kind and row.valid_until is None]


def _claims(heard: dict[str, set[str]], other: Person, record: brp.Person) -> bool:
    """Whether the other side names this person; who was not heard in this import but has a record of their own may."""
    if other.bsn in heard:
        return record.bsn in heard[other.bsn]
    return other.brp_checked_at is not None


def _if_known(date: PartialDate | None) -> PartialDate | None:
    return date if date is not None and date.year is not None else None


def _is_known(relative: brp.Relative) -> bool:
    name = relative.name
    return bool(relative.bsn or name.given or name.surname or name.full)
