"""The household page, and its timeline alone."""

from __future__ import annotations

import uuid
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casework import page as page_of
from casework.page import Page, Panel
from casework.panels.head import head
from households.models import Household
from privacy.access import get_or_404, scope
from privacy.choices import Purpose
from privacy.reading import PrivateRequest, private


def open_household(request: PrivateRequest, pk: uuid.UUID) -> Page:
    """The page of a household in the reader's scope; a 404 outside it."""
    within = scope(Household, request.actor, Purpose.HELP).select_related("address")
    return page_of.open_page(request, get_or_404(request, Household, pk, Purpose.HELP, within=within))


def panel_context(page: Page, panels: list[Panel]) -> dict[str, Any]:
    """What the templates of these panels need."""
    context: dict[str, Any] = {"page": page, "household": page.household}
    for panel in panels:
        context |= panel.load(page)
    return context


@require_safe
def detail(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One household, whole, as far as the reader's grounds reach."""
    return _whole(request, open_household(private(request), pk), "page.html")


@require_safe
def paper(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The same page for the printer; recorded as printed."""
    page = open_household(private(request), pk)
    page.request.reading.printed("household.printed")
    return _whole(request, page, "paper.html")


def _whole(request: HttpRequest, page: Page, template: str) -> HttpResponse:
    panels = page_of.panels()
    areas = {area: list(group) for area, group in groupby(panels, key=lambda panel: panel.area)}
    context = panel_context(page, panels) | head(page) | {"areas": areas}
    return render(request, f"casework/household/{template}", context)


@require_safe
def timeline(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The timeline alone, filtered or further back, to put in place of the one on the page."""
    page = open_household(private(request), pk)
    panel = page_of.panel("timeline")
    return render(request, panel.template, panel_context(page, [panel]))
