"""Decisions of a trajectory: objections, and letters to print."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from casework import services
from casework.models import Decision, TrajectoryStep
from casework.trajectories.forms import ObjectionDecisionForm, ObjectionForm
from casework.trajectories.letters import letter
from casework.trajectories.page import clocks_of, decisions_of, opened, persons_of
from casework.views.closed import ask, carry_out
from casework.workflow.privacy import LETTER
from privacy.access import get_or_404, scope
from privacy.choices import Purpose
from privacy.exports import Contents, TooLarge, require_proof, take_out, takes_out, watermark
from privacy.exports.forms import WhyForm
from privacy.exports.pdf import PDF, Document, as_pdf
from privacy.reading import PrivateRequest, private


@require_http_methods(["GET", "HEAD", "POST"])
def object_to_decision(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Record an objection that came."""
    request = private(request)
    decision = _decision(request, pk)
    form = ObjectionForm(request.POST if request.method == "POST" else None)
    if carry_out(request, form, services.object_to, decision=decision):
        messages.success(request, _("Het bezwaar is vastgelegd. De termijn om te beslissen loopt."))
        return redirect("casework:trajectory", pk=decision.trajectory_id)
    return ask(request, form, title=_("Bezwaar vastleggen"), button=_("Leg vast"), back=_back(decision))


@require_http_methods(["GET", "HEAD", "POST"])
def decide_objection(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Record what was decided on an objection."""
    request = private(request)
    decision = _decision(request, pk)
    form = ObjectionDecisionForm(request.POST if request.method == "POST" else None)
    if carry_out(request, form, services.decide_objection, decision=decision):
        messages.success(request, _("Het besluit op bezwaar is vastgelegd."))
        return redirect("casework:trajectory", pk=decision.trajectory_id)
    return ask(request, form, title=_("Besluit op bezwaar vastleggen"), button=_("Leg vast"), back=_back(decision))


def _decision(request: PrivateRequest, pk: uuid.UUID) -> Decision:
    rows = scope(Decision, request.actor, Purpose.HELP).select_related("trajectory")
    return get_or_404(request, Decision, pk, Purpose.HELP, within=rows)


def _back(decision: Decision) -> tuple[str, str]:
    return resolve_url("casework:trajectory", pk=decision.trajectory_id), decision.trajectory.subject


@takes_out(LETTER)
@require_http_methods(["GET", "HEAD", "POST"])
def trajectory_letter(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The letter of a step: ask why it is printed, and make it: a page for the printer, or a PDF."""
    request = private(request)
    rows = scope(TrajectoryStep, request.actor, Purpose.HELP).exclude(letter="").select_related("taken_by")
    step = get_or_404(request, TrajectoryStep, pk, Purpose.HELP, within=rows)
    require_proof(request)
    why = WhyForm(request.POST if request.method == "POST" else None)
    if why.is_bound and why.is_valid():
        try:
            return _letter(request, step, why)
        except TooLarge as refusal:
            why.add_error(None, str(refusal))
    context = {"step": step, "form": why, "back": resolve_url("casework:trajectory", pk=step.trajectory_id)}
    return render(request, "casework/trajectories/ask_letter.html", context, status=422 if why.errors else 200)


def _letter(request: PrivateRequest, step: TrajectoryStep, why: WhyForm) -> HttpResponse:
    page, trajectory = opened(request, step.trajectory_id)
    decision = next((row for row in decisions_of(request, trajectory) if row.step_id == step.pk), None)
    persons, clocks = persons_of(request, trajectory), clocks_of(request, trajectory)
    made = letter(page, trajectory, step, persons=persons, clocks=clocks, decision=decision)
    take_out(request, why.as_request(LETTER, household_id=page.household.pk), Contents(rows=1))
    return _printed(request, made)


def _printed(request: PrivateRequest, made: Document) -> HttpResponse:
    reader = watermark(request.actor)
    if "pdf" in request.POST:
        headers = {"Content-Disposition": 'attachment; filename="brief.pdf"'}
        return HttpResponse(as_pdf(made, reader=reader), content_type=PDF, headers=headers)
    return render(request, "casework/trajectories/letter.html", {"letter": made, "watermark": reader})
