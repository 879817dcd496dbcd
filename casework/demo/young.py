"""What jeugdhulp keeps for a demo trajectory, as it follows from the steps that were taken."""

from __future__ import annotations

import datetime
from random import Random

from casework.demo.walking import Walk
from casework.models import YouthAllocation, YouthConsent
from casework.youth.rules import ADULT, reaches
from households.demo.chance import new_key, pick
from households.demo.copying import Row, Table
from households.demo.people import Day

ABOUT = "id trajectory household domain person"
CONSENT = "step given_by given_by_name capacity agrees exception reason said_on recorded_by"
ALLOCATION = "category product_code volume unit frequency provider starts_on ends_on"
STOPPED = "stopped_on stop_reason made_by made_at"
A_YEAR, A_DAY = datetime.timedelta(days=364), datetime.timedelta(days=1)
VOLUMES = ((2, "04", "2"), (4, "04", "2"), (6, "16", "4"), (90, "01", "2"))
AS_PLANNED = "31"


class Young:
    """The tables of jeugdhulp, and the rows of one walk after the other."""

    def __init__(self) -> None:
        self.consents = Table(YouthConsent, tuple(f"{ABOUT} {CONSENT}".split()))
        self.allocations = Table(YouthAllocation, tuple(f"{ABOUT} {ALLOCATION} {STOPPED}".split()))

    @property
    def tables(self) -> list[Table]:
        """In any order, after the steps."""
        return [self.consents, self.allocations]

    def add(self, rng: Random, walk: Walk) -> None:
        """What a walk of jeugdhulp leaves behind: who consented where the young person may, and the allocation."""
        taken = {row[5]: row for row in walk.steps}
        if step := taken.get("consent"):
            self._consent(rng, walk, step)
        if step := taken.get("start"):
            self._allocate(rng, walk, step)

    def _consent(self, rng: Random, walk: Walk, step: Row) -> None:
        """Whoever is twelve or older said so; what the holders of gezag said is in the step."""
        key, day, by = step[0], step[8], step[9]
        for person in walk.plan.persons:
            if person.age_on(day) >= 12:
                said = (key, person.id, person.first_name, "self", True, "", "", day, by)
                self.consents.rows.append((*_about(rng, walk), person.id, *said))

    def _allocate(self, rng: Random, walk: Walk, step: Row) -> None:
        day, by, plan = step[8], step[9], walk.plan
        for person in plan.persons:
            ends_on = min(day + A_YEAR, reaches(person.born, ADULT) - A_DAY)
            if ends_on < day:
                continue
            stopped = (min(plan.end, ends_on), AS_PLANNED) if plan.end else (None, "")
            help_given = ("45", "", *pick(rng, VOLUMES), plan.provider or "eigen team", day, ends_on)
            row = (*_about(rng, walk), person.id, *help_given, *stopped, by, _noon(day))
            self.allocations.rows.append(row)


def _about(rng: Random, walk: Walk) -> Row:
    return (new_key(rng), walk.plan.id, walk.case.group.id, walk.plan.domain)


def _noon(day: Day) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(12, tzinfo=datetime.UTC))
