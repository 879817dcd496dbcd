"""The seven questions of the specification: which parameters each takes, what is wrong with one, who answers to it."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from households.brp import patterns
from households.brp.answers.faults import BadRequestError, Fault
from households.brp.answers.paths import LIMITED_PERSON, LIMITED_PERSON_WITH_CUSTODY, PERSON, Tree, exists
from households.brp.answers.values import Json
from households.brp.records import PersonRecord
from households.brp.register import PersonSource

_FIELD = re.compile(r"[a-zA-Z0-9._]{1,200}")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TEXTS = {
    "geslachtsnaam": patterns.SEARCHED_NAME,
    "voornamen": patterns.SEARCHED_GIVEN_NAME,
    "voorvoegsel": patterns.PREFIX,
    "geslacht": re.compile(r"[MmVvOo]"),
    "gemeenteVanInschrijving": patterns.MUNICIPALITY,
    "postcode": patterns.POSTCODE,
    "huisletter": patterns.HOUSE_LETTER,
    "huisnummertoevoeging": patterns.HOUSE_ADDITION,
    "straat": patterns.SEARCHED_STREET,
    "nummeraanduidingIdentificatie": patterns.SEARCHED_BAG_ID,
    "adresseerbaarObjectIdentificatie": patterns.SEARCHED_BAG_ID,
}

Candidates = Callable[[Json, PersonSource], Sequence[PersonRecord]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One kind of question."""

    required: tuple[str, ...]
    optional: tuple[str, ...]
    fields: Tree
    candidates: Candidates
    finds_the_dead: bool = False


def _with_numbers(body: Json, source: PersonSource) -> list[PersonRecord]:
    numbers = dict.fromkeys(body["burgerservicenummer"])
    return [record for number in numbers for record in source.with_bsn(number)]


_ANYWHERE = ("inclusiefOverledenPersonen", "gemeenteVanInschrijving")
QUESTIONS: Mapping[str, Question] = {
    "RaadpleegMetBurgerservicenummer": Question(
        required=("burgerservicenummer",),
        optional=("gemeenteVanInschrijving",),
        fields=PERSON,
        candidates=_with_numbers,
        finds_the_dead=True,
    ),
    "ZoekMetGeslachtsnaamEnGeboortedatum": Question(
        required=("geslachtsnaam", "geboortedatum"),
        optional=("geslacht", "voorvoegsel", "voornamen", *_ANYWHERE),
        fields=LIMITED_PERSON,
        candidates=lambda body, source: source.born_on(body["geboortedatum"].replace("-", "")),
    ),
    "ZoekMetNaamEnGemeenteVanInschrijving": Question(
        required=("geslachtsnaam", "gemeenteVanInschrijving", "voornamen"),
        optional=("inclusiefOverledenPersonen", "geslacht", "voorvoegsel"),
        fields=LIMITED_PERSON,
        candidates=lambda body, source: source.registered_in(body["gemeenteVanInschrijving"]),
    ),
    "ZoekMetPostcodeEnHuisnummer": Question(
        required=("postcode", "huisnummer"),
        optional=("huisletter", "huisnummertoevoeging", "geboortedatum", "geslachtsnaam", *_ANYWHERE),
        fields=LIMITED_PERSON,
        candidates=lambda body, source: source.at_postcode(
            body["postcode"].replace(" ", "").upper(), int(body["huisnummer"])
        ),
    ),
    "ZoekMetStraatHuisnummerEnGemeenteVanInschrijving": Question(
        required=("straat", "huisnummer", "gemeenteVanInschrijving"),
        optional=("inclusiefOverledenPersonen", "huisletter", "huisnummertoevoeging"),
        fields=LIMITED_PERSON,
        candidates=lambda body, source: source.registered_in(body["gemeenteVanInschrijving"]),
    ),
    "ZoekMetNummeraanduidingIdentificatie": Question(
        required=("nummeraanduidingIdentificatie",),
        optional=_ANYWHERE,
        fields=LIMITED_PERSON,
        candidates=lambda body, source: source.at_number_id(body["nummeraanduidingIdentificatie"]),
    ),
    "ZoekMetAdresseerbaarObjectIdentificatie": Question(
        required=("adresseerbaarObjectIdentificatie",),
        optional=_ANYWHERE,
        fields=LIMITED_PERSON_WITH_CUSTODY,
        candidates=lambda body, source: source.at_object_id(body["adresseerbaarObjectIdentificatie"]),
    ),
}


def checked(body: object) -> tuple[Question, Json]:
    """The question and its parameters; raises `BadRequestError` with everything that is wrong."""
    if not isinstance(body, dict):
        raise BadRequestError([Fault("", "json", "Verzoek is geen JSON object.")])
    kind = body.get("type")
    if not kind:
        raise BadRequestError([Fault("type", "required", "Parameter is verplicht.")])
    question = QUESTIONS.get(kind) if isinstance(kind, str) else None
    if question is None:
        raise BadRequestError([Fault("type", "value", "Waarde is geen geldig zoek type.")])
    faults = [*_shape_faults(body, question), *_field_faults(body, question.fields)]
    for name, value in body.items():
        if name in question.required or name in question.optional:
            faults += _value_faults(name, value)
    if "voornamen" in question.required and not _is_name(body.get("voornamen", "")):
        faults.append(Fault("voornamen", "pattern", "Waarde voldoet niet aan het patroon."))
    if faults:
        raise BadRequestError(faults)
    return question, body


def found(question: Question, body: Json, source: PersonSource) -> list[PersonRecord]:
    """Everybody who answers to a checked question."""
    tests = [test for name, test in _TESTS.items() if name in body]
    with_the_dead = question.finds_the_dead or body.get("inclusiefOverledenPersonen", False)
    return [
        record
        for record in question.candidates(body, source)
        if all(test(body, record) for test in tests) and (with_the_dead or not record.is_dead)
    ]


def _shape_faults(body: Json, question: Question) -> Iterator[Fault]:
    for name in question.required:
        if body.get(name) in (None, ""):
            yield Fault(name, "required", _named(name, "Parameter is verplicht."))
    for name in body.keys() - {"type", "fields", *question.required, *question.optional}:
        yield Fault(name, "unknownParam", "Parameter is niet verwacht.")


def _named(name: str, reason: str) -> str:
    """Some names are longer than the specification allows for a name; then the reason says it."""
    return reason if len(name) <= 30 else f"{name}. {reason}"


def _field_faults(body: Json, tree: Tree) -> Iterator[Fault]:
    paths = body.get("fields")
    if paths is None:
        yield Fault("fields", "required", "Parameter is verplicht.")
        return
    yield from _list_faults("fields", paths, patterns.MOST_FIELDS)
    for index, path in enumerate(paths if isinstance(paths, list) else []):
        if not isinstance(path, str) or not _FIELD.fullmatch(path):
            yield Fault(f"fields.{index}", "pattern", "Waarde voldoet niet aan het patroon.")
        elif not exists(path, tree):
            yield Fault(f"fields.{index}", "fields", "Parameter bevat een niet bestaande veldnaam.")


def _list_faults(name: str, value: object, most: int) -> Iterator[Fault]:
    if not isinstance(value, list):
        yield Fault(name, "array", "Parameter is geen array.")
    elif not value:
        yield Fault(name, "minItems", "Array bevat minder dan 1 items.")
    elif len(value) > most:
        yield Fault(name, "maxItems", f"Array bevat meer dan {most} items.")


def _value_faults(name: str, value: object) -> Iterator[Fault]:
    if value in (None, ""):
        return
    match name:
        case "burgerservicenummer":
            yield from _number_faults(value)
        case "huisnummer":
            yield from _house_number_faults(value)
        case "inclusiefOverledenPersonen" if not isinstance(value, bool):
            yield Fault(name, "boolean", "Waarde is geen boolean.")
        case "geboortedatum" if not _is_day(value):
            yield Fault(name, "date", "Waarde is geen geldige datum.")
        case _ if name in _TEXTS and not (isinstance(value, str) and _TEXTS[name].fullmatch(value)):
            yield Fault(name, "pattern", _named(name, "Waarde voldoet niet aan het patroon."))


def _is_name(value: object) -> bool:
    """Where the given names alone narrow a search, a wildcard needs three letters before it."""
    return not value or not isinstance(value, str) or patterns.SEARCHED_NAME.fullmatch(value) is not None


def _number_faults(value: object) -> Iterator[Fault]:
    yield from _list_faults("burgerservicenummer", value, patterns.MOST_NUMBERS)
    for index, number in enumerate(value if isinstance(value, list) else []):
        if not isinstance(number, str) or not patterns.BSN.fullmatch(number):
            yield Fault(f"burgerservicenummer.{index}", "pattern", "Waarde voldoet niet aan het patroon.")


def _house_number_faults(value: object) -> Iterator[Fault]:
    text = str(value)
    if isinstance(value, bool) or not (text.removeprefix("-").isascii() and text.removeprefix("-").isdigit()):
        yield Fault("huisnummer", "integer", "Waarde is geen geldig getal.")
    elif int(text) < 1:
        yield Fault("huisnummer", "minimum", "Waarde is lager dan minimum 1.")
    elif int(text) > patterns.HIGHEST_HOUSE_NUMBER:
        yield Fault("huisnummer", "maximum", f"Waarde is hoger dan maximum {patterns.HIGHEST_HOUSE_NUMBER}.")


def _is_day(value: object) -> bool:
    if not isinstance(value, str) or not _ISO_DATE.fullmatch(value):
        return False
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _folded(text: str) -> str:
    """Without capitals and accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _matches(asked: str, known: str) -> bool:
    """Whether a name is the asked one; * at an end stands for any characters but a space."""
    pattern = re.escape(_folded(asked)).replace(r"\*", r"\S*")
    return re.fullmatch(pattern, _folded(known)) is not None


_Test = Callable[[Json, PersonRecord], bool]
_TESTS: Mapping[str, _Test] = {
    "geslachtsnaam": lambda body, record: _matches(body["geslachtsnaam"], record.name.surname),
    "voornamen": lambda body, record: _matches(body["voornamen"], record.name.given),
    "voorvoegsel": lambda body, record: _matches(body["voorvoegsel"], record.name.prefix),
    "geslacht": lambda body, record: body["geslacht"].upper() == record.sex,
    "gemeenteVanInschrijving": lambda body, record: body["gemeenteVanInschrijving"] == record.residence.municipality,
    "geboortedatum": lambda body, record: (
        record.birth.date is not None and record.birth.date.stored == body["geboortedatum"].replace("-", "")
    ),
    "huisnummer": lambda body, record: int(body["huisnummer"]) == record.residence.house_number,
    "huisletter": lambda body, record: body["huisletter"].upper() == record.residence.house_letter.upper(),
    "huisnummertoevoeging": lambda body, record: (
        _folded(body["huisnummertoevoeging"]) == _folded(record.residence.house_addition)
    ),
    "straat": lambda body, record: any(
        _matches(body["straat"], street)
        for street in (record.residence.short_street, record.residence.street)
        if street
    ),
}
