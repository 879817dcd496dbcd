"""What the page frame shows on every page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from casework.search import purposes_of
from privacy.acting import Actor, may_have_purpose
from privacy.choices import Purpose, Role


@dataclass(frozen=True, eq=False)
class NavItem:
    """One entry of the main menu; current on the pages below its address, home on its own page only."""

    label: Promise
    view: str
    icon: str

    @cached_property
    def url(self) -> str:
        """Where it leads."""
        return reverse(self.view)

    def is_at(self, path: str) -> bool:
        """Whether a page belongs to this entry."""
        return path == self.url if self.view == "home" else path.startswith(self.url)


@dataclass(frozen=True)
class Menu:
    """The main menu and the search field, as what somebody may makes them."""

    items: tuple[NavItem, ...]
    may_search: bool


MY_HOUSEHOLDS = NavItem(_("Mijn huishoudens"), "home", "home")
START = NavItem(_("Start"), "home", "home")
WORKLIST = NavItem(_("Werklijst"), "casework:worklist", "checklist")
TEAM = NavItem(_("Team"), "casework:team", "users-group")
SEARCH = NavItem(_("Zoeken"), "casework:search", "search")
DUPLICATES = NavItem(_("Dubbele personen"), "households:duplicates", "git-merge")
TERMS = NavItem(_("Termijnen"), "casework:terms", "clock")
ACCESS_LOG = NavItem(_("Inzagelogboek"), "privacy:access_log", "eye")
ADMIN = NavItem(_("Beheer"), "admin:index", "key")


@lru_cache(maxsize=len(settings.LANGUAGES))
def same_for_all(language: str) -> dict[str, SafeString]:  # noqa: ARG001 - what differs is the language of the thread
    """The parts of the frame that no reader sees differently, rendered once per language."""
    parts = {"head": ("head", "scripts"), "account": ("account_links",), "foot": ("footer", "shortcuts", "notices")}
    return {
        name: format_html_join("", "{}", ((render_to_string(f"includes/{part}.html"),) for part in of))
        for name, of in parts.items()
    }


def frame(request: HttpRequest) -> dict[str, Any]:
    """The municipality, and for somebody signed in the actor and the menu."""
    actor: Actor | None = getattr(request, "actor", None)
    language = get_language()
    return {
        "municipality": settings.MUNICIPALITY_NAME,
        "is_demo": settings.IS_DEMO,
        "actor": actor,
        "same_for_all": same_for_all(language),
        "menu": _menu(language, actor, request.path) if actor else "",
    }


def _menu(language: str, actor: Actor, path: str) -> SafeString:
    """The menu with the entry of this page marked. It names nobody: who may the same gets the same menu."""
    may_search = bool(purposes_of(actor))
    menu = Menu(tuple(_nav_items(actor, may_search=may_search)), may_search)
    return _rendered(language, menu, next((item for item in menu.items if item.is_at(path)), None))


@lru_cache(maxsize=500)
def _rendered(language: str, menu: Menu, current: NavItem | None) -> SafeString:  # noqa: ARG001 - as in `same_for_all`
    context = {"menu": menu, "current": current}
    return render_to_string("includes/menu.html", context)


def _nav_items(actor: Actor, *, may_search: bool) -> Iterator[NavItem]:
    yield MY_HOUSEHOLDS if actor.has(Role.CASE_MANAGER, Role.PROFESSIONAL) else START
    if actor.has(Role.CASE_MANAGER, Role.PROFESSIONAL, Role.TEAM_LEAD):
        yield WORKLIST
    if actor.memberships:
        yield TEAM
    if may_search:
        yield SEARCH
    if may_have_purpose(actor, Purpose.REGISTRATION):
        yield DUPLICATES
    if actor.has(Role.ADMINISTRATOR):
        yield TERMS
    if actor.has(Role.PRIVACY_OFFICER):
        yield ACCESS_LOG
    if actor.user.is_staff:
        yield ADMIN
