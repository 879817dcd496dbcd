"""Trajectories: the page of one, its steps, and beginning one."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casework import services
from casework.page import Page, open_part
from casework.trajectories.beginning import choices, earlier, handed_over, prefilled
from casework.trajectories.forms import DetailsForm, StepForm
from casework.trajectories.page import context_of, known_in, opened, persons_of, steps_of
from casework.trajectories.taking import Filled, begin, take
from casework.views.closed import ask, carry_out
from casework.workflow import workflow_of
from casework.youth.handing import who_begins
from households.models import Level
from privacy.reading import private


@require_safe
def trajectory(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Where a trajectory stands, what is due, and what to do next."""
    page, found = opened(private(request), pk)
    return render(request, "casework/trajectories/trajectory.html", context_of(page, found))


@require_http_methods(["GET", "HEAD", "POST"])
def take_step(request: HttpRequest, pk: uuid.UUID, step: str) -> HttpResponse:
    """One step: what it asks, and taking it."""
    page, found = opened(private(request), pk)
    chosen = workflow_of(found).step(step)
    if chosen is None:
        raise Http404
    taken = steps_of(page.request, found)
    data = request.POST if request.method == "POST" else None
    after = taken[-1].taken_on if taken else None
    known = known_in(page.request, found, chosen)
    form = StepForm(chosen, data, after=after, known=known, initial={"number": len(taken) + 1})
    filled = Filled.of(form, workflow_of(found), trajectory=found, data=data)
    if data is not None and take(page.request, found, filled):
        messages.success(request, str(chosen.told))
        return redirect("casework:trajectory", pk=pk)
    return _step_page(request, page, filled, trajectory=found)


def _step_page(request: HttpRequest, page: Page, filled: Filled, **more: Any) -> HttpResponse:
    context = {"household": page.household, "step": filled.form.step, "form": filled.form} | more
    context["part_forms"] = [form for _part, form in filled.parts]
    all_forms = [*filled.forms, *([more["details"]] if "details" in more else [])]
    status = 422 if any(form.errors for form in all_forms) else 200
    return render(request, "casework/trajectories/step.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def begin_trajectory(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Begin a trajectory: which kind, then for whom and its first step, in one form."""
    page = open_part(private(request), pk)
    handover = handed_over(page)
    kind = handover.to_domain if handover else request.GET.get("soort")
    workflow = next((one for one in choices(page) if one.kind == kind), None)
    if workflow is None:
        context = {"household": page.household, "choices": choices(page), "earlier": earlier(page)}
        context |= {"handover": handover, "who": who_begins(page, handover.to_domain)} if handover else {}
        return render(request, "casework/trajectories/choose.html", context)
    about, first = prefilled(page, handover, workflow) if handover else ({}, {})
    data = request.POST if request.method == "POST" else None
    details = DetailsForm(workflow, [row.person for row in page.memberships], data, initial=about)
    form = StepForm(workflow.opening, data, initial={"number": 1} | first)
    filled = Filled.of(form, workflow, trajectory=None, data=data)
    if data is not None and (made := begin(page, workflow, details=details, filled=filled)):
        messages.success(request, _("Het traject is begonnen."))
        sees = page.sight.reaches(Level.CONTENT, made.domain)
        return redirect("casework:trajectory", made.pk) if sees else redirect("casework:household", pk)
    return _step_page(request, page, filled, details=details, workflow=workflow)


@require_http_methods(["GET", "HEAD", "POST"])
def change_trajectory(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Correct for whom a trajectory is, what for, and by whom."""
    page, found = opened(private(request), pk)
    concerned = persons_of(page.request, found)
    people = {person.pk: person for person in [*(row.person for row in page.memberships), *concerned]}
    initial = {name: getattr(found, name) for name in ("subject", "aim", "goal", "provider")}
    initial["persons"] = [str(person.pk) for person in concerned]
    data = request.POST if request.method == "POST" else None
    form = DetailsForm(workflow_of(found), people.values(), data, initial=initial)
    if carry_out(page.request, form, services.change_trajectory, trajectory=found):
        messages.success(request, _("De gegevens zijn bewaard."))
        return redirect("casework:trajectory", pk=pk)
    back = (resolve_url("casework:trajectory", pk=pk), found.subject)
    return ask(request, form, title=_("Gegevens van het traject"), button=_("Bewaar"), back=back)


@require_POST
def restart_trajectory(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Begin anew what ended."""
    page, found = opened(private(request), pk)
    made = services.restart_trajectory(actor=page.request.actor, trajectory=found, at=timezone.now())
    messages.success(request, _("Het traject begint opnieuw. Leg nu de aanmelding vast."))
    return redirect("casework:trajectory", pk=made.pk)


@require_POST
def plan_aftercare(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Plan nazorg for what ended without it."""
    page, found = opened(private(request), pk)
    services.plan_aftercare(actor=page.request.actor, trajectory=found, at=timezone.now())
    messages.success(request, _("De nazorg staat op de werklijst: na drie en na zes maanden."))
    return redirect("casework:trajectory", pk=pk)
