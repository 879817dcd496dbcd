"""What a household needs and since when. Drawn from ages and from who there is, never from names or origin."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from casework.demo.scripts import household_script, script
from casework.demo.staff import OPEN_CASES, Staff, Worker
from households.demo.chance import Key, between, new_key, pick
from households.demo.people import Authority, Day, Group, Resident
from privacy.choices import Domain, Role

CLOSED_CASES = 0.07  # of all households: helped before, not any more
COUNTS, COUNT_SHARES = (1, 2, 3, 4), (46, 30, 16, 8)
AGES = ((20, 90), (90, 420), (420, 1500))  # of cases, in days
AGE_SHARES = (18, 46, 36)
ENDED = 0.2  # of trajectories that are not the case's last
SECOND_MANAGER = 0.28
SECOND_PROFESSIONAL = 0.15
SHARED = 0.5  # of open cases
SHARED_DOMAIN = 0.62
WITHDRAWN = 0.08
NECESSARY = 0.3
PACES, PACE_SHARES = (0.25, 0.45, 0.8, 1.4), (34, 36, 20, 10)
URGENT = 0.1  # of debts
BY_SIGNAL = 0.4  # of debts
SETTLED = 20  # days that somebody lives here before we meet


@dataclass(frozen=True, slots=True)
class Duty:
    """A worker from a day until another."""

    worker: Worker
    since: Day
    until: Day | None
    reason: str


@dataclass(slots=True)
class TrajectoryPlan:
    """One trajectory. `stays_at` holds it at the task with that title, due on `due_on`."""

    id: Key
    domain: Domain
    persons: list[Resident]
    start: Day
    end: Day | None
    subject: str
    provider: str
    duties: list[Duty]
    stays_at: str = ""
    due_on: Day | None = None
    winds_down: bool = True  # may be in aftercare by now
    is_urgent: bool = False
    came_by_signal: bool = False
    shared_on: Day | None = None
    shared_until: Day | None = None
    needed_for_debts_on: Day | None = None


@dataclass(slots=True)
class CasePlan:
    """One case. `pace` is how often something happens: 1 is usual, more is livelier; `authorities` is who has gezag."""

    id: Key
    group: Group
    team: str
    opened_on: Day
    closed_on: Day | None
    reason: str
    managers: list[Duty]
    trajectories: list[TrajectoryPlan] = field(default_factory=list)
    pace: float = 1
    authorities: list[Authority] = field(default_factory=list)

    def manager_on(self, day: Day) -> Worker:
        """The case manager of a day."""
        return on_duty(self.managers, day)


def on_duty(duties: Sequence[Duty], day: Day) -> Worker:
    """Who has the duty on a day; the last one afterwards."""
    return next((duty.worker for duty in duties if duty.until is None or day < duty.until), duties[-1].worker)


class Planner:
    """Plans the case of one household, or finds that there is none."""

    def __init__(self, rng: Random, group: Group, *, staff: Staff, today: Day) -> None:
        self._rng, self._group, self._staff, self.today = rng, group, staff, today
        self._team = staff.team_in(group.home.street.district if group.home else "Stad")

    def plan(self, *, is_certain: bool = False) -> CasePlan | None:
        """A case, open or closed, or None. `is_certain` makes it an open one."""
        chance = self._rng.random()
        is_open = is_certain or chance < OPEN_CASES
        newest = self.today - datetime.timedelta(days=SETTLED)
        if self._group.since > newest or not (is_open or chance < OPEN_CASES + CLOSED_CASES):
            return None
        opened_on = max(self._ago(*self._rng.choices(AGES, AGE_SHARES)[0]), self._group.since)
        possible = needs(self._group, opened_on)
        if not possible:
            return None
        closed_on = None if is_open else self._closed(opened_on)
        case = self.case(opened_on, closed_on)
        for domain in self._domains(possible):
            case.trajectories.append(self._trajectory(case, domain, is_last=not case.trajectories))
        case.pace = self._rng.choices(PACES, PACE_SHARES)[0]
        return case

    def case(self, opened_on: Day, closed_on: Day | None) -> CasePlan:
        """A case without trajectories, with its managers."""
        reasons = household_script().reasons
        reason = pick(self._rng, reasons["opened"])
        case = CasePlan(new_key(self._rng), self._group, self._team, opened_on, closed_on, reason, managers=[])
        if closed_on:
            worker = self._staff.another(self._team, Role.CASE_MANAGER)
            case.managers = [Duty(worker, opened_on, closed_on, pick(self._rng, reasons["manager"]))]
            return case
        present = self._staff.next(self._team, Role.CASE_MANAGER)
        case.managers = [Duty(present, opened_on, None, pick(self._rng, reasons["manager"]))]
        length = (self.today - opened_on).days
        if length > 120 and self._rng.random() < SECOND_MANAGER:
            earlier = self._staff.another(self._team, Role.CASE_MANAGER, but=present)
            changed_on = opened_on + datetime.timedelta(days=between(self._rng, 30, length - 15))
            case.managers = [
                Duty(earlier, opened_on, changed_on, pick(self._rng, reasons["manager"])),
                Duty(present, changed_on, None, pick(self._rng, reasons["handover"])),
            ]
        return case

    def trajectory(self, domain: Domain, persons: list[Resident], *, start: Day, end: Day | None) -> TrajectoryPlan:
        """A trajectory for these people, by the professional whose turn it is; sometimes by two after each other."""
        rng, words = self._rng, script(domain)
        reason = pick(rng, household_script().reasons["professional"])
        first = self._staff.next(self._team, domain)
        duties = [Duty(first, start, end, reason)]
        length = ((end or self.today) - start).days
        if length > 90 and rng.random() < SECOND_PROFESSIONAL:
            other = self._staff.another(self._team, domain, but=first)
            if other.id != first.id:
                changed_on = start + datetime.timedelta(days=between(rng, 30, length - 30))
                duties = [Duty(first, start, changed_on, reason), Duty(other, changed_on, end, reason)]
        subject, provider = pick(rng, words.subjects), pick(rng, words.providers)
        return TrajectoryPlan(new_key(rng), domain, persons, start, end, subject, provider, duties)

    def _trajectory(self, case: CasePlan, domain: Domain, *, is_last: bool) -> TrajectoryPlan:
        rng = self._rng
        latest = (case.closed_on or self.today) - datetime.timedelta(days=5)
        start = case.opened_on
        if not is_last:
            start += max(datetime.timedelta(0), latest - case.opened_on) * rng.random() ** 1.5
        end = case.closed_on
        if case.closed_on is None and not is_last and (self.today - start).days > 240 and rng.random() < ENDED:
            end = start + (self.today - start) * rng.uniform(0.6, 0.95)
        plan = self.trajectory(domain, concerned(rng, self._group, domain, on=case.opened_on), start=start, end=end)
        self._share(plan)
        plan.is_urgent = domain == Domain.DEBTS and rng.random() < URGENT
        plan.came_by_signal = domain == Domain.DEBTS and rng.random() < BY_SIGNAL
        return plan

    def _share(self, plan: TrajectoryPlan) -> None:
        rng, length = self._rng, (self.today - plan.start).days
        if rng.random() < SHARED * SHARED_DOMAIN * 1.2 and length > 10:
            plan.shared_on = plan.start + datetime.timedelta(days=between(rng, 1, min(60, length - 3)))
            if rng.random() < WITHDRAWN and (self.today - plan.shared_on).days > 30:
                plan.shared_until = plan.shared_on + (self.today - plan.shared_on) * rng.uniform(0.4, 0.95)
        if plan.domain != Domain.DEBTS and length > 10 and rng.random() < NECESSARY:
            plan.needed_for_debts_on = plan.start + datetime.timedelta(days=between(rng, 1, length - 3))

    def _domains(self, possible: dict[Domain, float]) -> list[Domain]:
        count = min(self._rng.choices(COUNTS, COUNT_SHARES)[0], len(possible))
        left, chosen = dict(possible), []
        for _ in range(count):
            domain = self._rng.choices(list(left), list(left.values()))[0]
            del left[domain]
            chosen.append(domain)
        return chosen

    def _closed(self, opened_on: Day) -> Day:
        return opened_on + (self.today - opened_on) * self._rng.uniform(0.5, 0.95)

    def _ago(self, first: int, last: int) -> Day:
        return self.today - datetime.timedelta(days=between(self._rng, first, last))


def needs(group: Group, day: Day) -> dict[Domain, float]:
    """The domains in which this household can have a question from this day on, with how likely each is."""
    ages = [resident.age_on(day) for resident in group.adults(day)]
    if not ages:
        return {}
    found = {Domain.WMO: 1.6 if max(ages) >= 75 else 0.9 if max(ages) >= 60 else 0.35}
    if min(ages) < 75:
        found[Domain.DEBTS] = 1.0
    if min(ages) < 67:
        found[Domain.PARTICIPATION] = 0.75
    if any(child.age_on(day) >= 2 for child in group.children(day)):
        found[Domain.YOUTH] = 0.9
    return found


def concerned(rng: Random, group: Group, domain: Domain, *, on: Day) -> list[Resident]:
    """For whom a trajectory is: a child, the eldest, or one or two of the adults."""
    adults = group.adults(on)
    if domain == Domain.YOUTH:
        return [pick(rng, [child for child in group.children(on) if child.age_on(on) >= 2])]
    if domain == Domain.WMO and rng.random() < 0.7:
        return [min(adults, key=lambda adult: adult.born)]
    if domain == Domain.DEBTS:
        return adults[:2]
    return [pick(rng, [adult for adult in adults if domain == Domain.WMO or adult.age_on(on) < 67])]
