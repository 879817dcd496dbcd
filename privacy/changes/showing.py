"""A page of changes, recorded as read."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from privacy.changes.following import ChangePlace, Story
from privacy.changes.telling import tell_changes
from privacy.choices import Purpose
from privacy.log.addresses import OLDER
from privacy.models import AccessRecord
from privacy.querysets import PAGE
from privacy.reading import PrivateRequest

EVENT = "change.list"


def begin(request: PrivateRequest, story: Story, purpose: Purpose) -> None:
    """Begin the access record: somebody looks at the changes of these."""
    request.reading.note(EVENT, action=AccessRecord.Action.LIST, purpose=purpose, about=story.about)


def show(request: PrivateRequest, story: Story, purpose: Purpose) -> dict[str, Any]:
    """A page of changes, with everybody whom the sentences name as subject of this read; and where it goes on."""
    try:
        after = ChangePlace.parse(request.GET.get(OLDER, ""))
    except ValueError:
        after = None
    changes = tell_changes(story, actor=request.actor, purpose=purpose, after=after, limit=PAGE + 1)
    shown = changes[:PAGE]
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
        "earlier": urlencode({OLDER: shown[-1].place}) if len(changes) > PAGE else "",
    }
