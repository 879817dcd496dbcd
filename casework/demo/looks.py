"""Who looked lately: access records as reading the households would have left them, so that a demo has a past."""

from __future__ import annotations

import datetime

from django.utils import timezone

from casework.demo.pen import Pen, days
from casework.demo.plans import Duty
from casework.demo.staff import Worker
from households.demo.chance import between, new_key
from households.demo.people import Day
from privacy.choices import DataClass, Domain, Purpose
from privacy.database import MONTHS_AHEAD

SHOWN = sorted([DataClass.ADDRESS, DataClass.CONTENT, DataClass.FAMILY, DataClass.IDENTITY, DataClass.INVOLVEMENT])
REFUSED = sorted([DataClass.ADDRESS, DataClass.IDENTITY])
LAST_LOOK, FIRST_LOOK = (1, 9), (10, 18)  # days ago
AFTER_HOURS = datetime.time(22, 41)


def can_be_kept(day: Day) -> bool:
    """Whether there is a partition for a day, whatever the time zone; a town of long ago has no looks."""
    today = timezone.localdate()
    second_of_last_month = (today.replace(day=1) - days(1)).replace(day=2)
    return second_of_last_month <= day <= today + days(28 * MONTHS_AHEAD)


def look(pen: Pen, duty: Duty, domain: str, *, ago: int) -> None:
    """One worker who had the household open, so many days ago."""
    if duty.until is None and can_be_kept(pen.today - days(ago)) and duty.since <= pen.today - days(ago):
        at = pen.moment(pen.today - days(ago))
        role = f"professional {Domain(domain).label}" if domain else "vaste casemanager"
        _record(pen, duty.worker, at=at, purpose=Purpose(domain or Purpose.COORDINATION), ground=role)


def look_around(pen: Pen) -> None:
    """Everybody who works for a household looked once or twice lately."""
    duties = [(duty, "") for duty in pen.case.managers]
    duties += [(duty, plan.domain) for plan in pen.case.trajectories if plan.end is None for duty in plan.duties]
    for duty, domain in duties:
        if not domain:
            look(pen, duty, domain, ago=between(pen.rng, *FIRST_LOOK))
        look(pen, duty, domain, ago=between(pen.rng, *LAST_LOOK))


def be_refused(pen: Pen, worker: Worker, *, ago: int) -> None:
    """A colleague who tried to open the household late in the evening: something for the privacy officer to find."""
    if can_be_kept(pen.today - days(ago)):
        at = timezone.make_aware(datetime.datetime.combine(pen.today - days(ago), AFTER_HOURS))
        _record(pen, worker, at=at, purpose=Purpose.HELP, is_refused=True)


def _record(
    pen: Pen,
    worker: Worker,
    *,
    at: datetime.datetime,
    purpose: Purpose,
    ground: str = "",
    is_refused: bool = False,
) -> None:
    members = [] if is_refused else [resident.id for resident in pen.case.group.present]
    pen.rows.looks.rows.append(
        (
            at,
            new_key(pen.rng),
            "household.denied" if is_refused else "household.read",
            "denied" if is_refused else "read",
            worker.id,
            worker.name,
            worker.role,
            worker.team,
            purpose,
            ground,
            pen.case.group.id,
            [],
            members,
            REFUSED if is_refused else SHOWN,
            new_key(pen.rng),
            "{}",
        )
    )
