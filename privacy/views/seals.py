"""How the sealing of the access log stands, for the privacy officer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from privacy.access import list_or_404
from privacy.choices import Purpose
from privacy.models import AccessRecord
from privacy.reading import private
from privacy.seals import state_of_seals


@require_safe
def seals(request: HttpRequest) -> HttpResponse:
    """The last seal, what waits, and what the last verifications found. It shows nobody's data, so nothing is read."""
    request = private(request)
    list_or_404(request, AccessRecord, Purpose.OVERSIGHT)
    return render(request, "privacy/seals.html", {"state": state_of_seals(at=timezone.now())})
