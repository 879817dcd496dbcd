"""Writes down what happens in one case: events, notes, tasks, alerts, and what is agreed about sharing."""

from __future__ import annotations

import datetime
from random import Random
from zoneinfo import ZoneInfo

from casework.demo.plans import CasePlan, TrajectoryPlan, on_duty
from casework.demo.rows import WorkRows
from casework.demo.scripts import Lines, Words, household_script, note, say
from casework.demo.staff import Worker
from households.demo.chance import between, new_key, pick
from households.demo.people import Day, Resident
from privacy.choices import Domain, Purpose
from privacy.models import SharingDecision

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
EXPIRES = 0.3  # of alerts
HOLIDAYS = {(1, 1), (4, 27), (12, 25), (12, 26)}


def days(count: float) -> datetime.timedelta:
    """So many days."""
    return datetime.timedelta(days=count)


class Pen:
    """One case and everything that is written in it. Without a plan a text belongs to the coordination."""

    def __init__(self, rng: Random, case: CasePlan, *, rows: WorkRows, today: Day) -> None:
        self.rng, self.case, self.rows, self.today = rng, case, rows, today
        self._turn = 0

    def words(self, resident: Resident, provider: str = "") -> dict[str, str]:
        """What fills the gaps of texts about this person."""
        group = self.case.group
        words = {"naam": resident.first_name, "wie": self.case.managers[-1].worker.first_name}
        others = [adult for adult in group.adults(self.today) if adult is not resident]
        children = [child for child in group.children(self.today) if child is not resident]
        words |= {"partner": others[0].first_name} if others else {}
        words |= {"kind": children[0].first_name} if children else {}
        return words | ({"aanbieder": provider} if provider else {})

    def moment(self, day: Day, *, first: bool = False) -> datetime.datetime:
        """Some time in working hours on a day, or on the working day before. What comes `first` keeps its order."""
        if (day.month, day.day) in HOLIDAYS:
            day -= days(1)
        day -= days(max(0, day.weekday() - 4))
        self._turn += 1
        hour, minute = (8, self._turn % 60) if first else (between(self.rng, 9, 16), between(self.rng, 0, 59))
        return datetime.datetime(day.year, day.month, day.day, hour, minute, tzinfo=AMSTERDAM)

    def happened(
        self,
        day: Day,
        kind: str,
        sentence: str,
        *,
        by: Worker | None,
        plan: TrajectoryPlan | None = None,
        that: bool = False,
    ) -> None:
        """An event; `that` makes it visible to whoever may know that there is help."""
        self.rows.events.rows.append(
            (
                new_key(self.rng),
                self.case.group.id,
                self.moment(day, first=that),
                plan.domain if plan else "",
                kind,
                "involvement" if that else "content",
                sentence,
                plan.persons[0].id if plan and not that else None,
                by.id if by else None,
                None,  # in no compartment
            )
        )

    def noted(self, day: Day, words: Words, *bodies: Lines, by: Worker, plan: TrajectoryPlan | None = None) -> None:
        """A note, composed of the shared opening, these bodies, and the shared end."""
        self.wrote(day, note(self.rng, words, *bodies), by=by, plan=plan)

    def wrote(self, day: Day, text: str, *, by: Worker, plan: TrajectoryPlan | None = None) -> None:
        """A note in these words; now and then one for the author alone."""
        visibility = "author" if self.rng.random() < 0.04 else "domain"
        domain, trajectory = (plan.domain, plan.id) if plan else ("", None)
        self.rows.notes.rows.append(
            (
                new_key(self.rng),
                self.case.group.id,
                domain,
                trajectory,
                visibility,
                text,
                by.id,
                self.moment(day),
            )
        )

    def task(
        self,
        title: str,
        *,
        article: str = "",
        made_on: Day,
        due: Day,
        by: Worker,
        done_on: Day | None = None,
        plan: TrajectoryPlan | None = None,
    ) -> None:
        """Something to do, or something that was done."""
        domain, trajectory = (plan.domain, plan.id) if plan else ("", None)
        made_at = self.moment(min(made_on, self.today - days(1)))
        done_at = max(self.moment(done_on), made_at + datetime.timedelta(minutes=10)) if done_on else None
        self.rows.tasks.rows.append(
            (
                new_key(self.rng),
                self.case.group.id,
                domain,
                trajectory,
                title,
                article,
                due,
                by.id,
                by.id,
                made_at,
                done_at,
                by.id if done_at else None,
                "person",
            )
        )

    def alert(self, text: str, *, by: Worker, raised_on: Day, plan: TrajectoryPlan | None = None) -> None:
        """Something that everybody must know first: `severity|words`. Some expire by themselves."""
        severity, words = text.split("|")
        expires_on = self.today + days(between(self.rng, 20, 200)) if self.rng.random() < EXPIRES else None
        about = (plan.domain, plan.persons[0].id) if plan else ("", None)
        raised_at = self.moment(raised_on)
        self.rows.alerts.rows.append(
            (new_key(self.rng), self.case.group.id, *about, severity, words, by.id, raised_at, expires_on)
        )

    def decisions(self) -> list[SharingDecision]:
        """What the household agreed to share with the coordination, and what debt counselling needed."""
        found = []
        for plan in self.case.trajectories:
            if plan.shared_on:
                found.append(self._decision(plan, plan.shared_on, Purpose.COORDINATION))
            if plan.needed_for_debts_on and any(other.domain == Domain.DEBTS for other in self.case.trajectories):
                found.append(self._decision(plan, plan.needed_for_debts_on, Purpose.DEBTS))
        return found

    def _decision(self, plan: TrajectoryPlan, day: Day, purpose: Purpose) -> SharingDecision:
        shared, is_consent = household_script(), purpose == Purpose.COORDINATION
        words = self.words(plan.persons[0])
        text = say(self.rng, shared.consent, words) if is_consent else pick(self.rng, shared.necessity)
        return SharingDecision(
            id=new_key(self.rng),
            household_id=self.case.group.id,
            source=plan.domain,
            purpose=purpose,
            ground=SharingDecision.Ground.CONSENT if is_consent else SharingDecision.Ground.NECESSITY,
            words=text,
            decided_by_id=on_duty(plan.duties, day).id,
            decided_at=self.moment(day),
            valid_from=day,
            valid_until=plan.shared_until if is_consent else None,
        )
