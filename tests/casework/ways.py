"""Believable ways through each workflow, for tests: the steps in order, with what each is told."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from casework.models import Decision, Trajectory
from casework.services import assign, start_trajectory, take_step
from casework.workflow import WORKFLOWS, Answer, Ask, Step
from casework.workflow.checking import Deciding, Taking
from privacy.acting import Actor, acting
from privacy.choices import Domain, Role
from tests.over_the_walls import acting_anywhere
from tests.people import Town, make_user

GRANT, REFUSE = Decision.Kind.GRANT, Decision.Kind.REFUSE
# Who works in a domain in the town, and for whom.
WORKERS = {Domain.DEBTS: "Noor", Domain.YOUTH: "Tess", Domain.WMO: "Joris", Domain.PARTICIPATION: "Karim"}
PERSONS = {Domain.DEBTS: ["Sanne", "Emre"], Domain.YOUTH: ["Deniz"], Domain.WMO: ["Sanne"]}


@dataclass(frozen=True)
class Said:
    """What somebody fills in at a step, so many days after the step before."""

    step: str
    answers: dict[str, object] = field(default_factory=dict)
    days: int = 0


def said(step: str, days: int = 0, **answers: object) -> Said:
    return Said(step, answers, days)


# From begin to end, the usual way; a decision gets a ground and an ending an outcome by themselves.
WAYS: dict[str, list[Said]] = {
    "debts": [
        said("report", route="signal", signal_received_on=-3, threat="none"),
        said("first_talk", 10, weeks_told=8, identity_seen=True),
        said("decide_plan", 14, question="Hoe komen we uit de schulden?", protected_income=True),
        said("stabilise", 7),
        said("guide", guidance="budget_coaching"),
        said("solve", 60, solution="mediation", vtlb=1400),
        said("aftercare", 100),
        said("check_in", 91, how_it_goes="well"),
        said("close", 91),
    ],
    "debts_plus": [
        said("begin", at_risk="mist afspraken"),
        said("review", 30),
        said("aftercare", 60),
        said("close", 90),
    ],
    "crisis": [
        said("report", threat="eviction", threat_known_on=-1),
        said("first_talk", 1, agreed="de ontruiming is uitgesteld"),
        said("resolve", 14, averted="for_now"),
    ],
    "moratorium": [
        said("request", court_order="threat", why="ontruiming volgende week"),
        said("grant", 5, court_order="threat", ordered_on=-1, ends_on=90),
        said("expire", 91),
    ],
    "youth": [
        said("report", referrer="municipality", confidant_named=True),
        said("consent", 7),
        said("offer_plan", 5, family_plan="waives"),
        said("plan", 20),
        said("grant", 5),
        said("start", 10, provider="Jeugdhulp De Brug"),
        said("review", 90),
        said("aftercare", 120, stop_reason="as_planned"),
        said("close", 182),
    ],
    "wmo": [
        said("report", by="family"),
        said("confirm", 1, plan_offered=True, support_offered=True),
        said("personal_plan", 4, handed_in="yes"),
        said("inquire", 5),
        said("conclude", 20, plan_offered=True, support_offered=True, budget_explained=True),
        said("apply", 2),
        said("ask_information", 1, missing="de verklaring van de huisarts"),
        said("information_came", 4),
        said("grant", 5, delivered_as="in_kind"),
        said("start", 14, provider="Thuiszorg De Linde"),
        said("review", 180),
        said("aftercare", 90),
        said("close", 182),
    ],
    "participation": [
        said("report", asked="both"),
        said("search_term", exception="none"),
        said("apply", 28, identity_seen=True),
        said("advance", 20, advance="paid", amount=900),
        said("grant", 20),
        said("agree_road", 14, road="volunteering", rung="contacts"),
        said("ladder", 90, rung="unpaid"),
        said("aftercare", 90),
        said("close", 182),
    ],
}


def answers_on(step: Step, said: Said, on: datetime.date) -> dict[str, object]:
    """The answers of a step; a day is told as so many days from that of the step."""
    days = {ask.key for ask in step.asks if ask.kind == Answer.DAY}
    return {
        key: on + datetime.timedelta(days=value) if key in days and isinstance(value, int) else value
        for key, value in said.answers.items()
    }


def filled_in(workflow: str, said: Said, *, number: int, on: datetime.date) -> Taking:
    """A step as it is filled in right."""
    step = WORKFLOWS[workflow].step(said.step)
    assert step is not None
    decision = Deciding(step.decides[0], "Verordening, artikel 3", sent_on=on) if step.decides else None
    return Taking(
        step=step.key,
        number=number,
        on=on,
        facts=answers_on(step, said, on),
        reason="besproken" if step.needs_reason else "",
        outcome=step.ends_as[0] if step.ends_as else "",
        decision=decision,
    )


def right(step: Step, on: datetime.date, *, number: int) -> Taking:
    """Any step filled in right, without knowing it: each question answered with something that fits."""
    facts: dict[str, object] = {}
    for ask in step.asks:
        if ask.only is None or ask.only.holds(facts):
            facts[ask.key] = _fitting(ask, on)
    decision = Deciding(step.decides[0], "grond") if step.decides else None
    outcome = step.ends_as[0] if step.ends_as else ""
    return Taking(step.key, number, on, facts, reason="waarom", outcome=outcome, decision=decision)


def _fitting(ask: Ask, on: datetime.date) -> object:
    fitting: dict[Answer, object] = {
        Answer.DAY: on,
        Answer.YES: True,
        Answer.NUMBER: 4,
        Answer.CHOICE: ask.choices[0][0] if ask.choices else "",
    }
    return fitting.get(ask.kind, "iets")


def today() -> datetime.date:
    return timezone.localdate()


def length(kind: str) -> int:
    """How many days a way takes."""
    return sum(one.days for one in WAYS[kind])


def let_karim_work(town: Town) -> None:
    """Somebody for the fourth law, once."""
    if "Karim" in town.users:
        return
    manager = town.actor("Fatima")
    with acting_anywhere(manager):
        make_user(town, "Karim Haddad", "Wijkteam Haven", Role.PROFESSIONAL, Domain.PARTICIPATION)
        user, domain = town.user("Karim"), Domain.PARTICIPATION
        assign(actor=manager, case=town.case, user=user, domain=domain, reason="hulpvraag", at=town.now)


def begun(town: Town, kind: str = "debts", *, who: str = "", days_ago: int = 0) -> Trajectory:
    """A trajectory of which nothing is recorded yet."""
    let_karim_work(town)
    domain = WORKFLOWS[kind].domain
    actor = town.actor(who or WORKERS[domain])
    persons = [town.person(name) for name in PERSONS.get(domain, ["Emre"])]
    with acting(actor):
        return start_trajectory(
            actor=actor,
            case=town.case,
            domain=domain,
            persons=persons,
            subject="een vraag",
            at=town.now - datetime.timedelta(days=days_ago),
            kind=kind,
        )


def walk(town: Town, trajectory: Trajectory, *, until: str = "", start: datetime.date | None = None) -> Trajectory:
    """Take the steps of the way, all of them or up to and with one."""
    actor = town.actor(WORKERS[Domain(trajectory.domain)])
    on = start or today() - datetime.timedelta(days=length(trajectory.kind))
    for number, one in enumerate(WAYS[trajectory.kind], start=1):
        on += datetime.timedelta(days=one.days)
        take(town, actor, trajectory, filled_in(trajectory.kind, one, number=number, on=on))
        if one.step == until:
            break
    trajectory.refresh_from_db()
    return trajectory


def take(town: Town, actor: Actor, trajectory: Trajectory, taking: Taking, **more: Any) -> Any:
    """Take one step as somebody."""
    with acting(actor):
        return take_step(actor=actor, trajectory=trajectory, taking=taking, at=town.now, **more)


def posted(taking: Taking) -> dict[str, str]:
    """A step as a browser sends it."""
    data: dict[str, object] = {"number": taking.number, "on": taking.on.isoformat(), "reason": taking.reason}
    data |= {"outcome": taking.outcome, **taking.facts}
    if taking.decision:
        data |= {"kind": taking.decision.kind, "ground": taking.decision.ground, "sent_on": taking.on.isoformat()}
    return {key: value.isoformat() if isinstance(value, datetime.date) else str(value) for key, value in data.items()}
