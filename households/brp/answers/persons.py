"""One persoonslijst as the `Persoon` of Haal Centraal BRP Personen bevragen v2.7, with all its fields."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from households.brp.answers.addressing import addressing_json
from households.brp.answers.custody import custody_json
from households.brp.answers.names import own_name_json
from households.brp.answers.relatives import (
    SEXES,
    children_json,
    event_json,
    parents_json,
    partners_json,
)
from households.brp.answers.residences import immigration_json, residence_json
from households.brp.answers.values import UNKNOWN_CODES, Json, coded, date_json, flags, present, within
from households.brp.records import Franchise, Investigation, Nationality, Permit, PersonRecord, Registration
from households.brp.register import PersonSource
from households.brp.tables import NationalTables
from households.dates import PartialDate

SUSPENSIONS = {
    "O": "overlijden",
    "E": "emigratie",
    "M": "ministerieel besluit",
    "R": "pl is aangelegd in de rni",
    "F": "fout",
    "W": "wissen",
}
CUSTODIES = {
    "1": "Ouder1 heeft het gezag",
    "2": "Ouder2 heeft het gezag",
    "12": "Ouder1 en Ouder2 hebben het gezag",
    "1D": "Ouder1 en een derde hebben het gezag",
    "2D": "Ouder2 en een derde hebben het gezag",
    "D": "Een of meer derden hebben het gezag",
    "3D": "Ouder1, Ouder2 en een of meer derden hebben het gezag",
}
_EUROPEAN_VOTES = {"1": "persoon is uitgesloten", "2": "persoon ontvangt oproep"}
_CATEGORIES = {
    "01": "Persoon",
    "04": "Nationaliteit",
    "06": "Overlijden",
    "07": "Inschrijving",
    "08": "Verblijfplaats",
}
_STATELESS = "0499"
_NO_PERMIT = "98"
_OLDEST = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What an answer needs besides the person asked about."""

    source: PersonSource
    tables: NationalTables
    today: datetime.date


def person_json(record: PersonRecord, context: Context) -> Json:
    """All that the BRP holds now about this person; `select` takes from it what was asked."""
    tables, registration, residence = context.tables, record.registration, record.residence
    return present(
        aNummer=record.a_number,
        burgerservicenummer=record.bsn,
        datumEersteInschrijvingGBA=date_json(registration.first_on),
        geheimhoudingPersoonsgegevens=registration.secrecy > 0,
        geslacht={"code": record.sex, "omschrijving": SEXES[record.sex]} if record.sex else None,
        inOnderzoek=_investigations(record),
        **_franchise(record.franchise),
        leeftijd=_age(record, context.today),
        naam=own_name_json(record),
        nationaliteiten=[_nationality(nationality, tables) for nationality in record.nationalities],
        geboorte=event_json(record.birth, tables, category="01", group="03", investigation=record.investigation),
        opschortingBijhouding=_suspension(registration),
        overlijden=_death(record, tables),
        verblijfplaats=residence_json(residence, tables),
        immigratie=immigration_json(residence, tables),
        gemeenteVanInschrijving=coded(residence.municipality, tables.municipalities),
        datumInschrijvingInGemeente=date_json(residence.municipality_since),
        adressering=addressing_json(record, tables),
        indicatieCurateleRegister=record.custody is not None and record.custody.guardianship,
        indicatieGezagMinderjarige=coded(record.custody.minor, CUSTODIES) if record.custody else None,
        gezag=custody_json(record, context.source, context.today),
        verblijfstitel=_permit(record.permit, tables, context.today),
        kinderen=children_json(record, tables),
        ouders=parents_json(record, tables),
        partners=partners_json(record, tables),
        rni=_rni(record, tables),
        verificatie=_verification(registration),
    )


def _age(record: PersonRecord, today: datetime.date) -> int | None:
    """Only while it is certain, and not of the dead."""
    ages = record.birth.date.age_on(today) if record.birth.date and not record.is_dead else None
    return ages[0] if ages and ages[0] == ages[1] <= _OLDEST else None


def _investigations(record: PersonRecord) -> Json:
    person = within("01", burgerservicenummer="0120", geslacht="0410", leeftijd="0310")
    town = within("08", gemeenteVanInschrijving="0910", datumInschrijvingInGemeente="0920")
    custody = within("11", indicatieCurateleRegister="3310", indicatieGezagMinderjarige="3210")
    about_custody = record.custody.investigation if record.custody else None
    return (
        (flags(record.investigation, person, "datumIngangOnderzoekPersoon") or {})
        | (flags(record.residence.investigation, town, "datumIngangOnderzoekGemeente") or {})
        | (flags(about_custody, custody, "datumIngangOnderzoekGezag") or {})
    )


def _franchise(franchise: Franchise | None) -> Json:
    if franchise is None:
        return {}
    european = present(
        aanduiding=coded(franchise.european, _EUROPEAN_VOTES),
        einddatumUitsluiting=date_json(franchise.european_until),
    )
    excluded = present(uitgeslotenVanKiesrecht=franchise.is_excluded, einddatum=date_json(franchise.excluded_until))
    return present(europeesKiesrecht=european, uitsluitingKiesrecht=excluded)


def _nationality(nationality: Nationality, tables: NationalTables) -> Json:
    kind = _kind_of_nationality(nationality)
    elements = within("04", type="0510 6510", redenOpname="6310")
    answer = present(
        type=kind,
        redenOpname=coded(nationality.ground, tables.grounds),
        datumIngangGeldigheid=date_json(nationality.since),
    )
    if kind == "Nationaliteit":
        answer |= present(nationaliteit=coded(nationality.code, tables.nationalities))
        elements |= within("04", nationaliteit="0510")
    return answer | present(inOnderzoek=flags(nationality.investigation, elements))


def _kind_of_nationality(nationality: Nationality) -> str:
    if nationality.special:
        return {"B": "BehandeldAlsNederlander", "V": "VastgesteldNietNederlander"}[nationality.special]
    if nationality.code == _STATELESS:
        return "Staatloos"
    return "NationaliteitOnbekend" if nationality.code in UNKNOWN_CODES else "Nationaliteit"


def _suspension(registration: Registration) -> Json | None:
    if not registration.suspension:
        return None
    reason = coded(registration.suspension, SUSPENSIONS) or {"code": ".", "omschrijving": "onbekend"}
    return present(reden=reason, datum=date_json(registration.suspended_on))


def _death(record: PersonRecord, tables: NationalTables) -> Json:
    investigation: Investigation | None = record.death.investigation if record.death else None
    return event_json(record.death, tables, category="06", group="08", investigation=investigation)


def _permit(permit: Permit | None, tables: NationalTables, today: datetime.date) -> Json | None:
    if permit is None or permit.code == _NO_PERMIT or _has_passed(permit.until, today):
        return None
    elements = within("10", aanduiding="3910", datumEinde="3920", datumIngang="3930")
    return present(
        aanduiding=coded(permit.code, tables.permits),
        datumEinde=date_json(permit.until),
        datumIngang=date_json(permit.since),
        inOnderzoek=flags(permit.investigation, elements),
    )


def _has_passed(date: PartialDate | None, today: datetime.date) -> bool:
    latest = date.latest() if date else None
    return latest is not None and latest <= today


def _rni(record: PersonRecord, tables: NationalTables) -> list[Json]:
    return [
        present(
            deelnemer=coded(source.participant, tables.participants),
            omschrijvingVerdrag=source.treaty,
            categorie=_CATEGORIES[source.category],
        )
        for source in record.rni
    ]


def _verification(registration: Registration) -> Json:
    return present(datum=date_json(registration.verified_on), omschrijving=registration.verification)
