"""Where the BRP test server gets its people from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Protocol

from households.brp.records import PersonRecord

_NEVER_GIVEN_OUT = {"F", "W"}  # suspended as an error, or to be erased


class PersonSource(Protocol):
    """Looks persons up, one way for each question that the BRP answers. Persons that match, in a steady order."""

    def with_bsn(self, bsn: str) -> Sequence[PersonRecord]:
        """Everybody with this number: none, one, or more where a register is wrong."""

    def born_on(self, stored: str) -> Sequence[PersonRecord]:
        """Everybody born on this day (YYYYMMDD)."""

    def registered_in(self, municipality: str) -> Sequence[PersonRecord]:
        """Everybody registered in this municipality (code)."""

    def at_postcode(self, postcode: str, house_number: int) -> Sequence[PersonRecord]:
        """Everybody at this postcode (1234AB) and house number, whatever follows the number."""

    def at_number_id(self, number_id: str) -> Sequence[PersonRecord]:
        """Everybody at this BAG nummeraanduiding."""

    def at_object_id(self, object_id: str) -> Sequence[PersonRecord]:
        """Everybody at this BAG adresseerbaar object."""


class Register:
    """Persons in memory, found through one index per question. Records that the BRP never gives out are left out."""

    def __init__(self, records: Iterable[PersonRecord]) -> None:
        self._records = [record for record in records if record.registration.suspension not in _NEVER_GIVEN_OUT]
        self._by_bsn = self._index(lambda record: record.bsn)
        self._by_birth = self._index(lambda record: record.birth.date.stored if record.birth.date else "")
        self._by_municipality = self._index(lambda record: record.residence.municipality)
        self._by_postcode = self._index(lambda record: (record.residence.postcode, record.residence.house_number))
        self._by_number_id = self._index(lambda record: record.residence.number_id)
        self._by_object_id = self._index(lambda record: record.residence.object_id)

    def __len__(self) -> int:
        return len(self._records)

    def with_bsn(self, bsn: str) -> Sequence[PersonRecord]:
        """See `PersonSource`."""
        return self._by_bsn.get(bsn, ())

    def born_on(self, stored: str) -> Sequence[PersonRecord]:
        """See `PersonSource`."""
        return self._by_birth.get(stored, ())

    def registered_in(self, municipality: str) -> Sequence[PersonRecord]:
        """See `PersonSource`."""
        return self._by_municipality.get(municipality, ())

    def at_postcode(self, postcode: str, house_number: int) -> Sequence[PersonRecord]:
        """See `PersonSource`."""
        return self._by_postcode.get((postcode, house_number), ())

    def at_number_id(self, number_id: str) -> Sequence[PersonRecord]:
        """See `PersonSource`."""
        return self._by_number_id.get(number_id, ())

    def at_object_id(self, object_id: str) -> Sequence[PersonRecord]:
        """See `PersonSource`."""
        return self._by_object_id.get(object_id, ())

    def _index(self, key: Callable[[PersonRecord], Hashable]) -> dict[Hashable, list[PersonRecord]]:
        index: dict[Hashable, list[PersonRecord]] = defaultdict(list)
        for record in self._records:
            index[key(record)].append(record)
        return dict(index)
