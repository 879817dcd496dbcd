"""The team page: who has which household. The lead sees all of the team, its members what they share."""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casework.models import Assignment, Case, Task
from households.names import search_key
from privacy.access import read, scope
from privacy.acting import beyond_sight
from privacy.choices import Domain, Purpose, Role
from privacy.dates import on_day
from privacy.models import Membership, Team, User
from privacy.reading import PrivateRequest


@dataclass(frozen=True)
class Held:
    """One household of a colleague. The counts are of that colleague's tasks there; 0 where they may not be counted."""

    case: Case
    role: str
    since: datetime.date
    open_tasks: int = 0
    overdue_tasks: int = 0


@dataclass
class Colleague:
    """A team member, or somebody of another team who helps a household of this one."""

    user: User
    roles: list[str] = field(default_factory=list)
    households: int = 0
    held: list[Held] = field(default_factory=list)
    may_be_replaced: bool = False

    @property
    def open_tasks(self) -> int:
        """Open tasks in all households listed."""
        return sum(held.open_tasks for held in self.held)

    @property
    def overdue_tasks(self) -> int:
        """Tasks that are too late in all households listed."""
        return sum(held.overdue_tasks for held in self.held)


@dataclass
class TeamPage:
    """One team as this reader may see it."""

    team: Team
    is_led: bool
    members: list[Colleague] = field(default_factory=list)
    visitors: list[Colleague] = field(default_factory=list)
    unmanaged: list[Case] = field(default_factory=list)


def open_teams(request: PrivateRequest) -> list[TeamPage]:
    """The teams of the reader, each once; the number of queries does not grow with team or caseload."""
    led = request.actor.teams(Role.TEAM_LEAD)
    pages = {team.pk: TeamPage(team, is_led=team in led) for team in request.actor.teams()}
    colleagues = _members(pages)
    if led:
        _add_caseload(request, pages, colleagues)
    if len(led) < len(pages):
        _add_shared(request, pages, colleagues)
    return sorted(pages.values(), key=lambda page: page.team.name)


Pages = dict[uuid.UUID, TeamPage]
Colleagues = dict[tuple[uuid.UUID, uuid.UUID], Colleague]


def _members(pages: Pages) -> Colleagues:
    """All members by team and user, each with the roles of today."""
    rows = Membership.objects.on().filter(team__in=pages, user__is_active=True).select_related("user")
    colleagues: Colleagues = {}
    for membership in rows.order_by("user__name", "role"):
        key = (membership.team_id, membership.user_id)
        if key not in colleagues:
            colleagues[key] = Colleague(membership.user)
            pages[membership.team_id].members.append(colleagues[key])
        domains = ", ".join(str(Domain(domain).label) for domain in membership.domains)
        role = membership.get_role_display()
        colleagues[key].roles.append(f"{role} ({domains})" if domains else role)
    return colleagues


def _add_caseload(request: PrivateRequest, pages: Pages, colleagues: Colleagues) -> None:
    """Every open case of the teams that the reader leads, under everybody who works on it."""
    scoped = scope(Case, request.actor, Purpose.CASELOAD).filter(closed_on__isnull=True, team__in=pages)
    cases = {case.pk: case for case in read(request, scoped.select_related("household"), Purpose.CASELOAD)}
    rows = scope(Assignment, request.actor, Purpose.CASELOAD).filter(on_day(), case__in=cases)
    rows = rows.select_related("user", "case", "replaces__user").order_by("kind", "valid_from")
    assignments = read(request, rows, Purpose.CASELOAD)
    counts = _task_counts(cases.values())
    for assignment in assignments:
        case = cases[assignment.case_id]
        colleague = _colleague(pages[case.team_id], assignment.user, colleagues)
        counted = counts[case.household_id, assignment.user_id]
        colleague.held.append(Held(case, _role(assignment), assignment.valid_from, *counted))
        colleague.may_be_replaced = True
    for colleague in colleagues.values():
        colleague.held.sort(key=lambda held: (-held.overdue_tasks, search_key(held.case.household.name)))
    managed = {row.case_id for row in assignments if row.kind == Assignment.Kind.CASE_MANAGER}
    for page in pages.values():
        page.unmanaged = [case for case in cases.values() if case.team_id == page.team.pk and case.pk not in managed]


def _colleague(page: TeamPage, user: User, colleagues: Colleagues) -> Colleague:
    key = (page.team.pk, user.pk)
    if key not in colleagues:
        colleagues[key] = Colleague(user)
        page.visitors.append(colleagues[key])
    return colleagues[key]


def _add_shared(request: PrivateRequest, pages: Pages, colleagues: Colleagues) -> None:
    """How many households each colleague has, and of those that the reader has too, which."""
    users = {user for team, user in colleagues if not pages[team].is_led}
    numbers = _household_counts(users)
    shared = scope(Assignment, request.actor, Purpose.HELP).filter(on_day(), user__in=users)
    shared = (
        shared.filter(case__closed_on__isnull=True).select_related("case__household", "replaces__user").order_by("kind")
    )
    held: dict[uuid.UUID, list[Held]] = defaultdict(list)
    managed: set[uuid.UUID] = set()
    for assignment in read(request, shared, Purpose.HELP):
        held[assignment.user_id].append(Held(assignment.case, _role(assignment), assignment.valid_from))
        if assignment.user_id == request.actor.id and assignment.kind == Assignment.Kind.CASE_MANAGER:
            managed.add(assignment.case_id)
    for (team, user), colleague in colleagues.items():
        if not pages[team].is_led:
            colleague.households, colleague.held = numbers.get(user, 0), held[user]
            colleague.may_be_replaced = any(one.case.pk in managed for one in held[user])


def _role(assignment: Assignment) -> str:
    if assignment.replaces is not None and assignment.valid_until is not None:
        until = date_format(assignment.valid_until, "j F")
        return _("vervangt %(name)s tot %(until)s") % {"name": assignment.replaces.user, "until": until}
    return assignment.get_domain_display() if assignment.domain else assignment.get_kind_display()


@beyond_sight("count work")
def _household_counts(users: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:
    """A number alone tells of nobody: how many open cases each of these users works on."""
    running = Assignment.objects.filter(on_day(), user__in=users, case__closed_on__isnull=True)
    return dict(running.order_by().values_list("user").annotate(Count("case", distinct=True)))


@beyond_sight("count work")
def _task_counts(cases: Iterable[Case]) -> defaultdict[tuple[uuid.UUID, uuid.UUID], Sequence[int]]:
    """Open and overdue tasks by household and assignee: numbers, no content; of compartments not even those."""
    late = Count("pk", filter=Q(due_on__lt=timezone.localdate()))
    households = [case.household_id for case in cases]
    tasks = Task.objects.filter(household__in=households, done_at__isnull=True, compartment__isnull=True)
    rows = tasks.order_by().values_list("household", "assignee").annotate(open=Count("pk"), late=late)
    return defaultdict(lambda: (0, 0), {(household, user): counts for household, user, *counts in rows})
