"""Whose token it is. A token without a user, of a system job or of somebody inactive is none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from allauth.idp.oidc.internal.oauthlib.server import get_server
from allauth.idp.oidc.internal.oauthlib.utils import extract_params, get_validator_context
from django.http import HttpRequest
from rest_framework.authentication import BaseAuthentication

from privacy.api.scopes import purposes_in
from privacy.choices import Purpose
from privacy.models import User

SCHEME = "Bearer"


@dataclass(frozen=True)
class Bearer:
    """What came with a request in place of a session: the client and the scopes of its token."""

    client: str
    scopes: frozenset[str]

    @cached_property
    def purposes(self) -> frozenset[Purpose]:
        """What the token may be used for."""
        return purposes_in(self.scopes)

    @property
    def details(self) -> dict[str, Any]:
        """What the access record says of it."""
        return {"client": self.client, "scopes": sorted(self.scopes)}


def bearer_of(request: HttpRequest) -> tuple[User, Bearer] | None:
    """The user for whom a valid token in the header acts, and the token; None for everything else."""
    if not request.headers.get("Authorization", "").startswith(f"{SCHEME} "):
        return None
    is_valid, found = get_server().verify_request(*extract_params(request), scopes=[])
    if not is_valid or not isinstance(found.user, User):
        return None
    if not found.user.is_active or found.user.kind != User.Kind.PERSON:
        return None
    token = get_validator_context().access_token
    return found.user, Bearer(token.client_id, frozenset(token.get_scopes()))


class TokenOfRequest(BaseAuthentication):
    """What `InterfaceMiddleware` found; an interface has no other way in."""

    def authenticate(self, request: Any) -> tuple[User, Bearer] | None:
        """The user and the bearer."""
        bearer = getattr(request._request, "bearer", None)
        return (request._request.user, bearer) if bearer else None

    def authenticate_header(self, request: Any) -> str:
        """The scheme, for a 401."""
        return SCHEME
