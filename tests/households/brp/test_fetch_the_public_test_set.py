"""The whole public test set comes through the client over HTTP, and means there what it means in the file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pytest

from households.brp.client import BrpClient
from households.brp.fields import Purpose
from households.brp.persons import AddressKind, Person, Suspension
from households.brp.records import PersonRecord
from households.brp.test_server import BrpTestServer
from tests.households.brp.shared import needs_shared_data

pytestmark = needs_shared_data


@pytest.fixture(scope="module")
def client(public_brp: BrpTestServer) -> Iterator[BrpClient]:
    with BrpClient(public_brp.url) as connected:
        yield connected


@pytest.fixture(scope="module")
def known(public_records: list[PersonRecord]) -> dict[str, list[PersonRecord]]:
    """The persoonslijsten that are given out, by number."""
    by_bsn: dict[str, list[PersonRecord]] = defaultdict(list)
    for record in public_records:
        if record.bsn and record.registration.suspension not in {"F", "W"}:
            by_bsn[record.bsn].append(record)
    return by_bsn


@pytest.fixture(scope="module")
def fetched(client: BrpClient, known: dict[str, list[PersonRecord]]) -> dict[str, list[Person]]:
    """All of them as an import gets them, by number."""
    by_bsn: dict[str, list[Person]] = defaultdict(list)
    for answer in client.fetch(known, Purpose.IMPORT):
        assert answer.rejections == ()
        for person in answer.persons:
            by_bsn[person.bsn].append(person)
    return by_bsn


def pairs(
    known: dict[str, list[PersonRecord]], fetched: dict[str, list[Person]]
) -> Iterator[tuple[PersonRecord, Person]]:
    for bsn, records in known.items():
        yield from zip(records, fetched[bsn], strict=True)


def test_everybody_with_a_number_is_there(
    known: dict[str, list[PersonRecord]], fetched: dict[str, list[Person]]
) -> None:
    assert {bsn: len(records) for bsn, records in known.items()} == {
        bsn: len(persons) for bsn, persons in fetched.items()
    }


def test_names_and_dates_arrive_as_they_are(
    known: dict[str, list[PersonRecord]], fetched: dict[str, list[Person]]
) -> None:
    for record, person in pairs(known, fetched):
        name = (record.name.given, record.name.prefix, record.name.surname)
        assert (person.name.given, person.name.prefix, person.name.surname) == name, record.reference
        assert person.birth_date == record.birth.date, record.reference
        assert person.is_secret == (record.registration.secrecy > 0), record.reference


def test_the_dead_and_those_who_left_are_no_current_residents(
    known: dict[str, list[PersonRecord]], fetched: dict[str, list[Person]]
) -> None:
    for record, person in pairs(known, fetched):
        assert person.is_current == (not record.registration.suspension and record.death is None), record.reference
    suspensions = {person.suspension for _record, person in pairs(known, fetched)}
    assert suspensions >= {Suspension.DECEASED, Suspension.EMIGRATED, Suspension.NON_RESIDENT, None}


def test_ties_arrive_with_their_numbers(known: dict[str, list[PersonRecord]], fetched: dict[str, list[Person]]) -> None:
    for record, person in pairs(known, fetched):
        assert [child.bsn for child in person.children] == [child.bsn for child in record.children]
        present = [partner.bsn for partner in record.partners if partner.ended is None]
        assert [partner.bsn for partner in person.partners if not partner.has_ended] == present, record.reference


def test_addresses_arrive_with_what_tells_them_apart(
    known: dict[str, list[PersonRecord]], fetched: dict[str, list[Person]]
) -> None:
    for record, person in pairs(known, fetched):
        home = record.residence
        if person.address and person.address.kind == AddressKind.DUTCH:
            assert (person.address.postcode, person.address.house_number) == (home.postcode, home.house_number)
            assert person.address.is_postal_only == (home.function == "B")
    assert {person.address.kind for _record, person in pairs(known, fetched) if person.address} == set(AddressKind)


def test_relations_may_point_at_people_outside_the_set(fetched: dict[str, list[Person]], client: BrpClient) -> None:
    mentioned = {child.bsn for persons in fetched.values() for person in persons for child in person.children}
    outside = sorted(mentioned - set(fetched) - {""})
    assert outside
    assert [person for answer in client.fetch(outside, Purpose.IMPORT) for person in answer.persons] == []
