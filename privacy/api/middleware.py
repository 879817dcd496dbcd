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
        """Find the user of the token; answer in Dutch, with the version, and errors as problems."""
        if not is_interface(request):
            return self.get_response(request)
        with override(LANGUAGE):
            request.user = AnonymousUser()
            if found := bearer_of(request):
                request.user, request.bearer = found  # type: ignore[attr-defined]
            response = in_form(self.get_response(request))
        response["API-Version"] = VERSION
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Refuse whoever sends no valid token; that the framework opens its own views (`login_required`) counts not."""
        is_open = request.resolver_match is not None and request.resolver_match.view_name in OPEN
        if not is_interface(request) or request.user.is_authenticated or is_open:
            return None
        sent = "Authorization" in request.headers
        reason = f'{SCHEME} error="invalid_token"' if sent else SCHEME
        return problem(401, headers={"WWW-Authenticate": reason})
