"""People who may be registered twice: the list, two records side by side, and merges with a way back."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from households.duplicates import FOR, SHOWN, compare, merges_done, open_candidates, with_people
from households.forms import MergeForm
from households.models import DuplicateCandidate, PersonMerge
from households.services.merging import CannotMerge, keep_apart, merge, undo
from privacy.access import get_or_404, list_or_404, read
from privacy.reading import private


@require_safe
def duplicates(request: HttpRequest) -> HttpResponse:
    """The pairs that wait for somebody's judgement."""
    request = private(request)
    waiting = open_candidates(list_or_404(request, DuplicateCandidate, FOR))
    candidates = read(request, waiting[: SHOWN + 1], FOR)
    context = {"candidates": candidates[:SHOWN], "is_cut": len(candidates) > SHOWN}
    return render(request, "households/duplicates/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def duplicate(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Two records side by side; by POST they become one."""
    request = private(request)
    candidate = get_or_404(request, DuplicateCandidate, pk, FOR, within=with_people(request.actor))
    comparison = compare(request, candidate)
    form = MergeForm(comparison, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            merge(actor=request.actor, reason=form.cleaned_data["reason"], at=timezone.now(), **form.kept_and_merged)
        except CannotMerge as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("De twee records zijn samengevoegd. U kunt dit hier ongedaan maken."))
            return redirect("households:merges")
    context = {"comparison": comparison, "form": form}
    return render(request, "households/duplicates/page.html", context, status=422 if form.errors else 200)


@require_POST
def two_people(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Somebody says that these are two people: the pair is not offered again."""
    request = private(request)
    candidate = get_or_404(request, DuplicateCandidate, pk, FOR, within=with_people(request.actor))
    try:
        keep_apart(actor=request.actor, candidate=candidate)
    except CannotMerge as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Vastgelegd: dit zijn twee mensen."))
    return redirect("households:duplicates")


@require_safe
def merges(request: HttpRequest) -> HttpResponse:
    """What was merged, by whom and why."""
    request = private(request)
    done = read(request, merges_done(list_or_404(request, PersonMerge, FOR)), FOR)
    return render(request, "households/duplicates/merges.html", {"merges": done})


@require_POST
def undo_merge(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take a merge back."""
    request = private(request)
    done = get_or_404(request, PersonMerge, pk, FOR)
    try:
        stuck = undo(actor=request.actor, merge=done, at=timezone.now())
    except CannotMerge as refusal:
        messages.error(request, str(refusal))
    else:
        if stuck:
            text = _("Niet alles kon terug: %s keer stond er al iets anders. Controleer beide records.")
            messages.warning(request, text % stuck)
        messages.success(
            request, _("De samenvoeging is ongedaan gemaakt. Het tweetal staat weer bij dubbele personen.")
        )
    return redirect("households:merges")
