"""The work for a household: case, assignments, trajectories, journal, tasks, alerts, timeline."""

from casework.models.cases import Assignment, Case
from casework.models.clocks import Clock, ClockExtension, ClockRecalculation, ClockSuspension, Term
from casework.models.compartments import Compartment, CompartmentMember
from casework.models.debts import Debt, DebtBalance, DebtSolution, Threat
from casework.models.journal import JournalEntry, TimelineEvent
from casework.models.meldcode import MeldcodeRound, MeldcodeStep
from casework.models.participation import Exemption, Scheme, SchemeAnswer
from casework.models.sharing import SightRequest
from casework.models.steps import Decision, TrajectoryStep
from casework.models.tasks import Alert, Task
from casework.models.trajectories import Trajectory
from casework.models.wmo import Application, Inquiry, Offer, Provision
from casework.models.work import CalendarFeed, Notice, OutgoingMail, SavedFilter, TimerRun
from casework.models.youth import AgeReached, Handover, ProtectionMeasure, YouthAllocation, YouthConsent

__all__ = [
    "AgeReached",
    "Alert",
    "Application",
    "Assignment",
    "CalendarFeed",
    "Case",
    "Clock",
    "ClockExtension",
    "ClockRecalculation",
    "ClockSuspension",
    "Compartment",
    "CompartmentMember",
    "Debt",
    "DebtBalance",
    "DebtSolution",
    "Decision",
    "Exemption",
    "Handover",
    "Inquiry",
    "JournalEntry",
    "MeldcodeRound",
    "MeldcodeStep",
    "Notice",
    "Offer",
    "OutgoingMail",
    "ProtectionMeasure",
    "Provision",
    "SavedFilter",
    "Scheme",
    "SchemeAnswer",
    "SightRequest",
    "Task",
    "Term",
    "Threat",
    "TimelineEvent",
    "TimerRun",
    "Trajectory",
    "TrajectoryStep",
    "YouthAllocation",
    "YouthConsent",
]
