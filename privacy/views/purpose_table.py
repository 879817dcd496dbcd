"""The purpose table for the privacy officer: what may be used for what, since when, and changing it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from privacy.access import list_or_404
from privacy.audit import About
from privacy.choices import DataClass, Purpose, Source
from privacy.models import AccessRecord
from privacy.purpose_table import (
    CLASSES,
    PURPOSES,
    Change,
    Place,
    Shift,
    change_cells,
    fixed,
    history_of,
    planned_after,
    preview,
    table_on,
)
from privacy.purpose_table.forms import CellForm, ChangeForm, WamsForm
from privacy.reading import PrivateRequest, private


def officer(request: HttpRequest) -> PrivateRequest:
    """The request, of a privacy officer; a 404 for everybody else."""
    request = private(request)
    list_or_404(request, AccessRecord, Purpose.OVERSIGHT)
    return request


@require_safe
def purpose_table(request: HttpRequest) -> HttpResponse:
    """The whole table as it holds today, with what is planned."""
    request = officer(request)
    return render(request, "privacy/purpose_table/page.html", {"sources": Source, "rows": list(_rows())})


def _rows() -> Iterator[dict[str, Any]]:
    today = timezone.localdate()
    held, planned = table_on(today), planned_after(today)
    for purpose in PURPOSES:
        columns = [
            (source, [(place, held.get(place), planned.get(place)) for place in _cells(source, purpose)])
            for source in Source
        ]
        yield {"purpose": purpose, "columns": columns, "is_wams": purpose == Purpose.WAMS}


def _cells(source: Source, purpose: Purpose) -> list[Place]:
    return [Place(source, purpose, data_class) for data_class in CLASSES]


@require_http_methods(["GET", "HEAD", "POST"])
def purpose_cell(request: HttpRequest, cell: str) -> HttpResponse:
    """One cell: what holds, what held before and by whom, and changing it."""
    request = officer(request)
    try:
        place = Place.parse(cell)
    except ValueError:
        raise Http404 from None
    held = table_on(timezone.localdate()).get(place)
    first = {"rule": held.rule, "article": held.article} if held else {}
    form = CellForm(request.POST if request.method == "POST" else None, initial=first, place=place)
    context = {
        "form": form,
        "place": place,
        "held": held,
        "planned": planned_after(timezone.localdate()).get(place),
        "fixed": fixed(place),
        "history": history_of(place),
    }
    return _changing(request, "privacy/purpose_table/cell.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def wams(request: HttpRequest) -> HttpResponse:
    """The Wams, on from a day and off from a day."""
    request = officer(request)
    form = WamsForm(request.POST if request.method == "POST" else None)
    one = Place(Source.DEBTS, Purpose.WAMS, DataClass.CONTENT)
    context = {"form": form, "held": table_on(timezone.localdate()).get(one), "history": history_of(one)}
    return _changing(request, "privacy/purpose_table/wams.html", context)


def _changing(request: PrivateRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """The form; then what would follow; then, confirmed, the change."""
    form: ChangeForm = context["form"]
    if request.method != "POST" or not form.is_valid():
        return render(request, template, context, status=422 if form.errors else 200)
    change = form.as_change()
    if "confirmed" in request.POST:
        change_cells(change, actor=request.actor, at=timezone.now())
        messages.success(request, _("De doelentabel is gewijzigd, vanaf %s.") % f"{change.valid_from:%d-%m-%Y}")
        return redirect("privacy:purpose_table")
    return render(request, template, context | {"change": change, "shifts": _foretold(request, change)})


def _foretold(request: PrivateRequest, change: Change) -> dict[str, list[Shift]]:
    shifts = preview(change)
    request.reading.note(
        "purposetable.foretold",
        action=AccessRecord.Action.READ,
        purpose=Purpose.OVERSIGHT,
        about=About(),
        data_classes=[DataClass.INVOLVEMENT],
    )
    return {
        "gained": [shift for shift in shifts if shift.is_gain],
        "lost": [shift for shift in shifts if not shift.is_gain],
    }
