"""The OpenAPI document: what all operations have in common is added here, once."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework import serializers

from privacy.api.problems import PROBLEM, WORDS
from privacy.api.scopes import all_scopes

METHODS = ("get", "post")
VERSION_HEADER = {
    "API-Version": {"description": "Volledig versienummer van de interface.", "schema": {"type": "string"}}
}
WAIT_HEADER = {"Retry-After": {"description": "Aantal seconden.", "schema": {"type": "integer"}}}
PROBLEM_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["status", "title", "detail"],
    "properties": {
        "status": {"type": "integer"},
        "title": {"type": "string"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["in", "location", "code", "detail"],
                "properties": {
                    "in": {"type": "string", "enum": ["body", "query"]},
                    "location": {"type": "object", "properties": {"pointer": {"type": "string"}}},
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """OAuth2 with its scopes, as the document names it."""

    target_class = "privacy.api.tokens.TokenOfRequest"
    name = "oauth2"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        """Authorization code with PKCE; no other way to a token."""
        flow = {
            "authorizationUrl": "/oauth/toestemming",
            "tokenUrl": "/oauth/token",
            "refreshUrl": "/oauth/token",
            "scopes": all_scopes(),
        }
        return {"type": "oauth2", "flows": {"authorizationCode": flow}}


def complete(result: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
    """Give every operation the version header, its problems, and refuse fields that are not named."""
    schemas = result["components"].setdefault("schemas", {})
    schemas["Problem"] = PROBLEM_SCHEMA
    for path in result["paths"].values():
        for method in METHODS:
            if method in path:
                _complete(path[method], schemas)
    return result


def _complete(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    for response in operation["responses"].values():
        response["headers"] = {**VERSION_HEADER, **response.get("headers", {})}
    in_path = any(parameter["in"] == "path" for parameter in operation.get("parameters", []))
    statuses = [400, 401, 403, *([404] if in_path else []), 406, 429, 500, 503]
    if body := operation.get("requestBody"):
        statuses += [413, 415]
        name = body["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        schemas[name]["additionalProperties"] = False
    for status in sorted(statuses):
        operation["responses"][str(status)] = {
            "description": str(WORDS[status][0]),
            "headers": {**VERSION_HEADER, **(WAIT_HEADER if status == 429 else {})},
            "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }


class Page(serializers.Serializer[Any]):
    """Where one is in a list."""

    pagina = serializers.IntegerField(min_value=1)
    paginaGrootte = serializers.IntegerField(min_value=1)  # noqa: N815  # as the API Design Rules write it
    aantal = serializers.IntegerField(min_value=0)
