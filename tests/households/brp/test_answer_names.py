"""Names as the BRP writes them: initials, names in full, and how to address somebody."""

from __future__ import annotations

import datetime

import pytest

from households.brp.answers.addressing import addressing_json
from households.brp.answers.names import full_name, initials
from households.brp.answers.values import Json
from households.brp.records import Event, Name, Partner, PersonRecord, Residence
from households.brp.tables import NationalTables
from households.dates import PartialDate
from tests.households.brp.people import HAVEN, on

ENDED = Event(date=PartialDate.from_date(datetime.date(2021, 11, 9)))


def addressed(record: PersonRecord) -> Json:
    return addressing_json(record, NationalTables())


def woman(use: str, *, title: str = "", partner: Partner | None = None) -> PersonRecord:
    name = Name(given="Jo Anne", title=title, prefix="van den", surname="Aedel")
    return PersonRecord(name=name, name_use=use, sex="V", partners=(partner,) if partner else ())


BOER = Partner(name=Name(prefix="de", surname="Boer"))


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("Henk", "H."),
        ("Anna Cornelia", "A.C."),
        ("Theo Philip IJsbrand", "T.P.I."),
        ("Anne-Fleur Belle", "A.B."),
        ("Suzie Q", "S.Q"),
        ("J P", "J P"),
        ("Ömer Żofia", "Ö.Ż."),
        ("", ""),
    ],
)
def test_initials_are_one_letter_per_given_name(given: str, written: str) -> None:
    assert initials(given) == written


@pytest.mark.parametrize(
    ("name", "sex", "written"),
    [
        (Name(given="Gerrit", prefix="den", surname="Braber"), "M", "Gerrit den Braber"),
        (Name(given="Carolina", title="BS", prefix="van", surname="Naersen"), "V", "Carolina barones van Naersen"),
        (Name(given="Jo", title="JH", surname="Hoogh"), "V", "jonkvrouw Jo Hoogh"),
        (Name(given="Robin", title="G", surname="Aedel"), "O", "Robin graaf Aedel"),
        (Name(given="Robin", title="R", surname="Aedel"), "V", "Robin ridder Aedel"),
        (Name(surname="Obbadah"), "M", "Obbadah"),
        (Name(given="Yara"), "V", "Yara"),
    ],
)
def test_a_full_name_has_the_title_in_the_form_for_the_sex(name: Name, sex: str, written: str) -> None:
    assert full_name(name, sex) == written


@pytest.mark.parametrize(
    ("use", "greeting", "envelope", "sentence"),
    [
        ("E", "Geachte mevrouw Van den Aedel", "J.A. van den Aedel", "mevrouw Van den Aedel"),
        ("P", "Geachte mevrouw De Boer", "J.A. de Boer", "mevrouw De Boer"),
        ("V", "Geachte mevrouw De Boer-van den Aedel", "J.A. de Boer-van den Aedel", "mevrouw De Boer-van den Aedel"),
        ("N", "Geachte mevrouw Van den Aedel-de Boer", "J.A. van den Aedel-de Boer", "mevrouw Van den Aedel-de Boer"),
    ],
)
def test_a_person_is_addressed_with_the_names_that_he_or_she_uses(
    use: str, greeting: str, envelope: str, sentence: str
) -> None:
    answer = addressed(woman(use, partner=BOER))
    assert answer["aanhef"] == greeting
    assert answer["aanschrijfwijze"] == {"naam": envelope}
    assert answer["gebruikInLopendeTekst"] == sentence


@pytest.mark.parametrize("use", ["E", "P", "V", "N"])
def test_without_a_partner_the_own_name_is_used(use: str) -> None:
    assert addressed(woman(use))["aanhef"] == "Geachte mevrouw Van den Aedel"


@pytest.mark.parametrize(
    ("use", "envelope", "sentence"),
    [
        ("E", "J.A. barones van den Aedel", "barones van den Aedel"),
        ("P", "J.A. de Boer", "mevrouw De Boer"),
        ("V", "J.A. de Boer-barones van den Aedel", "mevrouw De Boer-barones van den Aedel"),
        ("N", "J.A. barones van den Aedel-de Boer", "barones van den Aedel-de Boer"),
    ],
)
def test_a_title_goes_with_the_own_surname_only(use: str, envelope: str, sentence: str) -> None:
    answer = addressed(woman(use, title="BS", partner=BOER))
    assert answer["aanschrijfwijze"]["naam"] == envelope
    assert answer["gebruikInLopendeTekst"] == sentence
    has_style = "aanspreekvorm" in answer["aanschrijfwijze"]
    assert has_style == (use != "P") == (answer["aanhef"] == "Hoogwelgeboren vrouwe")


@pytest.mark.parametrize(
    ("use", "envelope"),
    [
        ("E", "Jonkheer J.A. van den Aedel"),
        ("V", "J.A. de Boer-jonkheer van den Aedel"),
        ("N", "Jonkheer J.A. van den Aedel-de Boer"),
    ],
)
def test_a_predicate_stands_before_the_initials_of_a_man(use: str, envelope: str) -> None:
    man = PersonRecord(
        name=Name(given="Jan Arend", title="JH", prefix="van den", surname="Aedel"),
        name_use=use,
        sex="M",
        partners=(BOER,),
    )
    assert addressed(man)["aanschrijfwijze"] == {"naam": envelope, "aanspreekvorm": "De hoogwelgeboren heer"}


@pytest.mark.parametrize(
    ("use", "ended", "sentence"),
    [
        ("E", None, "mevrouw Van den Aedel"),
        ("E", ENDED, "jonkvrouw van den Aedel"),
        ("V", ENDED, "mevrouw De Boer-van den Aedel"),
    ],
)
def test_a_woman_loses_her_predicate_with_a_partner_or_his_name(use: str, ended: Event | None, sentence: str) -> None:
    partner = Partner(name=Name(prefix="de", surname="Boer"), ended=ended)
    assert addressed(woman(use, title="JV", partner=partner))["gebruikInLopendeTekst"] == sentence


@pytest.mark.parametrize(
    ("title", "style", "sentence"),
    [
        ("B", "De hoogwelgeboren vrouwe", "barones de Boer"),
        ("G", "De hooggeboren vrouwe", "gravin de Boer"),
        ("P", "De hoogheid", "prinses de Boer"),
        ("R", None, "mevrouw De Boer"),
        ("JH", None, "mevrouw De Boer"),
        ("BS", None, "mevrouw De Boer"),
    ],
)
def test_a_woman_may_bear_the_title_of_her_partner_with_his_name(title: str, style: str | None, sentence: str) -> None:
    answer = addressed(woman("P", partner=Partner(name=Name(title=title, prefix="de", surname="Boer"))))
    assert answer["aanschrijfwijze"].get("aanspreekvorm") == style
    assert answer["gebruikInLopendeTekst"] == sentence


def test_somebody_of_whom_the_sex_is_unknown_is_addressed_by_initials() -> None:
    record = PersonRecord(name=Name(given="Robin Melle", prefix="van", surname="Puffelen"), name_use="E", sex="O")
    answer = addressed(record)
    assert answer["aanhef"] == "Geachte R.M. van Puffelen"
    assert answer["gebruikInLopendeTekst"] == "R.M. van Puffelen"


def test_somebody_without_a_surname_is_not_addressed() -> None:
    assert addressed(PersonRecord(name=Name(given="Yara"), name_use="E", sex="V")) == {}


def test_the_name_of_the_last_ended_marriage_may_be_used() -> None:
    first = Partner(name=Name(surname="Eerste"), ended=Event(date=on("20010101")))
    last = Partner(name=Name(surname="Laatste"), ended=Event(date=on("20190000")))
    record = PersonRecord(name=Name(surname="Eigen"), name_use="P", sex="M", partners=(last, first))
    assert addressed(record)["aanhef"] == "Geachte heer Laatste"


@pytest.mark.parametrize(
    ("changes", "first"),
    [
        ({}, "Havendreef 12"),
        ({"house_letter": "c"}, "Havendreef 12 c"),
        ({"house_addition": "III"}, "Havendreef 12 III"),
        ({"house_addition": "2"}, "Havendreef 12-2"),
        ({"house_letter": "L", "house_addition": "Toe"}, "Havendreef 12 LToe"),
        ({"house_indication": "by"}, "Havendreef bij 12"),
        ({"house_indication": "to", "house_addition": "2"}, "Havendreef t/o 12-2"),
    ],
)
def test_the_first_line_of_an_address_follows_the_norm(changes: dict[str, str], first: str) -> None:
    home = Residence(short_street="Havendreef", house_number=12, municipality="0034", **changes)  # type: ignore[arg-type]
    assert addressed(PersonRecord(residence=home)) == {"adresregel1": first, "adresregel2": "ALMERE"}


def test_the_second_line_has_the_postcode_and_the_town_in_capitals() -> None:
    assert addressed(PersonRecord(residence=HAVEN))["adresregel2"] == "1354 AB  ALMERE"


def test_an_address_abroad_keeps_its_own_lines_and_is_cut_to_what_the_specification_allows() -> None:
    home = Residence(country="5010", lines=("x" * 43, "2000 Antwerpen", ""))
    assert addressed(PersonRecord(residence=home)) == {
        "adresregel1": "x" * 40,
        "adresregel2": "2000 Antwerpen",
        "land": {"code": "5010"},
    }


@pytest.mark.parametrize(
    "home",
    [
        Residence(short_street="Havendreef"),
        Residence(house_number=12),
        Residence(country="0000", lines=("Ergens 1", "", "")),
        Residence(country="5010"),
    ],
)
def test_there_are_no_address_lines_where_an_essential_part_is_unknown(home: Residence) -> None:
    assert addressed(PersonRecord(residence=home)) == {}
