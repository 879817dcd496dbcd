"""Which fields may be asked, and taking from a person only those that were.

A path such as "naam.voornamen" names a field; asking a group asks all of it, asking a part of a date or of a coded
value asks the whole of that. What comes unasked (secrecy, suspension, what is being investigated) cannot be asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum

from households.brp.answers.values import Json


class Leaf(Enum):
    """A field that is given out whole; asking any of its parts asks all of it."""

    VALUE = "value"
    DATE = "date"
    CODED = "coded"
    TITLE = "title"
    ADDRESSEE = "addressee"
    CUSTODY = "custody"


_PARTS: dict[Leaf, frozenset[str]] = {
    Leaf.VALUE: frozenset(),
    Leaf.DATE: frozenset(["type", "langFormaat", "datum", "jaar", "maand", "onbekend"]),
    Leaf.CODED: frozenset(["code", "omschrijving"]),
    Leaf.TITLE: frozenset(["code", "omschrijving", "soort"]),
    Leaf.ADDRESSEE: frozenset(["naam", "aanspreekvorm"]),
    Leaf.CUSTODY: frozenset(["type", "minderjarige", "ouders", "ouder", "derde", "derden", "toelichting"]),
}

Tree = Mapping[str, "Leaf | Tree"]


def _fields(leaf: Leaf, names: str) -> dict[str, Leaf | Tree]:
    return dict.fromkeys(names.split(), leaf)


_VALUE, _DATE, _CODED = Leaf.VALUE, Leaf.DATE, Leaf.CODED
_NAME: Tree = _fields(_VALUE, "voornamen voorvoegsel geslachtsnaam voorletters") | {
    "adellijkeTitelPredicaat": Leaf.TITLE
}
_EVENT: Tree = {"datum": _DATE, "land": _CODED, "plaats": _CODED}
_RELATIVE: Tree = {"burgerservicenummer": _VALUE, "naam": _NAME, "geboorte": _EVENT}
_ADDRESS_LINES: Tree = _fields(_VALUE, "adresregel1 adresregel2 adresregel3") | {"land": _CODED}

PERSON: Tree = {
    **_fields(_VALUE, "aNummer burgerservicenummer leeftijd indicatieCurateleRegister"),
    **_fields(_DATE, "datumEersteInschrijvingGBA datumInschrijvingInGemeente"),
    **_fields(_CODED, "geslacht gemeenteVanInschrijving indicatieGezagMinderjarige"),
    "uitsluitingKiesrecht": {"uitgeslotenVanKiesrecht": _VALUE, "einddatum": _DATE},
    "europeesKiesrecht": {"aanduiding": _CODED, "einddatumUitsluiting": _DATE},
    "naam": {**_NAME, "volledigeNaam": _VALUE, "aanduidingNaamgebruik": _CODED},
    "nationaliteiten": {
        **_fields(_CODED, "nationaliteit redenOpname"),
        "type": _VALUE,
        "datumIngangGeldigheid": _DATE,
    },
    "geboorte": _EVENT,
    "overlijden": _EVENT,
    "verblijfplaats": {
        **_fields(_VALUE, "adresseerbaarObjectIdentificatie nummeraanduidingIdentificatie"),
        **_fields(_DATE, "datumVan datumIngangGeldigheid"),
        "type": _VALUE,
        "functieAdres": _CODED,
        "verblijfadres": {
            **_fields(
                _VALUE, "officieleStraatnaam korteStraatnaam huisnummer huisletter huisnummertoevoeging postcode"
            ),
            **_fields(_VALUE, "woonplaats locatiebeschrijving regel1 regel2 regel3"),
            **_fields(_CODED, "aanduidingBijHuisnummer land"),
        },
    },
    "immigratie": {
        **_fields(_VALUE, "vanuitVerblijfplaatsOnbekend indicatieVestigingVanuitBuitenland"),
        "datumVestigingInNederland": _DATE,
        "landVanwaarIngeschreven": _CODED,
    },
    "adressering": {
        **_ADDRESS_LINES,
        **_fields(_VALUE, "aanhef gebruikInLopendeTekst"),
        "aanschrijfwijze": Leaf.ADDRESSEE,
    },
    "gezag": Leaf.CUSTODY,
    "verblijfstitel": {"aanduiding": _CODED, **_fields(_DATE, "datumEinde datumIngang")},
    "kinderen": _RELATIVE,
    "ouders": {
        **_RELATIVE,
        "geslacht": _CODED,
        "ouderAanduiding": _VALUE,
        "datumIngangFamilierechtelijkeBetrekking": _DATE,
    },
    "partners": {
        **_RELATIVE,
        **_fields(_CODED, "geslacht soortVerbintenis"),
        "aangaanHuwelijkPartnerschap": _EVENT,
        "ontbindingHuwelijkPartnerschap": {"datum": _DATE},
    },
}
"""What may be asked of somebody whose number is known."""

LIMITED_PERSON: Tree = {
    **_fields(_VALUE, "burgerservicenummer leeftijd"),
    "geslacht": _CODED,
    "naam": {**_NAME, "volledigeNaam": _VALUE},
    "geboorte": {"datum": _DATE},
    "adressering": _ADDRESS_LINES,
}
"""What may be asked when searching."""

LIMITED_PERSON_WITH_CUSTODY: Tree = {**LIMITED_PERSON, "gezag": Leaf.CUSTODY}
"""What may be asked when searching by the BAG number of an object."""

_ALWAYS = ("geheimhoudingPersoonsgegevens", "opschortingBijhouding", "rni", "verificatie")
_FOUND_ABSENT = "indicatieVastgesteldVerblijftNietOpAdres"
_ABOUT_WHERE = {"verblijfadres", "functieAdres", "datumVan"} | set(_ADDRESS_LINES)
_FORMS_OF_ADDRESS = {"aanhef", "aanschrijfwijze", "gebruikInLopendeTekst"}
_INVESTIGATED_SINCE = {
    "datumIngangOnderzoekPersoon": {"burgerservicenummer", "geslacht", "leeftijd"} | _FORMS_OF_ADDRESS,
    "datumIngangOnderzoekPartner": _FORMS_OF_ADDRESS,
    "datumIngangOnderzoekVerblijfplaats": set(_ADDRESS_LINES),
    "datumIngangOnderzoekGemeente": {"gemeenteVanInschrijving", "datumInschrijvingInGemeente"},
    "datumIngangOnderzoekGezag": {"indicatieCurateleRegister", "indicatieGezagMinderjarige"},
}


def exists(path: str, tree: Tree) -> bool:
    """Whether this path names a field, a group or a part of a field that may be asked."""
    node: Leaf | Tree = tree
    names = path.split(".")
    for index, name in enumerate(names):
        if isinstance(node, Leaf):
            return name in _PARTS[node] and index == len(names) - 1
        if name not in node:
            return False
        node = node[name]
    return True


def select(person: Json, paths: Iterable[str], tree: Tree) -> Json:
    """Of this person only what the paths ask, and what the BRP always gives along. The paths must exist."""
    return _pruned(person, _asked(paths, tree)) | {name: person[name] for name in _ALWAYS if name in person}


def _asked(paths: Iterable[str], tree: Tree) -> Tree:
    asked: dict[str, Leaf | Tree] = {}
    for path in paths:
        first, _dot, rest = path.partition(".")
        node = tree[first]
        if isinstance(node, Leaf) or not rest:
            asked[first] = node
            continue
        before = asked.get(first, {})
        deeper = _asked([rest], node)
        asked[first] = deeper if isinstance(before, Leaf) else _merged(before, deeper)
    return asked


def _merged(first: Tree, second: Tree) -> Tree:
    merged = dict(first)
    for name, node in second.items():
        before = merged.get(name, {})
        if isinstance(node, Leaf) or isinstance(before, Leaf):
            merged[name] = node
        else:
            merged[name] = _merged(before, node)
    return merged


def _pruned(group: Json, asked: Tree) -> Json:
    kept: Json = {}
    for name, node in asked.items():
        value = group.get(name)
        if isinstance(node, Leaf) or value is None:
            kept |= {name: value} if value is not None else {}
        elif isinstance(value, list):
            kept |= {name: items} if (items := [part for item in value if (part := _pruned(item, node))]) else {}
        else:
            kept |= {name: part} if (part := _pruned(value, node)) else {}
    return kept | _given_along(group, asked)


def _given_along(group: Json, asked: Tree) -> Json:
    """What comes with a group unasked: its kind, that somebody was found absent, what is being investigated."""
    along: Json = {}
    if "type" in group:
        along["type"] = group["type"]
    if _FOUND_ABSENT in group and asked.keys() & _ABOUT_WHERE:
        along[_FOUND_ABSENT] = group[_FOUND_ABSENT]
    investigated = group.get("inOnderzoek", {})
    names = {name for name in investigated if name in asked or name == "type"}
    dates = {date for date in investigated if date.startswith("datumIngangOnderzoek")}
    if names:
        kept = names | {date for date in dates if names & _INVESTIGATED_SINCE.get(date, names)}
        along["inOnderzoek"] = {name: value for name, value in investigated.items() if name in kept}
    return along
