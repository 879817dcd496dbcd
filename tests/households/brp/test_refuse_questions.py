"""A question that breaks the specification is refused with all that is wrong in it, and never with the values."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from households.brp.test_server import BrpTestServer
from tests.households.brp.asking import post
from tests.households.brp.conftest import Serve
from tests.households.brp.people import SANNE, family
from tests.households.brp.shared import needs_shared_data
from tests.households.brp.specification import faults

Json = dict[str, Any]
BY_NUMBER: Json = {
    "type": "RaadpleegMetBurgerservicenummer",
    "fields": ["burgerservicenummer"],
    "burgerservicenummer": [SANNE],
}
BY_POSTCODE: Json = {
    "type": "ZoekMetPostcodeEnHuisnummer",
    "fields": ["burgerservicenummer"],
    "postcode": "1354AB",
    "huisnummer": 12,
}
BY_NAME: Json = {
    "type": "ZoekMetGeslachtsnaamEnGeboortedatum",
    "fields": ["burgerservicenummer"],
    "geslachtsnaam": "Vries",
    "geboortedatum": "1985-03-12",
}

WRONG: list[tuple[object, list[tuple[str, str]]]] = [
    ({}, [("required", "type")]),
    ({"type": "Raadpleeg"}, [("value", "type")]),
    ({"type": ["RaadpleegMetBurgerservicenummer"]}, [("value", "type")]),
    (
        {"type": "ZoekMetPostcodeEnHuisnummer"},
        [("required", "fields"), ("required", "huisnummer"), ("required", "postcode")],
    ),
    (BY_NUMBER | {"burgerservicenummer": []}, [("minItems", "burgerservicenummer")]),
    (BY_NUMBER | {"burgerservicenummer": SANNE}, [("array", "burgerservicenummer")]),
    (BY_NUMBER | {"burgerservicenummer": [SANNE] * 21}, [("maxItems", "burgerservicenummer")]),
    (
        BY_NUMBER | {"burgerservicenummer": [SANNE, "12345678", 999990019]},
        [("pattern", "burgerservicenummer.1"), ("pattern", "burgerservicenummer.2")],
    ),
    (BY_NUMBER | {"burgerservicenummer": ["<script>"]}, [("pattern", "burgerservicenummer.0")]),
    (BY_NUMBER | {"fields": []}, [("minItems", "fields")]),
    (BY_NUMBER | {"fields": "naam"}, [("array", "fields")]),
    (BY_NUMBER | {"fields": ["naam"] * 131}, [("maxItems", "fields")]),
    (
        BY_NUMBER | {"fields": ["naam", "anummer", "na*m", 3]},
        [("fields", "fields.1"), ("pattern", "fields.2"), ("pattern", "fields.3")],
    ),
    (BY_NUMBER | {"fields": ["geheimhoudingPersoonsgegevens"]}, [("fields", "fields.0")]),
    (BY_NUMBER | {"fields": ["naam.inOnderzoek"]}, [("fields", "fields.0")]),
    (BY_NUMBER | {"gemeenteVanInschrijving": "34"}, [("pattern", "gemeenteVanInschrijving")]),
    (BY_NUMBER | {"voornamen": "Sanne"}, [("unknownParam", "voornamen")]),
    (
        BY_POSTCODE | {"postcode": "0354AB", "huisnummer": "twaalf"},
        [("integer", "huisnummer"), ("pattern", "postcode")],
    ),
    (BY_POSTCODE | {"huisnummer": 0}, [("minimum", "huisnummer")]),
    (BY_POSTCODE | {"huisnummer": 100000}, [("maximum", "huisnummer")]),
    (BY_POSTCODE | {"huisnummer": True}, [("integer", "huisnummer")]),
    (BY_POSTCODE | {"huisnummer": ""}, [("required", "huisnummer")]),
    (BY_POSTCODE | {"fields": ["kinderen"]}, [("fields", "fields.0")]),
    (BY_POSTCODE | {"inclusiefOverledenPersonen": "ja"}, [("boolean", "inclusiefOverledenPersonen")]),
    (BY_NAME | {"geboortedatum": "1985-02-31"}, [("date", "geboortedatum")]),
    (BY_NAME | {"geboortedatum": "1985"}, [("date", "geboortedatum")]),
    (BY_NAME | {"geslachtsnaam": "V*"}, [("pattern", "geslachtsnaam")]),
    (BY_NAME | {"geslachtsnaam": "Vries\x00"}, [("pattern", "geslachtsnaam")]),
    (BY_NAME | {"geslachtsnaam": "😀"}, [("pattern", "geslachtsnaam")]),
    (BY_NAME | {"geslacht": "X"}, [("pattern", "geslacht")]),
    (BY_NAME | {"<b>": 1}, [("unknownParam", "")]),
    (
        {"type": "ZoekMetNummeraanduidingIdentificatie", "fields": ["naam"], "nummeraanduidingIdentificatie": "0" * 16},
        [("pattern", "nummeraanduidingIdentificatie")],
    ),
    ({"type": "ZoekMetAdresseerbaarObjectIdentificatie", "fields": ["gezag"]}, [("required", "")]),
    ([], [("json", "")]),
    ("tekst", [("json", "")]),
    (3, [("json", "")]),
]


@pytest.fixture
def brp(serve: Serve) -> BrpTestServer:
    return serve(family())


def problem_of(response: httpx.Response, status: int) -> Json:
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    problem: Json = response.json()
    assert problem["status"] == status
    return problem


@pytest.mark.parametrize(("body", "expected"), WRONG)
def test_all_that_is_wrong_is_named(brp: BrpTestServer, body: object, expected: list[tuple[str, str]]) -> None:
    problem = problem_of(post(brp, body), 400)
    found = [(fault["code"], fault.get("name", "")) for fault in problem["invalidParams"]]
    assert sorted(found) == sorted(expected)


@needs_shared_data
@pytest.mark.parametrize("body", [body for body, _expected in WRONG])
def test_every_refusal_is_valid_itself(brp: BrpTestServer, body: object) -> None:
    assert faults(post(brp, body).json(), "BadRequestFoutbericht") == []


def test_a_refusal_never_repeats_a_number(brp: BrpTestServer) -> None:
    body = BY_NUMBER | {"burgerservicenummer": ["99999001", SANNE], "fields": [SANNE], SANNE: SANNE}
    assert "99999001" not in post(brp, body | {"type": SANNE}).text
    del body[SANNE]
    assert "99999001" not in post(brp, body).text


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 50_000, b'{"type": NaN}'])
def test_what_is_no_json_is_refused(brp: BrpTestServer, content: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    response = httpx.post(f"{brp.url}/personen", content=content, headers=headers, trust_env=False)
    problem_of(response, 400)


def test_a_question_that_is_far_too_long_is_refused(brp: BrpTestServer) -> None:
    problem_of(post(brp, BY_NUMBER | {"fields": ["x" * 200_000]}), 400)
    assert post(brp, BY_NUMBER).status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Accept": "text/html"}, 406),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/json; charset=latin-1"}, 415),
    ],
)
def test_other_forms_than_json_are_refused(brp: BrpTestServer, headers: dict[str, str], status: int) -> None:
    problem_of(post(brp, BY_NUMBER, **headers), status)


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept": "application/json"},
        {"Accept": "text/html, */*;q=0.1"},
        {"Content-Type": 'application/json; charset="UTF-8"'},
    ],
)
def test_json_in_any_spelling_is_fine(brp: BrpTestServer, headers: dict[str, str]) -> None:
    assert post(brp, BY_NUMBER, **headers).status_code == 200


def test_a_key_is_asked_for_when_there_is_one(serve: Serve) -> None:
    brp = serve(family(), api_key="sleutel")
    problem_of(post(brp, BY_NUMBER), 401)
    problem_of(post(brp, BY_NUMBER, **{"X-API-KEY": "andere"}), 403)
    assert post(brp, BY_NUMBER, **{"X-API-KEY": "sleutel"}).status_code == 200


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
def test_nothing_but_post_is_allowed(brp: BrpTestServer, method: str) -> None:
    problem_of(httpx.request(method, f"{brp.url}/personen", trust_env=False), 405)


def test_other_addresses_do_not_exist(brp: BrpTestServer) -> None:
    problem_of(httpx.post(f"{brp.url}/personen/{SANNE}", json=BY_NUMBER, trust_env=False), 404)


def test_no_log_line_holds_a_number(
    brp: BrpTestServer, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(0):
        httpx.get(f"{brp.url}/personen?burgerservicenummer={SANNE}", trust_env=False)
        post(brp, BY_NUMBER)
        post(brp, BY_NUMBER | {"burgerservicenummer": [f"{SANNE}0"]})
    server_lines = [record.getMessage() for record in caplog.records if record.name.startswith("households")]
    assert server_lines
    assert not any(SANNE in line for line in server_lines)
    assert SANNE not in "".join(capfd.readouterr())
