"""What the page of a youth trajectory shows beside its steps; read within the reader's scopes and recorded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from casework.models import (
    AgeReached,
    Handover,
    ProtectionMeasure,
    Trajectory,
    TrajectoryStep,
    YouthAllocation,
    YouthConsent,
)
from casework.page import Page
from casework.workflow.youth_questions import FUTURE_PLAN, REFERRER
from casework.youth import codes
from casework.youth.handing import followed
from casework.youth.rules import ADULT, MILESTONES, day_of
from households.models import Level, Person
from privacy.access import read, scope
from privacy.choices import Purpose

ASKED_FROM = 15  # the way to eighteen is of no use to whoever is younger


def load(page: Page, trajectory: Trajectory) -> dict[str, Any]:
    """Consents, allocations, measures, and the way to eighteen: eight queries."""
    persons = _rows(page, Person, "birth_date", trajectories=trajectory)
    steps = _rows(page, TrajectoryStep, "number", trajectory=trajectory)
    reached = _rows(page, AgeReached, "reached_on", trajectory=trajectory)
    handovers = _rows(page, Handover, "due_on", "to_domain", trajectory=trajectory, joins=("person",))
    return {
        "youth": {
            "may_work": page.sight.reaches(Level.WORK, trajectory.domain) and trajectory.ended_on is None,
            "referrer": _referrer(steps),
            "consents": _rows(page, YouthConsent, "person", "capacity", trajectory=trajectory, joins=("person",)),
            "allocations": [_allocation(row) for row in _of(page, YouthAllocation, trajectory)],
            "measures": _of(page, ProtectionMeasure, trajectory),
            "ages": [_ages(page, person, reached) for person in persons if _is_near(page, person)],
            "plan": _plan(steps),
            "handovers": followed(page, handovers),
        }
    }


def _rows(page: Page, model: Any, *order: str, joins: Sequence[str] = (), **only: Any) -> list[Any]:
    rows = scope(model, page.request.actor, Purpose.HELP).filter(**only).order_by(*order)
    return read(page.request, rows.select_related(*joins) if joins else rows, Purpose.HELP)


def _of(page: Page, model: Any, trajectory: Trajectory) -> list[Any]:
    return _rows(page, model, "-starts_on", "pk", trajectory=trajectory, joins=("person",))


def _referrer(steps: Sequence[TrajectoryStep]) -> str:
    """Who referred, with the code; the last that was said."""
    for step in reversed(steps):
        said = step.facts.get("referred_by") or step.facts.get("referrer")
        if said:
            return f"{dict(REFERRER.choices)[said]} ({codes.referrer_code(str(said))})"
    return ""


def _allocation(row: YouthAllocation) -> dict[str, Any]:
    return {
        "row": row,
        "category": codes.words_of(codes.CATEGORY).get(row.category, row.category),
        "unit": codes.words_of(codes.UNIT).get(row.unit, ""),
        "frequency": codes.words_of(codes.FREQUENCY).get(row.frequency, ""),
        "stop_reason": codes.words_of(codes.STOP_REASON).get(row.stop_reason, ""),
    }


def _is_near(page: Page, person: Person) -> bool:
    from_on = day_of(person, ASKED_FROM)
    return from_on is not None and from_on <= page.today


def _ages(page: Page, person: Person, reached: Sequence[AgeReached]) -> dict[str, Any]:
    known = {row.milestone for row in reached if row.person_id == person.pk}
    days = [(milestone, day_of(person, years, months)) for milestone, years, months in MILESTONES]
    return {
        "person": person,
        "rows": [
            {"words": milestone.label, "on": day, "is_past": day <= page.today, "has_task": milestone in known}
            for milestone, day in days
            if day is not None
        ],
        "adult_on": day_of(person, ADULT),
    }


def _plan(steps: Sequence[TrajectoryStep]) -> dict[str, Any] | None:
    """The future plan as it was last told: each part in its last words."""
    told = [step for step in steps if step.step == "look_ahead"]
    parts = []
    for ask in FUTURE_PLAN[:5]:
        said = [str(step.facts[ask.key]) for step in told if step.facts.get(ask.key)]
        parts.append((ask.words, said[-1] if said else ""))
    return {"on": told[-1].taken_on, "parts": parts} if told else None
