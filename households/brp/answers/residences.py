"""Where a person lives: an address, a described place, an address abroad, or nobody knows; and where one came from."""

from __future__ import annotations

from households.brp.answers.addressing import was_found_absent
from households.brp.answers.values import UNKNOWN_CODES, Json, coded, date_json, flags, present, within
from households.brp.records import Residence
from households.brp.tables import NationalTables

FUNCTIONS = {"W": "woonadres", "B": "briefadres"}
INDICATIONS = {"by": "bij", "to": "tegenover"}
_NO_BAG_ID = "0" * 16
_SHORT_STREET, _STREET, _LOCATION = 24, 80, 35
_LINE1, _LINE2, _LINE3 = 40, 50, 35


def residence_json(residence: Residence, tables: NationalTables) -> Json | None:
    """The polymorphic `verblijfplaats`; None where category 08 holds nothing of the kind."""
    if residence.country:
        return _unknown(residence) if residence.country in UNKNOWN_CODES else _abroad(residence, tables)
    if residence.location:
        return _location(residence)
    if _has_address(residence):
        return _address(residence)
    return None


def immigration_json(residence: Residence, tables: NationalTables) -> Json:
    """The last settling in the Netherlands."""
    if not residence.came_from and residence.came_on is None:
        return {}
    from_unknown = residence.came_from in UNKNOWN_CODES
    elements = within(
        "08",
        datumVestigingInNederland="1420",
        landVanwaarIngeschreven="1410",
        vanuitVerblijfplaatsOnbekend="1410",
        indicatieVestigingVanuitBuitenland="1410 1420",
    )
    return present(
        datumVestigingInNederland=date_json(residence.came_on),
        landVanwaarIngeschreven=coded(residence.came_from, tables.countries),
        vanuitVerblijfplaatsOnbekend=from_unknown,
        indicatieVestigingVanuitBuitenland=not from_unknown,
        inOnderzoek=flags(residence.investigation, elements),
    )


def _has_address(residence: Residence) -> bool:
    return any((residence.short_street, residence.street, residence.house_number, residence.postcode, residence.place))


def _bag_id(text: str) -> str:
    return "" if text == _NO_BAG_ID else text


def _address(residence: Residence) -> Json:
    elements = within(
        "08",
        type="1100",
        datumVan="1030",
        datumIngangGeldigheid="8510",
        functieAdres="1010",
        adresseerbaarObjectIdentificatie="1180",
        nummeraanduidingIdentificatie="1190",
    )
    return present(
        type="Adres",
        verblijfadres=_dutch_address(residence),
        functieAdres=_function(residence),
        adresseerbaarObjectIdentificatie=_bag_id(residence.object_id),
        nummeraanduidingIdentificatie=_bag_id(residence.number_id),
        datumVan=date_json(residence.since),
        datumIngangGeldigheid=date_json(residence.valid_from),
        indicatieVastgesteldVerblijftNietOpAdres=was_found_absent(residence),
        inOnderzoek=flags(residence.investigation, elements),
    )


def _dutch_address(residence: Residence) -> Json:
    elements = within(
        "08",
        officieleStraatnaam="1115",
        korteStraatnaam="1110",
        huisnummer="1120",
        huisletter="1130",
        huisnummertoevoeging="1140",
        aanduidingBijHuisnummer="1150",
        postcode="1160",
        woonplaats="1170",
    )
    indication = residence.house_indication
    return present(
        officieleStraatnaam=residence.street[:_STREET],
        korteStraatnaam=residence.short_street[:_SHORT_STREET],
        huisnummer=residence.house_number,
        huisletter=residence.house_letter,
        huisnummertoevoeging=residence.house_addition,
        aanduidingBijHuisnummer=coded(indication, INDICATIONS) if indication else None,
        postcode=residence.postcode,
        woonplaats=residence.place,
        inOnderzoek=flags(residence.investigation, elements),
    )


def _location(residence: Residence) -> Json:
    elements = within("08", type="1200", datumVan="1030", functieAdres="1010", datumIngangGeldigheid="8510")
    described = within("08", locatiebeschrijving="1210")
    return present(
        type="Locatie",
        verblijfadres=present(
            locatiebeschrijving=residence.location[:_LOCATION],
            inOnderzoek=flags(residence.investigation, described),
        ),
        functieAdres=_function(residence),
        datumVan=date_json(residence.since),
        datumIngangGeldigheid=date_json(residence.valid_from),
        indicatieVastgesteldVerblijftNietOpAdres=was_found_absent(residence),
        inOnderzoek=flags(residence.investigation, elements),
    )


def _abroad(residence: Residence, tables: NationalTables) -> Json:
    first, second, third = residence.lines
    lines = within("08", regel1="1330", regel2="1340", regel3="1350", land="1310")
    return present(
        type="VerblijfplaatsBuitenland",
        verblijfadres=present(
            regel1=first[:_LINE1],
            regel2=second[:_LINE2],
            regel3=third[:_LINE3],
            land=coded(residence.country, tables.countries),
            inOnderzoek=flags(residence.investigation, lines),
        ),
        datumVan=date_json(residence.abroad_since),
        datumIngangGeldigheid=date_json(residence.valid_from),
        inOnderzoek=flags(residence.investigation, _SINCE_ABROAD),
    )


def _unknown(residence: Residence) -> Json:
    return present(
        type="VerblijfplaatsOnbekend",
        datumVan=date_json(residence.abroad_since),
        datumIngangGeldigheid=date_json(residence.valid_from),
        inOnderzoek=flags(residence.investigation, _SINCE_ABROAD),
    )


_SINCE_ABROAD = within("08", type="1300", datumVan="1320", datumIngangGeldigheid="8510")


def _function(residence: Residence) -> Json | None:
    return coded(residence.function, FUNCTIONS) if residence.function else None
