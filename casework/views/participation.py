"""Participation beside its steps: asking about a scheme."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from casework.models import Scheme
from casework.participation.forms import SchemeAnswerForm
from casework.services.participation import answer_scheme as record_answer
from casework.trajectories.page import opened
from casework.views.closed import ask, carry_out
from privacy.dates import on_day
from privacy.reading import private


@require_http_methods(["GET", "HEAD", "POST"])
def answer_scheme(request: HttpRequest, pk: uuid.UUID, scheme_pk: int) -> HttpResponse:
    """Record what somebody said about a scheme."""
    page, trajectory = opened(private(request), pk)
    scheme = get_object_or_404(Scheme, on_day(timezone.localdate()), pk=scheme_pk)
    form = SchemeAnswerForm(request.POST if request.method == "POST" else None)
    if carry_out(page.request, form, record_answer, trajectory=trajectory, scheme=scheme):
        messages.success(request, _("Het antwoord is vastgelegd."))
        return redirect("casework:trajectory", pk=pk)
    back = (resolve_url("casework:trajectory", pk=pk), trajectory.subject)
    text = _("%(text)s Aanvragen: %(where)s. Dit is een vraag, en geen besluit over een recht.")
    told = text % {"text": scheme.text, "where": scheme.apply_at}
    return ask(request, form, title=scheme.title, button=_("Leg vast"), back=back, text=told)
