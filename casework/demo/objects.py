"""What debt help and the Wmo keep for a demo trajectory, as it follows from the steps that were taken."""

from __future__ import annotations

import datetime
import json
from random import Random

from casework.demo.plans import TrajectoryPlan
from casework.demo.taking_part import TakingPart
from casework.demo.walking import Walk
from casework.demo.young import Young
from casework.models import (
    Application,
    Debt,
    DebtBalance,
    DebtSolution,
    Inquiry,
    Offer,
    Provision,
    Task,
    Threat,
    Trajectory,
)
from casework.models.debts import ThreatKind
from casework.models.wmo import SUBJECTS
from casework.services.wmo.inquiring import PROVEN_BY
from casework.services.wmo.providing import GIVES
from casework.services.wmo.reviewing import REVIEW_ARTICLE, TO_REVIEW
from households.demo.chance import Key, between, new_key, pick
from households.demo.copying import Row, Table
from households.demo.people import Day
from privacy.choices import Domain
from privacy.wording import kept

ABOUT = "id trajectory household domain"
BALANCE = "id debt on amount is_written_off recorded_by recorded_at"
REVIEW_AFTER = datetime.timedelta(days=365)
BETWEEN_READINGS = datetime.timedelta(days=110)
READINGS = 4
WRITES_OFF = 0.15  # of the debts of who reached the aim
# Creditors that do not exist, with the kind of debt and the least and most that is owed.
CREDITORS = (
    ("Woningstichting De Werf", "housing", 800, 4200),
    ("Stroomhuis Energie", "utilities", 250, 2100),
    ("Waterschap en Drinkwater Zuidpolder", "utilities", 90, 480),
    ("Zorgverzekeraar Meander", "care", 300, 2600),
    ("Belastingdienst", "public", 400, 6800),
    ("Dienst Toeslagen", "public", 300, 5200),
    ("Kredietbank Oever", "credit", 1500, 14_000),
    ("Webwinkel Lichtblauw", "other", 80, 950),
    ("Telecombedrijf Kievit", "other", 120, 1300),
)
# What a provision is for, by words in what the trajectory is about.
KINDS = (
    ("huishoud", "household_help"),
    ("dagbesteding", "day_activities"),
    ("logeren", "short_stay"),
    ("rolstoel", "aid"),
    ("scootmobiel", "aid"),
    ("traplift", "home_adaptation"),
    ("woning", "home_adaptation"),
    ("vervoer", "transport"),
    ("wonen", "protected_living"),
)


class Objects:
    """The tables of these objects, and the rows of one walk after the other."""

    def __init__(self, tasks: Table, *, today: Day) -> None:
        self._tasks, self._today = tasks, today
        self.debts = Table(Debt, tuple(f"{ABOUT} person creditor kind status".split()))
        self.balances = Table(DebtBalance, tuple(BALANCE.split()))
        self.threats = Table(Threat, tuple(f"{ABOUT} step kind known_on averted_on".split()))
        self.solutions = Table(DebtSolution, tuple(f"{ABOUT} kind vtlb monthly starts_on ends_on".split()))
        self.offers = Table(Offer, tuple(f"{ABOUT} what how offered_on offered_by".split()))
        self.inquiries = Table(Inquiry, (*ABOUT.split(), *SUBJECTS.values(), "report", "written_by", "written_at"))
        self.applications = Table(
            Application, tuple(f"{ABOUT} step decision received_on decided_on is_signed_report asked".split())
        )
        self._young, self._taking_part = Young(), TakingPart(tasks, today=today)
        terms = "decision kind delivery provider budget starts_on ends_on review_on stop_reason recorded_at"
        self.provisions = Table(Provision, tuple(f"{ABOUT} {terms}".split()))

    @property
    def tables(self) -> list[Table]:
        """In the order in which they can be copied, after the steps, decisions and tasks."""
        of_debts = [self.debts, self.balances, self.threats, self.solutions]
        of_wmo = [self.offers, self.inquiries, self.applications, self.provisions]
        return [*of_debts, *of_wmo, *self._young.tables, *self._taking_part.tables]

    def add(self, walk: Walk) -> None:
        """What a walk leaves behind."""
        rng = Random(f"{walk.plan.id}/objects")  # noqa: S311  # a stream of its own: it changes nothing else
        if walk.plan.domain == Domain.DEBTS:
            self._add_debts(rng, walk)
        elif walk.plan.domain == Domain.WMO:
            self._add_wmo(rng, walk)
        elif walk.plan.domain == Domain.YOUTH:
            self._young.add(rng, walk)
        elif walk.plan.domain == Domain.PARTICIPATION:
            self._taking_part.add(rng, walk)

    def _add_debts(self, rng: Random, walk: Walk) -> None:
        plan, taken = walk.plan, {row[5]: row for row in walk.steps}
        if (report := taken.get("report")) and (facts := json.loads(report[12])).get("threat") in ThreatKind.values:
            talked = taken.get("first_talk")
            averted_on = talked[8] if talked else None
            known_on = datetime.date.fromisoformat(facts["threat_known_on"])
            self.threats.rows.append((*_about(rng, walk), report[0], facts["threat"], known_on, averted_on))
        if talk := taken.get("first_talk"):
            for creditor in rng.sample(CREDITORS, rng.randint(2, 5)):
                self._owe(rng, walk, creditor, since=talk[8], by=talk[9])
        for row in (row for row in walk.steps if row[5] == "solve"):
            facts, vtlb = json.loads(row[12]), between(rng, 1150, 1900)
            agreed = (facts["solution"], facts.get("vtlb", vtlb), between(rng, 40, 260))
            self.solutions.rows.append((*_about(rng, walk), *agreed, row[8], plan.end))

    def _owe(self, rng: Random, walk: Walk, creditor: tuple[str, str, int, int], *, since: Day, by: Key) -> None:
        """A debt that goes down from reading to reading; nothing is left of it when the aim was reached."""
        name, kind, least, most = creditor
        amount, key = between(rng, least, most), new_key(rng)
        until, on = walk.plan.end or self._today, since
        readings = [(on, amount, False)]
        is_solved = walk.outcome == Trajectory.Outcome.REACHED
        while len(readings) < READINGS and (on := on + BETWEEN_READINGS) < until:
            readings.append((on, amount := amount * between(rng, 62, 97) // 100, False))
        status = pick(rng, ("reported", "confirmed", "confirmed", "agreed", "disputed"))
        if is_solved and until > readings[-1][0]:
            is_written_off = rng.random() < WRITES_OFF
            readings.append((until, 0, is_written_off))
            status = "written_off" if is_written_off else "paid"
        whose = pick(rng, (None, *(person.id for person in walk.plan.persons)))
        self.debts.rows.append((key, *_about(rng, walk)[1:], whose, name, kind, status))
        for day, owed, is_written_off in readings:
            self.balances.rows.append((new_key(rng), key, day, owed, is_written_off, by, _noon(day)))

    def _add_wmo(self, rng: Random, walk: Walk) -> None:
        rulings = {row[2]: row for row in walk.rulings}
        proven: set[str] = set()
        application: Row | None = None
        for row in walk.steps:
            facts, day, by = json.loads(row[12]), row[8], row[9]
            how = "letter" if row[13] else "talk"
            for what in (
                what.value for fact, what in PROVEN_BY.items() if facts.get(fact) and what.value not in proven
            ):
                proven.add(what)
                self.offers.rows.append((*_about(rng, walk), what, how, day, by))
            if row[5] == "conclude":
                texts = ["" for _subject in SUBJECTS]
                self.inquiries.rows.append((*_about(rng, walk), *texts, walk.plan.subject, by, _noon(day)))
            if row[5] == "apply":
                application = (row[0], day, bool(facts.get("as_report")))
            ruling = rulings.get(row[0])
            if ruling and row[5] in ("grant", "refuse") and application:
                self._apply(rng, walk, (*application, ruling[0], day))
                application = None
            if ruling and ruling[5] in GIVES:
                self._provide(rng, walk, ruling, by=by)
        if application:
            self._apply(rng, walk, (*application, None, None))

    def _apply(self, rng: Random, walk: Walk, application: Row) -> None:
        step, received_on, is_report, decision, decided_on = application
        about = _about(rng, walk)
        self.applications.rows.append((*about, step, decision, received_on, decided_on, is_report, walk.plan.subject))

    def _provide(self, rng: Random, walk: Walk, ruling: Row, *, by: Key) -> None:
        plan, day = walk.plan, ruling[7]
        is_budget = rng.random() < 0.12
        budget = between(rng, 1800, 16_000) if is_budget else None
        how = ("budget", "", budget) if is_budget else ("in_kind", plan.provider or "eigen team", None)
        review_on = day + REVIEW_AFTER
        looks_again = plan.end is None and review_on > self._today
        if looks_again:
            self._review(rng, walk, review_on, by=by, day=day)
        dates = (day, plan.end, review_on if looks_again else None)
        self.provisions.rows.append((*_about(rng, walk), ruling[0], _kind_of(plan), *how, *dates, "", _noon(day)))

    def _review(self, rng: Random, walk: Walk, due_on: Day, *, by: Key, day: Day) -> None:
        about = (
            new_key(rng),
            walk.case.group.id,
            walk.plan.domain,
            walk.plan.id,
            kept(TO_REVIEW),
            REVIEW_ARTICLE,
            due_on,
        )
        self._tasks.rows.append((*about, walk.plan.duties[-1].worker.id, by, _noon(day), None, None, Task.Cause.STEP))


def _about(rng: Random, walk: Walk) -> Row:
    return (new_key(rng), walk.plan.id, walk.case.group.id, walk.plan.domain)


def _kind_of(plan: TrajectoryPlan) -> str:
    subject = plan.subject.lower()
    return next((kind for word, kind in KINDS if word in subject), "guidance")


def _noon(day: Day) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(12, tzinfo=datetime.UTC))
