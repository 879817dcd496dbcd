"""An answer holds the fields that were asked, and what the BRP always gives along: nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from households.brp.records import Investigation, Registration, RniSource
from households.dates import PartialDate
from tests.households.brp.asking import ask, look_up
from tests.households.brp.conftest import Serve
from tests.households.brp.people import EMIEL, EMRE, SANNE, emiel, emre, family, on, sanne

LOOKED_INTO = on("20210702")
SINCE = {"type": "Datum", "datum": "2021-07-02", "langFormaat": "2 juli 2021"}


def test_only_the_asked_field_is_given(serve: Serve) -> None:
    assert look_up(serve(family()), SANNE, "burgerservicenummer") == {"burgerservicenummer": SANNE}


def test_a_path_takes_one_field_of_a_group(serve: Serve) -> None:
    assert look_up(serve(family()), SANNE, "naam.voornamen", "kinderen.naam.voornamen") == {
        "naam": {"voornamen": "Sanne Maria"},
        "kinderen": [{"naam": {"voornamen": "Lina"}}],
    }


def test_asking_a_group_gives_all_of_it(serve: Serve) -> None:
    assert look_up(serve(family()), SANNE, "naam")["naam"] == {
        "voornamen": "Sanne Maria",
        "voorvoegsel": "de",
        "geslachtsnaam": "Vries",
        "voorletters": "S.M.",
        "volledigeNaam": "Sanne Maria de Vries",
        "aanduidingNaamgebruik": {"code": "E", "omschrijving": "eigen geslachtsnaam"},
    }


def test_a_group_and_a_path_into_it_go_together(serve: Serve) -> None:
    brp = serve(family())
    whole = look_up(brp, SANNE, "naam")
    assert look_up(brp, SANNE, "naam", "naam.voornamen") == look_up(brp, SANNE, "naam.voornamen", "naam") == whole


@pytest.mark.parametrize("path", ["geboorte.datum", "geboorte.datum.jaar", "geboorte.datum.type"])
def test_asking_a_part_of_a_date_gives_the_whole_date(serve: Serve, path: str) -> None:
    answer = look_up(serve([emre()]), EMRE, path)
    assert answer == {"geboorte": {"datum": {"type": "JaarDatum", "jaar": 1983, "langFormaat": "1983"}}}


def test_asking_a_part_of_a_code_gives_it_with_its_description(serve: Serve) -> None:
    assert look_up(serve(family()), SANNE, "gemeenteVanInschrijving.code") == {
        "gemeenteVanInschrijving": {"code": "0034", "omschrijving": "Almere"}
    }


def test_a_residence_always_says_of_which_kind_it_is(serve: Serve) -> None:
    assert look_up(serve(family()), SANNE, "verblijfplaats.verblijfadres.postcode") == {
        "verblijfplaats": {"type": "Adres", "verblijfadres": {"postcode": "1354AB"}}
    }


def test_what_a_person_does_not_have_is_left_out(serve: Serve) -> None:
    assert look_up(serve(family()), SANNE, "overlijden", "immigratie", "indicatieCurateleRegister") == {}


def test_secrecy_and_suspension_come_unasked(serve: Serve) -> None:
    assert look_up(serve([emiel()]), EMIEL, "burgerservicenummer") == {
        "burgerservicenummer": EMIEL,
        "geheimhoudingPersoonsgegevens": True,
        "opschortingBijhouding": {
            "reden": {"code": "E", "omschrijving": "emigratie"},
            "datum": {"type": "Datum", "datum": "2021-08-01", "langFormaat": "1 augustus 2021"},
        },
    }


def test_who_delivered_data_about_a_non_resident_comes_unasked(serve: Serve) -> None:
    registration = Registration(verified_on=PartialDate(2012, 10), verification="eigen verzoek")
    record = sanne(registration=registration, rni=(RniSource(category="08", participant="0201"),))
    assert look_up(serve([record]), SANNE, "leeftijd") == {
        "leeftijd": 41,
        "rni": [{"deelnemer": {"code": "0201"}, "categorie": "Verblijfplaats"}],
        "verificatie": {
            "datum": {"type": "JaarMaandDatum", "jaar": 2012, "maand": 10, "langFormaat": "oktober 2012"},
            "omschrijving": "eigen verzoek",
        },
    }


@pytest.mark.parametrize("element", ["010000", "010200", "010240"])
def test_an_investigation_shows_with_the_field_it_is_about(serve: Serve, element: str) -> None:
    record = sanne(investigation=Investigation(element=element, since=LOOKED_INTO))
    assert look_up(serve([record]), SANNE, "naam.geslachtsnaam") == {
        "naam": {
            "geslachtsnaam": "Vries",
            "inOnderzoek": {"geslachtsnaam": True, "datumIngangOnderzoek": SINCE},
        }
    }


def test_an_investigation_into_another_field_does_not_show(serve: Serve) -> None:
    record = sanne(investigation=Investigation(element="010120", since=LOOKED_INTO))
    assert "inOnderzoek" not in look_up(serve([record]), SANNE, "geslacht", "naam")


def test_each_group_at_the_top_has_its_own_start_of_the_investigation(serve: Serve) -> None:
    record = sanne(
        investigation=Investigation(element="010000", since=LOOKED_INTO),
        residence=replace(sanne().residence, investigation=Investigation(element="080900", since=on("20220000"))),
    )
    answer = look_up(serve([record]), SANNE, "burgerservicenummer", "gemeenteVanInschrijving")
    assert answer["inOnderzoek"] == {
        "burgerservicenummer": True,
        "datumIngangOnderzoekPersoon": SINCE,
        "gemeenteVanInschrijving": True,
        "datumIngangOnderzoekGemeente": {"type": "JaarDatum", "jaar": 2022, "langFormaat": "2022"},
    }


def test_an_address_under_investigation_puts_the_address_lines_under_it(serve: Serve) -> None:
    home = replace(sanne().residence, investigation=Investigation(element="081120", since=LOOKED_INTO))
    answer = look_up(serve([sanne(residence=home)]), SANNE, "adressering.adresregel1", "verblijfplaats.verblijfadres")
    assert answer["adressering"]["inOnderzoek"] == {"adresregel1": True, "datumIngangOnderzoekVerblijfplaats": SINCE}
    assert answer["verblijfplaats"]["verblijfadres"]["inOnderzoek"] == {
        "huisnummer": True,
        "datumIngangOnderzoek": SINCE,
    }


def test_somebody_found_absent_is_shown_to_be_with_the_address_only(serve: Serve) -> None:
    home = replace(sanne().residence, investigation=Investigation(element="089999", since=LOOKED_INTO))
    brp = serve([sanne(residence=home)])
    assert look_up(brp, SANNE, "verblijfplaats.verblijfadres.postcode")["verblijfplaats"][
        "indicatieVastgesteldVerblijftNietOpAdres"
    ]
    assert look_up(brp, SANNE, "adressering.adresregel1")["adressering"]["indicatieVastgesteldVerblijftNietOpAdres"]
    assert look_up(brp, SANNE, "adressering.aanhef") == {"adressering": {"aanhef": "Geachte mevrouw De Vries"}}


def test_a_search_gives_the_limited_person(serve: Serve) -> None:
    found = ask(
        serve([sanne()]),
        "ZoekMetPostcodeEnHuisnummer",
        ["naam", "geboorte", "adressering", "burgerservicenummer"],
        postcode="1354 ab",
        huisnummer=12,
    )
    assert found == [
        {
            "burgerservicenummer": SANNE,
            "naam": {
                "voornamen": "Sanne Maria",
                "voorvoegsel": "de",
                "geslachtsnaam": "Vries",
                "voorletters": "S.M.",
                "volledigeNaam": "Sanne Maria de Vries",
            },
            "geboorte": {"datum": {"type": "Datum", "datum": "1985-03-12", "langFormaat": "12 maart 1985"}},
            "adressering": {"adresregel1": "Havendreef 12 b", "adresregel2": "1354 AB  ALMERE"},
        }
    ]
