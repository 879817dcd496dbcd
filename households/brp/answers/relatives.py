"""Children, parents and partners as the BRP gives them: of partnerships the present ones, or else the last one."""

from __future__ import annotations

from collections.abc import Iterable

from households.brp.answers.names import name_json
from households.brp.answers.values import Json, coded, date_json, description, flags, present, within
from households.brp.records import Child, Event, Investigation, Parent, Partner, PersonRecord
from households.brp.tables import NationalTables
from households.dates import PartialDate

SEXES = {"M": "man", "V": "vrouw", "O": "onbekend"}
BONDS = {"H": "huwelijk", "P": "geregistreerd partnerschap"}
_MUNICIPALITY_CODE_LENGTH = 4


def children_json(record: PersonRecord, tables: NationalTables) -> list[Json]:
    """`kinderen`."""
    return [_child(child, tables) for child in record.children]


def parents_json(record: PersonRecord, tables: NationalTables) -> list[Json]:
    """`ouders`, each with its number."""
    both = (("1", "02", record.parent1), ("2", "03", record.parent2))
    return [_parent(parent, tables, number=number, category=category) for number, category, parent in both if parent]


def partners_json(record: PersonRecord, tables: NationalTables) -> list[Json]:
    """`partners`: all present ones, or else the one that ended last."""
    return [_partner(partner, tables) for partner in given_out(record.partners)]


def given_out(partners: Iterable[Partner]) -> list[Partner]:
    """The partners that the BRP gives out."""
    known = sorted(partners, key=_ended)
    return [partner for partner in known if partner.ended is None] or known[-1:]


def _ended(partner: Partner) -> str:
    return partner.ended.date.stored if partner.ended and partner.ended.date else ""


def event_json(
    event: Event | None, tables: NationalTables, *, category: str, group: str, investigation: Investigation | None
) -> Json:
    """When and where: birth (group 03), start and end of a marriage (06, 07), death (08)."""
    if event is None:
        return {}
    elements = within(category, datum=f"{group}10", plaats=f"{group}20", land=f"{group}30")
    return present(
        datum=date_json(event.date),
        plaats=place_json(event.place, tables),
        land=coded(event.country, tables.countries),
        inOnderzoek=flags(investigation, elements),
    )


def place_json(place: str, tables: NationalTables) -> Json | None:
    """A municipality by its code, or a place abroad by its name alone."""
    if len(place) == _MUNICIPALITY_CODE_LENGTH and place.isdigit():
        return coded(place, tables.municipalities)
    return present(omschrijving=description(place)) or None


def _child(child: Child, tables: NationalTables) -> Json:
    return present(
        burgerservicenummer=child.bsn,
        naam=name_json(child.name, child.investigation, "09"),
        geboorte=event_json(child.birth, tables, category="09", group="03", investigation=child.investigation),
        inOnderzoek=flags(child.investigation, within("09", burgerservicenummer="0120")),
    )


def _parent(parent: Parent, tables: NationalTables, *, number: str, category: str) -> Json:
    elements = within(
        category, burgerservicenummer="0120", geslacht="0410", datumIngangFamilierechtelijkeBetrekking="6210"
    )
    return present(
        burgerservicenummer=parent.bsn,
        geslacht=coded(parent.sex, SEXES) if parent.sex else None,
        ouderAanduiding=number,
        datumIngangFamilierechtelijkeBetrekking=date_json(parent.since),
        naam=name_json(parent.name, parent.investigation, category),
        geboorte=event_json(parent.birth, tables, category=category, group="03", investigation=parent.investigation),
        inOnderzoek=flags(parent.investigation, elements),
    )


def _partner(partner: Partner, tables: NationalTables) -> Json:
    elements = within("05", burgerservicenummer="0120", geslacht="0410", soortVerbintenis="1510")
    return present(
        burgerservicenummer=partner.bsn,
        geslacht=coded(partner.sex, SEXES) if partner.sex else None,
        soortVerbintenis=coded(partner.bond, BONDS) if partner.bond else None,
        naam=name_json(partner.name, partner.investigation, "05"),
        geboorte=event_json(partner.birth, tables, category="05", group="03", investigation=partner.investigation),
        aangaanHuwelijkPartnerschap=event_json(
            partner.begun, tables, category="05", group="06", investigation=partner.investigation
        ),
        ontbindingHuwelijkPartnerschap=_end(partner),
        inOnderzoek=flags(partner.investigation, elements),
    )


def _end(partner: Partner) -> Json | None:
    """An end without a date is an end all the same: its date is unknown."""
    if partner.ended is None:
        return None
    return present(
        datum=date_json(partner.ended.date or PartialDate()),
        inOnderzoek=flags(partner.investigation, within("05", datum="0710")),
    )
