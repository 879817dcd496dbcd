"""Whatever is sent to the pages of signing in, the answer is a sentence and never an error of ours."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.config.staff import WRONG, give_app, is_signed_in, make_fatima, sign_in

pytestmark = pytest.mark.django_db

NASTY = [
    "",
    " ",
    "\x00",
    "x" * 10_000,
    "<script>alert(1)</script>",
    "😀",
    "fatima@haven.example\x00",
    "'; DROP TABLE--",
]
CREDENTIALS = ["", "null", "[]", "{}", '"x"', "{", '{"id": 1}', '{"response": {"userHandle": "x"}}', "\x00"]


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("field", ["login", "password", "next"])
def test_the_sign_in_form(client: Client, field: str, text: str) -> None:
    make_fatima()
    fields = {"login": "fatima@haven.example", "password": WRONG, field: text}
    answer = client.post(reverse("account_login"), fields)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()
    assert not is_signed_in(client)


@pytest.mark.parametrize("text", NASTY)
def test_the_code_form(client: Client, text: str) -> None:
    fatima = make_fatima()
    give_app(fatima)
    sign_in(client, fatima)
    assert client.post(reverse("mfa_authenticate"), {"code": text}).status_code == 200
    assert not is_signed_in(client)


@pytest.mark.parametrize("credential", CREDENTIALS)
@pytest.mark.parametrize("name", ["mfa_authenticate", "mfa_add_webauthn"])
def test_what_a_broken_key_says(client: Client, name: str, credential: str) -> None:
    fatima = make_fatima()
    if name == "mfa_authenticate":
        give_app(fatima)
    sign_in(client, fatima)
    client.get(reverse(name))
    assert client.post(reverse(name), {"credential": credential}).status_code == 200


@pytest.mark.parametrize("fields", [{}, {"state": "x"}, {"code": "x", "state": "x"}, {"error": "x"}])
def test_a_return_from_no_provider(client: Client, fields: dict[str, Any]) -> None:
    assert client.get("/inloggen/via/gemeente/terug/", fields).status_code == 404


@pytest.mark.parametrize("name", ["account_login", "mfa_authenticate", "account_logout"])
@pytest.mark.parametrize("body", [b"\xff\xfe\x00", b"login=%ff&password=%00", b"a=" + b"x" * 2_000_000])
def test_bytes_that_are_no_form(name: str, body: bytes) -> None:
    client = Client(raise_request_exception=False)
    kind = "application/x-www-form-urlencoded"
    assert client.post(reverse(name), body, content_type=kind).status_code in (200, 302, 400, 413)


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_other_ways_of_asking(client: Client, method: str) -> None:
    assert getattr(client, method)(reverse("account_login")).status_code in (200, 405)
    assert getattr(client, method)(reverse("home")).status_code == 403


@pytest.mark.parametrize("key", ["x", "x" * 5_000, "../../etc", "'; --", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "é" * 32])
def test_a_session_key_somebody_made_up(client: Client, key: str) -> None:
    from django.conf import settings

    client.cookies[settings.SESSION_COOKIE_NAME] = key
    assert client.get(reverse("home")).status_code == 302
