"""allauth's pages of signing in, within our requests.

The access middleware runs a view itself, inside the transaction of its actor; an exception that allauth answers in its
own middleware would not reach it from there. So each view answers it here, and is rendered here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.account.internal.flows.reauthentication import suspend_request
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from allauth.mfa.adapter import get_adapter as mfa_adapter
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.response import SimpleTemplateResponse
from django.urls import reverse, reverse_lazy
from requests import RequestException

from config.sign_in import second_factor

View = Callable[..., HttpResponseBase]
TOO_MANY = "too_many_login_attempts"
WAIT_SECONDS = 300


def within_request(view: View) -> View:
    """Answer what allauth raises, and render at once."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except ReauthenticationRequired:
            return _prove_it_again(request)
        except ImmediateHttpResponse as immediate:
            response = immediate.response
        if isinstance(response, SimpleTemplateResponse):
            response.render()
        return response

    return answer


def _prove_it_again(request: HttpRequest) -> HttpResponseBase:
    methods = account.get_adapter().get_reauthentication_methods(request.user)
    to_proof: HttpResponse = suspend_request(request, methods[0]["url"] if methods else reverse("account_login"))
    return to_proof


def too_many_attempts(request: HttpRequest) -> HttpResponse:
    """Somebody, or a program, tries too often; also what allauth shows for its rate limits (`handler429`)."""
    response = render(request, "429.html", status=429)
    response["Retry-After"] = str(WAIT_SECONDS)
    return response


def is_too_many(form: Form) -> bool:
    """Whether a form was refused because of the number of attempts, and not for what was filled in."""
    return any(error.code == TOO_MANY for errors in form.errors.as_data().values() for error in errors)


class SignIn(account.LoginView):  # type: ignore[misc]
    """E-mail address and password, or the municipality's own provider."""

    def form_invalid(self, form: Form) -> HttpResponse:
        """The same answer for an unknown address and a wrong password."""
        again: HttpResponse = too_many_attempts(self.request) if is_too_many(form) else super().form_invalid(form)
        return again

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the providers that are configured: none, or one."""
        providers = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
        return {**super().get_context_data(**kwargs), "providers": providers}


class Authenticate(mfa.AuthenticateView):  # type: ignore[misc]
    """The second factor."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Also whether a security key can be used at all."""
        has_key = is_mfa_enabled(self.stage.login.user, [Authenticator.Type.WEBAUTHN])
        return {**super().get_context_data(**kwargs), "has_key": has_key}

    def form_invalid(self, form: Form) -> HttpResponse:
        """Ask again, a few times."""
        again: HttpResponse = too_many_attempts(self.request) if is_too_many(form) else super().form_invalid(form)
        return again


class SecondFactors(mfa.IndexView):  # type: ignore[misc]
    """How this user signs in, and what can be changed about it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Also whether a second factor must be set up before anything else."""
        return {**super().get_context_data(**kwargs), "is_missing": second_factor.is_missing(self.request)}


class ChangePassword(account.PasswordChangeView):  # type: ignore[misc]
    """For those who have one: who signs in at the provider has none here."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The form; raises `Http404` for a user without a password."""
        if not (request.user.is_authenticated and request.user.has_usable_password()):
            raise Http404
        page: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return page


class RemoveKey(webauthn.RemoveWebAuthnView):  # type: ignore[misc]
    """Take a security key away, except the last second factor outside the demo."""

    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Form) -> HttpResponse:
        """Remove it, or say why not."""
        adapter = mfa_adapter()
        if not adapter.can_delete_authenticator(self.get_object()):
            form.add_error(None, adapter.validation_error("cannot_delete_authenticator"))
        answer: HttpResponse = self.form_invalid(form) if form.errors else super().form_valid(form)
        return answer


def _at_provider(view: View) -> View:
    @wraps(view)
    def answer(request: HttpRequest, provider_id: str) -> HttpResponseBase:
        try:
            return view(request, provider_id)
        except (RequestException, PermissionDenied) as error:
            refused: HttpResponse = render_authentication_error(request, None, exception=error)
            return refused

    return answer


sign_in = within_request(SignIn.as_view())
authenticate = within_request(Authenticate.as_view())
inactive = within_request(account.account_inactive)
cancelled = within_request(social.login_cancelled)
to_provider = within_request(_at_provider(openid_connect.login))
from_provider = within_request(_at_provider(openid_connect.callback))
sign_out = within_request(account.logout)
change_password = within_request(ChangePassword.as_view())
reauthenticate = within_request(account.reauthenticate)
reauthenticate_by_code = within_request(mfa.reauthenticate)
reauthenticate_by_key = within_request(webauthn.reauthenticate_webauthn)
second_factors = within_request(SecondFactors.as_view())
activate_app = within_request(totp.activate_totp)
deactivate_app = within_request(totp.deactivate_totp)
add_key = within_request(webauthn.add_webauthn)
remove_key = within_request(RemoveKey.as_view())
recovery_codes = within_request(codes.view_recovery_codes)
new_recovery_codes = within_request(codes.generate_recovery_codes)
download_codes = within_request(codes.download_recovery_codes)
