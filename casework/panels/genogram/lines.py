"""The lines of the picture: partners side by side, and combs of parents above a bar with their children below it.

All lines run straight and between people; one that must pass a row goes through the space between two of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from casework.panels.genogram.kin import Kin

SHAPE = 28
BLOCK = 58  # a shape with the two lines of text below it
EDGE = 6
GAP = 18
LANE = 7  # between two bars above the same row
ABOVE = 8  # between the lowest bar and the shapes below it
CLEARANCE = 4  # how far a line may come into the half column on either side of a person
PORT = 10  # between two lines that begin at one person


@dataclass(frozen=True)
class Comb:
    """Children with the same people above them, and which of those lines carry gezag."""

    parents: tuple[int, ...]
    children: tuple[int, ...]
    holders: tuple[int, ...]
    held: tuple[int, ...]
    is_guardianship: bool = False


class Canvas:
    """Where everybody stands, in pixels: `x` of the middle of a shape, `tops` of each row."""

    def __init__(self, rows: Sequence[Mapping[int, float]], pitch: int) -> None:
        self.row = {key: number for number, row in enumerate(rows) for key in row}
        self.column = {key: column for row in rows for key, column in row.items()}
        self.pitch, self.rows = pitch, rows
        self.columns = max(self.column.values()) + 1
        self.width = round(self.columns * pitch) + 2 * EDGE
        self.x = {key: round((column + 0.5) * pitch) + EDGE for key, column in self.column.items()}
        self.tops: list[int] = []

    @property
    def height(self) -> int:
        return self.tops[-1] + BLOCK + EDGE

    def middle(self, keys: Sequence[int]) -> int:
        """The middle of where these people stand."""
        return round(sum(self.x[key] for key in keys) / len(keys))

    def space(self, lanes: Mapping[int, int]) -> None:
        """Put the rows below each other, with space for as many bars above each as `lanes` says."""
        self.tops = [EDGE]
        for number in range(1, len(self.rows)):
            extra = max(0, lanes.get(number, 0) - 1) * LANE
            self.tops.append(self.tops[-1] + BLOCK + GAP + extra)

    def passage(self, rows: Iterable[int], near: int, apart: int) -> int:
        """Where a line can go down past these rows: at `near` when nobody stands there, else at the nearest gap.

        Lines of different combs through one gap lie beside each other: `apart` pixels from its middle.
        """
        taken = [self.x[key] for row in rows for key in self.rows[row]]
        clear = self.pitch // 2 - CLEARANCE
        if all(abs(near - x) >= clear for x in taken):
            return near
        gaps = (round(half * self.pitch / 2) + EDGE for half in range(round(self.columns * 2) + 1))
        free = [gap for gap in gaps if all(abs(gap - x) >= clear for x in taken)]
        return min(free, key=lambda gap: abs(gap - near)) + apart


def combs(kin: Kin, row: Mapping[int, int]) -> list[Comb]:
    """Everybody's parents, and who else has gezag. A parent who does not stand above the child is left to the list."""
    families: dict[tuple[int, ...], dict[tuple[int, ...], list[int]]] = defaultdict(lambda: defaultdict(list))
    guarded: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for child, holders in enumerate(kin.holders):
        parents, guardians = (
            tuple(key for key in dict.fromkeys(keys) if row[key] < row[child])
            for keys in (kin.parents[child], kin.guardians[child])
        )
        if parents:
            families[parents][tuple(key for key in parents if key in holders)].append(child)
        if guardians:
            guarded[guardians].append(child)
    found = [comb for parents, by_holders in families.items() for comb in _family(parents, by_holders)]
    return [*found, *(Comb(keys, tuple(of), keys, tuple(of), True) for keys, of in guarded.items())]


def _family(parents: tuple[int, ...], by_holders: dict[tuple[int, ...], list[int]]) -> Iterator[Comb]:
    """One comb for each group with the same gezag; children under nobody's, adults mostly, go with the first."""
    free = by_holders.pop((), [])
    for holders, children in by_holders.items() or [((), [])]:
        yield Comb(parents, (*children, *free), holders, tuple(children))
        free = []


class Wiring:
    """The paths of all combs; makes room for their bars on the canvas."""

    def __init__(self, canvas: Canvas, drawn: Sequence[Comb]) -> None:
        self.canvas, self.combs = canvas, drawn
        self.down = self._ports([(comb.parents, comb.children) for comb in drawn])
        self.up = self._ports([(comb.children, comb.parents) for comb in drawn])
        self.lane: dict[tuple[int, int], int] = {}
        lanes: dict[int, list[list[tuple[int, int]]]] = defaultdict(list)
        for number, comb in enumerate(drawn):
            for row, xs in self._bars(number, comb.parents, comb.children).items():
                self.lane[number, row] = _free_lane(lanes[row], (min(xs), max(xs)))
        canvas.space({row: len(taken) for row, taken in lanes.items()})

    def path(self, number: int, parents: Sequence[int], children: Sequence[int]) -> str:
        """The lines of one comb between these of its parents and these of its children, as SVG path data."""
        canvas, first = self.canvas, self._rows(number)[0]
        bars = self._bars(number, parents, children)
        height = {row: canvas.tops[row] - ABOVE - LANE * self.lane[number, row] for row in bars}
        parts = [f"M{min(xs)} {height[row]}H{max(xs)}" for row, xs in bars.items() if min(xs) != max(xs)]
        for key in parents:
            start, way = self.down[number, key], self._way(number, key)
            foot = canvas.tops[canvas.row[key]] + BLOCK
            parts.append(f"M{start} {foot}" + (f"v3H{way}" if way != start else "") + f"V{height[first]}")
        for key in children:
            row = canvas.row[key]
            parts.append(f"M{self.up[number, key]} {height[row]}V{canvas.tops[row]}")
        parts += [f"M{self._trunk(number, *rows)} {height[rows[0]]}V{height[rows[1]]}" for rows in pairwise(bars)]
        return "".join(parts)

    def _bars(self, number: int, parents: Sequence[int], children: Sequence[int]) -> dict[int, list[int]]:
        """Per row with children, from above to below, what its bar must reach: lines from above, to below, onward."""
        rows = self._rows(number)
        last = max(self.canvas.row[key] for key in children)
        bars = {
            row: [self.up[number, key] for key in children if self.canvas.row[key] == row]
            for row in rows
            if row <= last
        }
        bars[rows[0]] += [self._way(number, key) for key in parents]
        for upper, lower in pairwise(bars):
            trunk = self._trunk(number, upper, lower)
            bars[upper].append(trunk)
            bars[lower].append(trunk)
        return bars

    def _rows(self, number: int) -> list[int]:
        return sorted({self.canvas.row[key] for key in self.combs[number].children})

    def _way(self, number: int, parent: int) -> int:
        """Where the line from a parent meets the first bar: right below, or past the rows in between."""
        start, first = self.down[number, parent], self._rows(number)[0]
        between = range(self.canvas.row[parent] + 1, first)
        return self.canvas.passage(between, start, _apart(number)) if between else start

    def _trunk(self, number: int, upper: int, lower: int) -> int:
        """Where the line from one bar to the next goes down."""
        middle = self.canvas.middle(self.combs[number].parents)
        return self.canvas.passage(range(upper, lower), middle, _apart(number))

    def _ports(self, ends: Sequence[tuple[Sequence[int], Sequence[int]]]) -> dict[tuple[int, int], int]:
        """Where the line of each comb begins at each person: in the middle, or side by side when there are more."""
        toward: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for number, (own, others) in enumerate(ends):
            middle = self.canvas.middle(others)
            for key in own:
                toward[key].append((middle, number))
        return {
            (number, key): self.canvas.x[key] + round((place - (len(numbers) - 1) / 2) * PORT)
            for key, numbers in toward.items()
            for place, (_, number) in enumerate(sorted(numbers))
        }


def _apart(number: int) -> int:
    return ((number + 1) % 3 - 1) * 3


def _free_lane(lanes: list[list[tuple[int, int]]], bar: tuple[int, int]) -> int:
    """The lowest lane where this bar touches no other."""
    for place, taken in enumerate(lanes):
        if all(bar[1] + EDGE < left or right + EDGE < bar[0] for left, right in taken):
            taken.append(bar)
            return place
    lanes.append([bar])
    return len(lanes) - 1


def between_partners(canvas: Canvas, kin: Kin) -> str:
    """A line from partner to partner; over the heads of whoever stands in between."""
    parts = []
    for pair in kin.partners:
        left, right = sorted(pair, key=canvas.x.__getitem__)
        row = canvas.row[left]
        if row != canvas.row[right] or left == right:
            continue
        top, between = canvas.tops[row], canvas.rows[row].values()
        ends = canvas.column[left], canvas.column[right]
        if any(ends[0] < column < ends[1] for column in between):
            parts.append(f"M{canvas.x[left]} {top}v-4H{canvas.x[right]}v4")
        else:
            parts.append(f"M{canvas.x[left] + SHAPE // 2} {top + SHAPE // 2}H{canvas.x[right] - SHAPE // 2}")
    return "".join(parts)
