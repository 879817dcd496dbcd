"""Requests of other programs: who they act for is known before anything else, and every error is a problem document.

A token becomes the user of the request here and nowhere else. So every view that knows a user because of a token also
runs in `privacy.middleware.AccessMiddleware`: in the transaction of its actor, and with an access record.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import override

from privacy.api.problems import in_form, problem
from privacy.api.tokens import SCHEME, bearer_of

PATH = "/api/"
VERSION = "1.0.0"
LANGUAGE = "nl"
OPEN = ("openapi",)  # by the name of their address: what needs no token


def is_interface(request: HttpRequest) -> bool:
    """Whether a request is for an interface, and not for a screen."""
    return request.path.startswith(PATH)


class InterfaceMiddleware:
    """Stands before the middleware that asks for a session. A session opens no interface, a token no screen."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in Dutch, with the version, and errors as problems; whoever has a session is nobody here."""
        if not is_interface(request):
            return self.get_response(request)
        with override(LANGUAGE):
            request.user = AnonymousUser()
            response = in_form(self.get_response(request))
        response["API-Version"] = VERSION
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Find the user of the token, and refuse whoever sends no valid one.

        That the framework opens its own views (`login_required`) does not count. Here, and not before, because what
        fails here becomes a problem document too.
        """
        if not is_interface(request) or (request.resolver_match and request.resolver_match.view_name in OPEN):
            return None
        if found := bearer_of(request):
            request.user, request.bearer = found  # type: ignore[attr-defined]
            return None
        sent = "Authorization" in request.headers
        reason = f'{SCHEME} error="invalid_token"' if sent else SCHEME
        return problem(401, headers={"WWW-Authenticate": reason})
