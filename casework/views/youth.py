"""Jeugdhulp beside its steps: allocating, stopping, and the end of a measure."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from casework.models import ProtectionMeasure, Trajectory, YouthAllocation
from casework.services.youth import allocate as allocate_help
from casework.services.youth import end_measure as end_the_measure
from casework.services.youth import stop_allocation as stop_help
from casework.trajectories.page import opened, persons_of
from casework.views.closed import ask, carry_out
from casework.youth.forms import AllocationForm, MeasureForm, StopForm
from privacy.access import get_or_404, scope
from privacy.choices import Purpose
from privacy.reading import PrivateRequest, private


@require_http_methods(["GET", "HEAD", "POST"])
def allocate(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Record which provider gives which help."""
    page, trajectory = opened(private(request), pk)
    data = request.POST if request.method == "POST" else None
    form = AllocationForm(trajectory, persons_of(page.request, trajectory), data)
    if carry_out(page.request, form, allocate_help):
        messages.success(request, _("De toewijzing is vastgelegd."))
        return redirect("casework:trajectory", pk=pk)
    return ask(request, form, title=_("Jeugdhulp toewijzen"), button=_("Leg vast"), back=_back(trajectory))


@require_http_methods(["GET", "HEAD", "POST"])
def stop_allocation(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Record that help stopped."""
    request = private(request)
    allocation = _row(request, YouthAllocation, pk)
    form = StopForm(request.POST if request.method == "POST" else None)
    if carry_out(request, form, stop_help, allocation=allocation):
        messages.success(request, _("Vastgelegd dat de hulp is gestopt."))
        return redirect("casework:trajectory", pk=allocation.trajectory_id)
    back = _back(allocation.trajectory)
    return ask(request, form, title=_("De hulp is gestopt"), button=_("Leg vast"), back=back)


@require_http_methods(["GET", "HEAD", "POST"])
def end_measure(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Record the last day of a measure."""
    request = private(request)
    measure = _row(request, ProtectionMeasure, pk)
    form = MeasureForm(request.POST if request.method == "POST" else None, initial={"ends_on": measure.ends_on})
    if carry_out(request, form, end_the_measure, measure=measure):
        messages.success(request, _("De einddatum is vastgelegd."))
        return redirect("casework:trajectory", pk=measure.trajectory_id)
    back = _back(measure.trajectory)
    return ask(request, form, title=_("Einde van de maatregel"), button=_("Leg vast"), back=back)


def _row(request: PrivateRequest, model: Any, pk: uuid.UUID) -> Any:
    rows = scope(model, request.actor, Purpose.HELP).select_related("trajectory")
    return get_or_404(request, model, pk, Purpose.HELP, within=rows)


def _back(trajectory: Trajectory) -> tuple[str, str]:
    return resolve_url("casework:trajectory", pk=trajectory.pk), trajectory.subject
