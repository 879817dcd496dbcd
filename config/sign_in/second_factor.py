"""The second factor: obligatory outside the demo; asked of everybody who has one.

What counts is what this session has shown, not what the account has: somebody who knows a password and waits until its
owner sets up a second factor must not come in with it.
"""

from __future__ import annotations

import time
from typing import Any

from allauth.account import app_settings as account_settings
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

from privacy.exports.proof import BY_PROVIDER

TYPES = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
METHOD = "mfa"
CLOCKS_DIFFER = 30  # seconds, between the provider's clock and ours


def is_missing(request: HttpRequest) -> bool:
    """Whether a signed-in user still owes the second factor in this session; no query."""
    if settings.IS_DEMO:
        return False
    return all(record["method"] != METHOD for record in get_authentication_records(request, request.user))


def is_set_up(user: Any) -> bool:
    """Whether the account has a second factor; one query."""
    return bool(Authenticator.objects.filter(user=user.pk, type__in=TYPES).exists())


def given_by_provider(login: Any) -> bool:
    """Whether the provider says that it asked a second factor itself (RFC 8176 `mfa`)."""
    sociallogin = (login.signal_kwargs or {}).get("sociallogin")
    if sociallogin is None:
        return False
    token = sociallogin.account.extra_data.get("id_token", {})
    methods, level = token.get("amr"), token.get("acr")
    return (isinstance(methods, list) and "mfa" in methods) or level == "mfa"


def proven_at_provider(login: Any) -> bool:
    """Whether the provider says that this very sign-in was minutes ago (OpenID Connect Core 1.0, `auth_time`)."""
    sociallogin = (login.signal_kwargs or {}).get("sociallogin")
    at = sociallogin.account.extra_data.get("id_token", {}).get("auth_time") if sociallogin else None
    return isinstance(at, int) and 0 <= time.time() - at + CLOCKS_DIFFER < account_settings.REAUTHENTICATION_TIMEOUT


class SecondFactorStage(AuthenticateStage):  # type: ignore[misc]
    """Asks for the second factor between a right password and being signed in, unless the provider did."""

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """The page that asks, or nothing; and that signing in may go on."""
        if proven_at_provider(self.login):
            record_authentication(self.request, self.login.user, BY_PROVIDER)
        if given_by_provider(self.login):
            record_authentication(self.request, self.login.user, METHOD, type="provider")
            return None, True
        page: tuple[HttpResponse | None, bool] = super().handle()
        return page


@receiver(authenticator_added)
def shown_by_setting_up(*, request: HttpRequest, user: Any, authenticator: Authenticator, **_kwargs: object) -> None:
    """Setting up a second factor is using it: its first code was right."""
    if authenticator.type in TYPES:
        record_authentication(request, user, METHOD, id=authenticator.pk, type=authenticator.type)
