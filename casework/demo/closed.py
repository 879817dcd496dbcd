"""Closed compartments of the demo: a few households in which somebody goes the steps of the meldcode."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Mapping
from functools import cache
from random import Random
from typing import Any

from casework.demo.pen import Pen, days
from casework.demo.plans import CasePlan, TrajectoryPlan
from casework.demo.rows import WorkRows
from casework.demo.scripts import FOLDER
from casework.demo.staff import Worker
from casework.models import MeldcodeStep
from casework.models.meldcode import QUESTIONS
from casework.services.meldcode import advised
from households.demo.chance import Key, new_key, pick
from households.demo.people import Day
from households.demo.story import STORY
from privacy.choices import Domain

FIRST, EVERY = 4, 150  # of the households where it could be: one of each way first, then one in so many
A_WEEK = 7
Way = Mapping[str, Any]


@cache
def _texts() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "meldcode.toml").read_text(encoding="utf-8"))


class Meldcode:
    """Whose turn it is, and the telling of it."""

    def __init__(self, rows: WorkRows, *, today: Day) -> None:
        self._rows, self._today, self._seen = rows, today, 0

    def add(self, case: CasePlan) -> None:
        """A compartment for a case, where it is its turn."""
        story, *others = _texts()["way"]
        if case.group.label == STORY:
            plans = {plan.domain: plan for plan in case.trajectories}
            self._tell(case, plans[Domain.YOUTH], story, with_=plans[Domain.WMO].duties[-1].worker)
            return
        longest = max(way["began"] for way in others) + A_WEEK
        plan = next((plan for plan in case.trajectories if self._could_be(plan, longest)), None)
        if plan is None or case.closed_on is not None:
            return
        self._seen += 1
        if self._seen <= FIRST or self._seen % EVERY == 0:
            self._tell(case, plan, others[self._seen % len(others)], with_=case.managers[-1].worker)

    def _could_be(self, plan: TrajectoryPlan, longest: int) -> bool:
        """Where jeugdhulp runs, and has run for longer than any of the ways, by the same worker."""
        runs = plan.domain == Domain.YOUTH and plan.end is None
        return runs and plan.duties[-1].since <= self._today - days(longest)

    def _tell(self, case: CasePlan, plan: TrajectoryPlan, way: Way, *, with_: Worker) -> None:
        # A stream of its own: a compartment changes nothing of what happens else.
        rng = Random(f"{plan.id}/meldcode")  # noqa: S311 - a demo wants to be repeated
        told = _Told(Pen(rng, case, rows=self._rows, today=self._today), plan, way)
        told.write(with_)


class _Told:
    """One compartment: who is in it, its round, and its steps. What happens in it is told in it."""

    def __init__(self, pen: Pen, plan: TrajectoryPlan, way: Way) -> None:
        self._pen, self._rng, self._rows = pen, pen.rng, pen.rows
        self._plan, self._way = plan, way
        self._key, self._household = new_key(pen.rng), pen.case.group.id
        self._by, self._words = plan.duties[-1].worker, pen.words(plan.persons[0])

    def write(self, colleague: Worker) -> None:
        """All of it, each row where it goes."""
        reason, began = pick(self._rng, _texts()["reason"]), self._pen.today - days(self._way["began"])
        opened_at = self._happened(began, "Besloten dossier geopend")
        for worker, why in ((self._by, reason), (colleague, _texts()["colleague"])):
            member = (new_key(self._rng), self._key, worker.id, why, self._by.id, opened_at, "")
            self._rows.compartment_members.rows.append(member)
        last = self._round(began)
        closed_at = None
        if self._way.get("closed"):
            closed_at = self._happened(last + days(A_WEEK), "Besloten dossier gesloten")
        about = ("meldcode", self._plan.domain, reason, self._by.id, opened_at, closed_at)
        self._rows.compartments.rows.append((self._key, self._household, *about))

    def _round(self, day: Day) -> Day:
        """The round with its steps, from a day on; answers the day of the last one."""
        key, advice, done_on = new_key(self._rng), "", []
        for entry, step in enumerate(self._way["steps"], start=1):
            day += days(step["after"])
            number = MeldcodeStep.Number(step["number"])
            done = "Overgeslagen" if "reason" in step else "Gedaan"
            at = self._happened(day, f"{done}: {number.label}")
            done_on.append(at.date())
            given = dict(zip(QUESTIONS, step.get("answers", ()), strict=False))
            advice = advised(given) if given else advice
            self._step(key, entry, step, at=at, advice=advice if number >= MeldcodeStep.Number.WEIGH else "")
        ended_on = done_on[-1] if number == MeldcodeStep.Number.DECIDE else None
        about = (self._key, self._household, 1, "", done_on[0], self._by.id, ended_on)
        self._rows.meldcode_rounds.rows.append((key, *about))
        return day

    def _step(self, round_: Key, entry: int, step: Way, *, at: datetime.datetime, advice: str) -> None:
        answers = [*step.get("answers", ()), *[None] * len(QUESTIONS)][: len(QUESTIONS)]
        text, reason = step.get("text", "").format_map(self._words), step.get("reason", "")
        what = (entry, step["number"], bool(reason), at.date(), text, reason, *answers)
        place = (new_key(self._rng), round_, self._key, self._household)
        self._rows.meldcode_steps.rows.append((*place, *what, advice, step.get("decision", ""), self._by.id, at))

    def _happened(self, day: Day, sentence: str) -> datetime.datetime:
        """Tell it inside, on a working day and in its order; answers when it was."""
        at = self._pen.moment(day, first=True)
        about = (self._plan.domain, "case", "content", sentence, None, self._by.id, self._key)
        self._rows.events.rows.append((new_key(self._rng), self._household, at, *about))
        return at
