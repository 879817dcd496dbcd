"""One search over one's own households and, for a purpose, over the other residents."""

from casework.search.answer import Answer, Hit, household_of, purposes_of
from casework.search.forms import EmergencyForm, FindMemberForm, OpenCaseForm, SearchForm

__all__ = [
    "Answer",
    "EmergencyForm",
    "FindMemberForm",
    "Hit",
    "OpenCaseForm",
    "SearchForm",
    "household_of",
    "purposes_of",
]
