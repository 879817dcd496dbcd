"""Actors, the purpose table, sharing decisions, the register of processing and the access record."""

from privacy.models.access_record import AccessRecord
from privacy.models.actors import Membership, Team, User
from privacy.models.emergencies import BreakGlass, EmergencyNotice, ReviewItem
from privacy.models.exports import ExportRequest
from privacy.models.logbook import LogbookPosition
from privacy.models.policy import ColleagueException, PurposePolicy
from privacy.models.register import ActivityVersion, LegalGround, ProcessingActivity
from privacy.models.seals import Seal, SealCheck, SealCopy
from privacy.models.sharing import Consent, SharingDecision, SharingTerms

__all__ = [
    "AccessRecord",
    "ActivityVersion",
    "BreakGlass",
    "ColleagueException",
    "Consent",
    "EmergencyNotice",
    "ExportRequest",
    "LegalGround",
    "LogbookPosition",
    "Membership",
    "ProcessingActivity",
    "PurposePolicy",
    "ReviewItem",
    "Seal",
    "SealCheck",
    "SealCopy",
    "SharingDecision",
    "SharingTerms",
    "Team",
    "User",
]
