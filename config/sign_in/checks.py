"""What must hold before signing in goes into production."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security, deploy=True)
def provider_speaks_https(**_kwargs: Any) -> list[CheckMessage]:
    """The tokens of the provider are trusted because TLS says whose they are (OpenID Connect Core 1.0, 3.1.3.7)."""
    if settings.IS_DEMO or not settings.OIDC_URL or settings.OIDC_URL.startswith("https://"):
        return []
    return [Error("OIDC_URL does not start with https://.", hint="Give the https address.", id="config.E001")]
