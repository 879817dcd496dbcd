"""Who stands where: generations become rows, and in each row everybody gets a column.

By hand and not with a package for layered graphs (grandalf): partners must stand side by side, a column of the page
holds four people abreast, and both are what such a package leaves to its caller.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from itertools import combinations
from math import ceil

from casework.panels.genogram.kin import Kin

ABREAST = 4
SWEEPS = 3
UNTIED = 0.01  # the weight of the wish of somebody without ties: gives way to everybody else's

Neighbours = Sequence[Sequence[int]]
Layers = list[list[list[int]]]
"""Generations, the oldest first; each of groups: partners together, or one person."""


def arrange(kin: Kin) -> list[dict[int, float]]:
    """Rows from above to below; in each the column of everybody, from left to right, a whole column or more apart.

    Columns go by halves and begin at 0. Every person is in exactly one row, whatever the ties are.
    """
    above = [(*parents, *guardians) for parents, guardians in zip(kin.parents, kin.guardians, strict=True)]
    below: list[list[int]] = [[] for _ in above]
    for child, keys in enumerate(above):
        for key in keys:
            below[key].append(child)
    layers = _in_order(_layers(kin), above, below)
    return _columns([row for layer in layers for row in _broken(layer, below)], above, below)


def _layers(kin: Kin) -> Layers:
    generation = _generations(kin)
    layers: dict[int, list[list[int]]] = {number: [] for number in sorted(set(generation.values()))}
    partners = set(kin.partners) | {(other, one) for one, other in kin.partners}
    for key in range(len(kin.parents)):
        layer = layers[generation[key]]
        own = [group for group in layer if any((key, other) in partners for other in group)]
        layer[:] = [group for group in layer if group not in own]
        layer.append([*(other for group in own for other in group), key])
    return list(layers.values())


def _generations(kin: Kin) -> dict[int, int]:
    """A number per person, lower for parents. Everybody is placed once, so ties in a circle end."""
    close: list[list[tuple[int, int]]] = [[] for _ in kin.parents]
    loose: list[list[tuple[int, int]]] = [[] for _ in kin.parents]
    for ties, steps in ((kin.parents, close), (kin.guardians, loose)):
        for child, above in enumerate(ties):
            for key in above:
                steps[key].append((child, 1))
                steps[child].append((key, -1))
    for one, other in kin.partners:
        close[one].append((other, 0))
        close[other].append((one, 0))
    placed: dict[int, int] = {}
    for first in range(len(kin.parents)):
        waiting = deque([(first, _among_peers(first, placed, kin.younger))])
        while waiting:
            key, generation = waiting.popleft()
            if key not in placed:
                placed[key] = generation
                waiting.extendleft((other, generation + step) for other, step in close[key])
                waiting.extend((other, generation + step) for other, step in loose[key])
    return placed


def _among_peers(key: int, placed: Mapping[int, int], younger: Sequence[int]) -> int:
    """The generation of whoever is nearest in age: for somebody who is tied to nobody placed before."""
    return min(((abs(younger[other] - younger[key]), place) for other, place in placed.items()), default=(0, 0))[1]


def _in_order(layers: Layers, above: Neighbours, below: Neighbours) -> Layers:
    """The layers with people near whom they are tied to in the others: of some orders, that where fewest ties cross.

    The result of sorting depends on the order to begin with, so it begins with every rotation of the groups.
    """
    starts = (
        [[*layer[turn % len(layer) :], *layer[: turn % len(layer)]] for layer in layers]
        for turn in range(max(map(len, layers)))
    )
    return min((_sorted(start, above, below) for start in starts), key=lambda order: _tangle(order, above))


def _sorted(layers: Layers, above: Neighbours, below: Neighbours) -> Layers:
    """Each layer sorted by the mean place of who is tied to it in the others, up and down; siblings by age."""
    place: dict[int, float] = {}

    def settle(layer: list[list[int]], toward: Neighbours) -> list[list[int]]:
        wish = {key: _mean(place, toward[key], place.get(key, 0.0)) for group in layer for key in group}
        groups = [sorted(group, key=lambda key: wish[key]) for group in layer]
        groups.sort(key=lambda group: (sum(wish[key] for key in group) / len(group), min(group)))
        place.update(_places(groups))
        return groups

    for layer in layers:
        place.update(_places(layer))
    for _ in range(SWEEPS):
        before = dict(place)
        layers = [settle(layer, below) for layer in reversed(layers)]
        layers = [settle(layer, above) for layer in reversed(layers)]
        if place == before:
            break
    return layers


def _places(layer: list[list[int]]) -> dict[int, float]:
    keys = [key for group in layer for key in group]
    return {key: index - (len(keys) - 1) / 2 for index, key in enumerate(keys)}


def _tangle(layers: Layers, above: Neighbours) -> tuple[int, float]:
    """How many ties cross, and how far they reach aside: the lower the better."""
    place = {key: at for layer in layers for key, at in _places(layer).items()}
    crossings, length = 0, 0.0
    for layer in layers:
        ties = [(place[parent], place[key]) for group in layer for key in group for parent in above[key]]
        crossings += sum((p - q) * (c - d) < 0 for (p, c), (q, d) in combinations(ties, 2))
        length += sum(abs(parent - child) for parent, child in ties)
    return crossings, length


def _mean(place: Mapping[int, float], keys: Sequence[int], default: float) -> float:
    known = [place[key] for key in keys if key in place]
    return sum(known) / len(known) if known else default


def _broken(layer: list[list[int]], below: Neighbours) -> list[list[int]]:
    """A generation as one row, or as more when it is too long; parents come lowest, nearest to their children."""
    total = sum(len(group) for group in layer)
    if total <= ABREAST:
        return [[key for group in layer for key in group]]
    size = ceil(total / ceil(total / ABREAST))
    pieces = [group[start : start + size] for group in layer for start in range(0, len(group), size)]
    pieces.sort(key=lambda piece: any(below[key] for key in piece))
    rows: list[list[int]] = [[]]
    for piece in pieces:
        if len(rows[-1]) + len(piece) > size:
            rows.append([])
        rows[-1] += piece
    return rows


def _columns(rows: list[list[int]], above: Neighbours, below: Neighbours) -> list[dict[int, float]]:
    """The longest row stands evenly; the others come as near to the middle of whom they are tied to as fits."""
    longest = max(range(len(rows)), key=lambda number: len(rows[number]))
    width = min(ABREAST, len(rows[longest]) + 1)
    column: dict[int, float] = {}
    for number in [*range(longest, len(rows)), *reversed(range(longest))]:
        row, toward = rows[number], below if number < longest else above
        middle = (width - len(row)) / 2
        wishes = [
            (_mean(column, toward[key], middle + place), 1 if column.keys() & toward[key] else UNTIED)
            for place, key in enumerate(row)
        ]
        column.update(zip(row, _spaced(wishes, width - len(row)), strict=True))
    first = min(column.values())
    return [{key: column[key] - first for key in row} for row in rows]


def _spaced(wishes: Sequence[tuple[float, float]], room: int) -> list[float]:
    """Columns at least one apart, as near to the wishes as can be (least squares, by weight), from 0 to `room` + n - 1.

    With each wish lowered by its place the answer may not go down, so neighbours that would are pooled at their mean.
    """
    pools: list[tuple[float, float, int]] = []
    for place, (wish, weight) in enumerate(wishes):
        pool = (wish - place, weight, 1)
        while pools and pools[-1][0] > pool[0]:
            mean, heavier, count = pools.pop()
            both = heavier + pool[1]
            pool = ((mean * heavier + pool[0] * pool[1]) / both, both, count + pool[2])
        pools.append(pool)
    lowered = [min(max(round(mean * 2) / 2, 0), room) for mean, _, count in pools for _ in range(count)]
    return [place + value for place, value in enumerate(lowered)]
