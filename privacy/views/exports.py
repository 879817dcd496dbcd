"""What was asked to leave the system: a list, one request, and a colleague's decision about it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from privacy.access import get_or_404, read, scope
from privacy.acting import Actor
from privacy.choices import Purpose, Role
from privacy.exports.deciding import CannotDecide, decide, may_decide
from privacy.exports.forms import DecisionForm
from privacy.exports.kinds import kind_of
from privacy.models import ExportRequest
from privacy.reading import private

SHOWN = 100


def purpose_for(actor: Actor) -> Purpose:
    """Oversight for the privacy officer; others come for what they asked themselves."""
    return Purpose.OVERSIGHT if actor.has(Role.PRIVACY_OFFICER) else Purpose.HELP


@require_safe
def export_requests(request: HttpRequest) -> HttpResponse:
    """Everything that was taken out or asked, the newest first; for others than the privacy officer their own."""
    request = private(request)
    purpose = purpose_for(request.actor)
    rows = read(request, scope(ExportRequest, request.actor, purpose).order_by("-asked_at")[: SHOWN + 1], purpose)
    waiting = [row for row in rows if row.is_open and may_decide(request.actor, row)]
    lines = [(row, kind_of(row.kind).title) for row in rows[:SHOWN]]
    context = {"lines": lines, "waiting": len(waiting), "has_more": len(rows) > SHOWN, "shown": SHOWN}
    return render(request, "privacy/exports/list.html", context | {"is_oversight": purpose == Purpose.OVERSIGHT})


@require_http_methods(["GET", "HEAD", "POST"])
def export_request(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One request: for who asked it, to make the file once it is approved; for a colleague, to decide."""
    request = private(request)
    asked = get_or_404(request, ExportRequest, pk, purpose_for(request.actor))
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        decision = ExportRequest.Decision(form.cleaned_data["decision"])
        answer = form.cleaned_data["answer"]
        try:
            decide(actor=request.actor, asked=asked, decision=decision, answer=answer, at=timezone.now())
        except CannotDecide as refusal:
            request.reading.refused()
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Uw besluit is vastgelegd."))
            return redirect("privacy:export_request", pk=pk)
    kind = kind_of(asked.kind)
    context = {"asked": asked, "kind": kind, "facts": kind.facts(asked.parameters), "form": form}
    context |= {"may_decide": may_decide(request.actor, asked), "is_mine": asked.asked_by_id == request.actor.id}
    return render(request, "privacy/exports/one.html", context, status=422 if form.errors else 200)
