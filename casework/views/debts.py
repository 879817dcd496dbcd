"""Debts of a trajectory: recording one, what is owed, threats, and the solution."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from casework.debts.forms import AboutDebtForm, AvertForm, BalanceForm, DebtForm, SolutionForm
from casework.models import Debt, DebtSolution, Threat, Trajectory
from casework.services import debts as services
from casework.trajectories.page import opened, persons_of
from casework.views.closed import ask, carry_out
from privacy.access import get_or_404, scope
from privacy.choices import Domain, Purpose
from privacy.reading import PrivateRequest, private


@require_http_methods(["GET", "HEAD", "POST"])
def add_debt(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A debt more."""
    page, trajectory = opened(private(request), pk)
    if trajectory.domain != Domain.DEBTS:
        raise Http404
    form = DebtForm(persons_of(page.request, trajectory), request.POST if request.method == "POST" else None)
    if carry_out(page.request, form, services.add_debt, trajectory=trajectory):
        messages.success(request, _("De schuld is vastgelegd."))
        return redirect("casework:trajectory", pk=pk)
    return ask(request, form, title=_("Schuld vastleggen"), button=_("Leg vast"), back=back(trajectory))


@require_http_methods(["GET", "HEAD", "POST"])
def change_debt(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Correct whose and what kind a debt is, and how sure the claim is."""
    request = private(request)
    debt = of_trajectory(request, Debt, pk)
    people = persons_of(request, debt.trajectory)
    initial = {"creditor": debt.creditor, "kind": debt.kind, "status": debt.status, "person": debt.person_id}
    form = AboutDebtForm(people, request.POST if request.method == "POST" else None, initial=initial)
    if carry_out(request, form, services.change_debt, debt=debt):
        messages.success(request, _("De schuld is bewaard."))
        return redirect("casework:trajectory", pk=debt.trajectory_id)
    return ask(request, form, title=_("Schuld wijzigen"), button=_("Bewaar"), back=back(debt.trajectory))


@require_http_methods(["GET", "HEAD", "POST"])
def record_balance(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What is owed of a debt on a day."""
    request = private(request)
    debt = of_trajectory(request, Debt, pk)
    form = BalanceForm(request.POST if request.method == "POST" else None)
    if carry_out(request, form, services.record_balance, debt=debt):
        messages.success(request, _("Het bedrag is vastgelegd."))
        return redirect("casework:trajectory", pk=debt.trajectory_id)
    title = _("Wat staat er open bij %s?") % debt.creditor
    return ask(request, form, title=title, button=_("Leg vast"), back=back(debt.trajectory))


@require_http_methods(["GET", "HEAD", "POST"])
def avert_threat(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A threat that is over."""
    request = private(request)
    threat = of_trajectory(request, Threat, pk)
    form = AvertForm(request.POST if request.method == "POST" else None)
    if carry_out(request, form, services.avert_threat, threat=threat):
        messages.success(request, _("De dreiging is afgewend."))
        return redirect("casework:trajectory", pk=threat.trajectory_id)
    return ask(request, form, title=_("Dreiging afgewend"), button=_("Leg vast"), back=back(threat.trajectory))


@require_http_methods(["GET", "HEAD", "POST"])
def change_solution(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What a solution rests on."""
    request = private(request)
    solution = of_trajectory(request, DebtSolution, pk)
    initial = {name: getattr(solution, name) for name in ("vtlb", "monthly", "starts_on", "ends_on")}
    form = SolutionForm(request.POST if request.method == "POST" else None, initial=initial)
    if carry_out(request, form, services.change_solution, solution=solution):
        messages.success(request, _("De oplossing is bewaard."))
        return redirect("casework:trajectory", pk=solution.trajectory_id)
    title = solution.get_kind_display()
    return ask(request, form, title=title, button=_("Bewaar"), back=back(solution.trajectory))


def of_trajectory(request: PrivateRequest, model: type[Any], pk: uuid.UUID) -> Any:
    """A row of a trajectory in sight; a 404 outside."""
    rows = scope(model, request.actor, Purpose.HELP).select_related("trajectory")
    return get_or_404(request, model, pk, Purpose.HELP, within=rows)


def back(trajectory: Trajectory) -> tuple[str, str]:
    """The way back to the trajectory."""
    return resolve_url("casework:trajectory", pk=trajectory.pk), trajectory.subject
