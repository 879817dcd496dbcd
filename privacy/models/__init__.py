"""Actors, the purpose table, sharing decisions and the access record."""

from privacy.models.access_record import AccessRecord
from privacy.models.actors import Membership, Team, User
from privacy.models.policy import ColleagueException, PurposePolicy, SharingDecision

__all__ = [
    "AccessRecord",
    "ColleagueException",
    "Membership",
    "PurposePolicy",
    "SharingDecision",
    "Team",
    "User",
]
