"""Whose consent is needed to use what is known about somebody. What is not known is said, never guessed.

Below 12 those with gezag decide; from 12 to 15 the child and those with gezag, both; from 16 the person alone; for
an adult under curatele the curator (Wmo 2015 art. 5.3.3, Jeugdwet art. 7.3.4 and 7.3.5, UAVG art. 5, BW 1:378).
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from households.models import Custody, Person
from privacy.models import Consent

OWN_SAY, ALONE = 12, 16
NO_HOLDER = (Custody.Kind.NONE, Custody.Kind.UNDETERMINED)
SHARED_BY = 2


@dataclass(frozen=True)
class Giver:
    """Somebody who must consent, for one person. `given_by_id` is None for whom the register does not know."""

    person_id: uuid.UUID
    capacity: Consent.Capacity
    given_by_id: uuid.UUID | None
    name: str = ""

    def gave(self, consent: Consent) -> bool:
        """Whether a consent is this giver's, for this person."""
        if (consent.person_id, consent.capacity) != (self.person_id, self.capacity):
            return False
        if self.capacity == Consent.Capacity.CURATOR:
            return True  # a court appoints the curator; the register says only that there is one
        if self.given_by_id is not None:
            return consent.given_by_id == self.given_by_id
        return consent.given_by_name == self.name


@dataclass(frozen=True)
class Need:
    """Everybody who must consent for one person. `unknown` says in a sentence why that cannot be told."""

    person: Person
    givers: tuple[Giver, ...] = ()
    unknown: str = ""


def who_must_consent(person: Person, custodies: Iterable[Custody], on: datetime.date) -> Need:
    """Whose consent is needed for one person on a day; `custodies` are those over this person, with their holders."""
    if person.suspension == Person.Suspension.DECEASED:
        return Need(person)  # the dead give no consent, and nobody does in their place (AVG recital 27)
    age = person.age_on(on)
    if age is None:
        return Need(person, unknown=_("De geboortedatum van %s is niet bekend. Vraag die eerst na.") % person)
    least, most = age
    if least >= ALONE:
        return Need(person, (_alone(person),))
    if most >= ALONE:
        sentence = _("De geboortedatum van %s is niet genoeg bekend om te weten of hij of zij al 16 is. Vraag die na.")
        return Need(person, unknown=sentence % person)
    holders, unknown = _holders(person, [row for row in custodies if _holds(row, on)])
    own = (_alone(person),) if most >= OWN_SAY else ()  # perhaps 12 already: then both, asking too many harms nobody
    return Need(person, (*own, *holders), unknown)


def holds_until(person: Person, custodies: Iterable[Custody], on: datetime.date) -> datetime.date | None:
    """The first day after `on` on which somebody else may have to consent, as far as is known today."""
    born = person.birth_date.earliest() if person.birth_date else None
    if born is None or person.suspension == Person.Suspension.DECEASED:
        return None
    days = [_birthday(born, OWN_SAY), _birthday(born, ALONE)]
    if _birthday(born, ALONE) > on:
        days += [day for row in custodies if _holds(row, on) and (day := row.valid_until) is not None]
        days += [row.valid_from for row in custodies]
    return min((day for day in days if day > on), default=None)


def _alone(person: Person) -> Giver:
    if person.is_under_guardianship:
        return Giver(person.pk, Consent.Capacity.CURATOR, None)
    return Giver(person.pk, Consent.Capacity.SELF, person.pk, person.display_name)


def _holders(child: Person, custodies: Collection[Custody]) -> tuple[tuple[Giver, ...], str]:
    unknown = _("Wie het gezag over %s heeft, is niet bekend. Zoek dat eerst uit.") % child
    is_shared = any(row.kind == Custody.Kind.JOINT for row in custodies)
    if not custodies or any(row.kind in NO_HOLDER for row in custodies):
        return (), unknown
    if (is_shared and len(custodies) < SHARED_BY) or not all(map(_is_known, custodies)):
        return (), unknown
    rows = sorted(custodies, key=lambda row: (row.holder.display_name if row.holder else row.holder_name, row.pk))
    return tuple(_holder(child, row) for row in rows), ""


def _holder(child: Person, row: Custody) -> Giver:
    name = row.holder.display_name if row.holder else row.holder_name
    return Giver(child.pk, Consent.Capacity.HOLDER, row.holder_id, name)


def _is_known(row: Custody) -> bool:
    """Whether it is somebody who can be asked: the register also writes "onbekend" as a name."""
    if row.holder is None:
        return row.holder_name.strip().casefold() not in ("", "onbekend")
    return row.holder.suspension != Person.Suspension.DECEASED and not row.holder.is_under_guardianship


def _holds(row: Custody, on: datetime.date) -> bool:
    return row.valid_from <= on and (row.valid_until is None or row.valid_until > on)


def _birthday(born: datetime.date, years: int) -> datetime.date:
    try:
        return born.replace(year=born.year + years)
    except ValueError:  # 29 February
        return datetime.date(born.year + years, 3, 1)
