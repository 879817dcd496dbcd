"""Loads the demo municipality: everything in one transaction, so that an interrupted load leaves nothing behind."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from django.db import connection
from django.db.models import Model
from django.utils import timezone

from casework.demo.cases import CaseMaker
from casework.demo.hiring import hire
from casework.demo.rows import WorkRows
from casework.demo.staff import Staff
from casework.grants import make_all
from casework.models import (
    Alert,
    Application,
    Assignment,
    Case,
    Clock,
    ClockExtension,
    ClockSuspension,
    Compartment,
    CompartmentMember,
    Debt,
    DebtBalance,
    DebtSolution,
    Decision,
    Exemption,
    Inquiry,
    JournalEntry,
    MeldcodeRound,
    MeldcodeStep,
    Offer,
    Provision,
    SchemeAnswer,
    Task,
    Threat,
    TimelineEvent,
    Trajectory,
    TrajectoryStep,
    YouthAllocation,
    YouthConsent,
)
from households.demo.copying import Past, Table, check_at_once, copy_all, write_history
from households.demo.people import Family
from households.demo.rows import PeopleRows
from households.demo.town import Town
from households.models import (
    Custody,
    DuplicateCandidate,
    Household,
    HouseholdGrant,
    HouseholdMembership,
    Person,
    Relation,
    Residence,
)
from households.names import remember
from privacy.acting import acting
from privacy.models import ColleagueException, SharingDecision, User
from privacy.services import system_actor

ACTOR = "demo_municipality"
REASON = "demogemeente geladen"
CHUNK = 400  # families that are in memory at one time
KNOWN_FOR = datetime.timedelta(days=1600)  # how long this system is in use, to go by its data

# The columns that tell when a row was made, and by whom where it was not the load.
PASTS: dict[type[Model], tuple[str, str]] = {
    Person: ("created_at", ""),
    Residence: ("valid_from", ""),
    Household: ("created_at", ""),
    HouseholdMembership: ("valid_from", ""),
    Relation: ("valid_from", ""),
    Custody: ("valid_from", ""),
    DuplicateCandidate: ("found_at", ""),
    Case: ("opened_on", ""),
    Trajectory: ("started_on", ""),
    TrajectoryStep: ("taken_at", "taken_by_id"),
    Decision: ("decided_on", "decided_by_id"),
    Assignment: ("valid_from", ""),
    SharingDecision: ("decided_at", "decided_by_id"),
    ColleagueException: ("valid_from", "decided_by_id"),
    JournalEntry: ("written_at", "author_id"),
    TimelineEvent: ("at", "actor_id"),
    Task: ("created_at", "created_by_id"),
    Debt: ("", ""),
    DebtBalance: ("recorded_at", "recorded_by_id"),
    Threat: ("known_on", ""),
    DebtSolution: ("starts_on", ""),
    Offer: ("offered_on", "offered_by_id"),
    Inquiry: ("written_at", "written_by_id"),
    Application: ("received_on", ""),
    Provision: ("recorded_at", ""),
    YouthConsent: ("said_on", "recorded_by_id"),
    YouthAllocation: ("made_at", "made_by_id"),
    Clock: ("recorded_at", "started_by_id"),
    ClockSuspension: ("recorded_at", "recorded_by_id"),
    ClockExtension: ("recorded_at", "recorded_by_id"),
    SchemeAnswer: ("asked_on", "asked_by_id"),
    Exemption: ("starts_on", ""),
    Alert: ("raised_at", "author_id"),
    Compartment: ("opened_at", "opened_by_id"),
    CompartmentMember: ("added_at", "added_by_id"),
    MeldcodeRound: ("started_on", "started_by_id"),
    MeldcodeStep: ("recorded_at", "author_id"),
}


class NotEmpty(RuntimeError):
    """There are people in the database already."""


@dataclass(frozen=True)
class Loaded:
    """What a load made: rows by table, and how many people work there."""

    rows: dict[str, int]
    workers: int


def load(town: Town, *, password: str, progress: Callable[[int], object] = lambda _households: None) -> Loaded:
    """Make the town. `progress` hears of every so many households. Raises `NotEmpty` when there are people already."""
    actor = system_actor(ACTOR)
    since = timezone.make_aware(datetime.datetime.combine(town.today - KNOWN_FOR, datetime.time(2, 0)))
    with acting(actor, reason=REASON):
        if Person.objects.exists():
            raise NotEmpty
        check_at_once()
        staff = Staff(town)
        people = PeopleRows(town.seed, town.today, since)
        hire(staff, password)
        work = WorkRows(staff, today=town.today)
        tables = [*people.tables, *work.tables]
        families, cases = town.families(), CaseMaker(town, work)
        while chunk := list(islice(families, CHUNK)):
            for family in chunk:
                people.add(family)
                cases.add(family)
                _link_colleagues(staff, family)
            copy_all(tables)
            progress(sum(len(family.groups) for family in chunk))
        made = make_all()
        remember(people.surname_keys)
        _write_histories(tables, Past(since, actor.id, REASON))
        _number_on(work.cases)
    copied = {table.model._meta.db_table: table.copied for table in tables}
    return Loaded(copied | {HouseholdGrant._meta.db_table: made}, len(staff.workers))


def _link_colleagues(staff: Staff, family: Family) -> None:
    """A colleague's account knows the colleague's own person record, so that the never-rules hold."""
    for mailbox, resident in family.colleagues.items():
        User.objects.filter(pk=staff[mailbox].id).update(person_id=resident.id)


def _write_histories(tables: list[Table], past: Past) -> None:
    for table in tables:
        if table.model in PASTS:
            moment, user = PASTS[table.model]
            write_history(table.model, Past(past.moment, past.user_id, past.reason, moment, user))


def _number_on(cases: Table) -> None:
    """Move the sequence of case numbers past those that were given out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(nextval('casework_case_number')) FROM generate_series(1, %s)", [cases.copied])
