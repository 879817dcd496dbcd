"""The work for a household: case, assignments, trajectories, journal, tasks, alerts, timeline."""

from casework.models.cases import Assignment, Case
from casework.models.clocks import Clock, ClockExtension, ClockRecalculation, ClockSuspension, Term
from casework.models.compartments import Compartment, CompartmentMember
from casework.models.journal import JournalEntry, TimelineEvent
from casework.models.sharing import SightRequest
from casework.models.steps import Decision, TrajectoryStep
from casework.models.tasks import Alert, Task
from casework.models.trajectories import Trajectory
from casework.models.work import CalendarFeed, Notice, OutgoingMail, SavedFilter, TimerRun

__all__ = [
    "Alert",
    "Assignment",
    "CalendarFeed",
    "Case",
    "Clock",
    "ClockExtension",
    "ClockRecalculation",
    "ClockSuspension",
    "Compartment",
    "CompartmentMember",
    "Decision",
    "JournalEntry",
    "Notice",
    "OutgoingMail",
    "SavedFilter",
    "SightRequest",
    "Task",
    "Term",
    "TimelineEvent",
    "TimerRun",
    "Trajectory",
    "TrajectoryStep",
]
