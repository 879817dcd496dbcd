"""The queue of a privacy officer, and one item with everything needed to judge it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from privacy import names
from privacy.access import read, scope
from privacy.choices import Purpose, Role
from privacy.log.lines import Line, lines_of
from privacy.models import AccessRecord, BreakGlass, EmergencyNotice, ReviewItem
from privacy.names import Names
from privacy.querysets import LogFilter
from privacy.reading import PrivateRequest

CLOSED_SHOWN, LOOKS_SHOWN = 20, 100
COUNTS_BACK = datetime.timedelta(days=90)


@dataclass(frozen=True)
class Told:
    """One emergency as somebody who was told of it sees it."""

    break_glass: BreakGlass
    household: str
    is_lasting: bool


@dataclass(frozen=True)
class Waiting:
    """One item of the queue."""

    item: ReviewItem
    household: str
    is_overdue: bool
    is_own: bool


@dataclass(frozen=True)
class Queue:
    """What waits for a judgement, the most urgent first, and what was judged last."""

    waiting: list[Waiting]
    closed: list[Waiting]


@dataclass(frozen=True)
class Whole:
    """One item: what was said, what was looked at, how often this worker did this, who saw the notice."""

    waiting: Waiting
    looks: list[Line]
    has_more_looks: bool
    times: int
    notices: list[EmergencyNotice]


def told_of(request: PrivateRequest) -> list[Told]:
    """The emergencies of which the reader has not said yet that they saw the notice."""
    purpose = Purpose.OVERSIGHT if request.actor.has(Role.PRIVACY_OFFICER) else Purpose.HELP
    mine = EmergencyNotice.objects.filter(user=request.actor.user, acknowledged_at__isnull=True)
    rows = scope(BreakGlass, request.actor, purpose).filter(pk__in=mine.values("break_glass"))
    found = read(request, rows.select_related("user").order_by("-opened_at"), purpose)
    called, now = Names(), timezone.now()
    called.want(names.HOUSEHOLD, [row.household_id for row in found])
    return [Told(row, called.of(names.HOUSEHOLD, row.household_id), is_lasting=row.until > now) for row in found]


def read_queue(request: PrivateRequest, items: QuerySet[ReviewItem]) -> Queue:
    """`items` are those in the reader's scope."""
    rows = items.select_related("user", "break_glass", "judged_by")
    waiting = read(request, rows.filter(closed_at__isnull=True).order_by("due_on", "created_at"), Purpose.OVERSIGHT)
    closed = read(request, rows.order_by(F("closed_at").desc(nulls_last=True))[:CLOSED_SHOWN], Purpose.OVERSIGHT)
    called = Names()
    return Queue(
        _waiting(request, waiting, called),
        _waiting(request, [item for item in closed if item.closed_at], called),
    )


def _waiting(request: PrivateRequest, items: Iterable[ReviewItem], called: Names) -> list[Waiting]:
    items, today = list(items), timezone.localdate()
    called.want(names.HOUSEHOLD, [item.household_id for item in items])
    return [
        Waiting(
            item,
            called.of(names.HOUSEHOLD, item.household_id),
            is_overdue=item.closed_at is None and item.due_on < today,
            is_own=item.user_id == request.actor.id,
        )
        for item in items
    ]


def read_item(request: PrivateRequest, item: ReviewItem) -> Whole:
    """An item that the loader gave, with what the access log holds of it."""
    called, glass = Names(), item.break_glass
    records = scope(AccessRecord, request.actor, Purpose.OVERSIGHT).filter(
        Q(household_id=item.household_id) | Q(listed_household_ids__contains=[item.household_id]),
        actor_id=item.user_id,
        at__range=(glass.opened_at, glass.until),
    )
    looks = read(request, records.order_by("at", "id")[: LOOKS_SHOWN + 1], Purpose.OVERSIGHT)
    since = item.created_at - COUNTS_BACK
    again = scope(BreakGlass, request.actor, Purpose.OVERSIGHT).filter(user=item.user_id, opened_at__gte=since)
    return Whole(
        waiting=_waiting(request, [item], called)[0],
        looks=lines_of(looks[:LOOKS_SHOWN], called, LogFilter()),
        has_more_looks=len(looks) > LOOKS_SHOWN,
        times=again.count(),
        notices=list(glass.notices.select_related("user").order_by("user__name")),
    )
