"""Every answer of the BRP test server is valid by the published specification, for everybody in the public test set."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from typing import Any

import httpx
import pytest

from households.brp.answers.paths import LIMITED_PERSON, LIMITED_PERSON_WITH_CUSTODY, PERSON, Leaf, Tree, exists, select
from households.brp.answers.persons import Context, person_json
from households.brp.answers.questions import QUESTIONS
from households.brp.records import PersonRecord
from households.brp.register import Register
from households.brp.tables import load_tables
from households.brp.test_server import BrpTestServer
from tests.households.brp.shared import FOLDER, needs_shared_data
from tests.households.brp.specification import document, faults, merged

pytestmark = needs_shared_data

Json = dict[str, Any]
UNASKABLE = {
    *("geheimhoudingPersoonsgegevens", "opschortingBijhouding", "rni", "verificatie", "inOnderzoek"),
    "indicatieVastgesteldVerblijftNietOpAdres",
}
WHOLE = {"AbstractDatum", "Waardetabel", "AdellijkeTitelPredicaatType", "Aanschrijfwijze", "Gezag"}


@pytest.fixture(scope="session")
def connection(public_brp: BrpTestServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=public_brp.url, trust_env=False) as client:
        yield client


def question_for(kind: str, record: PersonRecord) -> Json | None:
    """A question of this kind that finds this person; None when the person lacks what it asks."""
    born = record.birth.date.exact() if record.birth.date else None
    home = record.residence
    values: Json = {
        "burgerservicenummer": [record.bsn] if record.bsn else None,
        "geslachtsnaam": record.name.surname,
        "voornamen": record.name.given,
        "geboortedatum": born.isoformat() if born else None,
        "gemeenteVanInschrijving": home.municipality,
        "postcode": home.postcode,
        "huisnummer": home.house_number,
        "straat": home.short_street if re.fullmatch(r"[\w '.\-]+", home.short_street) else None,
        "nummeraanduidingIdentificatie": home.number_id.strip("0") and home.number_id,
        "adresseerbaarObjectIdentificatie": home.object_id.strip("0") and home.object_id,
    }
    required = QUESTIONS[kind].required
    if not all(values[name] for name in required):
        return None
    question: Json = {"type": kind, **{name: values[name] for name in required}, "fields": [*QUESTIONS[kind].fields]}
    return question if QUESTIONS[kind].finds_the_dead else question | {"inclusiefOverledenPersonen": True}


def distinct(questions: Iterable[Json | None]) -> list[Json]:
    return list({repr(question): question for question in questions if question}.values())


@pytest.mark.parametrize("kind", QUESTIONS)
def test_every_answer_about_anybody_is_valid(
    kind: str, public_records: list[PersonRecord], connection: httpx.Client
) -> None:
    wrong: set[str] = set()
    questions = distinct(question_for(kind, record) for record in public_records)
    for question in questions:
        response = connection.post("/personen", json=question)
        assert response.status_code == 200, response.text
        wrong |= set(faults(response.json()))
    assert len(questions) > 100
    assert wrong == set()


@pytest.mark.parametrize("kind", QUESTIONS)
def test_everybody_is_found_with_their_own_data(
    kind: str, public_records: list[PersonRecord], connection: httpx.Client
) -> None:
    for record in public_records[:40]:
        question = question_for(kind, record)
        if question is None or not record.bsn or record.registration.suspension in {"F", "W"}:
            continue
        persons = connection.post("/personen", json=question).json()["personen"]
        assert record.bsn in [person.get("burgerservicenummer") for person in persons], record.reference


@pytest.mark.parametrize("today", [datetime.date(2012, 6, 1), datetime.date(2026, 11, 20)])
def test_all_687_persons_are_valid_whatever_the_day(today: datetime.date, public_records: list[PersonRecord]) -> None:
    context = Context(source=Register(public_records), tables=load_tables(FOLDER), today=today)
    persons = [select(person_json(record, context), PERSON, PERSON) for record in public_records]
    assert len(persons) == 687
    answer = {"type": "RaadpleegMetBurgerservicenummer", "personen": persons}
    assert set(faults(answer)) == set()


def test_the_test_set_reaches_every_kind_of_date_residence_and_custody(public_records: list[PersonRecord]) -> None:
    context = Context(source=Register(public_records), tables=load_tables(FOLDER), today=datetime.date(2012, 6, 1))
    persons = [person_json(record, context) for record in public_records]
    births = [person["geboorte"]["datum"]["type"] for person in persons if "datum" in person.get("geboorte", {})]
    assert set(births) == {"Datum", "JaarMaandDatum", "JaarDatum", "DatumOnbekend"}
    assert {person["verblijfplaats"]["type"] for person in persons if "verblijfplaats" in person} == {
        *("Adres", "VerblijfplaatsBuitenland", "Locatie", "VerblijfplaatsOnbekend")
    }
    assert {relation["type"] for person in persons for relation in person.get("gezag", [])} >= {
        *("GezamenlijkOuderlijkGezag", "EenhoofdigOuderlijkGezag", "GezamenlijkGezag", "Voogdij", "GezagNietTeBepalen")
    }


def published_paths(schema: Json, prefix: str = "") -> Iterator[str]:
    """Every field that the specification lets one ask, by its whole path."""
    schemas: Json = document()["components"]["schemas"]
    for name, part in merged(schema)["properties"].items():
        target = part["items"] if part.get("type") == "array" else part
        kind = target.get("$ref", "").rsplit("/", 1)[-1]
        group = schemas.get(kind, target)
        if name in UNASKABLE:
            continue
        if kind in WHOLE or not ("allOf" in group or group.get("type") == "object"):
            yield f"{prefix}{name}"
        elif "discriminator" in group:
            for choice in group["discriminator"]["mapping"].values():
                yield from published_paths(schemas[choice.rsplit("/", 1)[-1]], f"{prefix}{name}.")
        else:
            yield from published_paths(group, f"{prefix}{name}.")


def our_paths(tree: Tree, prefix: str = "") -> Iterator[str]:
    for name, node in tree.items():
        if isinstance(node, Leaf):
            yield f"{prefix}{name}"
        else:
            yield from our_paths(node, f"{prefix}{name}.")


@pytest.mark.parametrize(
    ("schema", "tree"),
    [("Persoon", PERSON), ("PersoonBeperkt", LIMITED_PERSON), ("GezagPersoonBeperkt", LIMITED_PERSON_WITH_CUSTODY)],
)
def test_exactly_the_published_fields_may_be_asked(schema: str, tree: Tree) -> None:
    published = set(published_paths(document()["components"]["schemas"][schema]))
    assert set(our_paths(tree)) == published
    assert all(exists(path, tree) for path in published)


def test_each_question_takes_exactly_the_published_parameters() -> None:
    schemas = document()["components"]["schemas"]
    mapping = schemas["PersonenQuery"]["discriminator"]["mapping"]
    assert set(QUESTIONS) == set(mapping)
    for kind, reference in mapping.items():
        schema = merged(schemas[reference.rsplit("/", 1)[-1]])
        question = QUESTIONS[kind]
        assert {*question.required, *question.optional} == set(schema["properties"]) - {"type", "fields"}, kind
        assert set(question.required) == set(schema["required"]) - {"type", "fields"}, kind
