"""The settings of signing in; `config.settings` takes all of them over."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import environ

env = environ.Env()

# The municipality's own OpenID Connect provider, when there is one.
OIDC_URL = env.str("OIDC_URL", default="")
OIDC_NAME = env.str("OIDC_NAME", default="mijn werkaccount")
# Some providers never say `email_verified`; addresses in these domains of the municipality itself count as verified.
OIDC_VERIFIED_DOMAINS = env.list("OIDC_VERIFIED_DOMAINS", default=[])
# A form that ends at the provider is followed there; the security policy has to name it.
OIDC_ORIGINS = ["{0.scheme}://{0.netloc}".format(urlsplit(OIDC_URL))] if OIDC_URL else []


def oidc_application(url: str, client_id: str, secret: str, name: str, verified_domains: list[str]) -> dict[str, Any]:
    """The provider as allauth wants it described."""
    return {
        "provider_id": "gemeente",
        "name": name,
        "client_id": client_id,
        "secret": secret,
        "settings": {"server_url": url, "verified_email": verified_domains},
    }


SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, Any]] = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            oidc_application(
                OIDC_URL, env.str("OIDC_CLIENT_ID"), env.str("OIDC_CLIENT_SECRET"), OIDC_NAME, OIDC_VERIFIED_DOMAINS
            )
        ]
        if OIDC_URL
        else [],
    }
}
SOCIALACCOUNT_ADAPTER = "config.sign_in.adapters.ProviderAdapter"
SOCIALACCOUNT_STORE_TOKENS = False

ACCOUNT_ADAPTER = "config.sign_in.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    # Wrong passwords and codes: per account, and per address they come from. A whole office may share one address.
    "login_failed": "50/5m/ip,5/5m/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
ACCOUNT_FORMS = {
    "login": "config.sign_in.forms.SignInForm",
    "change_password": "config.sign_in.forms.NewPasswordForm",
    "reauthenticate": "config.sign_in.forms.PasswordAgainForm",
}
# Behind a proxy of our own the address of the sender is the last one that proxy added.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.bool("BEHIND_PROXY", default=False) else 0

MFA_ADAPTER = "config.sign_in.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Samenhang"
# One period earlier or later: clocks differ, and typing takes time (RFC 6238 section 5.2).
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "config.sign_in.forms.CodeForm",
    "reauthenticate": "config.sign_in.forms.CodeAgainForm",
    "activate_totp": "config.sign_in.forms.FirstCodeForm",
    "add_webauthn": "config.sign_in.forms.AddKeyForm",
    "authenticate_webauthn": "config.sign_in.forms.KeyForm",
    "reauthenticate_webauthn": "config.sign_in.forms.KeyAgainForm",
}
