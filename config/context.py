"""What the page frame shows on every page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from casework.search import purposes_of
from privacy.acting import Actor, may_have_purpose
from privacy.choices import Purpose, Role


@dataclass(frozen=True)
class NavItem:
    """One entry of the main menu."""

    label: str
    url: str
    icon: str
    is_current: bool = False


@lru_cache(maxsize=len(settings.LANGUAGES))
def same_for_all(language: str) -> dict[str, SafeString]:  # noqa: ARG001 - what differs is the language of the thread
    """The parts of the frame that no reader sees differently, rendered once per language."""
    parts = {"head": ("head", "scripts"), "foot": ("shortcuts", "notices")}
    context = {"icons": static("icons/sprite.svg")}
    return {
        name: format_html_join("", "{}", ((render_to_string(f"includes/{part}.html", context),) for part in of))
        for name, of in parts.items()
    }


def frame(request: HttpRequest) -> dict[str, Any]:
    """The municipality, the icons, and for somebody signed in the actor, the menu and whether there is a search."""
    actor: Actor | None = getattr(request, "actor", None)
    return {
        "municipality": settings.MUNICIPALITY_NAME,
        "is_demo": settings.IS_DEMO,
        "actor": actor,
        "icons": static("icons/sprite.svg"),
        "same_for_all": same_for_all(get_language()),
        "nav_items": list(_nav_items(actor, request.path)) if actor else [],
        "may_search": actor is not None and bool(purposes_of(actor)),
    }


def _nav_items(actor: Actor, path: str) -> Iterator[NavItem]:
    home = _("Mijn huishoudens") if actor.has(Role.CASE_MANAGER, Role.PROFESSIONAL) else _("Start")
    yield NavItem(home, reverse("home"), "home", is_current=path == reverse("home"))
    if actor.memberships:
        yield _item(_("Team"), "casework:team", "users-group", path=path)
    if purposes_of(actor):
        yield _item(_("Zoeken"), "casework:search", "search", path=path)
    if may_have_purpose(actor, Purpose.REGISTRATION):
        yield _item(_("Dubbele personen"), "households:duplicates", "git-merge", path=path)
    if actor.has(Role.PRIVACY_OFFICER):
        yield _item(_("Inzagelogboek"), "privacy:access_log", "eye", path=path)
    if actor.user.is_staff:
        yield _item(_("Beheer"), "admin:index", "key", path=path)


def _item(label: str, view: str, icon: str, *, path: str) -> NavItem:
    url = reverse(view)
    return NavItem(label, url, icon, is_current=path.startswith(url))
