"""Clocks: starting, ending, giving more time, and reckoning them anew. Each keeps its one task in step."""

from casework.services.clocks.amending import Preview, carry_on_all, change_term, preview_term
from casework.services.clocks.delaying import extend_clock, resume_clock, suspend_clock
from casework.services.clocks.recomputing import Recomputed, mark_passed, recompute_clocks
from casework.services.clocks.starting import drop_clock, meet_clock, start_clock

__all__ = [
    "Preview",
    "Recomputed",
    "carry_on_all",
    "change_term",
    "drop_clock",
    "extend_clock",
    "mark_passed",
    "meet_clock",
    "preview_term",
    "recompute_clocks",
    "resume_clock",
    "start_clock",
    "suspend_clock",
]
