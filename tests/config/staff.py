"""Two colleagues who sign in, and how one does that without a browser."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from django.test import Client
from django.urls import reverse

from privacy.models import User
from tests.people import PASSWORD

WRONG = "een-heel-ander-wachtwoord"


def make_fatima(**fields: Any) -> User:
    return User.objects.create_user("fatima@haven.example", PASSWORD, name="Fatima Bennani", **fields)


def make_bram(**fields: Any) -> User:
    return User.objects.create_user("bram@haven.example", PASSWORD, name="Bram Dekker", **fields)


def sign_in(client: Client, user: User, password: str = PASSWORD, **fields: str) -> Any:
    """Send the sign-in form as a browser does; the answer is what came back."""
    return client.post(reverse("account_login"), {"login": user.email, "password": password, **fields})


def is_signed_in(client: Client) -> bool:
    """Whether a page that is for signed-in people comes."""
    return client.get(reverse("mfa_index")).status_code == 200


def give_app(user: User) -> str:
    """Set up the app as second factor, with recovery codes; the secret that makes its codes."""
    secret: str = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def code_of(secret: str, *, periods_ago: int = 0) -> str:
    """What the app shows now, or showed some half minutes ago."""
    code: str = format_hotp_value(hotp_value(secret, list(counters())[1] - periods_ago))
    return code


def recovery_codes(user: User) -> list[str]:
    codes: list[str] = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()
    return codes
