"""The cases that every demo has: the household De Vries-Yılmaz, and a household of twelve."""

from __future__ import annotations

import tomllib
from random import Random

from casework.demo.looks import look
from casework.demo.pen import Pen, days
from casework.demo.plans import CasePlan, Duty, Planner, TrajectoryPlan
from casework.demo.scripts import FOLDER
from casework.demo.staff import Staff
from households.demo.people import Day, Group, Resident
from privacy.choices import Domain, Role

DAY_OF_INQUIRY = 31  # of the 42 that the Wmo gives
MONTHS_WITH_FATIMA = 14
PACE = 1.5


def plan_story(planner: Planner, group: Group, staff: Staff) -> CasePlan:
    """De Vries-Yılmaz: all four domains run; Fatima is the second case manager in 24 months."""
    today = planner.today
    case = planner.case(today - days(23 * 30), None)
    changed_on = today - days(MONTHS_WITH_FATIMA * 30.6)
    fatima = staff["fatima.bennani"]
    other = staff.another(case.team, Role.CASE_MANAGER, but=fatima)
    case.managers = [
        Duty(other, case.opened_on, changed_on, "vaste casemanager vanaf het begin"),
        Duty(fatima, changed_on, None, "vorige casemanager kreeg ander werk"),
    ]
    case.trajectories, case.pace = _four(planner, group, staff), PACE
    return case


def _four(planner: Planner, group: Group, staff: Staff) -> list[TrajectoryPlan]:
    today = planner.today
    people = {resident.first_name: resident for resident in group.present}
    debts = _running(planner, Domain.DEBTS, [people["Jeroen"], people["Samira"]], start=today - days(162))
    youth = _running(planner, Domain.YOUTH, [people["Noor"]], start=today - days(255))
    wmo = _running(planner, Domain.WMO, [people["Samira"]], start=today - days(DAY_OF_INQUIRY))
    participation = _running(planner, Domain.PARTICIPATION, [people["Samira"]], start=today - days(205))
    debts.subject, debts.provider = "Huurachterstand en andere rekeningen", ""
    debts.stays_at, debts.due_on = "Stabilisatie afronden", today + days(9)
    youth.winds_down = False
    youth.subject, youth.provider = "Contact met beide ouders", "Jeugdhulp De Brug"
    participation.winds_down = False
    participation.subject, participation.provider = "Op weg naar betaald werk", "Werkbedrijf De Haven"
    wmo.subject = "Begeleiding bij het dagelijks leven"
    wmo.stays_at = "Verslag van het onderzoek"
    for plan, day in ((debts, 120), (wmo, 25), (participation, 180)):
        plan.shared_on = today - days(day)
    wmo.needed_for_debts_on = today - days(20)
    for plan, mailbox in (
        (debts, "noor.deboer"),
        (youth, "tess.mulder"),
        (wmo, "joris.smit"),
        (participation, "karim.haddad"),
    ):
        plan.duties = [Duty(staff[mailbox], plan.start, None, "traject in dit domein")]
    return [debts, youth, wmo, participation]


def tell_story(pen: Pen) -> None:
    """What happened lately, in words of its own."""
    plans = {plan.domain: plan for plan in pen.case.trajectories}
    for line in tomllib.loads((FOLDER / "story.toml").read_text(encoding="utf-8"))["line"]:
        plan, day = plans.get(line["domain"]), pen.today - days(line["ago"])
        worker = plan.duties[-1].worker if plan else pen.case.manager_on(day)
        pen.happened(day, "contact", line["event"], by=worker, plan=plan)
        if "note" in line:
            pen.wrote(day, line["note"], by=worker, plan=plan)
    for ago in (12, 4):  # since then there is news
        look(pen, pen.case.managers[-1], "", ago=ago)
    for domain, ago in ((Domain.WMO, 1), (Domain.DEBTS, 1), (Domain.YOUTH, 2)):
        look(pen, plans[domain].duties[-1], domain, ago=ago)


def plan_crowd(planner: Planner, group: Group) -> CasePlan:
    """Twelve people, eight trajectories: in each domain one that ended and one that runs."""
    today = planner.today
    rng = Random(group.id)  # noqa: S311 - a demo wants to be repeated
    case = planner.case(today - days(1300), None)
    adults, children = group.adults(today), group.children(today)
    for domain in Domain:
        people = children[1:] if domain == Domain.YOUTH else adults
        for resident, start, end in zip(rng.sample(people, 2), (1280, 380), (420, None), strict=True):
            ended_on = today - days(end) if end else None
            case.trajectories.append(planner.trajectory(domain, [resident], start=today - days(start), end=ended_on))
    case.pace = PACE
    return case


def _running(planner: Planner, domain: Domain, persons: list[Resident], *, start: Day) -> TrajectoryPlan:
    return planner.trajectory(domain, persons, start=start, end=None)
