"""The worklist as a page: lines under their days, what was told, filters that were kept."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from casework.models import Notice, SavedFilter, Task
from casework.worklist.forms import BulkForm, Whose, WorklistFilter
from casework.worklist.rows import SHOWN, After, Line, areas, by_day, lines
from privacy.access import read, scope
from privacy.acting import Actor
from privacy.choices import Purpose, Role
from privacy.models import Membership, User
from privacy.reading import PrivateRequest

NOTICES_SHOWN = 20


@dataclass(frozen=True)
class Told:
    """Something that the reader was told of a task."""

    task: Task
    words: str
    stands_in_for: str = ""  # the colleague who has the task, when that is not the reader


@dataclass
class Worklist:
    """Everything on the page."""

    filter: WorklistFilter
    chosen: Mapping[str, str]
    shown: list[Line]
    has_more: bool
    notices: list[Told]
    saved: list[SavedFilter]
    colleagues: QuerySet[User]
    bulk: BulkForm
    ticked: set[str] = field(default_factory=set)

    @cached_property
    def groups(self) -> dict[str, list[Line]]:
        """The lines under when they are due."""
        return by_day(self.shown, timezone.localdate())

    @property
    def this_year(self) -> int:
        """The year of today: a day of another one is shown with its year."""
        return timezone.localdate().year

    @property
    def query(self) -> str:
        """What was chosen, as it stands in an address."""
        return urlencode(self.chosen)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was chosen but whose tasks these are."""
        return bool(self.chosen.keys() - {"whose"})

    @property
    def can_do_together(self) -> bool:
        """Whether there is a line that can be ticked."""
        return any(line.may_be_ticked for line in self.shown)

    @property
    def more_url(self) -> str:
        """The address of the next page; empty on the last one."""
        if not self.has_more:
            return ""
        last = self.shown[-1]
        return "?" + urlencode({**self.chosen, "after": str(After(last.due_on, last.pk))})

    @property
    def is_team(self) -> bool:
        """Whether it shows more than one's own work."""
        return self.chosen.get("whose") == Whose.TEAM

    @property
    def saved_urls(self) -> list[tuple[SavedFilter, str]]:
        """The filters that were kept, with their addresses."""
        return [(one, f"{reverse('casework:worklist')}?{urlencode(one.chosen)}") for one in self.saved]


def open_worklist(request: PrivateRequest, bulk: BulkForm | None = None) -> Worklist:
    """Read it all; the number of queries is the same for one task and for many."""
    actor = request.actor
    asked = request.GET if bulk is None else request.POST
    sent = asked.copy()
    if not sent.get("whose"):
        sent["whose"] = _first_choice(actor)
    mates = list(colleagues(actor))
    chosen = WorklistFilter(sent, colleagues=mates).chosen
    sent["whose"] = chosen.get("whose", "")
    found = lines(request, chosen, After.parse(sent.get("after", "")))
    choosing = WorklistFilter(sent, colleagues=mates, areas=areas(actor, chosen))
    return Worklist(
        filter=choosing,
        chosen=chosen,
        shown=found[:SHOWN],
        has_more=len(found) > SHOWN,
        notices=notices(request),
        saved=list(SavedFilter.objects.filter(user=actor.user).order_by("name")),
        colleagues=colleagues(actor),
        bulk=bulk or BulkForm(None, colleagues=colleagues(actor)),
        ticked=bulk.ticked if bulk else set(),
    )


def _first_choice(actor: Actor) -> str:
    """Who leads a team and helps no household comes for the team."""
    is_lead = actor.has(Role.TEAM_LEAD) and not actor.has(Role.CASE_MANAGER, Role.PROFESSIONAL)
    return Whose.TEAM if is_lead else Whose.MINE


def unseen_tasks(actor: Actor) -> QuerySet[Task]:
    """The tasks of which the actor was told something they have not said to have seen, once for each notice.

    Only those in sight: of a household that one left, nothing is told any more.
    """
    unseen = Q(notices__user=actor.user, notices__seen_at__isnull=True)
    return scope(Task, actor, Purpose.HELP).filter(unseen, done_at__isnull=True)


def notices(request: PrivateRequest) -> list[Told]:
    """What the reader was told of tasks and has not said to have seen, the newest first."""
    rows = (
        unseen_tasks(request.actor)
        .annotate(told=F("notices__kind"), told_at=F("notices__told_at"))
        .select_related("household", "assignee")
    )
    found = read(request, rows.order_by("-told_at", "pk")[:NOTICES_SHOWN], Purpose.HELP)
    return [_told(task, request.actor) for task in found]


def _told(task: Task, actor: Actor) -> Told:
    words = str(Notice.Kind(getattr(task, "told")).label)  # noqa: B009  # an annotation
    return Told(task, words, "" if task.assignee_id == actor.id else task.assignee.name)


def colleagues(actor: Actor) -> QuerySet[User]:
    """Those to whom work can be handed over: everybody of one's teams."""
    members = Membership.objects.on().filter(team__in=actor.teams())
    return User.objects.filter(is_active=True, pk__in=members.values("user")).exclude(pk=actor.id).order_by("name")


def ticked_tasks(request: PrivateRequest, keys: list[uuid.UUID]) -> list[Task]:
    """The tasks that were ticked, in the sight of the reader."""
    rows = scope(Task, request.actor, Purpose.HELP).filter(pk__in=keys).order_by("due_on", "pk")
    rows = rows.select_related("household", "assignee", "sight_request", "compartment", "trajectory")
    return read(request, rows, Purpose.HELP)
