"""Who has which household."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casework.team import open_teams
from privacy.reading import private


@require_safe
def team(request: HttpRequest) -> HttpResponse:
    """The reader's team or teams."""
    return render(request, "casework/team.html", {"pages": open_teams(private(request))})
