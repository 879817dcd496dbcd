"""The clocks of a demo trajectory, as the table of its workflow starts and stops them with the steps taken."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from random import Random

from casework.clocks.choices import ClockState, TermKind
from casework.clocks.reckoning import reckon
from casework.clocks.terms import NoTerm, Terms, rule_of
from casework.demo.delays import Delays, values_of
from casework.demo.plans import TrajectoryPlan
from casework.demo.walking import Walk
from casework.models import Clock, Task
from casework.models.trajectories import Trajectory
from casework.workflow import Step
from households.demo.chance import Key, new_key
from households.demo.copying import Row, Table
from households.demo.people import Day

CLOCK = (
    "id household domain trajectory term task started_on due_on warns_on state ended_on drop_reason started_by "
    "recorded_at"
)
TO_OBJECT = "awb.bezwaartermijn"
OF_OBJECTIONS = "awb."
AT_NOON = datetime.time(12, tzinfo=datetime.UTC)
# The scripts call what has to be done by its everyday name.
TITLES = {
    "Eerste gesprek over de schulden": ("wgs.eerste_gesprek", "wgs.eerste_gesprek_signaal"),
    "Eerste gesprek: huis of energie dreigt weg te vallen": ("wgs.bedreigend",),
    "Beschikking met plan van aanpak": ("wgs.beschikking",),
    "Verslag van het onderzoek": ("wmo.onderzoek",),
    "Beschikking op de aanvraag": ("wmo.beschikking", "pw.beschikking"),
    "Beschikking jeugdhulp": ("jw.beschikking",),
    "Hulpverleningsplan vaststellen": ("jw.plan",),
    "Nagaan of een voorschot nodig is": ("pw.voorschot",),
}


CLOCK_TABLE = Table(Clock, tuple(CLOCK.split()))


class Ticking:
    """The clocks of one walk; `rows` are those of the clocks, and the waiting tasks get their days."""

    def __init__(self, walk: Walk, terms: Terms, *, today: Day) -> None:
        self.plan, self.today = walk.plan, today
        self.household, self._terms = walk.case.group.id, terms
        # A stream of its own: the clocks do not change what happens else.
        self._rng = Random(f"{walk.plan.id}/clocks")  # noqa: S311 - a demo wants to be repeated
        self._clocks: list[Clock] = []
        self.delays = Delays(self._rng)
        for row in walk.steps:
            step = walk.workflow.step(row[5])
            assert step is not None
            self._follow(step, row[8], by=row[9], facts=json.loads(row[12]))
        if walk.state == Trajectory.State.ENDED:
            self._drop([one for one in self._open() if not one.term.key.startswith(OF_OBJECTIONS)], walk.day)
        for clock in self._clocks:
            self.delays.extend(clock, until=clock.ended_on or today, duties=self.plan.duties)
        for clock in self._open():
            self._pass(clock)

    def rows(self, tasks: Table) -> list[Row]:
        """All clocks; each that runs has a task: that of the script, or one of its own."""
        for clock in self._open():
            self._give_task(clock, tasks)
        return values_of(self._clocks, CLOCK_TABLE)

    def _follow(self, step: Step, day: Day, *, by: Key, facts: dict[str, object]) -> None:
        for clock in self._open():
            if clock.term.key in step.meets:
                clock.ended_on = max(day, clock.started_on)
                clock.state = ClockState.MET if clock.ended_on <= clock.due_on else ClockState.MISSED
        self._drop([one for one in self._open() if one.term.key in step.drops], day)
        self._delay(step, day, by=by, facts=facts)
        for starts in step.starts:
            if starts.only is None or starts.only.holds(facts):
                since = str(facts.get(starts.since, "") or day)
                self._start(starts.key, datetime.date.fromisoformat(since), day=day, by=by)
        if step.decides:
            self._start(TO_OBJECT, day, day=day, by=by)

    def _start(self, key: str, since: Day, *, day: Day, by: Key) -> None:
        try:
            term = self._terms.on(key, since)
        except NoTerm:  # of before the law
            return
        found = reckon(rule_of(term), since)
        self._clocks.append(
            Clock(
                id=new_key(self._rng),
                household_id=self.household,
                domain=self.plan.domain,
                trajectory_id=self.plan.id,
                term=term,
                started_on=since,
                due_on=found.due_on,
                warns_on=list(found.warns_on),
                started_by_id=by,
                recorded_at=datetime.datetime.combine(day, AT_NOON),
            )
        )

    def _delay(self, step: Step, day: Day, *, by: Key, facts: dict[str, object]) -> None:
        for clock in self._open():
            if clock.term.key in step.suspends and day <= clock.due_on:
                self.delays.suspend(clock, str(facts["missing"]), day=day, by=by)
            if clock.term.key in step.resumes:
                self.delays.resume(clock, day)

    def _open(self) -> Sequence[Clock]:
        return [clock for clock in self._clocks if clock.is_open]

    def _drop(self, clocks: Sequence[Clock], day: Day) -> None:
        for clock in clocks:
            clock.state, clock.drop_reason = ClockState.DROPPED, "niet meer nodig"
            clock.ended_on = max(day, clock.started_on)

    def _pass(self, clock: Clock) -> None:
        """As the nights since then have marked it."""
        if clock.due_on >= self.today:
            return
        if clock.term.kind == TermKind.PERIOD:
            clock.state, clock.ended_on = ClockState.MET, clock.due_on
        else:
            clock.state = ClockState.MISSED

    def _give_task(self, clock: Clock, tasks: Table) -> None:
        place = {name: number for number, name in enumerate(tasks.fields)}
        for number, row in enumerate(tasks.rows):
            is_waiting = row[place["trajectory"]] == self.plan.id and row[place["done_at"]] is None
            if is_waiting and clock.term.key in TITLES.get(row[place["title"]], ()):
                changed = {"due_on": clock.due_on, "caused_by": Task.Cause.TERM.value}
                tasks.rows[number] = tuple(changed.get(name, row[place[name]]) for name in tasks.fields)
                clock.task_id = row[place["id"]]
                return
        clock.task_id = new_key(self._rng)
        tasks.rows.append(tuple(_task(clock, self.plan).get(name) for name in tasks.fields))


def _task(clock: Clock, plan: TrajectoryPlan) -> dict[str, object]:
    worker = plan.duties[-1].worker.id
    return {
        "id": clock.task_id,
        "household": clock.household_id,
        "domain": clock.domain,
        "trajectory": plan.id,
        "title": clock.term.title,
        "article": clock.term.article,
        "due_on": clock.due_on,
        "assignee": worker,
        "created_by": worker,
        "created_at": clock.recorded_at,
        "caused_by": Task.Cause.TERM.value,
    }
