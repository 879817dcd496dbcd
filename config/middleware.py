"""Nothing is shown to somebody who is not signed in, and nothing private is kept by a cache."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext as _

from config import typed_text
from config.sign_in import second_factor
from config.sign_in.urls import SETTING_UP
from privacy.api.middleware import is_interface

GetResponse = Callable[[HttpRequest], HttpResponseBase]
View = Callable[..., HttpResponseBase]

# What a page of ours may ask of the browser: only the security key, for signing in.
PERMISSIONS_POLICY = ", ".join(
    [
        *(f"{feature}=()" for feature in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")),
        "publickey-credentials-create=(self)",
        "publickey-credentials-get=(self)",
    ]
)


class BrowserRulesMiddleware:
    """Rules for the browser that Django has no setting for; on every answer, static files too."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response["Permissions-Policy"] = PERMISSIONS_POLICY
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        return response


class PrivateResponseMiddleware:
    """Pages are for one reader: no cache, shared or not, may keep them."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Mark every answer of the application, whatever it said itself; static files were answered before."""
        response = self.get_response(request)
        response["Cache-Control"] = "no-store, private"
        return response


class SignedInMiddleware(LoginRequiredMiddleware):
    """Closed by default: a view is for people who are signed in, second factor included, unless it says otherwise."""

    def process_view(
        self, request: HttpRequest, view_func: View, view_args: tuple[Any, ...], view_kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Let pass, or answer in the place of the view."""
        if is_interface(request):  # asks for a token, which was given to a session with a second factor
            return None
        if getattr(view_func, "login_required", True) and request.user.is_authenticated:
            return self._ask_second_factor(request) if second_factor.is_missing(request) else None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def _ask_second_factor(self, request: HttpRequest) -> HttpResponseBase | None:
        if second_factor.is_set_up(request.user):
            # It was set up elsewhere, after this session began with a password alone.
            logout(request)
            return self.handle_no_permission(request, None)
        if request.resolver_match and request.resolver_match.url_name in SETTING_UP:
            return None
        return redirect("mfa_index")

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: View | None
    ) -> HttpResponseBase:
        """To the sign-in page, except where that would throw away what somebody typed."""
        if request.headers.get("HX-Request"):
            # js/drafts.js keeps the text and says what to do.
            return HttpResponse(_("Log opnieuw in."), status=401, content_type="text/plain; charset=utf-8")
        if request.method in ("GET", "HEAD"):
            # The path alone: what follows it may be a filter on people.
            return redirect_to_login(request.path, resolve_url(settings.LOGIN_URL))
        if not typed_text.is_from_our_page(request):
            return render(request, "403.html", status=403)
        return typed_text.hand_back(request, "session_expired.html", status=401)
