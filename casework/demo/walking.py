"""The steps of a demo trajectory, taken as the table of its workflow allows them and in no other way."""

from __future__ import annotations

import datetime
import json
from random import Random

from casework.clocks.calendar import working_day_from
from casework.demo.plans import CasePlan, TrajectoryPlan, on_duty
from casework.demo.scripts import Takes
from casework.models import Trajectory
from casework.models.trajectories import NEW
from casework.workflow import WORKFLOWS, Step
from casework.workflow.checking import Deciding, Taking, complaints, given, stored
from households.demo.chance import Key, new_key
from households.demo.copying import Row
from households.demo.people import Day
from privacy.choices import Domain

TO_OBJECT = datetime.timedelta(weeks=6)
SIGNAL_CAME = datetime.timedelta(days=9)
AT_NOON = datetime.time(12, tzinfo=datetime.UTC)
Outcome = Trajectory.Outcome
# How a trajectory ends before its way is at its end: the first step of these that is possible.
EARLY_ENDS = (("end_early", Outcome.NOT_REACHED), ("end_support", Outcome.REACHED), ("end_help", Outcome.REACHED))
EARLY = (*EARLY_ENDS, ("end_income", Outcome.REACHED), ("stop", Outcome.LOST_CONTACT))
END_GROUND = "De situatie van de inwoner is veranderd; besproken in het laatste gesprek"


class NotInTheTable(RuntimeError):
    """The demo tells a step that its workflow does not allow."""


class Walk:
    """One trajectory on its way; `steps` and `rulings` are the rows of it."""

    def __init__(self, case: CasePlan, plan: TrajectoryPlan) -> None:
        self.case, self.plan, self.workflow = case, plan, WORKFLOWS[plan.domain]
        self.stage, self.outcome, self.day = NEW, "", plan.start
        self.steps: list[Row] = []
        self.rulings: list[Row] = []
        # A stream of its own: the steps do not change what happens else.
        self._rng = Random(f"{plan.id}/steps")  # noqa: S311 - a demo wants to be repeated

    @property
    def state(self) -> str:
        """The general phase that follows from the stage."""
        return self.workflow.state(self.stage).phase

    def take(self, takes: Takes, day: Day) -> None:
        """A step of the script, on a day."""
        step = self._step(takes.step)
        self._write(step, takes, max(day, self.day))

    def wind_down(self, day: Day) -> None:
        """Begin nazorg where the way allows it."""
        if self.may("aftercare"):
            answers = {"stop_reason": "as_planned"} if self.plan.domain == Domain.YOUTH else {}
            self.take(Takes("aftercare", answers, ""), day)

    def end(self, opening: Takes, day: Day) -> None:
        """The last step: from nazorg when it came so far, else earlier."""
        if self.stage == NEW:
            self.take(opening, self.plan.start)
        if self.may("close"):
            self._write(self._step("close"), Takes("close", {}, ""), day, outcome=Outcome.REACHED)
            return
        key, outcome = next((key, outcome) for key, outcome in EARLY if self.may(key))
        answers = {"stop_reason": "as_planned"} if key == "end_help" else {}
        self._write(self._step(key), Takes(key, answers, END_GROUND), day, outcome=outcome)

    def may(self, key: str) -> bool:
        """Whether a step can be taken from where it stands."""
        step = self.workflow.step(key)
        return step is not None and self.workflow.may_follow(step, self.stage)

    def _step(self, key: str) -> Step:
        step = self.workflow.step(key)
        if step is None or not self.may(key):
            raise NotInTheTable(f"{self.plan.domain}: {key} from {self.stage}")
        return step

    def _write(self, step: Step, takes: Takes, day: Day, *, outcome: str = "") -> None:
        decision = Deciding(step.decides[0], takes.ground, day) if step.decides else None
        reason = "Besproken met de inwoner" if step.needs_reason else ""
        number, facts = len(self.steps) + 1, self._facts(step, takes, day)
        taking = Taking(step.key, number, day, facts, reason, outcome, decision)
        if wrong := complaints(step, taking, today=day, after=self.day if self.steps else None):
            raise NotInTheTable(f"{self.plan.domain}: {step.key}: {wrong}")
        before, self.stage = self.stage, self.workflow.reached(step, self.stage)
        self.day, self.outcome = day, outcome
        key, by = new_key(self._rng), on_duty(self.plan.duties, day).id
        about = (self.plan.id, self.case.group.id, self.plan.domain)
        kept = json.dumps(stored(given(step, facts)), ensure_ascii=False)
        at = datetime.datetime.combine(day, AT_NOON)
        self.steps.append(
            (key, *about, number, step.key, before, self.stage, day, by, at, reason, kept, step.letter or "")
        )
        if decision is not None:
            self._rule(key, decision, day=day, by=by)

    def _rule(self, step: Key, decision: Deciding, *, day: Day, by: Key) -> None:
        until = working_day_from(day + TO_OBJECT)
        place = (self.plan.id, step, self.case.group.id, self.plan.domain)
        self.rulings.append(
            (new_key(self._rng), *place, decision.kind, decision.ground, day, day, until, by, False, "", "")
        )

    def _facts(self, step: Step, takes: Takes, day: Day) -> dict[str, object]:
        """The answers of the script, and those that follow from the plan."""
        facts, keys = dict(takes.answers), {ask.key for ask in step.asks}
        if "provider" in keys:
            facts["provider"] = self.plan.provider or "eigen team"
        if "threat" in keys and self.plan.is_urgent:
            facts |= {"threat": "eviction", "threat_known_on": day}
        if "route" in keys and self.plan.came_by_signal:
            facts |= {"route": "signal", "signal_received_on": day - SIGNAL_CAME}
        return facts
