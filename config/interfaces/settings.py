"""The settings of the interfaces; `config.settings` takes all of them over."""

from __future__ import annotations

from typing import Any

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["privacy.api.tokens.TokenOfRequest"],
    "DEFAULT_PERMISSION_CLASSES": ["privacy.api.scopes.HasScope"],
    "DEFAULT_PARSER_CLASSES": ["privacy.api.limits.BoundedJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_THROTTLE_CLASSES": ["privacy.api.limits.PerUser"],
    "DEFAULT_THROTTLE_RATES": {"interface": "300/min"},
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "privacy.api.problems.answer",
}

IDP_OIDC_ADAPTER = "config.interfaces.provider.InterfaceProvider"
# Short, because sight may end today; a working day at most without asking the user again.
IDP_OIDC_ACCESS_TOKEN_EXPIRES_IN = 15 * 60
IDP_OIDC_REFRESH_TOKEN_EXPIRES_IN = 9 * 60 * 60


def document_settings(municipality: str, contact: dict[str, str]) -> dict[str, Any]:
    """What drf-spectacular says around the operations."""
    return {
        "TITLE": "Samenhang",
        "DESCRIPTION": f"Huishoudens van de gemeente {municipality}, voor programma's die namens medewerkers werken.",
        "VERSION": "1.0.0",
        "CONTACT": contact,
        "LICENSE": {"name": "EUPL-1.2"},
        "SERVERS": [{"url": "/api/v1"}],
        "TAGS": [{"name": "huishoudens", "description": "Huishoudens waarbij de medewerker betrokken is."}],
        "SCHEMA_PATH_PREFIX": "/api/v1",
        "SCHEMA_PATH_PREFIX_TRIM": True,
        "COMPONENT_SPLIT_REQUEST": False,
        "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
        "POSTPROCESSING_HOOKS": ["privacy.api.schema.complete"],
    }
