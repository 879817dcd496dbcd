"""What a token is for: one OAuth scope per purpose, and one for each kind of writing that an app registers.

A token sees what its user sees, as far as the grants behind it serve a purpose in its scopes.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rest_framework.permissions import BasePermission

from privacy.choices import Purpose

OF_PURPOSE: dict[str, Purpose] = {
    "doel:regie": Purpose.COORDINATION,
    "doel:schulden": Purpose.DEBTS,
    "doel:jeugdhulp": Purpose.YOUTH,
    "doel:wmo": Purpose.WMO,
    "doel:participatie": Purpose.PARTICIPATION,
}
_words: dict[str, str | Promise] = {
    "doel:regie": _("lezen voor de regie over uw huishoudens"),
    "doel:schulden": _("lezen voor schulddienstverlening"),
    "doel:jeugdhulp": _("lezen voor jeugdhulp"),
    "doel:wmo": _("lezen voor maatschappelijke ondersteuning"),
    "doel:participatie": _("lezen voor participatie en inkomen"),
}


def register(scope: str, words: str | Promise) -> str:
    """Add a scope for a kind of writing, with what the user agrees to. A name that is taken raises."""
    if scope in _words:
        raise ImproperlyConfigured(f"scope {scope} is registered already")
    _words[scope] = words
    return scope


def all_scopes() -> dict[str, str]:
    """Every scope a client may ask for, with its words."""
    return {scope: str(words) for scope, words in _words.items()}


def purposes_in(scopes: Collection[str]) -> frozenset[Purpose]:
    """The purposes among scopes."""
    return frozenset(OF_PURPOSE[scope] for scope in scopes if scope in OF_PURPOSE)


class HasScope(BasePermission):
    """A token needs a purpose for everything, and for what a view names in `scopes` per method that scope too."""

    def has_permission(self, request: Any, view: Any) -> bool:
        """True; raises `PermissionDenied`, so that the refusal is in the access record."""
        bearer = getattr(request._request, "bearer", None)
        wanted = getattr(view, "scopes", {}).get(request.method)
        if bearer is None or not bearer.purposes or (wanted and wanted not in bearer.scopes):
            raise PermissionDenied
        return True
