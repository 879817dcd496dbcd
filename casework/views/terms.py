"""The terms of the law: what holds, since when, and changing it."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from casework import services
from casework.clocks.changing import (
    NotPossible,
    TermChange,
    held_on,
    length_of,
    planned_after,
    recalculations_of,
    versions_of,
    words_of,
)
from casework.clocks.forms import TermForm
from casework.clocks.laws import law_of
from casework.models import Term
from casework.services.clocks import Preview, change_term, preview_term
from privacy.audit import About
from privacy.choices import DataClass, Purpose, Role
from privacy.models import AccessRecord
from privacy.reading import PrivateRequest, private


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """All terms as they hold today, by law, with what is planned."""
    today = timezone.localdate()
    planned = planned_after(today)
    rows = [(term, words_of(term), planned.get(term.key)) for term in held_on(today)]
    by_law = groupby(sorted(rows, key=lambda row: (law_of(row[0].key), row[0].key)), key=lambda row: law_of(row[0].key))
    laws = [(law.name, list(found)) for law, found in by_law]
    return render(request, "casework/terms/list.html", {"laws": laws, "may_change": _may_change(private(request))})


@require_http_methods(["GET", "HEAD", "POST"])
def term(request: HttpRequest, key: str) -> HttpResponse:
    """One term: what holds, what held before and by whom; changing it, for the functional administrator."""
    request = private(request)
    versions = versions_of(key)
    if not versions:
        raise Http404
    held = _shown(versions)
    context: dict[str, Any] = {
        "held": held,
        "words": words_of(held),
        "versions": [(version, words_of(version)) for version in versions],
        "recalculations": recalculations_of(key),
    }
    if not _may_change(request):
        if request.method == "POST":
            raise services.NotAllowed(_("Alleen de functioneel beheerder wijzigt termijnen."))
        return render(request, "casework/terms/term.html", context)
    form = TermForm(request.POST if request.method == "POST" else None, held=held)
    return _changing(request, form, context)


def _changing(request: PrivateRequest, form: TermForm, context: dict[str, Any]) -> HttpResponse:
    """The form; then what would follow; then, confirmed, the change."""
    if form.is_bound and form.is_valid():
        change = form.as_change()
        try:
            if "confirmed" in request.POST:
                change_term(change, actor=request.actor, at=timezone.now())
                messages.success(request, _("De termijn is gewijzigd. De lopende termijnen worden nu herberekend."))
                return redirect("casework:term", key=change.key)
            context |= {"change": change, "length": length_of(change), "preview": _foretold(request, change)}
        except NotPossible as refusal:
            form.add_error(refusal.field, str(refusal))
    context["form"] = form
    return render(request, "casework/terms/term.html", context, status=422 if form.errors else 200)


def _foretold(request: PrivateRequest, change: TermChange) -> Preview:
    foretold = preview_term(change, today=timezone.localdate())
    request.reading.note(
        "term.foretold",
        action=AccessRecord.Action.READ,
        purpose=Purpose.REGISTRATION,
        about=About(),
        data_classes=[DataClass.INVOLVEMENT],
    )
    return foretold


def _may_change(request: PrivateRequest) -> bool:
    return request.actor.has(Role.ADMINISTRATOR)


def _shown(versions: list[Term]) -> Term:
    """The version of today, else the newest one."""
    today = timezone.localdate()
    live = [row for row in versions if row.replaced_at is None]
    return next((row for row in live if row.valid_from <= today and (row.valid_until or today) >= today), live[0])
