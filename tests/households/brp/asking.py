"""Asking a BRP test server as a stranger would: bare HTTP."""

from __future__ import annotations

from typing import Any

import httpx

from households.brp.test_server import BrpTestServer

Json = dict[str, Any]


def post(server: BrpTestServer, body: object, **headers: str) -> httpx.Response:
    """The response to a question."""
    return httpx.post(f"{server.url}/personen", json=body, headers=headers, trust_env=False)


def ask(server: BrpTestServer, kind: str, fields: list[str], **parameters: object) -> list[Json]:
    """The persons in an answer that must succeed."""
    response = post(server, {"type": kind, "fields": fields, **parameters})
    assert response.status_code == 200, response.text
    answer = response.json()
    assert answer["type"] == kind
    persons: list[Json] = answer["personen"]
    return persons


def look_up(server: BrpTestServer, bsn: str, *fields: str) -> Json:
    """The one person with this number."""
    (person,) = ask(server, "RaadpleegMetBurgerservicenummer", list(fields), burgerservicenummer=[bsn])
    return person
