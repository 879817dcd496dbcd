"""Whether a step can be taken as it was filled in. Dates and answers alone: no database, no clock."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from casework.clocks.calendar import add_months
from casework.workflow.engine import Answer, Ask, Step

LONGEST_LINE, LONGEST_TEXT, LARGEST_NUMBER = 300, 2000, 10_000_000
OUTCOME, REASON, ON = "outcome", "reason", "on"


@dataclass(frozen=True)
class Deciding:
    """The decision that comes with a step."""

    kind: str
    ground: str
    sent_on: datetime.date | None = None
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None


@dataclass(frozen=True)
class Taking:
    """A step as somebody wants to take it. `number` is the one they expect it to have."""

    step: str
    number: int
    on: datetime.date
    facts: Mapping[str, object] = field(default_factory=dict)
    reason: str = ""
    outcome: str = ""
    decision: Deciding | None = None


def given(step: Step, facts: Mapping[str, object]) -> dict[str, object]:
    """The answers that the step has a use for; what was asked only elsewhere falls away."""
    found: dict[str, object] = {}
    for ask in step.asks:
        value = facts.get(ask.key)
        if value not in (None, "", False) and (ask.only is None or ask.only.holds(found)):
            found[ask.key] = value
    return found


def stored(facts: Mapping[str, object]) -> dict[str, object]:
    """Answers as they are kept."""
    return {key: value.isoformat() if isinstance(value, datetime.date) else value for key, value in facts.items()}


def complaints(step: Step, taking: Taking, *, today: datetime.date, after: datetime.date | None) -> dict[str, str]:
    """What is wrong, by question, in sentences that say what to do; nothing when the step can be taken.

    `after` is the day of the step before.
    """
    facts = given(step, taking.facts)
    found = dict(_of_the_day(taking.on, today, after))
    found |= {ask.key: wrong for ask in step.asks if (wrong := _of_an_answer(ask, facts, taking.on))}
    if step.needs_reason and not taking.reason.strip():
        found[REASON] = _("Schrijf op waarom.")
    if step.ends_as and taking.outcome not in step.ends_as:
        found[OUTCOME] = _("Kies hoe het traject eindigt.")
    if step.decides:
        found |= dict(_of_a_decision(step, taking, today))
    return found


def _of_the_day(on: datetime.date, today: datetime.date, after: datetime.date | None) -> Iterator[tuple[str, str]]:
    if on > today:
        yield ON, _("Deze dag is nog niet geweest. Leg de stap vast als die is gezet.")
    if after is not None and on < after:
        yield ON, _("Deze dag ligt voor de vorige stap (%s). Kies die dag of een latere.") % f"{after:%d-%m-%Y}"


def _of_an_answer(ask: Ask, facts: Mapping[str, object], on: datetime.date) -> str:
    value = facts.get(ask.key)
    if value is None:
        return str(ask.missing) if ask.is_needed(facts) else ""
    if ask.kind == Answer.DAY:
        return _of_a_day(ask, value, facts=facts, on=on)
    return _of_a_value(ask, value)


def _of_a_value(ask: Ask, value: object) -> str:
    if ask.kind == Answer.CHOICE:
        return "" if value in {key for key, _words in ask.choices} else _("Kies een antwoord uit de lijst.")
    if ask.kind == Answer.NUMBER:
        fits = isinstance(value, int) and 0 <= value <= LARGEST_NUMBER
        return "" if fits else _("Vul een heel getal in, nul of meer.")
    longest = LONGEST_TEXT if ask.kind == Answer.TEXT else LONGEST_LINE
    return "" if len(str(value)) <= longest else _("Schrijf het korter op: ten hoogste %d tekens.") % longest


def _of_a_day(ask: Ask, day: object, *, facts: Mapping[str, object], on: datetime.date) -> str:
    if not isinstance(day, datetime.date):
        return _("Vul een dag in.")
    if not ask.free and not ask.later and day > on:
        return _("Deze dag ligt na de dag van de stap. Controleer beide dagen: eerst de oorzaak, dan het gevolg.")
    if ask.later and day < on:
        return _("Deze dag ligt voor de dag van de stap. Kies die dag of een latere.")
    begin = facts.get(ask.after)
    if isinstance(begin, datetime.date):
        if day < begin:
            return _("Het einde ligt voor het begin. Controleer beide dagen.")
        if ask.at_most_months and day > add_months(begin, ask.at_most_months):
            return _("Dit is te lang: ten hoogste %d maanden na het begin.") % ask.at_most_months
    return ""


def _of_a_decision(step: Step, taking: Taking, today: datetime.date) -> Iterator[tuple[str, str]]:
    decision = taking.decision
    if decision is None or decision.kind not in step.decides:
        yield "kind", _("Kies welk besluit het is.")
    if decision is None or not decision.ground.strip():
        yield "ground", _("Schrijf op waarop het besluit rust. Een beschikking zonder grond mag niet (Awb art. 3:46).")
    if decision is None:
        return
    sent_on = decision.sent_on or taking.on
    if sent_on < taking.on:
        yield "sent_on", _("De beschikking kan niet verstuurd zijn voordat het besluit er was.")
    if sent_on > today:
        yield "sent_on", _("Deze dag is nog niet geweest. Vul in op welke dag de beschikking is verstuurd.")
    if decision.ends_on and not decision.starts_on:
        yield "starts_on", _("Vul ook in vanaf welke dag het besluit geldt.")
    if decision.ends_on and decision.starts_on and decision.ends_on < decision.starts_on:
        yield "ends_on", _("Het einde ligt voor het begin. Controleer beide dagen.")
