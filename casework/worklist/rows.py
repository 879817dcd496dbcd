"""The lines of the worklist: one's own tasks and a team's, inside the sight of the reader."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.utils import timezone

from casework.models import Assignment, Case, SightRequest, Task
from casework.worklist.forms import NOBODY, Until, Whose, week_after
from households.models import Level
from households.querysets import granted
from households.secrecy import ShownAddress, of_household, open_home
from privacy.access import read, scope
from privacy.acting import Actor, beyond_sight
from privacy.choices import Domain, Purpose, Role
from privacy.dates import on_day
from privacy.models import Membership
from privacy.reading import PrivateRequest

SHOWN = 100
Chosen = Mapping[str, str]


@dataclass(frozen=True)
class Line:
    """One task as this reader may see it; without a title where the reader does not see what it is about."""

    pk: uuid.UUID
    household_id: uuid.UUID
    household: str
    due_on: datetime.date
    domain: str
    caused_by: str
    assignee: str
    is_mine: bool
    title: str = ""
    article: str = ""
    repeats: str = ""
    area: str = ""
    sight_request_id: uuid.UUID | None = None
    trajectory_id: uuid.UUID | None = None
    is_question: bool = False
    is_handover: bool = False

    @property
    def domain_label(self) -> str:
        """The domain in words."""
        return str(Domain(self.domain).label) if self.domain else ""

    @property
    def cause_label(self) -> str:
        """What made it, in words."""
        return str(Task.Cause(self.caused_by).label)

    @property
    def repeats_label(self) -> str:
        """How often it comes back, in words."""
        return str(Task.Repeats(self.repeats).label) if self.repeats else ""

    @property
    def may_be_ticked(self) -> bool:
        """Whether the reader can do something with it here."""
        return bool(self.title) and not self.is_question


@dataclass(frozen=True)
class After:
    """The last line of the page before, to go on from there."""

    due_on: datetime.date
    pk: uuid.UUID

    @classmethod
    def parse(cls, text: str) -> After | None:
        """From an address; None for the first page, and for nonsense."""
        day, _underscore, key = text.partition("_")
        try:
            return cls(datetime.date.fromisoformat(day), uuid.UUID(key))
        except ValueError:
            return None

    def __str__(self) -> str:
        return f"{self.due_on.isoformat()}_{self.pk}"


def lines(request: PrivateRequest, chosen: Chosen, after: After | None) -> list[Line]:
    """One page of lines and one more, by due day; the number of queries does not grow with the number of lines."""
    actor = request.actor
    if chosen.get("whose") == Whose.TEAM and actor.has(Role.TEAM_LEAD):
        return _led_lines(request, chosen, after)
    rows = team_rows(actor, chosen) if chosen.get("whose") == Whose.TEAM else own_rows(actor)
    rows = _in_area(_narrowed(rows, chosen, after), actor, chosen)
    rows = rows.select_related("household", "assignee", "sight_request")
    rows = rows.annotate(shown_address=of_household(actor, "household", "household__address"), opens=_opens(actor))
    return [_line(task, actor) for task in read(request, rows[: SHOWN + 1], Purpose.HELP)]


def own_rows(actor: Actor) -> QuerySet[Task]:
    """What the actor has to do, and what those have to do for whom the actor stands in, as far as sight goes."""
    return _open(scope(Task, actor, Purpose.HELP).filter(reduce(or_, _stood_in_for(actor), Q(assignee=actor.user))))


def team_rows(actor: Actor, chosen: Chosen) -> QuerySet[Task]:
    """What those in one's teams have to do, as far as one's own sight goes; what nobody has any more, of everybody."""
    rows = _open(scope(Task, actor, Purpose.HELP))
    if chosen.get("colleague") == NOBODY:
        return rows
    colleagues = Membership.objects.on().filter(team__in=actor.teams())
    return rows.filter(assignee__in=colleagues.values("user"))


def areas(actor: Actor, chosen: Chosen) -> list[str]:
    """The neighbourhoods to choose from: those of the open tasks of this list, but no secret ones."""
    if chosen.get("whose") == Whose.TEAM and actor.has(Role.TEAM_LEAD):
        return _names(scope(Case, actor, Purpose.CASELOAD).filter(closed_on__isnull=True), actor)
    return _names(team_rows(actor, chosen) if chosen.get("whose") == Whose.TEAM else own_rows(actor), actor)


def _names(rows: QuerySet[Any], actor: Actor) -> list[str]:
    shown = rows.order_by().annotate(shown_address=of_household(actor, "household", "household__address"))
    addresses = shown.values_list("shown_address", flat=True).distinct()
    return sorted({address.neighbourhood for address in addresses if address and address.neighbourhood})


def _open(rows: QuerySet[Task]) -> QuerySet[Task]:
    return rows.filter(done_at__isnull=True)


def _stood_in_for(actor: Actor) -> list[Q]:
    """The conditions of the tasks of colleagues for whom the actor stands in today."""
    mine = scope(Assignment, actor, Purpose.HELP).filter(on_day(), kind=Assignment.Kind.REPLACEMENT, user=actor.user)
    found: dict[tuple[uuid.UUID, str], list[uuid.UUID]] = {}
    for user, domain, household in mine.values_list("replaces__user", "domain", "case__household"):
        found.setdefault((user, domain), []).append(household)
    return [
        Q(assignee=user, household__in=households) & (Q(domain=domain) if domain else Q())
        for (user, domain), households in found.items()
    ]


def _narrowed(rows: QuerySet[Task], chosen: Chosen, after: After | None) -> QuerySet[Task]:
    today = timezone.localdate()
    last = {Until.OVERDUE: today - datetime.timedelta(days=1), Until.TODAY: today, Until.WEEK: week_after(today)}
    if until := chosen.get("until"):
        rows = rows.filter(due_on__lte=last[Until(until)])
    if domain := chosen.get("domain"):
        rows = rows.filter(domain="" if domain == "none" else domain)
    if cause := chosen.get("cause"):
        rows = rows.filter(caused_by=cause)
    if colleague := chosen.get("colleague"):
        rows = rows.filter(_of_nobody() if colleague == NOBODY else Q(assignee=colleague))
    if after:
        rows = rows.filter(Q(due_on__gt=after.due_on) | Q(due_on=after.due_on, pk__gt=after.pk))
        rows = rows.filter(due_on__gte=after.due_on)  # the same once more, in a way that an index can serve
    return rows.order_by("due_on", "pk")


def _of_nobody() -> Q:
    """The condition that whoever has the task works for the household no more: they left, or it was handed over."""
    present = Membership.objects.on().filter(user=OuterRef("user"), team=OuterRef("team"))
    works = Assignment.objects.on().filter(
        Exists(present), user=OuterRef("assignee"), case__household=OuterRef("household"), case__closed_on__isnull=True
    )
    return Q(assignee__is_active=False) | ~Q(Exists(works))


def _in_area(rows: QuerySet[Task], actor: Actor, chosen: Chosen) -> QuerySet[Task]:
    """Those of a neighbourhood, where the address is no secret: else a filter would tell where somebody lives."""
    if not (area := chosen.get("area")):
        return rows
    here = open_home(actor, "household", "household__address")
    return rows.filter(here, household__address__neighbourhood=area)


def _opens(actor: Actor) -> ExpressionWrapper[Q]:
    """Whether the reader may open the trajectory: a task can be theirs where only that there is help is in sight."""
    in_sight = granted(actor, "household", level=Level.CONTENT, domain="domain")
    return ExpressionWrapper(in_sight, output_field=BooleanField())


def _is_question(task: Task) -> bool:
    """Whether it is done by answering a question, and by nothing else."""
    return task.sight_request is not None and task.sight_request.status == SightRequest.Status.OPEN


def _line(task: Task, actor: Actor) -> Line:
    shown: ShownAddress | None = getattr(task, "shown_address", None)
    return Line(
        pk=task.pk,
        household_id=task.household_id,
        household=task.household.name,
        due_on=task.due_on,
        domain=task.domain,
        caused_by=task.caused_by,
        assignee=task.assignee.name,
        is_mine=task.assignee_id == actor.id,
        title=task.title,
        article=task.article,
        repeats=task.repeats,
        area=shown.neighbourhood if shown else "",
        sight_request_id=task.sight_request_id,
        is_question=_is_question(task),
        is_handover=task.caused_by == Task.Cause.HANDOVER,
        trajectory_id=task.trajectory_id if getattr(task, "opens", False) else None,
    )


def _led_lines(request: PrivateRequest, chosen: Chosen, after: After | None) -> list[Line]:
    """The tasks on the cases of the teams one leads: of which household, whose, when. What they are only in sight."""
    actor = request.actor
    found = _led_tasks(actor, chosen, after)
    cases = scope(Case, actor, Purpose.CASELOAD).filter(household__in={row["household"] for row in found})
    cases = cases.select_related("household")
    cases = cases.annotate(shown_address=of_household(actor, "household", "household__address"))
    homes = {case.household_id: case for case in read(request, cases, Purpose.CASELOAD)}
    seen = scope(Task, actor, Purpose.HELP).filter(pk__in=[row["pk"] for row in found]).select_related("sight_request")
    in_sight = {task.pk: task for task in read(request, seen, Purpose.HELP)}
    return [_led_line(row, homes[row["household"]], in_sight.get(row["pk"])) for row in found]


@beyond_sight("divide the work")
def _led_tasks(actor: Actor, chosen: Chosen, after: After | None) -> list[dict[str, Any]]:
    """No titles, no articles, nothing of closed compartments."""
    cases = scope(Case, actor, Purpose.CASELOAD).filter(closed_on__isnull=True)
    rows = _open(Task.objects.filter(household__in=cases.values("household"), compartment__isnull=True))
    rows = _in_area(_narrowed(rows, chosen, after), actor, chosen)
    wanted = ("pk", "household", "due_on", "domain", "caused_by", "assignee", "assignee__name")
    return list(rows.values(*wanted)[: SHOWN + 1])


def _led_line(row: Mapping[str, Any], case: Any, task: Task | None) -> Line:
    return Line(
        pk=row["pk"],
        household_id=row["household"],
        household=case.household.name,
        due_on=row["due_on"],
        domain=row["domain"],
        caused_by=row["caused_by"],
        assignee=row["assignee__name"],
        is_mine=False,
        title=task.title if task else "",
        article=task.article if task else "",
        repeats=task.repeats if task else "",
        area=case.shown_address.neighbourhood if case.shown_address else "",
        sight_request_id=task.sight_request_id if task else None,
        is_question=task is not None and _is_question(task),
        trajectory_id=task.trajectory_id if task else None,
    )


def by_day(shown: Iterable[Line], today: datetime.date) -> dict[str, list[Line]]:
    """The lines under when they are due: too late, today (tomorrow they are too late), this week, later."""
    found: dict[str, list[Line]] = {"late": [], "today": [], "week": [], "later": []}
    for line in shown:
        if line.due_on < today:
            found["late"].append(line)
        elif line.due_on == today:
            found["today"].append(line)
        else:
            found["week" if line.due_on <= week_after(today) else "later"].append(line)
    return found
