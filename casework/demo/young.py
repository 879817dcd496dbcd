"""What jeugdhulp keeps for a demo trajectory, as it follows from the steps that were taken."""

from __future__ import annotations

import datetime
from random import Random

from casework.demo.walking import Walk
from casework.models import YouthAllocation, YouthConsent
from casework.youth.rules import ADULT, ALONE, OWN_SAY, reaches
from households.demo.chance import new_key, pick
from households.demo.copying import Row, Table
from households.demo.people import Day, Resident

ABOUT = "id trajectory household domain person"
CONSENT = "step given_by given_by_name capacity agrees exception reason said_on recorded_by"
ALLOCATION = "category product_code volume unit frequency provider starts_on ends_on"
STOPPED = "stopped_on stop_reason made_by made_at"
A_YEAR, A_DAY = datetime.timedelta(days=364), datetime.timedelta(days=1)
VOLUMES = ((2, "04", "2"), (4, "04", "2"), (6, "16", "4"), (90, "01", "2"))
AS_PLANNED = "31"
Capacity, Ground = YouthConsent.Capacity, YouthConsent.Ground
BY_MEASURE = (None, "niemand bekend met gezag", Capacity.HOLDER, False, Ground.MEASURE, "Er is een voogd benoemd.")


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
        """What a walk of jeugdhulp leaves behind: who consented, and the allocation."""
        taken = {row[5]: row for row in walk.steps}
        if step := taken.get("consent"):
            self._consent(rng, walk, step)
        if step := taken.get("start"):
            self._allocate(rng, walk, step)

    def _consent(self, rng: Random, walk: Walk, step: Row) -> None:
        """The young person from twelve on; until sixteen everybody with gezag, or a measure takes the place of it."""
        key, day, by = step[0], step[8], step[9]
        for person in walk.plan.persons:
            age = person.age_on(day)
            said: list[Row] = []
            if age >= OWN_SAY:
                said.append((person.id, _name(person), Capacity.SELF, True, "", ""))
            if age < ALONE:
                holders = [one.holder for one in walk.case.authorities if one.child is person and one.holder]
                said += [(one.id, _name(one), Capacity.HOLDER, True, "", "") for one in holders] or [BY_MEASURE]
            about = _about(rng, walk)[1:]
            self.consents.rows += [(new_key(rng), *about, person.id, key, *one, day, by) for one in said]

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


def _name(resident: Resident) -> str:
    return " ".join(filter(None, (resident.first_name, *resident.surname)))


def _about(rng: Random, walk: Walk) -> Row:
    return (new_key(rng), walk.plan.id, walk.case.group.id, walk.plan.domain)


def _noon(day: Day) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(12, tzinfo=datetime.UTC))
