"""The client asks what its purpose needs and gives back people; numbers stand in no address and no log line."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from tenacity import wait_none

from households.brp.client import BrpClient
from households.brp.errors import InvalidQuestion
from households.brp.fields import FIELDS, Purpose
from households.brp.persons import AddressKind, Bond, CustodyKind, NameUse, Suspension
from households.brp.questions import (
    ByBagNumber,
    ByBagObject,
    ByBsn,
    ByNameAndMunicipality,
    ByPostcode,
    ByStreet,
    BySurnameAndBirth,
    Question,
)
from households.brp.records import Custody as CustodyRecord
from households.brp.records import Event, Investigation, PersonRecord
from households.brp.records import Name as NameRecord
from households.brp.records import Partner as PartnerRecord
from households.brp.test_server import BrpRequestHandler, BrpTestServer
from households.bsn import is_bsn
from households.dates import PartialDate
from tests.households.brp.conftest import Serve
from tests.households.brp.people import BEA, EMIEL, EMRE, LINA, SANNE, bea, emiel, emre, family, lina, on, sanne
from tests.households.brp.shared import needs_shared_data
from tests.households.brp.specification import faults

Connect = Callable[[BrpTestServer], BrpClient]

QUESTIONS: list[Question] = [
    ByBsn(bsns=(SANNE, EMRE)),
    BySurnameAndBirth(surname="Vries", born_on=datetime.date(1985, 3, 12), given_names="Sanne M*", prefix="de"),
    ByNameAndMunicipality(surname="Vries", given_names="Sanne Maria", municipality="0034", include_dead=True),
    ByPostcode(postcode="1354AB", house_number=12, house_letter="b", surname="Vries"),
    ByStreet(street="Havendreef", house_number=12, municipality="0034"),
    ByBagNumber(number_id="0034200000012345"),
    ByBagObject(object_id="0034010000012345"),
]


@pytest.fixture
def connect() -> Iterator[Connect]:
    clients: list[BrpClient] = []

    def make(server: BrpTestServer) -> BrpClient:
        clients.append(BrpClient(server.url, wait=wait_none()))
        return clients[-1]

    yield make
    for client in clients:
        client.close()


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.kind)
def test_each_question_finds_sanne(serve: Serve, connect: Connect, question: Question) -> None:
    answer = connect(serve(family())).ask(question, Purpose.IDENTIFY)
    person = next(person for person in answer.persons if person.bsn == SANNE)
    assert person.name.full == "Sanne Maria de Vries"
    assert person.birth_date == PartialDate(1985, 3, 12)
    assert person.address_lines == ("Havendreef 12 b", "1354 AB  ALMERE")
    assert answer.rejections == ()


@needs_shared_data
@pytest.mark.parametrize("purpose", Purpose)
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.kind)
def test_what_is_sent_is_valid_by_the_published_specification(question: Question, purpose: Purpose) -> None:
    body = {"type": question.kind, "fields": list(FIELDS[purpose]), **question.body()}
    assert faults(body, "AnyPersonenQuery") == []


def imported(serve: Serve, connect: Connect, *people: PersonRecord) -> Any:
    """The first of these people, as an import sees them."""
    answer = connect(serve(people)).ask(ByBsn(bsns=(people[0].bsn,)), Purpose.IMPORT)
    assert answer.rejections == ()
    return answer.persons[0]


def test_an_import_gets_the_person_whole(serve: Serve, connect: Connect) -> None:
    person = imported(serve, connect, *family())
    assert (person.bsn, person.name.surname, person.name.prefix, person.name.use) == (SANNE, "Vries", "de", NameUse.OWN)
    assert person.salutation == "Geachte mevrouw De Vries"
    assert (person.municipality, person.municipality_since) == ("0034", on("20100105"))
    assert person.is_current
    assert not person.is_secret
    assert [(child.bsn, child.birth_date) for child in person.children] == [(LINA, on("20150220"))]


def test_an_address_comes_with_its_bag_numbers_and_its_dates(serve: Serve, connect: Connect) -> None:
    address = imported(serve, connect, sanne()).address
    assert (address.kind, address.street, address.house_number, address.house_letter) == (
        *(AddressKind.DUTCH, "Havendreef", 12, "b"),
    )
    assert (address.postcode, address.city) == ("1354AB", "Almere")
    assert (address.bag_object_id, address.bag_number_id) == ("0034010000012345", "0034200000012345")
    assert (address.since, address.valid_from) == (on("20150301"), on("20150302"))
    assert not address.is_postal_only


def test_a_partner_comes_with_the_start_or_the_end(serve: Serve, connect: Connect) -> None:
    ended = PartnerRecord(name=NameRecord(surname="Eerder"), bond="P", ended=Event())
    (husband,) = imported(serve, connect, sanne()).partners
    (former,) = imported(serve, connect, sanne(partners=(ended,))).partners
    assert (husband.bsn, husband.birth_date, husband.bond) == (EMRE, on("19830000"), Bond.MARRIAGE)
    assert (husband.began_on, husband.has_ended) == (on("20120601"), False)
    assert (former.bond, former.ended_on, former.has_ended) == (Bond.PARTNERSHIP, PartialDate(), True)


def test_a_child_comes_with_parents_and_custody(serve: Serve, connect: Connect) -> None:
    child = imported(serve, connect, lina(), sanne(), emre())
    assert [(parent.number, parent.bsn, parent.since) for parent in child.parents] == [
        ("1", SANNE, None),
        ("2", EMRE, on("20150220")),
    ]
    (custody,) = child.custodies
    assert (custody.kind, custody.minor_bsn) == (CustodyKind.BOTH_PARENTS, LINA)
    assert [(holder.bsn, holder.name) for holder in custody.holders] == [
        (SANNE, "Sanne Maria de Vries"),
        (EMRE, "Emre Yılmaz"),
    ]


def test_an_unknown_guardian_is_a_holder_without_a_name(serve: Serve, connect: Connect) -> None:
    (custody,) = imported(serve, connect, lina(custody=CustodyRecord(minor="1D"))).custodies
    assert custody.kind == CustodyKind.PARENT_AND_OTHER
    assert [holder.bsn for holder in custody.holders] == [SANNE, ""]


def test_guardianship_comes_along(serve: Serve, connect: Connect) -> None:
    assert imported(serve, connect, sanne(custody=CustodyRecord(guardianship=True))).is_under_guardianship


def test_the_dead_are_no_current_residents(serve: Serve, connect: Connect) -> None:
    person = imported(serve, connect, bea())
    assert (person.died_on, person.suspension, person.is_current) == (on("20240500"), Suspension.DECEASED, False)


def test_somebody_who_emigrated_is_no_current_resident_and_may_be_secret(serve: Serve, connect: Connect) -> None:
    person = imported(serve, connect, emiel())
    assert (person.suspension, person.suspended_on) == (Suspension.EMIGRATED, on("20210801"))
    assert (person.is_current, person.is_secret) == (False, True)
    assert (person.address.kind, person.address.lines) == (AddressKind.FOREIGN, ("Kerkstraat 1", "2000 Antwerpen"))
    assert person.address.country == "5010"


def test_an_investigation_comes_with_the_path_of_its_field(serve: Serve, connect: Connect) -> None:
    looked_into = sanne(investigation=Investigation(element="010310", since=on("20210702")))
    person = imported(serve, connect, looked_into)
    assert [(found.field, found.since) for found in person.investigations] == [("geboorte.datum", on("20210702"))]
    assert person.is_investigated("geboorte")
    assert not person.is_investigated("verblijfplaats")


def test_forty_five_numbers_are_asked_twenty_at_a_time_and_each_once(serve: Serve, connect: Connect) -> None:
    sizes: list[int] = []

    class Counting(BrpRequestHandler):
        def reply(self, body: Any) -> tuple[int, dict[str, Any]]:
            sizes.append(len(body["burgerservicenummer"]))
            return super().reply(body)

    numbers = [f"{number:09}" for number in range(1, 46)]
    people = [sanne(bsn=number) for number in numbers]
    answers = list(connect(serve(people, handler=Counting)).fetch([*numbers, *numbers], Purpose.IDENTIFY))
    assert sizes == [20, 20, 5]
    assert [person.bsn for answer in answers for person in answer.persons] == numbers


def test_a_number_that_fails_the_elfproef_arrives_all_the_same(serve: Serve, connect: Connect) -> None:
    assert not is_bsn(f"{SANNE[:-1]}8")
    assert imported(serve, connect, sanne(bsn=f"{SANNE[:-1]}8")).bsn == f"{SANNE[:-1]}8"


def test_nobody_with_that_number_is_no_error(serve: Serve, connect: Connect) -> None:
    assert connect(serve(family())).ask(ByBsn(bsns=(EMIEL,)), Purpose.IMPORT).persons == ()


def test_no_number_stands_in_an_address_or_a_log_line(
    serve: Serve, connect: Connect, caplog: pytest.LogCaptureFixture
) -> None:
    addresses: list[str] = []

    class Watching(BrpRequestHandler):
        def reply(self, body: object) -> tuple[int, dict[str, Any]]:
            addresses.append(self.requestline)
            return super().reply(body)

    client = connect(serve(family(), handler=Watching))
    with caplog.at_level(logging.DEBUG):
        for question in QUESTIONS:
            client.ask(question, Purpose.IDENTIFY)
    assert set(addresses) == {"POST /haalcentraal/api/brp/personen HTTP/1.1"}
    told = " ".join(record.getMessage() for record in caplog.records)
    assert told
    assert not any(secret in told for secret in (SANNE, EMRE, LINA, BEA, "Vries", "1985", "Havendreef"))


def test_a_search_cannot_be_used_to_fetch_everything(serve: Serve, connect: Connect) -> None:
    with pytest.raises(ValueError, match="identify"):
        connect(serve(family())).ask(QUESTIONS[1], Purpose.IMPORT)


@pytest.mark.parametrize(
    "make",
    [
        lambda: ByBsn(bsns=()),
        lambda: ByBsn(bsns=("9999900199",)),
        lambda: ByBsn(bsns=tuple(str(number) for number in range(100000000, 100000021))),
        lambda: BySurnameAndBirth(surname="", born_on=datetime.date(1985, 3, 12)),
        lambda: BySurnameAndBirth(surname="V*", born_on=datetime.date(1985, 3, 12)),
        lambda: BySurnameAndBirth(surname="Vries", born_on=datetime.date(1985, 3, 12), prefix="v4n"),
        lambda: ByNameAndMunicipality(surname="Vries", given_names="S*", municipality="0034"),
        lambda: ByNameAndMunicipality(surname="Vries", given_names="Sanne", municipality="34"),
        lambda: ByPostcode(postcode="0354AB", house_number=1),
        lambda: ByPostcode(postcode="1354AB", house_number=0),
        lambda: ByPostcode(postcode="1354AB", house_number=1, house_letter="bb"),
        lambda: ByPostcode(postcode="1354AB", house_number=1, surname="<script>"),
        lambda: ByStreet(street="Dreef*", house_number=1, municipality="0034"),
        lambda: ByStreet(street="Dreef\x00", house_number=1, municipality="0034"),
        lambda: ByBagNumber(number_id="0" * 16),
        lambda: ByBagObject(object_id="😀"),
    ],
)
def test_a_malformed_question_is_refused_with_a_sentence_before_it_is_sent(make: Callable[[], Question]) -> None:
    with pytest.raises(InvalidQuestion, match=r"\.$"):
        make()


@pytest.mark.parametrize("address", ["", "brp.invalid", "ftp://brp.invalid"])
def test_an_address_that_is_none_is_a_mistake_of_configuration(address: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="BRP_URL"):
        BrpClient(address)
