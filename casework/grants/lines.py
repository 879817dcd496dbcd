"""What the purpose table gives each kind of assignment: a small table of lines, of which all grants are made.

A line says: who has an assignment with this task sees this domain at this level, from a day until another, on this
ground. It holds for everybody, or only in households where a sharing decision answers to it.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

from django.utils.translation import gettext_lazy as _

from households.models import Level
from privacy.choices import DataClass, Domain, Purpose, Rule
from privacy.models import PurposePolicy, SharingDecision
from privacy.wording import kept

ALWAYS = datetime.date(1, 1, 1)
Ground = SharingDecision.Ground
# Whether a recorded decision answers to what a rule asks. Consent is more than a necessity asks for.
ANSWERS: Mapping[str, frozenset[str]] = {
    Rule.CONSENT: frozenset({Ground.CONSENT}),
    Rule.NECESSITY: frozenset({Ground.NECESSITY, Ground.CONSENT}),
}
Place = tuple[str, str]


@dataclass(frozen=True)
class Decided:
    """What a sharing decision rests on, and whether it is about health and criminal data too."""

    ground: str
    includes_special: bool


@dataclass(frozen=True)
class Line:
    """One line. `task` is the domain of the assignment, empty for the case manager."""

    task: str
    is_replacement: bool
    domain: str
    purpose: str
    level: Level
    includes_special: bool
    ground: str
    decided: Decided | None
    valid_from: datetime.date
    valid_until: datetime.date | None


@dataclass(frozen=True)
class Stretch:
    """The rules for one source and purpose over days in which none of them changes."""

    rules: Mapping[str, PurposePolicy]
    valid_from: datetime.date
    valid_until: datetime.date | None

    def opens(self, data_class: DataClass, decided: Decided | None) -> bool:
        """Whether a kind of data is open; a kind without a rule never is."""
        row = self.rules.get(data_class)
        if row is None or row.rule == Rule.NEVER:
            return False
        return row.rule == Rule.ALLOWED or (decided is not None and decided.ground in ANSWERS[row.rule])

    def sees_special(self, decided: Decided | None) -> bool:
        """Whether health and criminal data is open: a decision must be about that in so many words."""
        return self.opens(DataClass.SPECIAL, decided if decided and decided.includes_special else None)


def purposes_of(task: str) -> tuple[str, ...]:
    """The purposes that an assignment with this task serves."""
    return (task,) if task else (Purpose.COORDINATION, Purpose.WAMS)


def stretches(policies: Iterable[PurposePolicy]) -> dict[Place, list[Stretch]]:
    """The versions of all cells as stretches, by source and purpose; without gap or overlap."""
    cells: dict[Place, list[PurposePolicy]] = defaultdict(list)
    for row in policies:
        cells[row.source, row.purpose].append(row)
    return {place: list(_stretches(rows)) for place, rows in cells.items()}


def _stretches(rows: list[PurposePolicy]) -> Iterator[Stretch]:
    ends = {row.valid_until for row in rows if row.valid_until is not None}
    starts = sorted({ALWAYS, *ends, *(row.valid_from for row in rows)})
    for start, end in zip(starts, [*starts[1:], None], strict=True):
        held = {row.data_class: row for row in rows if row.holds_on(start)}
        yield Stretch(held, start, end)


def lines(policies: Iterable[PurposePolicy]) -> list[Line]:
    """All lines that a purpose table gives, its past and planned versions included."""
    table = stretches(policies)
    return [
        line
        for task, is_replacement in product(("", *Domain.values), (False, True))
        for line in (_coordination(task, is_replacement), *_in_domains(task, is_replacement, table))
    ]


def role_of(task: str, is_replacement: bool) -> str:
    """The words for who has an assignment with this task, as they are kept."""
    role = kept(_("professional %s"), Domain(task).label) if task else kept(_("vaste casemanager"))
    return kept(_("vervanger van: %s"), role) if is_replacement else role


def _coordination(task: str, is_replacement: bool) -> Line:
    level = Level.INVOLVEMENT if task else Level.WORK
    role = role_of(task, is_replacement)
    return Line(task, is_replacement, "", purposes_of(task)[0], level, not task, role, None, ALWAYS, None)


def _in_domains(task: str, is_replacement: bool, table: Mapping[Place, list[Stretch]]) -> Iterator[Line]:
    nothing = Line(task, is_replacement, "", "", Level.INVOLVEMENT, False, "", None, ALWAYS, None)
    for domain, purpose in product(Domain.values, purposes_of(task)):
        begun = replace(nothing, domain=domain, purpose=purpose)
        found = (_in_stretch(begun, stretch) for stretch in table.get((domain, purpose), [Stretch({}, ALWAYS, None)]))
        yield from _merged(line for one in found for line in one)


def _in_stretch(begun: Line, stretch: Stretch) -> Iterator[Line]:
    """What everybody with the task sees, and where a decision answers to the rules, what it adds to that."""
    begun = replace(begun, valid_from=stretch.valid_from, valid_until=stretch.valid_until)
    without = _sees(begun, stretch, None)
    if without is not None:
        yield without
    for ground, includes_special in product(Ground.values, (False, True)):
        line = _sees(begun, stretch, Decided(ground, includes_special))
        if line is not None and (without is None or _reach(line) > _reach(without)):
            yield line


def _sees(begun: Line, stretch: Stretch, decided: Decided | None) -> Line | None:
    """The line for who has this decision, or None for no sight at all: content without involvement is none either."""
    own = begun.task == begun.domain
    role = role_of(begun.task, begun.is_replacement)
    words = kept(Ground(decided.ground).label) if decided else role
    if not stretch.opens(DataClass.INVOLVEMENT, decided):
        # The case manager sees that there is help in every domain, whatever the table says (design section 3).
        return replace(begun, ground=role) if begun.purpose == Purpose.COORDINATION and not decided else None
    if not stretch.opens(DataClass.CONTENT, decided):
        return None if begun.purpose == Purpose.WAMS else replace(begun, ground=words, decided=decided)
    if not decided and not own:
        words = stretch.rules[DataClass.CONTENT].article
    return replace(
        begun,
        level=Level.WORK if own else Level.CONTENT,
        includes_special=stretch.sees_special(decided),
        ground=words,
        decided=decided,
    )


def _reach(line: Line) -> tuple[int, bool]:
    return line.level, line.includes_special


def _merged(found: Iterable[Line]) -> Iterator[Line]:
    """The same lines, those that say the same on end made one."""
    open_lines: dict[Decided | None, Line] = {}
    for line in found:
        before = open_lines.get(line.decided)
        if (
            before
            and replace(before, valid_until=line.valid_until) == replace(line, valid_from=before.valid_from)
            and (before.valid_until == line.valid_from)
        ):
            line = replace(before, valid_until=line.valid_until)
        elif before:
            yield before
        open_lines[line.decided] = line
    yield from open_lines.values()
