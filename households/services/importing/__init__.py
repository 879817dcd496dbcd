"""Bringing people in from the BRP: who they are, where they live, who is tied to whom, and their households."""

from households.services.importing.lines import Lines, UnreadableFile, read_lines
from households.services.importing.people import Outcome
from households.services.importing.report import Problem, Report
from households.services.importing.run import import_lines, import_people, refresh_known

__all__ = [
    "Lines",
    "Outcome",
    "Problem",
    "Report",
    "UnreadableFile",
    "import_lines",
    "import_people",
    "read_lines",
    "refresh_known",
]
