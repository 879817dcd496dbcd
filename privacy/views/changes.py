"""What was changed, of a household or a person, for the privacy officer."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from privacy import names
from privacy.access import list_or_404
from privacy.changes import begin, show
from privacy.choices import Purpose
from privacy.forms import LookUpForm, WhoseForm
from privacy.models import AccessRecord
from privacy.names import Names
from privacy.reading import private


@require_safe
def change_history(request: HttpRequest) -> HttpResponse:
    """For oversight: every change about a household or a person."""
    request = private(request)
    form = WhoseForm(request.GET)
    story = form.as_story() if form.is_valid() else None
    list_or_404(request, AccessRecord, Purpose.OVERSIGHT, asked=story.about if story else None)
    context: dict[str, Any] = {"form": form, "look_up": LookUpForm()}
    if story is not None:
        called = Names()
        whose = (
            called.of(names.HOUSEHOLD, story.household) if story.household else called.of(names.PERSON, story.person)
        )
        begin(request, story, Purpose.OVERSIGHT)
        context |= show(request, story, Purpose.OVERSIGHT) | {"story": story, "whose": whose}
    return render(request, "privacy/changes/page.html", context)
