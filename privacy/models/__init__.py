"""Actors, the purpose table, sharing decisions and the access record."""

from privacy.models.access_record import AccessRecord
from privacy.models.actors import Membership, Team, User
from privacy.models.emergencies import BreakGlass, EmergencyNotice, ReviewItem
from privacy.models.policy import ColleagueException, PurposePolicy, SharingDecision

__all__ = [
    "AccessRecord",
    "BreakGlass",
    "ColleagueException",
    "EmergencyNotice",
    "Membership",
    "PurposePolicy",
    "ReviewItem",
    "SharingDecision",
    "Team",
    "User",
]
