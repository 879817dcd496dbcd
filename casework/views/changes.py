"""What was changed in a household, by whom and why: for who helps there, within what they may see."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from households.models import Household
from privacy.access import get_or_404
from privacy.changes import Story, begin, show
from privacy.choices import Purpose
from privacy.reading import private


@require_safe
def household_changes(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The changes of a household in the reader's scope, the newest first, a page at a time."""
    request, story = private(request), Story(household=pk)
    begin(request, story, Purpose.HELP)
    household = get_or_404(request, Household, pk, Purpose.HELP)
    context = show(request, story, Purpose.HELP)
    return render(request, "casework/household/changes.html", context | {"household": household})
