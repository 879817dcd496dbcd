"""The change history of a household or a person, over all models, told in sentences."""

from privacy.changes.comparing import Difference
from privacy.changes.following import ChangePlace, Story, leave_out, members_by, reach
from privacy.changes.showing import begin, show
from privacy.changes.telling import Change, keep_closed, tell_as_content, tell_changes

__all__ = [
    "Change",
    "ChangePlace",
    "Difference",
    "Story",
    "begin",
    "keep_closed",
    "leave_out",
    "members_by",
    "reach",
    "show",
    "tell_as_content",
    "tell_changes",
]
