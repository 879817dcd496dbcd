"""Who has which household, and who stands in for whom."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from casework import services
from casework.forms import ReplacementForm
from casework.team import open_teams
from privacy.access import read
from privacy.choices import Purpose, Role
from privacy.reading import PrivateRequest, private


@require_safe
def team(request: HttpRequest) -> HttpResponse:
    """The reader's team or teams."""
    return render(request, "casework/team.html", {"pages": open_teams(private(request))})


@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say who stands in for a colleague: in which households, from when until when."""
    request = private(request)
    purpose = Purpose.CASELOAD if request.actor.has(Role.TEAM_LEAD) else Purpose.HELP
    theirs = services.replaceable(request.actor).filter(user=pk).select_related("user", "case__household")
    assignments = read(request, theirs.order_by("case__household__name", "domain"), purpose)
    if not assignments:
        raise Http404
    form = ReplacementForm(assignments, request.POST if request.method == "POST" else None)
    if form.is_valid() and _replaced(request, form):
        messages.success(request, _("De vervanging is geregeld."))
        return redirect("casework:team")
    context = {"form": form, "worker": assignments[0].user}
    return render(request, "casework/team/replace.html", context, status=422 if form.errors else 200)


def _replaced(request: PrivateRequest, form: ReplacementForm) -> bool:
    try:
        with transaction.atomic():
            services.replace(actor=request.actor, at=timezone.now(), **form.cleaned_data)
    except services.NotAllowed as refusal:
        request.reading.refused()
        form.add_error(None, str(refusal))
        return False
    except IntegrityError:  # one stand-in at a time: a constraint of the database
        form.add_error(None, _("In deze dagen vervangt al iemand anders. Kies andere dagen of andere huishoudens."))
        return False
    return True
