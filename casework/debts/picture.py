"""What is owed over time as a picture, made on the server: a line of steps over a soft field. Its twin is a table."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from casework.debts.reckoning import Standing

WIDTH, HEIGHT, EDGE = 440, 170, 10
LEFT = 78  # where the field begins: the amounts stand before it
LINES = 4  # across, each a round amount


def draw(standings: Sequence[Standing], until: datetime.date) -> dict[str, Any] | None:
    """The picture from the first day to `until`; None when there is nothing to compare."""
    if len(standings) < 2:
        return None
    first, last = standings[0].on, max(until, standings[-1].on)
    top = ceiling(max(one.total for one in standings))
    points = [(_x(one.on, first, last), _y(one.total, top)) for one in standings]
    line = f"M{points[0][0]} {points[0][1]}" + "".join(f"H{x}V{y}" for x, y in points[1:]) + f"H{WIDTH - EDGE}"
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "left": LEFT,
        "line": line,
        "field": f"{line}V{HEIGHT - EDGE}H{points[0][0]}Z",
        "points": points,
        "rules": [{"y": _y(top * part // LINES, top), "amount": top * part // LINES} for part in range(1, LINES + 1)],
        "first": first,
        "last": last,
    }


def ceiling(amount: int) -> int:
    """The round amount at the top: the first of 4, 8, 20, 40, 80, 200 … that holds this one."""
    size = 4
    while True:
        for factor in (1, 2, 5):
            if size * factor >= amount:
                return size * factor
        size *= 10


def _x(day: datetime.date, first: datetime.date, last: datetime.date) -> int:
    days = max((last - first).days, 1)
    return LEFT + (WIDTH - LEFT - EDGE) * (day - first).days // days


def _y(amount: int, top: int) -> int:
    return HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * amount // top
