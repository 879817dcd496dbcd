"""One search over one's own households and, for a purpose, over the other residents."""

from casework.search.answer import Answer, Hit, Home, case_number, household_of, purposes_of, search, search_case
from casework.search.forms import EmergencyForm, FindMemberForm, OpenCaseForm, SearchForm

__all__ = [
    "Answer",
    "EmergencyForm",
    "FindMemberForm",
    "Hit",
    "Home",
    "OpenCaseForm",
    "SearchForm",
    "case_number",
    "household_of",
    "purposes_of",
    "search",
    "search_case",
]
