"""The household page, and its parts."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casework import page as page_of
from casework.page import BELOW_THE_FOLD, Area, Page, Panel
from casework.panels.head import head
from privacy.reading import private, within_household


def panel_context(page: Page, panels: Iterable[Panel]) -> dict[str, Any]:
    """What the templates of these panels need, and the panels by area."""
    chosen = list(panels)
    areas = {area.value: [panel for panel in chosen if panel.area == area] for area in Area}
    context: dict[str, Any] = {"page": page, "household": page.household, "areas": areas}
    for panel in chosen:
        context |= panel.load(page)
    return context


@within_household
@require_safe
def detail(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One household as far as the reader's grounds reach; what is below the fold follows by htmx, or when asked."""
    page = page_of.open_page(private(request), pk)
    is_whole = "alles" in request.GET
    shown = [panel for panel in page_of.panels() if is_whole or panel.area not in BELOW_THE_FOLD]
    return render(request, "casework/household/page.html", panel_context(page, shown) | head(page))


@within_household
@require_safe
def below(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What is below the fold: notes, timeline, who is involved, who looked."""
    page = page_of.open_part(private(request), pk)
    shown = [panel for panel in page_of.panels() if panel.area in BELOW_THE_FOLD]
    return render(request, "casework/household/below.html", panel_context(page, shown) | head(page))


@within_household
@require_safe
def timeline(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The timeline alone, filtered or further back, to put in place of the one on the page."""
    page = page_of.open_part(private(request), pk)
    panel = page_of.panel("timeline")
    return render(request, panel.template, panel_context(page, [panel]))
