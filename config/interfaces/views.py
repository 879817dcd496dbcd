"""Letting a program in, in the name of a user; and where it can read what there is."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from allauth.idp.oidc import views as provider
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from drf_spectacular.generators import SchemaGenerator

from config.sign_in.views import within_request
from privacy.api.scopes import all_scopes

METHOD = "S256"
ANYBODY = {"Access-Control-Allow-Origin": "*"}
_authorization = within_request(provider.AuthorizationView.as_view())


@require_http_methods(["GET", "POST"])
def authorize(request: HttpRequest) -> HttpResponseBase:
    """Ask the signed-in user whether a program may act for them; PKCE (RFC 7636, S256) is obligatory."""
    has_challenge = request.GET.get("code_challenge") and request.GET.get("code_challenge_method") == METHOD
    if request.method == "GET" and not has_challenge:
        return render(request, "idp/oidc/error.html", {"needs_challenge": True}, status=400)
    response = _authorization(request)
    return _go_on(request, response) if response.status_code == 302 else response


def _go_on(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """To another site by a page of ours: the security policy lets no form end there."""
    url = response["Location"]
    if url_has_allowed_host_and_scheme(url, allowed_hosts=None):
        return response
    return render(request, "idp/oidc/go_on.html", {"url": url})


@require_safe
@login_not_required
def metadata(request: HttpRequest) -> JsonResponse:
    """What this authorization server can do (RFC 8414)."""
    return JsonResponse(_metadata(request), headers=ANYBODY)


def _metadata(request: HttpRequest) -> dict[str, Any]:
    address = {
        name: request.build_absolute_uri(reverse(f"idp:oidc:{name}")) for name in ("authorization", "token", "revoke")
    }
    return {
        "issuer": request.build_absolute_uri("/").rstrip("/"),
        "authorization_endpoint": address["authorization"],
        "token_endpoint": address["token"],
        "revocation_endpoint": address["revoke"],
        "scopes_supported": list(all_scopes()),
        "response_types_supported": ["code"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "code_challenge_methods_supported": [METHOD],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "none"],
    }


@lru_cache(maxsize=1)
def document() -> dict[str, Any]:
    """The OpenAPI document, made out of the code once per process."""
    generator = SchemaGenerator()  # type: ignore[no-untyped-call]  # drf-spectacular is partly untyped
    made: dict[str, Any] = generator.get_schema(request=None, public=True)  # type: ignore[no-untyped-call]  # as above
    return made


@require_safe
@login_not_required
def openapi(_request: HttpRequest) -> HttpResponse:
    """Where the API Design Rules want it (/core/publish-openapi): open to everybody, from everywhere."""
    return JsonResponse(document(), headers=ANYBODY)


token = require_POST(provider.token)
revoke = require_POST(provider.revoke)
