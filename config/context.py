"""What the page frame shows on every page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from casework.search import purposes_of
from privacy.acting import Actor
from privacy.choices import Role


@dataclass(frozen=True)
class NavItem:
    """One entry of the main menu."""

    label: str
    url: str
    icon: str
    is_current: bool = False


def frame(request: HttpRequest) -> dict[str, Any]:
    """The municipality, the icons, and for somebody signed in the actor, the menu and whether there is a search."""
    actor: Actor | None = getattr(request, "actor", None)
    return {
        "municipality": settings.MUNICIPALITY_NAME,
        "is_demo": settings.IS_DEMO,
        "actor": actor,
        "icons": static("icons/sprite.svg"),
        "nav_items": list(_nav_items(actor, request.path)) if actor else [],
        "may_search": actor is not None and bool(purposes_of(actor)),
    }


def _nav_items(actor: Actor, path: str) -> Iterator[NavItem]:
    home = _("Mijn huishoudens") if actor.has(Role.CASE_MANAGER, Role.PROFESSIONAL) else _("Start")
    yield NavItem(home, reverse("home"), "home", is_current=path == reverse("home"))
    if actor.memberships:
        yield _item(_("Team"), "casework:team", "users-group", path)
    if purposes_of(actor):
        yield _item(_("Zoeken"), "casework:search", "search", path)
    if actor.has(Role.PRIVACY_OFFICER):
        yield _item(_("Inzagelogboek"), "privacy:access_log", "eye", path)
    if actor.user.is_staff:
        yield _item(_("Beheer"), "admin:index", "key", path)


def _item(label: str, view: str, icon: str, path: str) -> NavItem:
    url = reverse(view)
    return NavItem(label, url, icon, is_current=path.startswith(url))
