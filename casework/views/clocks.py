"""One clock: why its day is what it is, and giving it more time or an end."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from casework.clocks.explaining import explain, with_explanation
from casework.clocks.forms import DropForm, ExtendForm, MeetForm, ResumeForm, SuspendForm
from casework.models import Clock
from casework.page import Page, open_part
from casework.services.clocks import drop_clock, extend_clock, meet_clock, resume_clock, suspend_clock
from casework.services.clocks.delaying import waiting_for
from casework.views.closed import ask, carry_out
from households.models import Level
from privacy.access import get_or_404, read, scope
from privacy.choices import Purpose
from privacy.reading import PrivateRequest, private

MOST = 200
# The last word of the address: the question, the form, the service, and what is said when it is done.
DELAYS: dict[str, tuple[Any, type[forms.Form], Any, Any]] = {
    "opschorten": (gettext_lazy("Schort op"), SuspendForm, suspend_clock, gettext_lazy("De termijn is opgeschort.")),
    "hervatten": (gettext_lazy("Tel weer"), ResumeForm, resume_clock, gettext_lazy("De termijn loopt weer.")),
    "verlengen": (gettext_lazy("Verleng"), ExtendForm, extend_clock, gettext_lazy("De termijn is verlengd.")),
}
ENDS: dict[str, tuple[Any, type[forms.Form], Any, Any]] = {
    "gedaan": (gettext_lazy("Leg vast dat het gedaan is"), MeetForm, meet_clock, gettext_lazy("Vastgelegd.")),
    "vervallen": (
        gettext_lazy("Laat vervallen"),
        DropForm,
        drop_clock,
        gettext_lazy("De termijn is vervallen. De taak is weg."),
    ),
}


@require_safe
def clock(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Why this date."""
    page, found = _opened(private(request), pk)
    works = found.is_open and _works(page, found)
    context = {
        "clock": found,
        "household": page.household,
        "lines": explain(found),
        "may_work": works,
        "may_suspend": works and found.term.may_be_suspended and not waiting_for(found),
        "may_resume": works and waiting_for(found) is not None,
        "may_extend": works and len(found.extensions.all()) < found.term.extension_times,
    }
    return render(request, "casework/clocks/clock.html", context)


@require_safe
def household_clocks(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """All clocks of a household that the reader may see: what runs first, then what has ended, the newest first."""
    page = open_part(private(request), pk)
    rows = with_explanation(scope(Clock, page.request.actor, Purpose.HELP).filter(household=pk))
    found = read(page.request, rows.order_by(F("ended_on").desc(nulls_first=True), "due_on", "pk")[:MOST], Purpose.HELP)
    context = {"household": page.household, "clocks": [(one, explain(one)) for one in found]}
    return render(request, "casework/clocks/household.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def delay_clock(request: HttpRequest, pk: uuid.UUID, how: str) -> HttpResponse:
    """Suspend it, resume it or extend it."""
    return _change(private(request), pk, DELAYS.get(how))


@require_http_methods(["GET", "HEAD", "POST"])
def end_clock(request: HttpRequest, pk: uuid.UUID, how: str) -> HttpResponse:
    """Say that it was done, or that it has no sense any more."""
    return _change(private(request), pk, ENDS.get(how))


def _change(request: PrivateRequest, pk: uuid.UUID, way: tuple[Any, type[forms.Form], Any, Any] | None) -> HttpResponse:
    if way is None:
        raise Http404
    _page, found = _opened(request, pk)
    title, form_class, service, done = way
    sent = request.POST if request.method == "POST" else None
    form = ExtendForm(sent, term=found.term) if form_class is ExtendForm else form_class(sent)
    if carry_out(request, form, service, clock=found):
        messages.success(request, str(done))
        return redirect("casework:clock", pk=pk)
    back = (resolve_url("casework:clock", pk=pk), found.term.title)
    return ask(request, form, title=f"{title}: {found.term.title}", button=_("Bewaar"), back=back)


def _opened(request: PrivateRequest, pk: uuid.UUID) -> tuple[Page, Clock]:
    """A clock in sight, with the page of its household; a 404 outside."""
    within = with_explanation(scope(Clock, request.actor, Purpose.HELP)).select_related("term", "compartment")
    found = get_or_404(request, Clock, pk, Purpose.HELP, within=within)
    return open_part(request, found.household_id), found


def _works(page: Page, found: Clock) -> bool:
    if found.compartment is not None:
        return found.compartment.closed_at is None
    return page.sight.reaches(Level.WORK, found.domain)
