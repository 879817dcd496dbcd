"""What the page of a participation trajectory shows beside its steps; read within the reader's scopes."""

from __future__ import annotations

from typing import Any

from casework.models import Exemption, Scheme, SchemeAnswer, Trajectory, TrajectoryStep
from casework.page import Page
from casework.participation.asking import facts_of, to_ask
from casework.participation.ladder import ladder_of
from households.models import Level
from privacy.access import read, scope
from privacy.choices import Purpose


def load(page: Page, trajectory: Trajectory) -> dict[str, Any]:
    """The ladder, schemes to ask about, what was answered, and exemptions: four queries."""
    steps = _rows(page, TrajectoryStep, trajectory, "number")
    answers = _rows(page, SchemeAnswer, trajectory, "-asked_on", "pk", joins=("scheme", "asked_by"))
    exemptions = _rows(page, Exemption, trajectory, "-starts_on", "pk", joins=("person",))
    at_home = [row.person for row in page.memberships if row.lives_here]
    schemes = Scheme.objects.on(page.today).order_by("level", "title")
    is_open, facts = trajectory.ended_on is None, facts_of(at_home, page.today)
    return {
        "participation": {
            "may_work": page.sight.reaches(Level.WORK, trajectory.domain) and is_open,
            "ladder": ladder_of(steps, page.today),
            "questions": to_ask(schemes, _last(answers), facts, on=page.today) if is_open else [],
            "answers": answers,
            "exemptions": [{"row": row, "is_over": row.ends_on < page.today} for row in exemptions],
        }
    }


def _rows(page: Page, model: Any, trajectory: Trajectory, *order: str, joins: tuple[str, ...] = ()) -> list[Any]:
    rows = scope(model, page.request.actor, Purpose.HELP).filter(trajectory=trajectory).order_by(*order)
    return read(page.request, rows.select_related(*joins) if joins else rows, Purpose.HELP)


def _last(answers: list[SchemeAnswer]) -> list[SchemeAnswer]:
    """The last answer about each scheme; `answers` with the newest first."""
    found: dict[str, SchemeAnswer] = {}
    for answer in answers:
        found.setdefault(answer.scheme.key, answer)
    return list(found.values())
