"""How much and how often: bounds on what a program may send and ask."""

from __future__ import annotations

from typing import Any

from rest_framework.exceptions import APIException
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

MOST_BYTES = 64 * 1024


class TooLarge(APIException):
    """More than an interface takes in one request."""

    status_code = 413


class BoundedJSONParser(JSONParser):
    """JSON up to 64 kB; Django's own limit does not count what a parser reads by itself."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        """Read it; raises `TooLarge` (413)."""
        length = parser_context["request"].META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) > MOST_BYTES:
            raise TooLarge
        return super().parse(stream, media_type, parser_context)


class PerUser(SimpleRateThrottle):
    """So many requests a minute for each user and client together (`DEFAULT_THROTTLE_RATES`)."""

    scope = "interface"

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        """Without a token there is nothing to count: the answer is 401."""
        bearer = getattr(request._request, "bearer", None)
        return f"interface:{request.user.pk}:{bearer.client}" if bearer else None
