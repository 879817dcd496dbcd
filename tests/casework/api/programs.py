"""Programs of the tests: each with a token that acts for somebody, for some purposes."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from allauth.idp.oidc.adapter import get_adapter
from allauth.idp.oidc.models import Client as Application
from allauth.idp.oidc.models import Token
from django.test import Client
from django.utils import timezone

from privacy.models import User

API = "/api/v1"
PROBLEM = "application/problem+json"
EVERYTHING = ("doel:regie", "doel:schulden", "doel:jeugdhulp", "doel:wmo", "doel:participatie", "notities:schrijven")
HOUR = datetime.timedelta(hours=1)


@dataclass
class Program:
    """A program and its token."""

    value: str
    token: Token
    browser: Client

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.value}"}

    def get(self, path: str, **query: Any) -> Any:
        return self.browser.get(f"{API}{path}", query, headers=self.headers)

    def post(self, path: str, body: Any, **more: Any) -> Any:
        given = {"content_type": "application/json"} | more
        return self.browser.post(f"{API}{path}", body, headers=self.headers, **given)


def make_application(*scopes: str, **fields: Any) -> Application:
    """A program that may ask for these scopes."""
    application = Application(name="Rooster", redirect_uris="https://rooster.example/terug", **fields)
    application.set_scopes(list(scopes or EVERYTHING))
    application.save()
    return application


def program(user: User | None, *scopes: str, value: str = "sleutel", lasts: datetime.timedelta = HOUR) -> Program:
    """A program with a token for a user, as the provider would have made it."""
    application = make_application()
    token = Token(
        type=Token.Type.ACCESS_TOKEN,
        hash=get_adapter().hash_token(value),
        client=application,
        user=user,
        expires_at=timezone.now() + lasts,
    )
    token.set_scopes(list(scopes or EVERYTHING))
    token.save()
    return Program(value, token, Client())
