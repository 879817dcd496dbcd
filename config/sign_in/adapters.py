"""What allauth asks us: who may sign in, which steps that takes, and in which words we refuse."""

from __future__ import annotations

import base64
import time
from typing import Any, cast

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from config.sign_in import second_factor
from privacy.crypto import decrypt, encrypt
from privacy.exports.proof import provider_way
from privacy.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Staff whom the functional administrator has added; nobody signs up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "Dit e-mailadres en wachtwoord horen niet bij elkaar. Kijk of u geen typefout maakte."
        ),
        "enter_current_password": _("Dit is niet uw huidige wachtwoord. Vul het opnieuw in."),
        "incorrect_password": _("Dit wachtwoord klopt niet. Vul het opnieuw in."),
        "too_many_login_attempts": _("U hebt het te vaak geprobeerd. Wacht vijf minuten en probeer het dan opnieuw."),
        "rate_limited": _("U hebt het te vaak geprobeerd. Wacht vijf minuten en probeer het dan opnieuw."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by the functional administrator."""
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        """Our pages answer in HTML only."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Where one may be sent on to after signing in: a path of this site."""
        return url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to where the password could be changed."""
        return reverse("mfa_index")

    def get_login_stages(self) -> list[str]:
        """What comes between a right password and being signed in."""
        return ["config.sign_in.second_factor.SecondFactorStage"]

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Stop a system job that would sign in as if it were a person, and an account that is not active."""
        if user.kind != User.Kind.PERSON:
            return cast(HttpResponse, self.respond_user_inactive(request, user))
        return cast("HttpResponse | None", super().pre_login(request, user, **kwargs))

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who signed in minutes ago need not prove it again before changing how to sign in."""
        records = get_authentication_records(context.request, context.request.user)
        if records and time.time() - records[-1]["at"] < account_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """The ways to prove once more who one is; the provider for those who sign in there alone."""
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        providers = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
        if ways or not providers or not SocialAccount.objects.filter(user=user).exists():
            return ways
        return [{"id": "provider", "url": provider_way(providers[0]["provider_id"])}]

    def reauthenticate(self, user: User, password: str) -> bool:
        """Whether the password is right, counted as an attempt to sign in."""
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors: their secrets encrypted, and never fewer than the rules ask."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _(
            "Dit is uw enige tweede stap. Stel eerst een andere in; daarna kunt u deze verwijderen."
        ),
        "cannot_generate_recovery_codes": _("Stel eerst een tweede stap in; daarna kunt u herstelcodes maken."),
        "incorrect_code": _("Deze code klopt niet of is verlopen. Vul een nieuwe code in."),
    }

    def encrypt(self, text: str) -> str:
        """As it is stored in the database."""
        return base64.b64encode(encrypt(text)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """As it was; raises `cryptography.exceptions.InvalidTag` when it was changed."""
        return decrypt(base64.b64decode(encrypted_text))

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Outside the demo a user keeps at least one second factor."""
        others = Authenticator.objects.filter(user=authenticator.user_id, type__in=second_factor.TYPES)
        return settings.IS_DEMO or bool(others.exclude(pk=authenticator.pk).exists())

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002
        """What a security key is called until its owner says otherwise."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Sleutel {number}").format(number=number)


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The municipality's own OpenID Connect provider. It opens the door for known people and makes nobody known."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never."""
        return False

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> User:
        """Keep of what the provider said only how it recognised somebody.

        Raises `PermissionDenied` when its two answers are about two people (OpenID Connect Core 1.0, section 5.3.2).
        """
        said: dict[str, Any] = sociallogin.account.extra_data
        token = said.get("id_token") or {}
        if token.get("sub") != said.get("userinfo", token).get("sub"):
            raise PermissionDenied
        sociallogin.account.extra_data = {
            "id_token": {key: token[key] for key in ("amr", "acr", "auth_time") if key in token}
        }
        return cast(User, super().populate_user(request, sociallogin, data))

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Tie a first visit to the active user with the same verified address; refuse everything else."""
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            raise PermissionDenied
        if sociallogin.is_existing:
            return
        user = known_user(sociallogin)
        if user is None:
            raise ImmediateHttpResponse(render(request, "socialaccount/unknown.html", status=403))
        sociallogin.connect(request, user)


def known_user(sociallogin: SocialLogin) -> User | None:
    """The active person whose address the provider has verified."""
    # Some providers write "false": only a real yes counts.
    verified = [address.email for address in sociallogin.email_addresses if address.verified is True]
    people = User.objects.filter(is_active=True, kind=User.Kind.PERSON)
    return next((user for email in verified for user in people.filter(email__iexact=email)), None)
