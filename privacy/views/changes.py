"""What was changed: of a household or a person for the privacy officer, of one's own household for workers."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from privacy import names
from privacy.access import get_or_404, list_or_404, registered_model
from privacy.changes import ChangePlace, Story, tell_changes
from privacy.choices import Purpose
from privacy.forms import LookUpForm, WhoseForm
from privacy.log.addresses import OLDER
from privacy.models import AccessRecord
from privacy.names import Names
from privacy.querysets import PAGE
from privacy.reading import PrivateRequest, private

FEW = 10
EVENT = "change.list"


def show(request: PrivateRequest, story: Story, purpose: Purpose, *, limit: int) -> dict[str, Any]:
    """A page of changes, with everybody whom the sentences name as subject of this read; and where it goes on."""
    try:
        after = ChangePlace.parse(request.GET.get(OLDER, ""))
    except ValueError:
        after = None
    changes = tell_changes(story, actor=request.actor, purpose=purpose, after=after, limit=limit + 1)
    shown = changes[:limit]
    request.reading.widen(
        EVENT,
        action=AccessRecord.Action.LIST,
        purpose=purpose,
        abouts=[change.about for change in shown],
        data_classes=[data_class for change in shown for data_class in change.data_classes],
    )
    return {
        "changes": shown,
        "is_older": after is not None,
        "earlier": urlencode({OLDER: shown[-1].place}) if len(changes) > limit else "",
    }


def begin(request: PrivateRequest, story: Story, purpose: Purpose) -> None:
    """Begin the access record: somebody looks at the changes of these."""
    request.reading.note(EVENT, action=AccessRecord.Action.LIST, purpose=purpose, about=story.about)


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
        context |= show(request, story, Purpose.OVERSIGHT, limit=PAGE) | {"story": story, "whose": whose}
    return render(request, "privacy/changes/page.html", context)


@require_safe
def household_changes(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The newest changes of a household in the reader's scope, to put on its page; within what the reader may see."""
    request, story = private(request), Story(household=pk)
    begin(request, story, Purpose.HELP)
    get_or_404(request, registered_model(names.HOUSEHOLD), pk, Purpose.HELP)
    context = show(request, story, Purpose.HELP, limit=FEW)
    return render(request, "privacy/changes/list.html", context | {"pk": pk})
