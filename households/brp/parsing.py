"""From an answer of the BRP to `Person`s. Data that break the specification are refused: see `reading`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from households.brp import patterns
from households.brp.confidential import Confidential
from households.brp.errors import BrpAnswerInvalid
from households.brp.persons import (
    Address,
    AddressKind,
    Bond,
    Custody,
    CustodyKind,
    Holder,
    Investigation,
    Name,
    NameUse,
    Parent,
    Partner,
    Person,
    Relative,
    Suspension,
)
from households.brp.reading import Node, code_of, description_of

_NAME_USES = {
    "E": NameUse.OWN,
    "P": NameUse.PARTNER,
    "V": NameUse.PARTNER_FIRST,
    "N": NameUse.OWN_FIRST,
}
_SUSPENSIONS = {
    "O": Suspension.DECEASED,
    "E": Suspension.EMIGRATED,
    "R": Suspension.NON_RESIDENT,
    "M": Suspension.MINISTERIAL,
    "F": Suspension.WITHDRAWN,
    "W": Suspension.WITHDRAWN,
}
_ADDRESS_KINDS = {
    "Adres": AddressKind.DUTCH,
    "Locatie": AddressKind.LOCATION,
    "VerblijfplaatsBuitenland": AddressKind.FOREIGN,
    "VerblijfplaatsOnbekend": AddressKind.UNKNOWN,
}
_BONDS = {"H": Bond.MARRIAGE, "P": Bond.PARTNERSHIP}
_CUSTODY_KINDS = {
    "GezamenlijkOuderlijkGezag": CustodyKind.BOTH_PARENTS,
    "EenhoofdigOuderlijkGezag": CustodyKind.ONE_PARENT,
    "GezamenlijkGezag": CustodyKind.PARENT_AND_OTHER,
    "Voogdij": CustodyKind.GUARDIAN,
    "TijdelijkGeenGezag": CustodyKind.NONE,
    "GezagNietTeBepalen": CustodyKind.UNDETERMINED,
}
_POSTAL_ADDRESS = "B"
_INVESTIGATED_SINCE = "datumIngangOnderzoek"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Rejection(Confidential):
    """One person in an answer who was left out because the data break the specification; the others are not."""

    problem: BrpAnswerInvalid
    bsn: str = ""  # as far as it could be read, to say whom to look up again


def parse_answer(content: object, kind: str) -> tuple[list[Person], list[Rejection]]:
    """The persons of an answer to a question of this kind. Raises `BrpAnswerInvalid` when the answer is none at all."""
    answer = Node(content)
    if answer.kind() != kind:
        raise BrpAnswerInvalid("type", _("een antwoord op een andere vraag"))
    persons: list[Person] = []
    rejections: list[Rejection] = []
    if not isinstance(content, Mapping) or not isinstance(content.get("personen"), list):
        raise BrpAnswerInvalid("personen", _("ontbreekt"))
    for index, item in enumerate(content["personen"]):
        try:
            persons.append(parse_person(Node(item, f"personen.{index}")))
        except BrpAnswerInvalid as problem:
            rejections.append(Rejection(problem=problem, bsn=_readable_bsn(item)))
        except RecursionError:
            too_deep = BrpAnswerInvalid(f"personen.{index}", _("te diep genest"))
            rejections.append(Rejection(problem=too_deep, bsn=_readable_bsn(item)))
    return persons, rejections


def _readable_bsn(item: object) -> str:
    bsn = item.get("burgerservicenummer") if isinstance(item, Mapping) else None
    return bsn if isinstance(bsn, str) and patterns.BSN.fullmatch(bsn) else ""


def parse_person(node: Node) -> Person:
    """One person; raises `BrpAnswerInvalid`."""
    suspension = node.group("opschortingBijhouding")
    addressing = node.group("adressering")
    return Person(
        bsn=node.text("burgerservicenummer", patterns.BSN),
        name=_name(node.group("naam")),
        salutation=addressing.text("aanhef", patterns.FORM_OF_ADDRESS),
        birth_date=node.group("geboorte").date("datum"),
        died_on=node.group("overlijden").date("datum"),
        suspension=_suspension(suspension) if "opschortingBijhouding" in node else None,
        suspended_on=suspension.date("datum"),
        is_secret=node.flag("geheimhoudingPersoonsgegevens"),
        is_under_guardianship=node.flag("indicatieCurateleRegister"),
        address=_address(node.group("verblijfplaats")) if "verblijfplaats" in node else None,
        address_lines=_lines(addressing, "adresregel"),
        municipality=code_of(node, "gemeenteVanInschrijving"),
        municipality_since=node.date("datumInschrijvingInGemeente"),
        custodies=tuple(_custody(relation) for relation in node.groups("gezag")),
        children=tuple(_relative(child) for child in node.groups("kinderen")),
        parents=tuple(_parent(parent) for parent in node.groups("ouders")),
        partners=tuple(_partner(partner) for partner in node.groups("partners")),
        investigations=_investigations(node),
    )


def _name(node: Node) -> Name:
    use = code_of(node, "aanduidingNaamgebruik")
    if use and use not in _NAME_USES:
        raise BrpAnswerInvalid(node.where("aanduidingNaamgebruik.code"), _("een onbekende code"))
    return Name(
        given=node.text("voornamen", patterns.NAME),
        initials=node.text("voorletters", patterns.INITIALS),
        title=code_of(node, "adellijkeTitelPredicaat"),
        prefix=node.text("voorvoegsel", patterns.PREFIX),
        surname=node.text("geslachtsnaam", patterns.NAME),
        full=node.text("volledigeNaam", patterns.FULL_NAME),
        use=_NAME_USES.get(use),
    )


def _suspension(node: Node) -> Suspension:
    """An unknown reason is a suspension all the same: such a person may not pass for a living resident."""
    return _SUSPENSIONS.get(code_of(node, "reden"), Suspension.UNKNOWN)


def _lines(node: Node, name: str) -> tuple[str, ...]:
    lines = (node.text(f"{name}{number}", patterns.LINE) for number in (1, 2, 3))
    return tuple(line for line in lines if line)


def _address(node: Node) -> Address:
    kind = node.kind()
    if kind not in _ADDRESS_KINDS:
        raise BrpAnswerInvalid(node.where("type"), _("een onbekende soort"))
    home = node.group("verblijfadres")
    official, short = home.text("officieleStraatnaam", patterns.LINE), home.text("korteStraatnaam", patterns.LINE)
    return Address(
        kind=_ADDRESS_KINDS[kind],
        is_postal_only=code_of(node, "functieAdres") == _POSTAL_ADDRESS,
        street=official or short,
        house_number=home.number("huisnummer", 1, patterns.HIGHEST_HOUSE_NUMBER),
        house_letter=home.text("huisletter", patterns.HOUSE_LETTER),
        house_addition=home.text("huisnummertoevoeging", patterns.HOUSE_ADDITION),
        postcode=home.text("postcode", patterns.POSTCODE).replace(" ", "").upper(),
        city=home.text("woonplaats", patterns.PLACE),
        bag_object_id=node.text("adresseerbaarObjectIdentificatie", patterns.BAG_ID),
        bag_number_id=node.text("nummeraanduidingIdentificatie", patterns.BAG_ID),
        location=home.text("locatiebeschrijving", patterns.LINE),
        lines=_lines(home, "regel"),
        country=description_of(home, "land") or code_of(home, "land"),
        since=node.date("datumVan"),
        valid_from=node.date("datumIngangGeldigheid"),
        was_found_absent=node.flag("indicatieVastgesteldVerblijftNietOpAdres"),
    )


def _relative(node: Node) -> Relative:
    return Relative(
        bsn=node.text("burgerservicenummer", patterns.BSN),
        name=_name(node.group("naam")),
        birth_date=node.group("geboorte").date("datum"),
    )


def _parent(node: Node) -> Parent:
    relative = _relative(node)
    return Parent(
        bsn=relative.bsn,
        name=relative.name,
        birth_date=relative.birth_date,
        number=node.text("ouderAanduiding", patterns.PARENT_NUMBER),
        since=node.date("datumIngangFamilierechtelijkeBetrekking"),
    )


def _partner(node: Node) -> Partner:
    relative = _relative(node)
    return Partner(
        bsn=relative.bsn,
        name=relative.name,
        birth_date=relative.birth_date,
        bond=_BONDS.get(code_of(node, "soortVerbintenis"), Bond.UNKNOWN),
        began_on=node.group("aangaanHuwelijkPartnerschap").date("datum"),
        ended_on=node.group("ontbindingHuwelijkPartnerschap").date("datum"),
        has_ended="ontbindingHuwelijkPartnerschap" in node,
    )


def _custody(node: Node) -> Custody:
    kind = node.kind()
    if kind not in _CUSTODY_KINDS:
        raise BrpAnswerInvalid(node.where("type"), _("een onbekende soort"))
    minor = node.group("minderjarige").text("burgerservicenummer", patterns.BSN)
    if not minor:
        raise BrpAnswerInvalid(node.where("minderjarige.burgerservicenummer"), _("ontbreekt"))
    people = [*node.groups("ouders"), *node.groups("derden")]
    people += [node.group(name) for name in ("ouder", "derde") if name in node]
    return Custody(
        kind=_CUSTODY_KINDS[kind],
        minor_bsn=minor,
        holders=tuple(_holder(person) for person in people),
        explanation=node.text("toelichting", patterns.EXPLANATION),
        is_under_investigation=node.flag("inOnderzoek"),
    )


def _holder(node: Node) -> Holder:
    return Holder(
        bsn=node.text("burgerservicenummer", patterns.BSN),
        name=node.group("naam").text("volledigeNaam", patterns.FULL_NAME),
    )


def _investigations(person: Node) -> tuple[Investigation, ...]:
    """Everything that is being looked into, anywhere in the person; of several starts of one group the first."""
    found: list[Investigation] = []
    for node in person.walk():
        if "inOnderzoek" not in node or node.path.rpartition(".")[2] == "gezag":
            continue
        group = node.group("inOnderzoek")
        dates = [group.date(name) for name in group.names() if name.startswith(_INVESTIGATED_SINCE)]
        since = min((date for date in dates if date), key=lambda date: date.stored, default=None)
        for name in group.names():
            if not name.startswith(_INVESTIGATED_SINCE) and group.flag(name):
                path = node.where(name).removeprefix(f"{person.path}.")
                found.append(Investigation(field=path, since=since))
    return tuple(found)
