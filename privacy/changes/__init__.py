"""The change history of a household or a person, over all models, told in sentences."""

from privacy.changes.comparing import Difference
from privacy.changes.following import ChangePlace, Story, leave_out, members_by, reach
from privacy.changes.telling import Change, keep_closed, tell_changes

__all__ = [
    "Change",
    "ChangePlace",
    "Difference",
    "Story",
    "keep_closed",
    "leave_out",
    "members_by",
    "reach",
    "tell_changes",
]
