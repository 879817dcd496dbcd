"""Partners, parents and children as the BRP tells them, from either side.

Two persoonslijsten may contradict each other. A tie holds when one of them says so and neither says that it ended; and
a partnership that was closed is not opened again for the same first day. Else two imports would undo each other.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from households.brp import persons as brp
from households.dates import PartialDate
from households.models import Person
from households.names import search_key
from households.services.importing.people import People, survivor
from households.services.importing.report import Touched
from households.services.importing.tie_rows import Kind, TieRows, if_known

ADULT = 18


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
        rows = TieRows(person, self.day)
        self._keep_partners(rows, record)
        self._keep_parents(rows, record)
        self._keep_children(rows, record)
        self.changed += rows.changed

    def tie(self, waiting: Waiting) -> None:
        """Tie somebody who came into the register after they were named."""
        other = self.people.find(brp.Relative(bsn=waiting.bsn))
        if other is None:
            return
        person = Person.objects.select_related("merged_into").get(pk=waiting.person_id)
        if person.merged_into is None and person != other:
            rows = TieRows(person, self.day)
            parent, child = (other, person) if waiting.is_parent else (person, other)
            rows.begin_parenthood(parent, child, waiting.known, by_child=waiting.is_parent)
            self.changed += rows.changed
            self.touched.persons |= {person.pk, other.pk}

    def _keep_partners(self, rows: TieRows, record: brp.Person) -> None:
        named: set[uuid.UUID] = set()
        for partner in record.partners:
            other = self._whom(rows, partner, Kind.PARTNER, make=is_present(partner))
            if other is None:
                continue
            if not is_present(partner):
                rows.end_partnership(other, partner.ended_on.earliest() if partner.ended_on else None)
            elif not (partner.bsn and frozenset((partner.bsn, record.bsn)) in self.heard.ended):
                named.add(other.pk)
                rows.begin_partnership(other, partner.began_on)
        for row in rows.running(Kind.PARTNER):
            other = rows.other_end(row)
            if other.pk not in named and not _claims(self.heard.partners, other, record):
                rows.end(row)

    def _keep_parents(self, rows: TieRows, record: brp.Person) -> None:
        named: set[uuid.UUID] = set()
        for parent in record.parents:
            other = self._whom(rows, parent, Kind.PARENT, make=is_minor(record.birth_date, self.day))
            since = if_known(parent.since) or record.birth_date
            if other is not None:
                named.add(other.pk)
                rows.begin_parenthood(other, rows.person, since, by_child=True)
            elif parent.bsn:
                self.waiting.append(Waiting(rows.person.pk, parent.bsn, is_parent=True, known=since))
        for row in rows.running(Kind.PARENT):
            is_own = row.other_id == rows.person.pk and row.person_id not in named
            if is_own and not _claims(self.heard.children, row.person, record):
                rows.end(row)

    def _keep_children(self, rows: TieRows, record: brp.Person) -> None:
        for child in record.children:
            other = self._whom(rows, child, Kind.PARENT, make=is_minor(child.birth_date, self.day))
            if other is not None:
                rows.begin_parenthood(rows.person, other, child.birth_date, by_child=False)
            elif child.bsn:
                self.waiting.append(Waiting(rows.person.pk, child.bsn, is_parent=False, known=child.birth_date))

    def _whom(self, rows: TieRows, relative: brp.Relative, kind: str, *, make: bool) -> Person | None:
        """The person whom a relative's entry is about; made where nobody is known and `make` says so."""
        other = self.people.find(relative)
        if other is None and not relative.bsn:
            other = _tied_before(rows, relative, kind)
        if other is None and make and _is_known(relative):
            other = self.people.make_from(relative)
        if other is None or other == rows.person:
            return None
        self.touched.persons.add(other.pk)
        return other


def _tied_before(rows: TieRows, relative: brp.Relative, kind: str) -> Person | None:
    """Somebody of this name and birth date to whom the person is or was tied in this way."""
    keys = (search_key(relative.name.given), search_key(relative.name.surname or relative.name.full))
    for row in rows.rows:
        other = rows.other_end(row)
        same_name = (other.given_key, other.surname_key) == keys
        if row.kind == kind and same_name and other.birth_date == (relative.birth_date or PartialDate()):
            return survivor(other)
    return None


def _claims(heard: dict[str, set[str]], other: Person, record: brp.Person) -> bool:
    """Whether the other side names this person; who was not heard in this import but has a record of their own may."""
    if other.bsn in heard:
        return record.bsn in heard[other.bsn]
    return other.brp_checked_at is not None


def _is_known(relative: brp.Relative) -> bool:
    name = relative.name
    return bool(relative.bsn or name.given or name.surname or name.full)
