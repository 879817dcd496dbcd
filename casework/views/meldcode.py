"""The five steps of the meldcode, on pages that are there for the members of its compartment alone."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from casework import services
from casework.closed.meldcode import MeldcodeStepForm, RestartForm, rounds_of
from casework.models import MeldcodeStep
from casework.views.closed import ask, carry_out, opened_compartment
from privacy.reading import private


@require_http_methods(["GET", "HEAD", "POST"])
def record_step(request: HttpRequest, pk: uuid.UUID, number: int) -> HttpResponse:
    """Record what was done for one of the five steps, or why it is skipped."""
    request = private(request)
    compartment = opened_compartment(request, pk)
    if number not in MeldcodeStep.Number.values:
        raise Http404
    rounds = rounds_of(request, compartment)
    written = sum(len(step["entries"]) for step in rounds[0]["steps"]) if rounds else 0
    data = request.POST if request.method == "POST" else None
    form = MeldcodeStepForm(number, data, initial={"entry": written + 1})
    if carry_out(request, form, services.record_meldcode_step, compartment=compartment):
        messages.success(request, _("Het is vastgelegd."))
        return redirect("casework:compartment", pk=pk)
    title = _("Stap %(number)s: %(words)s") % {"number": number, "words": MeldcodeStep.Number(number).label}
    back = (resolve_url("casework:compartment", pk=pk), _("Besloten dossier"))
    return ask(request, form, title=title, button=_("Leg vast"), back=back)


@require_http_methods(["GET", "HEAD", "POST"])
def restart(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Begin the five steps anew."""
    request = private(request)
    compartment = opened_compartment(request, pk)
    form = RestartForm(request.POST if request.method == "POST" else None)
    if carry_out(request, form, services.restart_meldcode, compartment=compartment):
        messages.success(request, _("De meldcode begint opnieuw. Wat er stond, blijft staan."))
        return redirect("casework:compartment", pk=pk)
    back = (resolve_url("casework:compartment", pk=pk), _("Besloten dossier"))
    return ask(request, form, title=_("Begin de meldcode opnieuw"), button=_("Begin opnieuw"), back=back)
