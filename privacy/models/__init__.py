"""Actors, the purpose table, sharing decisions, the register of processing and the access record."""

from privacy.models.access_record import AccessRecord
from privacy.models.actors import Membership, Team, User
from privacy.models.emergencies import BreakGlass, EmergencyNotice, ReviewItem
from privacy.models.logbook import LogbookPosition
from privacy.models.policy import ColleagueException, PurposePolicy, SharingDecision
from privacy.models.register import ActivityVersion, LegalGround, ProcessingActivity

__all__ = [
    "AccessRecord",
    "ActivityVersion",
    "BreakGlass",
    "ColleagueException",
    "EmergencyNotice",
    "LegalGround",
    "LogbookPosition",
    "Membership",
    "ProcessingActivity",
    "PurposePolicy",
    "ReviewItem",
    "SharingDecision",
    "Team",
    "User",
]
