"""The rows of one person's ties: begun, corrected and ended as dated facts."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from households.dates import PartialDate
from households.models import Person, Relation

_ONE_DAY = datetime.timedelta(days=1)
Kind = Relation.Kind


def if_known(date: PartialDate | None) -> PartialDate | None:
    """A date of which at least the year is known."""
    return date if date is not None and date.year is not None else None


@dataclass
class TieRows:
    """All ties of one person, from either side. What a worker wrote is never changed."""

    person: Person
    day: datetime.date
    rows: list[Relation] = field(default_factory=list)
    changed: int = 0

    def __post_init__(self) -> None:
        rows = Relation.objects.filter(Q(person=self.person) | Q(other=self.person)).select_related("person", "other")
        self.rows = list(rows.order_by("valid_from", "pk"))

    def begin_partnership(self, partner: Person, known: PartialDate | None) -> None:
        """Let a partnership run; one that began then was ended before and stays so."""
        first, second = sorted((self.person, partner), key=lambda one: one.pk)
        rows = self._between(first.pk, second.pk, Kind.PARTNER)
        known = if_known(known)
        is_there = any(known is None or row.valid_until is None or row.starts_as_known == known for row in rows)
        if not is_there:
            self._make(rows, Relation(person=first, other=second, kind=Kind.PARTNER, starts_as_known=known))

    def begin_parenthood(self, parent: Person, child: Person, known: PartialDate | None, *, by_child: bool) -> None:
        """Let a parent be one. Only the child's own record knows better since when."""
        rows = self._between(parent.pk, child.pk, Kind.PARENT)
        known = if_known(known)
        running = next((row for row in rows if row.valid_until is None), None)
        if running is None:
            self._make(rows, Relation(person=parent, other=child, kind=Kind.PARENT, starts_as_known=known))
        elif by_child and running.source == Person.Source.BRP and running.starts_as_known != known:
            rows.remove(running)
            running.starts_as_known, running.valid_from = known, self._free_from(rows, known)
            running.save(update_fields=["starts_as_known", "valid_from"])
            self.changed += 1

    def end_partnership(self, partner: Person, on: datetime.date | None) -> None:
        """End the running partnership on a day, or today; unless an earlier one is meant."""
        first, second = sorted((self.person, partner), key=lambda one: one.pk)
        for row in self._between(first.pk, second.pk, Kind.PARTNER):
            if row.valid_until is None and (on is None or on > row.valid_from):
                self.end(row, on)

    def end(self, row: Relation, on: datetime.date | None = None) -> None:
        """End one tie. At least one day of it stays, so that the next import knows it again."""
        if row.source != Person.Source.BRP:
            return
        row.valid_until = max(on or self.day, row.valid_from + _ONE_DAY)
        row.save(update_fields=["valid_until"])
        self.changed += 1

    def running(self, kind: Relation.Kind) -> list[Relation]:
        """The ties of a kind that have no end."""
        return [row for row in self.rows if row.kind == kind and row.valid_until is None]

    def other_end(self, row: Relation) -> Person:
        """Whom a row ties this person to."""
        return row.other if row.person_id == self.person.pk else row.person

    def _make(self, rows: Iterable[Relation], row: Relation) -> None:
        row.valid_from = self._free_from(rows, row.starts_as_known)
        row.save(force_insert=True)
        self.rows.append(row)
        self.changed += 1

    def _free_from(self, rows: Iterable[Relation], known: PartialDate | None) -> datetime.date:
        start = (known.earliest() if known else None) or self.day
        return max([start, *(row.valid_until for row in rows if row.valid_until)])

    def _between(self, one: uuid.UUID, other: uuid.UUID, kind: Relation.Kind) -> list[Relation]:
        return [row for row in self.rows if (row.person_id, row.other_id, row.kind) == (one, other, kind)]
