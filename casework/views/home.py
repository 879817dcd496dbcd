"""Where everybody begins."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casework.home import open_home
from privacy.reading import private


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """My households, what changed, what is due; for other roles, what they come for."""
    return render(request, "casework/home.html", {"home": open_home(private(request))})
