"""Gezag over a minor, as the BRP works it out: it carries no dates, so it holds from the day on which we are told."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from households.brp import persons as brp
from households.models import Custody, Person
from households.services.importing.people import People
from households.services.importing.report import Touched

_KINDS = {
    brp.CustodyKind.BOTH_PARENTS: Custody.Kind.JOINT,
    brp.CustodyKind.PARENT_AND_OTHER: Custody.Kind.JOINT,
    brp.CustodyKind.ONE_PARENT: Custody.Kind.PARENT,
    brp.CustodyKind.GUARDIAN: Custody.Kind.GUARDIAN,
    brp.CustodyKind.NONE: Custody.Kind.NONE,
    brp.CustodyKind.UNDETERMINED: Custody.Kind.UNDETERMINED,
}
_NOBODY = (Custody.Kind.NONE, Custody.Kind.UNDETERMINED)
_EXPLANATION_LENGTH, _NAME_LENGTH = 300, 200


@dataclass(frozen=True)
class Held:
    """One row as it should be."""

    kind: str
    holder_id: uuid.UUID | None
    holder_name: str
    explanation: str


@dataclass
class Custodies:
    """Writes who has gezag, child after child. `by_name` are holders whom we did not know yet: row and number."""

    people: People
    day: datetime.date
    touched: Touched
    changed: int = 0
    by_name: dict[uuid.UUID, str] = field(default_factory=dict)

    def keep(self, child: Person, record: brp.Person) -> None:
        """Bring the gezag over a child in line with the child's own record; without any, and for adults, it ends."""
        wanted: dict[Held, str] = {}
        for custody in record.custodies:
            if custody.minor_bsn == record.bsn:
                wanted |= self._held(child, custody)
        by_worker = self._drop_what_is_there(child, wanted)
        for held, bsn in wanted.items():
            if held.holder_id is not None and held.holder_id in by_worker:
                continue
            row = Custody.objects.create(child=child, valid_from=self.day, **vars(held))
            self.changed += 1
            if bsn and held.holder_id is None:
                self.by_name[row.pk] = bsn

    def _drop_what_is_there(self, child: Person, wanted: dict[Held, str]) -> set[uuid.UUID | None]:
        """Close what no longer holds, leave what is wanted; the holders whom a worker wrote down are not ours."""
        by_worker: set[uuid.UUID | None] = set()
        for row in Custody.objects.filter(child=child, valid_until__isnull=True):
            if row.source != Person.Source.BRP:
                by_worker.add(row.holder_id)
            elif wanted.pop(_held_by(row), None) is None:
                self._close(row)
        return by_worker

    def _held(self, child: Person, custody: brp.Custody) -> dict[Held, str]:
        kind = _KINDS[custody.kind]
        explanation = custody.explanation or (_("Het gezag is in onderzoek.") if custody.is_under_investigation else "")
        explanation = explanation[:_EXPLANATION_LENGTH]
        if kind in _NOBODY or not custody.holders:
            name = "" if kind in _NOBODY else _("onbekend")
            return {Held(kind, None, name, explanation): ""}
        held: dict[Held, str] = {}
        for holder in custody.holders:
            person = self.people.find(holder)
            if person is not None and person != child:
                self.touched.persons.add(person.pk)
                held[Held(kind, person.pk, "", explanation)] = holder.bsn
            else:
                held[Held(kind, None, (holder.name or _("onbekend"))[:_NAME_LENGTH], explanation)] = holder.bsn
        return held

    def _close(self, row: Custody) -> None:
        self.changed += 1
        if row.valid_from >= self.day:  # it never held for a whole day
            row.delete()
        else:
            row.valid_until = self.day
            row.save(update_fields=["valid_until"])


def _held_by(row: Custody) -> Held:
    return Held(row.kind, row.holder_id, row.holder_name, row.explanation)


def name_holders(by_name: dict[uuid.UUID, str], people: People) -> int:
    """Tie rows to holders who came into the register later in the same import. How many."""
    people.look_up(by_name.values())
    named = 0
    for row in Custody.objects.filter(pk__in=by_name, valid_until__isnull=True).select_related("child"):
        holder = people.find(brp.Holder(bsn=by_name[row.pk]))
        if holder is not None and holder.pk != row.child_id:
            row.holder, row.holder_name = holder, ""
            row.save(update_fields=["holder", "holder_name"])
            named += 1
    return named
