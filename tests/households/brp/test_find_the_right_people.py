"""Each question finds those who answer to it: the traps of real registers among them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from households.brp.records import Event, Name, Nationality, Partner, Permit, PersonRecord, Registration, Residence
from tests.households.brp.asking import ask, look_up
from tests.households.brp.conftest import Serve
from tests.households.brp.people import BEA, EMIEL, EMRE, LINA, SANNE, bea, emiel, family, on, sanne, yara
from tests.households.brp.shared import PERSONS, needs_shared_data

NUMBER = ["burgerservicenummer"]
HOME = {"postcode": "1354AB", "huisnummer": 12}


def town() -> list[PersonRecord]:
    return [*family(), bea(), emiel(), yara()]


def numbers(persons: list[dict[str, Any]]) -> list[str]:
    return [person.get("burgerservicenummer", "") for person in persons]


@pytest.mark.parametrize(
    ("kind", "parameters", "expected"),
    [
        ("RaadpleegMetBurgerservicenummer", {"burgerservicenummer": [SANNE, EMRE, SANNE]}, [SANNE, EMRE]),
        ("RaadpleegMetBurgerservicenummer", {"burgerservicenummer": [BEA]}, [BEA]),
        ("RaadpleegMetBurgerservicenummer", {"burgerservicenummer": ["999990093"]}, []),
        ("ZoekMetGeslachtsnaamEnGeboortedatum", {"geslachtsnaam": "VRIES", "geboortedatum": "1985-03-12"}, [SANNE]),
        ("ZoekMetGeslachtsnaamEnGeboortedatum", {"geslachtsnaam": "vri*", "geboortedatum": "1985-03-12"}, [SANNE]),
        ("ZoekMetGeslachtsnaamEnGeboortedatum", {"geslachtsnaam": "Vri", "geboortedatum": "1985-03-12"}, []),
        (
            "ZoekMetNaamEnGemeenteVanInschrijving",
            {"geslachtsnaam": "Yılmaz", "voornamen": "lina", "gemeenteVanInschrijving": "0034"},
            [LINA],
        ),
        ("ZoekMetPostcodeEnHuisnummer", HOME, [SANNE, EMRE, LINA]),
        ("ZoekMetPostcodeEnHuisnummer", HOME | {"huisletter": "B"}, [SANNE, EMRE, LINA]),
        ("ZoekMetPostcodeEnHuisnummer", HOME | {"huisletter": "c"}, []),
        ("ZoekMetPostcodeEnHuisnummer", HOME | {"geslachtsnaam": "vries"}, [SANNE]),
        (
            "ZoekMetStraatHuisnummerEnGemeenteVanInschrijving",
            {"straat": "havendr*", "huisnummer": 12, "gemeenteVanInschrijving": "0034"},
            [SANNE, EMRE, LINA],
        ),
        (
            "ZoekMetStraatHuisnummerEnGemeenteVanInschrijving",
            {"straat": "*vendreef", "huisnummer": "12", "gemeenteVanInschrijving": "0034"},
            [SANNE, EMRE, LINA],
        ),
        (
            "ZoekMetNummeraanduidingIdentificatie",
            {"nummeraanduidingIdentificatie": "0034200000012345"},
            [SANNE, EMRE, LINA],
        ),
        (
            "ZoekMetAdresseerbaarObjectIdentificatie",
            {"adresseerbaarObjectIdentificatie": "0034010000012345"},
            [SANNE, EMRE, LINA],
        ),
    ],
)
def test_each_question_finds_who_answers_to_it(
    serve: Serve, kind: str, parameters: dict[str, Any], expected: list[str]
) -> None:
    assert numbers(ask(serve(town()), kind, NUMBER, **parameters)) == expected


def test_the_dead_are_found_only_when_asked_for(serve: Serve) -> None:
    brp = serve(town())
    found = ask(brp, "ZoekMetPostcodeEnHuisnummer", NUMBER, **HOME, inclusiefOverledenPersonen=True)
    assert numbers(found) == [SANNE, EMRE, LINA, BEA]
    assert found[3]["opschortingBijhouding"]["reden"] == {"code": "O", "omschrijving": "overlijden"}


@pytest.mark.parametrize("suspension", ["F", "W"])
def test_a_record_that_was_made_in_error_is_never_given_out(serve: Serve, suspension: str) -> None:
    wrong = sanne(name=Name(surname="Fout"), registration=Registration(suspension=suspension))
    person = look_up(serve([wrong, sanne()]), SANNE, "naam.geslachtsnaam")
    assert person == {"naam": {"geslachtsnaam": "Vries"}}


def test_two_people_with_one_number_are_both_given(serve: Serve) -> None:
    found = ask(
        serve([sanne(), sanne(name=Name(given="Iemand"))]),
        "RaadpleegMetBurgerservicenummer",
        ["naam.voornamen"],
        burgerservicenummer=[SANNE],
    )
    assert [person["naam"]["voornamen"] for person in found] == ["Sanne Maria", "Iemand"]


def test_two_people_with_one_name_and_birth_date_stay_two(serve: Serve) -> None:
    twin = replace(sanne(), bsn=EMIEL)
    found = ask(
        serve([sanne(), twin]),
        "ZoekMetGeslachtsnaamEnGeboortedatum",
        NUMBER,
        geslachtsnaam="Vries",
        geboortedatum="1985-03-12",
    )
    assert numbers(found) == [SANNE, EMIEL]


def test_somebody_without_a_number_is_found_by_name(serve: Serve) -> None:
    nameless = replace(yara(), name=Name(given="Yara", surname="Onbekend"))
    (person,) = ask(
        serve([nameless]),
        "ZoekMetNaamEnGemeenteVanInschrijving",
        [*NUMBER, "geboorte", "leeftijd"],
        geslachtsnaam="Onbekend",
        voornamen="Yara",
        gemeenteVanInschrijving="0034",
    )
    assert person == {"geboorte": {"datum": {"type": "DatumOnbekend", "onbekend": True, "langFormaat": "onbekend"}}}


def test_accents_do_not_matter(serve: Serve) -> None:
    record = sanne(name=Name(given="Zoë", surname="Kästner"))
    found = ask(
        serve([record]),
        "ZoekMetGeslachtsnaamEnGeboortedatum",
        NUMBER,
        geslachtsnaam="kastner",
        geboortedatum="1985-03-12",
    )
    assert numbers(found) == [SANNE]


def test_the_age_is_given_only_when_it_is_certain(serve: Serve) -> None:
    brp = serve([sanne(), sanne(bsn=EMRE, birth=Event(date=on("19851100"))), bea()])
    assert look_up(brp, SANNE, "leeftijd") == {"leeftijd": 41}
    assert look_up(brp, EMRE, "leeftijd") == {}
    assert "leeftijd" not in look_up(brp, BEA, "leeftijd")


def test_only_a_present_partner_is_given_or_else_the_last_one(serve: Serve) -> None:
    first = Partner(name=Name(surname="Eerste"), ended=Event(date=on("20010101")))
    last = Partner(name=Name(surname="Laatste"), ended=Event(date=on("20190000")))
    present = Partner(name=Name(surname="Nu"), begun=Event(date=on("20200101")))
    brp = serve([sanne(partners=(first, present, last)), sanne(bsn=EMRE, partners=(last, first))])
    assert look_up(brp, SANNE, "partners.naam") == {"partners": [{"naam": {"geslachtsnaam": "Nu"}}]}
    assert look_up(brp, EMRE, "partners.naam", "partners.ontbindingHuwelijkPartnerschap") == {
        "partners": [
            {
                "naam": {"geslachtsnaam": "Laatste"},
                "ontbindingHuwelijkPartnerschap": {"datum": {"type": "JaarDatum", "jaar": 2019, "langFormaat": "2019"}},
            }
        ]
    }


@pytest.mark.parametrize(
    ("nationality", "kind"),
    [
        (Nationality(code="0001"), "Nationaliteit"),
        (Nationality(code="0000"), "NationaliteitOnbekend"),
        (Nationality(code="0499"), "Staatloos"),
        (Nationality(special="B"), "BehandeldAlsNederlander"),
        (Nationality(special="V"), "VastgesteldNietNederlander"),
    ],
)
def test_a_nationality_says_of_which_kind_it_is(serve: Serve, nationality: Nationality, kind: str) -> None:
    person = look_up(serve([sanne(nationalities=(nationality,))]), SANNE, "nationaliteiten.type")
    assert person == {"nationaliteiten": [{"type": kind}]}


@pytest.mark.parametrize(
    ("code", "until", "is_given"), [("21", None, True), ("98", None, False), ("21", "20200101", False)]
)
def test_a_permit_is_given_while_it_holds(serve: Serve, code: str, until: str | None, is_given: bool) -> None:
    permit = Permit(code=code, since=on("20100101"), until=on(until) if until else None)
    assert ("verblijfstitel" in look_up(serve([sanne(permit=permit)]), SANNE, "verblijfstitel")) == is_given


@pytest.mark.parametrize(
    ("residence", "kind"),
    [
        (Residence(short_street="Havendreef"), "Adres"),
        (Residence(location="Woonboot in de Noorderplassen"), "Locatie"),
        (Residence(country="5010", lines=("Kerkstraat 1", "", "")), "VerblijfplaatsBuitenland"),
        (Residence(country="0000"), "VerblijfplaatsOnbekend"),
    ],
)
def test_a_residence_is_of_one_of_four_kinds(serve: Serve, residence: Residence, kind: str) -> None:
    person = look_up(serve([sanne(residence=residence)]), SANNE, "verblijfplaats")
    assert person["verblijfplaats"]["type"] == kind


def test_a_postal_address_is_no_home(serve: Serve) -> None:
    home = Residence(function="B", short_street="Stationsplein", house_number=1)
    person = look_up(serve([sanne(residence=home)]), SANNE, "verblijfplaats.functieAdres")
    assert person["verblijfplaats"]["functieAdres"] == {"code": "B", "omschrijving": "briefadres"}


@needs_shared_data
def test_the_traps_of_the_public_test_set_are_there(public_records: list[PersonRecord]) -> None:
    """What the set is known for; should it change, the tests on it may have become empty."""
    numbers = [record.bsn for record in public_records if record.bsn]
    births = [(record.name.surname, record.birth.date) for record in public_records if record.name.surname]
    assert PERSONS.exists()
    assert len(numbers) > len(set(numbers))
    assert len(numbers) < len(public_records)
    assert len(births) > len(set(births))
    assert {record.registration.suspension for record in public_records} >= {"O", "E", "R", ""}
    assert {record.registration.secrecy for record in public_records} >= {0, 1, 7}
    assert any(record.residence.function == "B" for record in public_records)
    assert any(record.custody and record.custody.guardianship for record in public_records)
