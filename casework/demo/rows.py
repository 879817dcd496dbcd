"""The work as rows of the tables of casework; the database makes the grants that follow from it."""

from __future__ import annotations

from collections.abc import Collection
from random import Random

from django.db.models import Model

from casework.clocks.terms import Terms
from casework.demo.clocks import CLOCK, Ticking
from casework.demo.delays import EXTENSION, SUSPENSION
from casework.demo.objects import Objects
from casework.demo.plans import CasePlan, Duty
from casework.demo.staff import Staff
from casework.demo.walking import Walk
from casework.models import (
    Alert,
    Assignment,
    Case,
    Clock,
    ClockExtension,
    ClockSuspension,
    Compartment,
    CompartmentMember,
    Decision,
    JournalEntry,
    MeldcodeRound,
    MeldcodeStep,
    Task,
    TimelineEvent,
    Trajectory,
    TrajectoryStep,
)
from casework.models.meldcode import QUESTIONS
from households.demo.chance import Key, new_key
from households.demo.copying import Row, Table
from households.demo.people import Day
from privacy.choices import Domain
from privacy.models import AccessRecord, ColleagueException, SharingDecision

ASSIGNMENT = "id case user team kind domain trajectory reason valid_from valid_until"
TRAJECTORY = "id case household domain kind subject aim goal state stage outcome provider started_on ended_on"
STEP = "id trajectory household domain number step from_stage to_stage taken_on taken_by taken_at reason facts letter"
RULING = (
    "id trajectory step household domain kind ground decided_on sent_on object_until decided_by has_committee "
    "objection objection_ground"
)
DECISION = "id household_id source purpose ground words decided_by decided_at ended_because valid_from valid_until"
LOOK = (
    "at id event action actor_id actor_name role team purpose ground household_id listed_household_ids subject_ids "
    "data_classes request_id details"
)
COMPARTMENT = "id household kind domain reason opened_by opened_at closed_at"
COMPARTMENT_MEMBER = "id compartment user reason added_by added_at removal_reason"
ROUND = "id compartment household number reason started_on started_by ended_on"
MELDCODE_STEP = (
    "id round compartment household entry number is_skipped done_on text reason "
    f"{' '.join(QUESTIONS)} advised decision author recorded_at"
)
TASK = "id household domain trajectory title article due_on assignee created_by created_at done_at done_by caused_by"


class WorkRows:
    """The rows of all cases, in the order in which they can be copied."""

    def __init__(self, staff: Staff, *, today: Day) -> None:
        self.staff, self._today = staff, today
        self._terms = Terms.load()
        self._opened = 0
        self.cases = Table(Case, ("id", "number", "household", "team", "opened_on", "closed_on"))
        self.trajectories = Table(Trajectory, tuple(TRAJECTORY.split()))
        self.links = Table(Trajectory.persons.through, ("trajectory", "person"))
        self.steps = Table(TrajectoryStep, tuple(STEP.split()))
        self.rulings = Table(Decision, tuple(RULING.split()))
        self.assignments = Table(Assignment, tuple(ASSIGNMENT.split()))
        self.decisions = Table(SharingDecision, tuple(DECISION.split()))
        self.exceptions = Table(
            ColleagueException, ("id", "user", "household_id", "reason", "decided_by", "valid_from")
        )
        self.notes = Table(
            JournalEntry, ("id", "household", "domain", "trajectory", "visibility", "text", "author", "written_at")
        )
        self.events = Table(
            TimelineEvent,
            ("id", "household", "at", "domain", "kind", "depth", "sentence", "person", "actor", "compartment"),
        )
        self.tasks = Table(Task, tuple(TASK.split()))
        self.clocks = Table(Clock, tuple(CLOCK.split()))
        self.suspensions = Table(ClockSuspension, tuple(SUSPENSION.split()))
        self.extensions = Table(ClockExtension, tuple(EXTENSION.split()))
        self.objects = Objects(self.tasks, today=today)
        self.alerts = Table(
            Alert, ("id", "household", "domain", "person", "severity", "text", "author", "raised_at", "expires_on")
        )
        self.compartments = Table(Compartment, tuple(COMPARTMENT.split()))
        self.compartment_members = Table(CompartmentMember, tuple(COMPARTMENT_MEMBER.split()))
        self.meldcode_rounds = Table(MeldcodeRound, tuple(ROUND.split()))
        self.meldcode_steps = Table(MeldcodeStep, tuple(MELDCODE_STEP.split()))
        self.looks = Table(AccessRecord, tuple(LOOK.split()))

    @property
    def tables(self) -> list[Table]:
        """In the order in which they can be copied."""
        return [
            self.cases,
            self.trajectories,
            self.links,
            self.steps,
            self.rulings,
            self.assignments,
            self.decisions,
            self.exceptions,
            self.notes,
            self.compartments,
            self.compartment_members,
            self.meldcode_rounds,
            self.meldcode_steps,
            self.events,
            self.tasks,
            self.clocks,
            self.suspensions,
            self.extensions,
            *self.objects.tables,
            self.alerts,
            self.looks,
        ]

    def add_case(self, case: CasePlan) -> None:
        """The case itself; numbers run through over all years, as those of the application do."""
        self._opened += 1
        number = f"{case.opened_on.year}-{self._opened:06d}"
        team = self.staff.teams[case.team]
        self.cases.rows.append((case.id, number, case.group.id, team, case.opened_on, case.closed_on))

    def add_trajectory(self, case: CasePlan, walk: Walk) -> None:
        """A trajectory, for whom it is, and the steps that were taken."""
        plan, about = walk.plan, (case.id, case.group.id)
        aim = "debt_free" if plan.domain == Domain.DEBTS else ""
        what = (plan.domain, plan.domain, plan.subject, aim, "")
        standing = (walk.state, walk.stage, walk.outcome)
        self.trajectories.rows.append((plan.id, *about, *what, *standing, plan.provider, plan.start, plan.end))
        self.links.rows += [(plan.id, resident.id) for resident in plan.persons]
        self.steps.rows += walk.steps
        self.rulings.rows += walk.rulings
        ticking = Ticking(walk, self._terms, today=self._today)
        self.clocks.rows += ticking.rows(self.tasks)
        self.suspensions.rows += ticking.delays.suspensions(self.suspensions)
        self.extensions.rows += ticking.delays.extensions(self.extensions)
        self.objects.add(walk)

    def add_access(self, rng: Random, case: CasePlan, decisions: list[SharingDecision]) -> None:
        """Assignments and decisions to share."""
        self.decisions.rows += [_values(one, self.decisions) for one in decisions]
        for duty in case.managers:
            self._assign(Assignment(id=new_key(rng), kind="case_manager"), case, duty=duty)
        for plan in case.trajectories:
            for duty in plan.duties:
                assignment = Assignment(id=new_key(rng), kind="professional", domain=plan.domain, trajectory_id=plan.id)
                self._assign(assignment, case, duty=duty)

    def add_exceptions(self, rng: Random, case: CasePlan) -> None:
        """Let everybody who is assigned help a household although a colleague lives there."""
        lead = self.staff.lead(case.team).id
        for user_id in sorted(self._assigned(case)):
            self.exceptions.rows.append(
                (
                    new_key(rng),
                    user_id,
                    case.group.id,
                    "Besproken met de collega en de teamleider",
                    lead,
                    case.opened_on,
                )
            )

    def _assigned(self, case: CasePlan) -> Collection[Key]:
        duties = [*case.managers, *(duty for plan in case.trajectories for duty in plan.duties)]
        return {duty.worker.id for duty in duties}

    def _assign(self, assignment: Assignment, case: CasePlan, *, duty: Duty) -> None:
        assignment.case_id, assignment.user_id, assignment.reason = case.id, duty.worker.id, duty.reason
        assignment.valid_from, assignment.valid_until = duty.since, duty.until
        assignment.team_id = self.staff.teams[duty.worker.team]
        self.assignments.rows.append(_values(assignment, self.assignments))


def _values(row: Model, table: Table) -> Row:
    """The values of an unsaved row, in the order of the table."""
    return tuple(getattr(row, name) for name in table.attributes)
