"""Support under the Wmo 2015: offers, the inquiry, and provisions."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from casework.models import Inquiry, Offer, Provision, Trajectory
from casework.models.wmo import SUBJECTS
from casework.page import Page
from casework.services import wmo as services
from casework.services.wmo.inquiring import version
from casework.trajectories.page import opened
from casework.views.closed import ask, carry_out
from casework.views.debts import back, of_trajectory
from casework.wmo.forms import ChangeProvisionForm, InquiryForm, OfferForm, ProvisionForm, StopForm
from casework.wmo.page import giving, rows_of
from privacy.choices import Domain
from privacy.reading import private

TERMS = ("kind", "delivery", "provider", "budget", "starts_on", "ends_on", "review_on")


@require_http_methods(["GET", "HEAD", "POST"])
def record_offer(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Proof that something was offered."""
    page, trajectory = _opened(request, pk)
    form = OfferForm(request.POST if request.method == "POST" else None, initial={"what": request.GET.get("wat")})
    if carry_out(page.request, form, services.record_offer, trajectory=trajectory):
        messages.success(request, _("%s: vastgelegd.") % Offer.What(form.cleaned_data["what"]).label.capitalize())
        return redirect("casework:trajectory", pk=pk)
    return ask(request, form, title=_("Vastleggen wat is aangeboden"), button=_("Leg vast"), back=back(trajectory))


@require_http_methods(["GET", "HEAD", "POST"])
def write_inquiry(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What the inquiry found; for whoever may read health data in this domain."""
    page, trajectory = _opened(request, pk)
    if trajectory.domain not in page.sight.special:
        raise Http404
    inquiry = next(iter(rows_of(page.request, Inquiry, trajectory, "pk", related=("written_by",))), None)
    initial = {name: getattr(inquiry, name, "") for name in (*SUBJECTS.values(), "report")}
    form = InquiryForm(request.POST if request.method == "POST" else None, initial=initial | {"seen": version(inquiry)})
    if carry_out(page.request, form, services.write_inquiry, trajectory=trajectory):
        messages.success(request, _("Het onderzoek is bewaard."))
        return redirect("casework:trajectory", pk=pk)
    text = _("Schrijf alleen op wat voor deze vraag nodig is. Alles mag leeg blijven.")
    title = _("Onderzoek")
    return ask(request, form, title=title, button=_("Bewaar"), back=back(trajectory), text=text)


@require_http_methods(["GET", "HEAD", "POST"])
def add_provision(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A provision that a decision gives."""
    page, trajectory = _opened(request, pk)
    decisions = giving(page.request, trajectory)
    if not decisions:
        text = _("Leg eerst de beschikking vast die de voorziening toekent.")
        return ask(request, None, title=_("Voorziening vastleggen"), back=back(trajectory), text=text)
    form = ProvisionForm(
        decisions, request.POST if request.method == "POST" else None, initial={"provider": trajectory.provider}
    )
    if carry_out(page.request, form, services.add_provision, trajectory=trajectory):
        messages.success(request, _("De voorziening is vastgelegd."))
        return redirect("casework:trajectory", pk=pk)
    return ask(request, form, title=_("Voorziening vastleggen"), button=_("Leg vast"), back=back(trajectory))


@require_http_methods(["GET", "HEAD", "POST"])
def change_provision(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Correct a provision."""
    request = private(request)
    provision = of_trajectory(request, Provision, pk)
    initial = {name: getattr(provision, name) for name in TERMS}
    form = ChangeProvisionForm(request.POST if request.method == "POST" else None, initial=initial)
    if carry_out(request, form, services.change_provision, provision=provision):
        messages.success(request, _("De voorziening is bewaard."))
        return redirect("casework:trajectory", pk=provision.trajectory_id)
    title = _("Voorziening wijzigen")
    return ask(request, form, title=title, button=_("Bewaar"), back=back(provision.trajectory))


@require_http_methods(["GET", "HEAD", "POST"])
def stop_provision(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """End a provision before its time."""
    request = private(request)
    provision = of_trajectory(request, Provision, pk)
    form = StopForm(request.POST if request.method == "POST" else None)
    if carry_out(request, form, services.stop_provision, provision=provision):
        messages.success(request, _("De voorziening stopt."))
        return redirect("casework:trajectory", pk=provision.trajectory_id)
    title = _("%s stoppen") % provision.get_kind_display().capitalize()
    return ask(request, form, title=title, button=_("Leg vast"), back=back(provision.trajectory))


def _opened(request: HttpRequest, pk: uuid.UUID) -> tuple[Page, Trajectory]:
    """A Wmo trajectory whose content is in sight; a 404 outside, and for those of other laws."""
    page, trajectory = opened(private(request), pk)
    if trajectory.domain != Domain.WMO:
        raise Http404
    return page, trajectory
