"""Home: my households with what needs attention first, what changed since I looked, and what is due."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import or_

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from casework.models import Assignment, Task, TimelineEvent, Trajectory
from casework.panels.domains import ICONS
from casework.search import purposes_of
from casework.worklist.page import unseen_tasks
from casework.worklist.rows import own_rows
from households.models import Household
from households.names import search_key
from households.secrecy import of_household
from privacy.access import read, scope
from privacy.acting import Actor
from privacy.choices import Domain, Purpose, Role
from privacy.dates import on_day
from privacy.looks import last_visits
from privacy.reading import PrivateRequest

LOOKS_BACK = datetime.timedelta(days=90)  # what is older is no news
SOON = datetime.timedelta(days=7)
CHANGES_SHOWN, NEWS_SHOWN = 3, 8


@dataclass
class Mine:
    """One of my households, as the list shows it."""

    household: Household
    members: int = 0
    roles: list[str] = field(default_factory=list)
    domains: list[Domain] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    changes: list[TimelineEvent] = field(default_factory=list)
    change_count: int = 0
    is_unseen: bool = False

    @property
    def marks(self) -> list[tuple[Domain, str]]:
        """The domains in which help runs, each with its icon."""
        return [(domain, ICONS[domain]) for domain in Domain if domain in self.domains]

    @property
    def next_task(self) -> Task | None:
        """My task here that is due first."""
        return self.tasks[0] if self.tasks else None

    @property
    def more_changes(self) -> int:
        """How many changes are counted and not listed."""
        return self.change_count - len(self.changes)

    def urgency(self, today: datetime.date) -> tuple[int, datetime.date]:
        """First what is too late, then what is due within a week, each by its day; then what is new; then the rest."""
        due_on = self.tasks[0].due_on if self.tasks else datetime.date.max
        if due_on <= today + SOON:
            return (0, due_on)
        return (1 if self.change_count or self.is_unseen else 2, today)


@dataclass(frozen=True)
class Card:
    """Where to go for those who come for something else than households of their own."""

    title: str | Promise
    text: str | Promise
    url: str
    icon: str


@dataclass
class Home:
    """Everything on the page."""

    first_name: str
    mine: list[Mine]
    overdue: list[Task]
    today: list[Task]
    soon: list[Task]
    later: int
    cards: list[Card]
    notices: int

    @cached_property
    def changed(self) -> list[Mine]:
        """The households with news, the newest first."""
        news = [row for row in self.mine if row.changes]
        return sorted(news, key=lambda row: row.changes[0].at, reverse=True)

    @property
    def newest(self) -> list[Mine]:
        """Those of which the news is listed; the others are marked in the list of households."""
        return self.changed[:NEWS_SHOWN]

    @property
    def more_news(self) -> int:
        """How many households have news that is not listed."""
        return len(self.changed) - len(self.newest)

    @property
    def has_due(self) -> bool:
        """Whether anything is due within a week."""
        return bool(self.overdue or self.today or self.soon)


def open_home(request: PrivateRequest) -> Home:
    """Read it all; the number of queries does not grow with the number of households."""
    today = timezone.localdate()
    rows = _households(request)
    tasks: list[Task] = []
    if rows:
        tasks = _tasks(request, rows)
        _add_trajectories(request, rows)
        _add_roles(request, rows)
        _add_news(request, rows)
    return Home(
        first_name=request.actor.user.name.partition(" ")[0],
        mine=sorted(rows.values(), key=lambda row: (*row.urgency(today), search_key(row.household.name))),
        overdue=[task for task in tasks if task.due_on < today],
        today=[task for task in tasks if task.due_on == today],
        soon=[task for task in tasks if today < task.due_on <= today + SOON],
        later=sum(task.due_on > today + SOON for task in tasks),
        cards=[] if rows else list(_cards(request.actor)),
        notices=unseen_tasks(request.actor).count() if rows else 0,
    )


Rows = Mapping[uuid.UUID, Mine]


def _households(request: PrivateRequest) -> dict[uuid.UUID, Mine]:
    households = scope(Household, request.actor, Purpose.HELP).annotate(shown_address=of_household(request.actor))
    counted = households.annotate(members=Count("memberships", filter=on_day(prefix="memberships__")))
    return {row.pk: Mine(row, members=row.members) for row in read(request, counted, Purpose.HELP)}  # type: ignore[attr-defined]


def _tasks(request: PrivateRequest, rows: Rows) -> list[Task]:
    mine = own_rows(request.actor).filter(household__in=rows).select_related("assignee")
    tasks = read(request, mine.order_by("due_on", "created_at"), Purpose.HELP)
    for task in tasks:
        task.household = rows[task.household_id].household
        rows[task.household_id].tasks.append(task)
    return tasks


def _add_trajectories(request: PrivateRequest, rows: Rows) -> None:
    running = scope(Trajectory, request.actor, Purpose.HELP).filter(ended_on__isnull=True, household__in=rows)
    for trajectory in read(request, running.only("household", "domain"), Purpose.HELP):
        rows[trajectory.household_id].domains.append(Domain(trajectory.domain))


def _add_roles(request: PrivateRequest, rows: Rows) -> None:
    mine = scope(Assignment, request.actor, Purpose.HELP).filter(on_day(), user=request.actor.user)
    mine = mine.filter(case__household__in=rows)
    for assignment in read(
        request, mine.select_related("case", "replaces__user").order_by("kind", "domain"), Purpose.HELP
    ):
        role = assignment.get_domain_display() if assignment.domain else assignment.get_kind_display()
        if assignment.replaces is not None:
            role = gettext("vervangt %s") % assignment.replaces.user
        rows[assignment.case.household_id].roles.append(role)


def _add_news(request: PrivateRequest, rows: Rows) -> None:
    since = timezone.now() - LOOKS_BACK
    visits = last_visits(request.actor, rows, since=since)
    unseen = [Q(household=key, at__gt=visits.get(key, since)) for key in rows]
    happened = scope(TimelineEvent, request.actor, Purpose.HELP).filter(reduce(or_, unseen))
    for event in read(request, _newest_of_each(happened.exclude(actor=request.actor.user)), Purpose.HELP):
        row = rows[event.household_id]
        row.changes.append(event)
        row.change_count = event.of_household  # type: ignore[attr-defined]
    for key, row in rows.items():
        row.is_unseen = key not in visits


def _newest_of_each(events: QuerySet[TimelineEvent]) -> QuerySet[TimelineEvent]:
    """The newest events of each household, each with how many there are of that household."""
    ranked = events.annotate(
        of_household=Window(Count("pk"), partition_by="household"),
        place=Window(RowNumber(), partition_by="household", order_by=F("at").desc()),
    )
    shown = ("household", "person", "at", "domain", "sentence", "actor__name")
    return ranked.filter(place__lte=CHANGES_SHOWN).select_related("actor").only(*shown).order_by("-at")


def _cards(actor: Actor) -> Iterable[Card]:
    if actor.has(Role.PRIVACY_OFFICER):
        text = _("Zie wie welke gegevens bekeek, wanneer en waarom.")
        yield Card(_("Inzagelogboek"), text, reverse("privacy:access_log"), "eye")
        text = _("Zie wat er aan de gegevens is gewijzigd, door wie en waarom.")
        yield Card(_("Wijzigingen"), text, reverse("privacy:change_history"), "history")
        text = _("Beoordeel achteraf of noodtoegang terecht was.")
        yield Card(_("Beoordelen"), text, reverse("privacy:reviews"), "alert-triangle")
    if actor.has(Role.TEAM_LEAD):
        text = _("Zie wie welk huishouden heeft, en waar werk te laat is.")
        yield Card(_("Uw team"), text, reverse("casework:team"), "users-group")
    if purposes_of(actor):
        text = _("Zoek een inwoner voor een eerste contact, een signaal of een controle van gegevens.")
        yield Card(_("Zoeken"), text, reverse("casework:search"), "list-search")
    if actor.user.is_staff:
        yield Card(_("Beheer"), _("Richt gebruikers, teams en doelregels in."), reverse("admin:index"), "key")
