"""Emergency access to a household, from a search hit only: no address tells whether a household exists."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from casework import services
from casework.search import EmergencyForm
from casework.views.search import hit_of
from households.models import Household
from privacy.access import get_or_404
from privacy.acting import may_have_purpose
from privacy.choices import Domain, Purpose
from privacy.models import BreakGlass
from privacy.reading import PrivateRequest, private


@require_POST
def break_glass(request: HttpRequest) -> HttpResponse:
    """Say what it does and ask why; then open the household for four hours."""
    request = private(request)
    if not may_have_purpose(request.actor, Purpose.EMERGENCY):
        raise PermissionDenied
    form = EmergencyForm(request.actor, request.POST)
    is_valid = form.is_valid()
    if not form.is_whole:
        raise BadRequest
    person, household = hit_of(request, form)
    is_asked = "words" not in request.POST
    if is_asked:
        form = EmergencyForm(request.actor, initial=form.cleaned_data | {"domain": ""})
    elif is_valid and _opened(request, household, form):
        return redirect("casework:household", pk=household.pk)
    context = {"form": form, "person": person}
    return render(request, "casework/search/emergency.html", context, status=200 if is_asked else 422)


def _opened(request: PrivateRequest, household: Household, form: EmergencyForm) -> bool:
    data = form.cleaned_data
    try:
        with transaction.atomic():
            opened = services.break_glass(
                actor=request.actor,
                household=household,
                reason=BreakGlass.Reason(data["reason"]),
                words=data["words"],
                domain=Domain(data["domain"]) if data["domain"] else None,
                at=timezone.now(),
            )
    except services.NotAllowed as refusal:
        request.reading.refused()
        form.add_error(None, str(refusal))
        return False
    until = date_format(timezone.localtime(opened.expires_at), "H:i")
    messages.success(request, _("De noodtoegang is open tot %s. Wie het moet weten, ziet dit nu.") % until)
    return True


@require_POST
def end_emergency(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Stop before the four hours are over."""
    request = private(request)
    emergency = get_or_404(request, BreakGlass, pk, Purpose.HELP)
    services.end_emergency(actor=request.actor, emergency=emergency, at=timezone.now())
    messages.success(request, _("De noodtoegang is gestopt."))
    return redirect("home")
