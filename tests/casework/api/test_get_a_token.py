"""A program gets a token: by authorization code with PKCE, after the user agreed, with a second factor, once."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from allauth.idp.oidc.models import Client as Application
from allauth.idp.oidc.models import Token
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.urls import reverse

from tests.casework.api.programs import API
from tests.people import Town

BACK = "https://rooster.example/terug"
VERIFIER = "v" * 64
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
ASK, TOKEN, REVOKE = "/oauth/toestemming/", "/oauth/token", "/oauth/intrekken"


def add(*options: str) -> None:
    """Add a program that may ask to read for Wmo."""
    call_command("add_client", "Rooster", "--scope", "doel:wmo", *options)


@pytest.fixture
def known(town: Town, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """A program as `add_client` makes it."""
    add("--redirect", BACK, "--scope", "notities:schrijven", "--json")
    told: dict[str, str] = json.loads(capsys.readouterr().out)
    return told


def asked(known: dict[str, str], **changes: str) -> str:
    query = {
        "client_id": known["client_id"],
        "response_type": "code",
        "redirect_uri": BACK,
        "scope": "doel:wmo notities:schrijven",
        "state": "xyz",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
    }
    return f"{ASK}?{urlencode({key: value for key, value in (query | changes).items() if value})}"


def agree(town: Town, known: dict[str, str], *scopes: str, action: str = "grant", **changes: str) -> dict[str, str]:
    """What the program hears when Joris answers."""
    joris = town.client("Joris")
    page = joris.get(asked(known, **changes)).content.decode()
    signed = re.findall(r'name="request" value="([^"]+)"', page)[0]
    answer = joris.post(ASK, {"request": signed, "scopes": list(scopes or ["doel:wmo"]), "action": action})
    address = re.findall(r'<a href="(https://rooster[^"]+)"', answer.content.decode())[0].replace("&amp;", "&")
    assert "Location" not in answer
    return {key: values[0] for key, values in parse_qs(urlsplit(address).query).items()}


def fetch(known: dict[str, str], **fields: str) -> Any:
    given = {"grant_type": "authorization_code", "redirect_uri": BACK, "code_verifier": VERIFIER}
    return Client().post(TOKEN, known | given | fields)


def read(token: str) -> int:
    return int(Client().get(f"{API}/huishoudens", headers={"Authorization": f"Bearer {token}"}).status_code)


def test_the_user_agrees_and_the_program_reads_as_far_as_was_agreed(town: Town, known: dict[str, str]) -> None:
    heard = agree(town, known, "doel:wmo")
    assert heard["state"] == "xyz"
    given = fetch(known, code=heard["code"]).json()
    assert (given["scope"], given["expires_in"], read(given["access_token"])) == ("doel:wmo", 900, 200)
    assert Token.objects.filter(hash=given["access_token"]).count() == 0


def test_the_page_says_who_asks_for_what(town: Town, known: dict[str, str]) -> None:
    page = town.client("Joris").get(asked(known)).content.decode()
    for words in (
        "Rooster",
        "lezen voor maatschappelijke ondersteuning",
        "notities schrijven",
        "nooit meer dan u zelf",
    ):
        assert words in page


def test_who_refuses_gives_no_code(town: Town, known: dict[str, str]) -> None:
    assert agree(town, known, action="cancel") == {"error": "access_denied", "state": "xyz"}


def test_a_code_is_taken_once(town: Town, known: dict[str, str]) -> None:
    code = agree(town, known)["code"]
    assert fetch(known, code=code).status_code == 200
    assert fetch(known, code=code).status_code == 400


@pytest.mark.parametrize("wrong", [{"code_verifier": "w" * 64}, {"code_verifier": ""}, {"client_secret": "x"}])
def test_a_stolen_code_is_worth_nothing(town: Town, known: dict[str, str], wrong: dict[str, str]) -> None:
    code = agree(town, known)["code"]
    assert fetch(known, code=code, **wrong).status_code in (400, 401)


@pytest.mark.parametrize(
    "wrong", [{"code_challenge": ""}, {"code_challenge_method": "plain"}, {"code_challenge_method": ""}]
)
def test_without_pkce_nobody_is_asked(town: Town, known: dict[str, str], wrong: dict[str, str]) -> None:
    answer = town.client("Joris").get(asked(known, **wrong))
    assert answer.status_code == 400
    assert "PKCE met S256 ontbreekt" in answer.content.decode()


@pytest.mark.parametrize("wrong", [{"redirect_uri": "https://elders.example/"}, {"client_id": "x"}])
def test_a_code_goes_nowhere_else(town: Town, known: dict[str, str], wrong: dict[str, str]) -> None:
    answer = town.client("Joris").get(asked(known, **wrong))
    assert "Location" not in answer
    assert "Dit programma kan niet verder" in answer.content.decode()


def test_a_program_asks_no_more_than_it_was_added_for(town: Town, known: dict[str, str]) -> None:
    answer = town.client("Joris").get(asked(known, scope="doel:regie"))
    assert "code=" not in answer.content.decode()
    assert "error=invalid_scope" in answer.content.decode()


def test_a_user_cannot_be_made_to_agree_to_more_than_was_asked(town: Town, known: dict[str, str]) -> None:
    joris = town.client("Joris")
    page = joris.get(asked(known, scope="doel:wmo")).content.decode()
    signed = re.findall(r'name="request" value="([^"]+)"', page)[0]
    answer = joris.post(ASK, {"request": signed, "scopes": ["notities:schrijven"], "action": "grant"})
    assert "rooster.example" not in answer.content.decode()


def test_agreeing_is_for_who_is_signed_in_with_a_second_factor(town: Town, known: dict[str, str]) -> None:
    assert reverse("account_login") in Client().get(asked(known))["Location"]
    with override_settings(IS_DEMO=False, SECURE_SSL_REDIRECT=False):
        assert town.client("Joris").get(asked(known))["Location"] == reverse("mfa_index")


def test_nobody_agrees_by_a_form_of_another_site(town: Town, known: dict[str, str]) -> None:
    joris = Client(enforce_csrf_checks=True)
    joris.force_login(town.user("Joris"))
    page = joris.get(asked(known)).content.decode()
    signed = re.findall(r'name="request" value="([^"]+)"', page)[0]
    assert joris.post(ASK, {"request": signed, "scopes": ["doel:wmo"], "action": "grant"}).status_code == 403


def test_a_silent_question_gets_no_silent_answer(town: Town, known: dict[str, str]) -> None:
    answer = town.client("Joris").get(asked(known, prompt="none"))
    assert "code=" not in answer.content.decode()


def test_a_token_is_renewed_once_and_withdrawn(town: Town, known: dict[str, str]) -> None:
    given = fetch(known, code=agree(town, known)["code"]).json()
    renewing = {"grant_type": "refresh_token", "refresh_token": given["refresh_token"]}
    renewed = Client().post(TOKEN, known | renewing).json()
    assert read(renewed["access_token"]) == 200
    assert Client().post(TOKEN, known | renewing).status_code == 400
    Client().post(REVOKE, known | {"token": renewed["access_token"]})
    assert read(renewed["access_token"]) == 401


@pytest.mark.parametrize("kind", ["client_credentials", "password", "urn:ietf:params:oauth:grant-type:device_code"])
def test_there_is_no_other_way_to_a_token(town: Town, known: dict[str, str], kind: str) -> None:
    user = {"username": "joris@haven.example", "password": "x", "scope": "doel:wmo"}
    assert Client().post(TOKEN, known | user | {"grant_type": kind}).status_code in (400, 401)


def test_what_the_server_can_do_is_to_be_read(town: Town) -> None:
    told = Client().get("/.well-known/oauth-authorization-server").json()
    assert told["code_challenge_methods_supported"] == ["S256"]
    assert urlsplit(told["token_endpoint"]).path == TOKEN
    assert "doel:wmo" in told["scopes_supported"]


@pytest.mark.parametrize("address", ["http://rooster.example/", "javascript:alert(1)", "https://x.example/#a", "x"])
def test_a_program_is_added_with_a_safe_address_only(town: Town, address: str) -> None:
    with pytest.raises(CommandError):
        add("--redirect", address)
    assert not Application.objects.exists()


def test_a_program_without_secret_is_public(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    add("--redirect", "http://127.0.0.1:8123/", "--public")
    assert "client_secret: \n" in capsys.readouterr().out
    assert Application.objects.get().type == Application.Type.PUBLIC
