"""What the page frame shows on every page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """The municipality, and the actor when somebody is signed in."""
    return {
        "municipality": settings.MUNICIPALITY_NAME,
        "is_demo": settings.IS_DEMO,
        "actor": getattr(request, "actor", None),
    }
