"""People who may be in the register twice. They are offered to a person, and never merged by the import."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from households.brp import persons as brp
from households.models import DuplicateCandidate, Person, Residence
from households.services.importing.people import fingerprint

Reason = DuplicateCandidate.Reason
Written = Sequence[tuple[Person, brp.Person]]


@dataclass
class Duplicates:
    """Finds pairs over the rounds of one import. `to_compare` are numbers of namesakes to ask the BRP about."""

    found: int = 0
    to_compare: set[str] = field(default_factory=set)
    _seen: dict[bytes, uuid.UUID] = field(default_factory=dict)

    def look(self, written: Written) -> None:
        """Offer the pairs of which one is among these people."""
        people = [(person, record) for person, record in written if person.merged_into_id is None]
        pairs: dict[tuple[uuid.UUID, uuid.UUID], Reason] = {}
        for one, other, reason in (
            *self._same_number(people),
            *self._same_everything(people),
            *self._namesakes(people),
        ):
            first, second = sorted((one, other))
            pairs.setdefault((first, second), reason)
        offered = DuplicateCandidate.objects.filter(first__in=[first for first, _second in pairs])
        known = set(offered.values_list("first_id", "second_id"))
        for (first, second), reason in pairs.items():
            if (first, second) not in known:
                DuplicateCandidate.objects.create(first_id=first, second_id=second, reason=reason)
                self.found += 1

    def _same_number(self, people: Written) -> Iterable[tuple[uuid.UUID, uuid.UUID, Reason]]:
        numbers = [person.bsn_index for person, _record in people if person.bsn_index]
        same = defaultdict(list)
        for key, index in Person.objects.unmerged().filter(bsn_index__in=numbers).values_list("pk", "bsn_index"):
            same[bytes(index or b"")].append(key)
        for keys in same.values():
            for one, other in combinations(keys, 2):
                yield one, other, Reason.SAME_BSN

    def _same_everything(self, people: Written) -> Iterable[tuple[uuid.UUID, uuid.UUID, Reason]]:
        for person, record in people:
            other = self._seen.setdefault(fingerprint(record), person.pk)
            if other != person.pk:
                yield other, person.pk, Reason.SAME_EVERYTHING

    def _namesakes(self, people: Written) -> Iterable[tuple[uuid.UUID, uuid.UUID, Reason]]:
        """At one address, with one name and birth date: a pair where one has no number, else something to compare."""
        keys = {_name(person) for person, _record in people}
        found = Person.objects.unmerged().filter(
            surname_key__in={surname for surname, _given, _born in keys},
            birth_date__in={born for _surname, _given, born in keys},
        )
        alike = {person.pk: person for person in found if _name(person) in keys}
        homes: dict[tuple[object, ...], list[Person]] = defaultdict(list)
        for stay in Residence.objects.on().filter(person__in=alike.keys()).order_by("person_id"):
            person = alike[stay.person_id]
            homes[(stay.address_id, *_name(person))].append(person)
        for namesakes in homes.values():
            for one, other in combinations(namesakes, 2):
                if bool(one.bsn) != bool(other.bsn):
                    yield one.pk, other.pk, Reason.SAME_NAME_AND_ADDRESS
                elif one.bsn != other.bsn:
                    self.to_compare |= {one.bsn, other.bsn}


def _name(person: Person) -> tuple[str, str, str]:
    return person.surname_key, person.given_key, person.birth_date.stored if person.birth_date else ""
