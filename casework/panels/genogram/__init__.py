"""The genogram: the members of today and who is tied to them, by generation, in a picture that fits a column.

Everybody has the same shape: gender is not kept. The member list below the picture says all of it in words.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from casework.panels.genogram.kin import Kin, gather, has_died
from casework.panels.genogram.lines import Canvas, Wiring, between_partners, combs
from casework.panels.genogram.rows import ABREAST, arrange
from households.models import Custody, HouseholdMembership, Person, Relation

WIDE, NARROW = 80, 63  # pixels for a person, up to three abreast and above
LETTER = 6.05  # the width of most letters of a name, in pixels
WIDE_LETTERS, NARROW_LETTERS = "mwMWGOQÖ@", "fijlrtI1'-. "


@dataclass(frozen=True)
class Layout:
    """Where everybody stands, by number, and what is drawn between them; in pixels."""

    width: int
    height: int
    pitch: int
    places: tuple[tuple[int, int], ...]
    """The middle of the top of each shape."""
    strokes: tuple[tuple[str, str], ...]
    """What each line is, and its path data, in the order of drawing."""


def draw_genogram(
    memberships: Sequence[HouseholdMembership],
    relations: Iterable[Relation],
    custodies: Iterable[Custody],
    *,
    today: datetime.date,
) -> dict[str, Any] | None:
    """The picture, from rows that were read already; `custodies` are those over minors. None when nobody is tied."""
    kin, persons = gather(memberships, relations, custodies)
    if not kin.has_ties:
        return None
    layout = lay_out(kin)
    seats = {row.person_id: row for row in memberships}
    figures = [
        {"at": f"{x} {y}", "name": _fitting(person, layout.pitch), **_appearance(person, seats.get(person.pk), today)}
        for person, (x, y) in zip(persons, layout.places, strict=True)
    ]
    return {
        "width": layout.width,
        "height": layout.height,
        "strokes": layout.strokes,
        "figures": figures,
        "key": {kind for kind, _path in layout.strokes} | {figure["kind"] for figure in figures},
    }


@lru_cache(maxsize=1024)
def lay_out(kin: Kin) -> Layout:
    """The layout of one shape of family. Kept, because most families share a few shapes; no person is kept with it."""
    rows = arrange(kin)
    canvas = Canvas(rows, WIDE if max(map(len, rows)) < ABREAST else NARROW)
    strokes = _strokes(canvas, kin)
    places = tuple((canvas.x[key], canvas.tops[canvas.row[key]]) for key in range(len(kin.parents)))
    return Layout(canvas.width, canvas.height, canvas.pitch, places, tuple(strokes))


def _strokes(canvas: Canvas, kin: Kin) -> list[tuple[str, str]]:
    """Each comb over a clearing, so that two that cross do not seem to join; where there is gezag a heavy line over."""
    drawn = combs(kin, canvas.row)
    wiring = Wiring(canvas, drawn)
    strokes = []
    for number, comb in enumerate(drawn):
        whole = wiring.path(number, comb.parents, comb.children)
        if number:
            strokes.append(("clearing", whole))
        strokes.append(("guardians" if comb.is_guardianship else "tie", whole))
        if comb.holders and not comb.is_guardianship:
            strokes.append(("custody", wiring.path(number, comb.holders, comb.held)))
    return [*strokes, ("tie", between_partners(canvas, kin))]


def _appearance(person: Person, seat: HouseholdMembership | None, today: datetime.date) -> dict[str, str]:
    """What tells people apart; of somebody outside the household no more than whether he or she has died."""
    initials = f"{person.given_names[:1]}{person.surname[:1]}"
    if seat:
        return {"kind": "here" if seat.lives_here else "away", "initials": initials, "note": _age(person, today)}
    if has_died(person):
        return {"kind": "died", "initials": "", "note": _("overleden")}
    return {"kind": "outside", "initials": initials, "note": _("elders")}


def _age(person: Person, today: datetime.date) -> str:
    age = person.age_on(today)
    return _("? jaar") if age is None else _("%s jaar") % "/".join(str(years) for years in sorted({*age}))


def _fitting(person: Person, pitch: int) -> str:
    """The first given name, cut short where it would touch the next: the picture has no way to measure text."""
    name, room = (person.given_names.split() or [person.display_name])[0], (pitch - 3) / LETTER
    for place, letter in enumerate(name):
        room -= 1.6 if letter in WIDE_LETTERS else 0.6 if letter in NARROW_LETTERS else 1
        if room < 0:
            return f"{name[: place - 1]}…"
    return name
