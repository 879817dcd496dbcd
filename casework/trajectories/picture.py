"""A workflow as a picture, made on the server: states below each other, and where one can go from each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casework.models import TrajectoryStep
from casework.models.trajectories import NEW
from casework.workflow import State, Workflow
from casework.workflow.engine import ANY_OPEN

BOX_WIDTH, BOX_HEIGHT, PITCH = 210, 34, 58
EDGE, LANE = 4, 13
HEAD = 5  # half an arrow's head


@dataclass(frozen=True)
class Arrow:
    """A way from one state to another, by their places."""

    frm: int
    to: int

    @property
    def is_next(self) -> bool:
        """Whether it goes to the state right below."""
        return self.to == self.frm + 1


def draw(workflow: Workflow, stage: str, steps: Sequence[TrajectoryStep]) -> dict[str, Any]:
    """The picture and its twin in words. Steps that can be taken everywhere are told below it, not drawn."""
    states = [state for state in workflow.states if state.key != NEW or stage == NEW]
    places = {state.key: number for number, state in enumerate(states)}
    arrows = _arrows(workflow, places)
    lanes = _lanes([arrow for arrow in arrows if not arrow.is_next])
    days = {NEW: None} | {step.to_stage: step.taken_on for step in steps if step.to_stage != step.from_stage}
    return {
        "width": EDGE * 2 + BOX_WIDTH + LANE * (max(lanes.values(), default=0) + 1) + HEAD,
        "height": PITCH * (len(states) - 1) + BOX_HEIGHT + EDGE * 2,
        "boxes": [_box(state, places[state.key], _look(state, stage, days)) for state in states],
        "paths": [_path(arrow, lanes.get(arrow, 0)) for arrow in arrows],
        "rows": [_row(workflow, state, look=_look(state, stage, days), day=days.get(state.key)) for state in states],
        "always": [str(step.words) for step in workflow.steps if step.frm == ANY_OPEN],
    }


def _arrows(workflow: Workflow, places: Mapping[str, int]) -> list[Arrow]:
    found = {
        Arrow(places[frm], places[step.to])
        for step in workflow.steps
        for frm in step.frm
        if frm in places and step.to in places and frm != step.to
    }
    return sorted(found, key=lambda arrow: (abs(arrow.to - arrow.frm), arrow.frm, arrow.to))


def _lanes(arrows: Sequence[Arrow]) -> dict[Arrow, int]:
    """A lane beside the boxes for every arrow; those to one state share it, so that the picture stays narrow."""
    ends = list(dict.fromkeys(arrow.to for arrow in arrows))
    return {arrow: ends.index(arrow.to) + 1 for arrow in arrows}


def _top(place: int) -> int:
    return EDGE + PITCH * place


def _path(arrow: Arrow, lane: int) -> str:
    """Straight down to the next state, else around through a lane on the right; with a head at the end."""
    if arrow.is_next:
        x, y = EDGE + BOX_WIDTH // 2, _top(arrow.to) - 1
        return f"M{x} {_top(arrow.frm) + BOX_HEIGHT}V{y}M{x - HEAD} {y - HEAD}L{x} {y}L{x + HEAD} {y - HEAD}"
    right, x = EDGE + BOX_WIDTH, EDGE + BOX_WIDTH + LANE * lane + HEAD
    down = arrow.to > arrow.frm
    begin = _top(arrow.frm) + BOX_HEIGHT // 2 + (7 if down else -7)
    end = _top(arrow.to) + BOX_HEIGHT // 2 + (-7 if down else 7)
    head = f"M{right + 1 + HEAD} {end - HEAD}L{right + 1} {end}L{right + 1 + HEAD} {end + HEAD}"
    return f"M{right} {begin}H{x}V{end}H{right + 1}{head}"


def _look(state: State, stage: str, days: Mapping[str, Any]) -> str:
    if state.key == stage:
        return "now"
    return "been" if state.key in days else "ahead"


def _box(state: State, place: int, look: str) -> dict[str, Any]:
    return {
        "y": _top(place),
        "words": str(state.words),
        "look": look,
        "middle": _top(place) + BOX_HEIGHT // 2 + 4,
    }


def _row(workflow: Workflow, state: State, *, look: str, day: Any) -> dict[str, Any]:
    """One state in words: since when, and what can be done from it."""
    return {
        "words": state.words,
        "look": look,
        "day": day,
        "can": [step.words for step in workflow.steps if state.key in step.frm],
    }
