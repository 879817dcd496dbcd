"""Every address is for people who are signed in, except those named here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

pytestmark = pytest.mark.django_db

PUBLIC = {
    "account_login": 200,
    "account_inactive": 200,
    "account_logout": 302,
    "mfa_authenticate": 302,
    "socialaccount_login_cancelled": 200,
    "openid_connect_login": 404,
    "openid_connect_callback": 404,
    "health": 200,
    "set_language": 302,
    "openapi": 200,
    "calendar": 404,
    "oauth_metadata": 200,
    "token": 405,
    "revoke": 405,
    "register_activities": 200,
    "register_activity": 404,
    "register_version": 404,
}
INTERFACES = "/api/"  # for programs, which send a token
SAMPLES = {"uuid": "00000000-0000-4000-8000-000000000000", "int": "1", "slug": "x", "str": "x", "path": "x/y"}


def addresses(patterns: list[URLPattern | URLResolver], before: str = "/") -> Iterator[tuple[str, str]]:
    """Name and an example of every address of the site."""
    for pattern in patterns:
        route = str(pattern.pattern)
        converters = getattr(pattern.pattern, "converters", {})
        for name, converter in converters.items():
            kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
            route = route.replace(f"<{kind}:{name}>", SAMPLES[kind]).replace(f"<{name}>", SAMPLES[kind])
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, before + route)
        elif "(?P" not in route:
            yield pattern.name or "", before + route


ALL = list(addresses(get_resolver().url_patterns))


@pytest.mark.parametrize(("name", "address"), ALL, ids=[address for _name, address in ALL])
def test_an_address_is_closed_unless_it_is_named_as_public(client: Client, name: str, address: str) -> None:
    answer = client.get(address)
    if name in PUBLIC:
        assert answer.status_code == PUBLIC[name]
    elif address.startswith(INTERFACES):
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    else:
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize(("name", "address"), ALL, ids=[address for _name, address in ALL])
def test_nothing_can_be_sent_to_a_closed_address(client: Client, name: str, address: str) -> None:
    if name not in PUBLIC:
        assert client.post(address, {"text": "x"}, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 401


def test_every_public_name_exists() -> None:
    assert {name for name, _address in ALL} >= PUBLIC.keys()


def test_an_unknown_address_is_not_found(client: Client) -> None:
    answer = client.get("/bestaat-niet/")
    assert answer.status_code == 404
    assert "Dat hebben we niet gevonden" in answer.content.decode()
