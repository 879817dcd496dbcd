"""The participation ladder over time as a picture, made on the server. Its twin is a list of days and rungs."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from casework.models import TrajectoryStep
from casework.workflow.participation import LADDER

WIDTH, PITCH, EDGE, LEFT = 420, 26, 12, 26
RUNGS = [key for key, _words in LADDER.choices]


def ladder_of(steps: Sequence[TrajectoryStep], today: datetime.date) -> dict[str, Any] | None:
    """The rungs that were recorded, the first one first; None when there are none."""
    told = [(step.taken_on, str(step.facts["rung"])) for step in steps if step.facts.get("rung") in RUNGS]
    if not told:
        return None
    words = dict(LADDER.choices)
    first, last = told[0][0], max(today, told[-1][0])
    points = [(_x(day, first, last), _y(rung)) for day, rung in told]
    line = f"M{points[0][0]} {points[0][1]}" + "".join(f"H{x}V{y}" for x, y in points[1:]) + f"H{WIDTH - EDGE}"
    return {
        "width": WIDTH,
        "height": EDGE * 2 + PITCH * (len(RUNGS) - 1),
        "line": line,
        "points": points,
        "rules": [{"y": _y(rung), "number": number} for number, rung in enumerate(RUNGS, start=1)],
        "rows": [{"on": day, "words": words[rung]} for day, rung in told],
        "now": words[told[-1][1]],
    }


def _x(day: datetime.date, first: datetime.date, last: datetime.date) -> int:
    days = max((last - first).days, 1)
    return LEFT + (WIDTH - EDGE - LEFT) * (day - first).days // days


def _y(rung: str) -> int:
    """The highest rung at the top."""
    return EDGE + PITCH * (len(RUNGS) - 1 - RUNGS.index(rung))
