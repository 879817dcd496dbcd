"""What can be said and what happens after what, per domain: the texts of the demo."""

from __future__ import annotations

import datetime
import string
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

from households.demo.chance import between, pick
from households.demo.people import Day

FOLDER = Path(__file__).parent / "texts"
Words = Mapping[str, str]
SATURDAY = 5
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag")
HOURS = ("negen uur", "tien uur", "half elf", "twee uur", "half vier")
CHANCE: dict[str, Callable[[Random], str]] = {
    "aantal": lambda rng: str(between(rng, 3, 19)),
    "bedrag": lambda rng: f"{between(rng, 8, 420) * 100:,}".replace(",", "."),
    "bedrag2": lambda rng: str(between(rng, 12, 180)),
    "dag": lambda rng: pick(rng, WEEKDAYS),
    "tijd": lambda rng: pick(rng, HOURS),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A text with gaps, and which words it needs to fill them."""

    text: str
    needs: frozenset[str]

    @classmethod
    def read(cls, text: str) -> Line:
        """Names in braces are gaps."""
        return cls(text, frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name))


Lines = tuple[Line, ...]


def read_lines(texts: Iterable[str]) -> Lines:
    """Texts as lines."""
    return tuple(map(Line.read, texts))


def say(rng: Random, lines: Lines, words: Words) -> str:
    """One of the lines whose gaps these words fill; numbers, days and times come by chance."""
    line = pick(rng, lines)
    if not line.needs:
        return line.text
    known = words.keys() | CHANCE.keys()
    if not line.needs <= known:
        line = pick(rng, [other for other in lines if other.needs <= known])
    drawn = {name: CHANCE[name](rng) for name in sorted(line.needs - words.keys())}
    return line.text.format_map({**words, **drawn})


@dataclass(frozen=True, slots=True)
class Takes:
    """The step of the workflow that something is: with its answers, and the ground of a decision."""

    step: str
    answers: Mapping[str, object]
    ground: str

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> Takes:
        """As the file has it."""
        return cls(values["step"], values.get("answers", {}), values.get("ground", ""))


@dataclass(frozen=True, slots=True)
class Step:
    """Something that comes after the step before, and the task that it was until then."""

    state: str
    after: tuple[int, int]  # days
    kind: str
    say: Lines
    note: Lines
    task: str
    article: str
    within: int  # days, or working days
    counts_from_start: bool
    in_working_days: bool
    takes: Takes | None
    urgent: Step | None  # instead of this one, where a home or its power is about to be lost

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> Step:
        """A step as the file has it."""
        first, last = values["after"]
        return cls(
            state=values["state"],
            after=(first, last),
            kind=values["kind"],
            say=read_lines(values["say"]),
            note=read_lines(values.get("note", ())),
            task=values.get("task", ""),
            article=values.get("article", ""),
            within=values.get("working_days", values.get("within", 14)),
            counts_from_start=values.get("from_start", False),
            in_working_days="working_days" in values,
            takes=Takes.read(values["takes"]) if "takes" in values else None,
            urgent=cls.read({**values, **values["urgent"], "urgent": None}) if values.get("urgent") else None,
        )

    def due(self, start: Day, previous: Day) -> Day:
        """The last day for the task, in a trajectory that started then and after a step on `previous`."""
        day = start if self.counts_from_start else previous
        if not self.in_working_days:
            return day + datetime.timedelta(days=self.within)
        left = self.within
        while left:
            day += datetime.timedelta(days=1)
            left -= day.weekday() < SATURDAY
        return day


@dataclass(frozen=True, slots=True)
class Script:
    """One domain: its steps in order, then rounds without end, then an ending."""

    subjects: Sequence[str]
    providers: Sequence[str]
    missing: Sequence[str]  # what may have to be asked for before a decision
    steps: tuple[Step, ...]
    every: tuple[int, int]
    round_say: Lines
    round_tasks: Sequence[str]
    aftercare: Lines
    ended: Lines
    early: Lines
    notes: Lines
    signals: Lines
    urgent_alerts: Lines


@dataclass(frozen=True, slots=True)
class HouseholdScript:
    """The coordination of a household, and the words that all domains share."""

    reasons: Mapping[str, Sequence[str]]  # opened, manager, handover, professional
    closed: Sequence[str]
    opening: Lines
    body: Lines
    close: Lines
    alerts: Lines
    alert_secret: str
    tasks: Sequence[str]
    said: Lines
    consent: Lines
    necessity: Sequence[str]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@lru_cache
def script(domain: str) -> Script:
    """The script of a domain."""
    values = _read(domain)
    first, last = values["rounds"]["every"]
    return Script(
        subjects=values["subject"],
        providers=values["provider"],
        missing=values.get("missing", ()),
        steps=tuple(map(Step.read, values["step"])),
        every=(first, last),
        round_say=read_lines(values["rounds"]["say"]),
        round_tasks=values["rounds"]["task"],
        aftercare=read_lines(values["ending"]["aftercare"]),
        ended=read_lines(values["ending"]["ended"]),
        early=read_lines(values["notes"]["early"]),
        notes=read_lines(values["notes"]["body"]),
        signals=read_lines(values.get("signal", ())),
        urgent_alerts=read_lines(values.get("urgent_alert", ())),
    )


@lru_cache
def household_script() -> HouseholdScript:
    """The script of the household as a whole."""
    values = _read("household")
    return HouseholdScript(
        reasons={name: values[name] for name in ("opened", "manager", "handover", "professional")},
        closed=values["closed"],
        opening=read_lines(values["opening"]),
        body=read_lines(values["body"]),
        close=read_lines(values["close"]),
        alerts=read_lines(values["alert"]),
        alert_secret=values["alert_secret"],
        tasks=values["task"],
        said=read_lines(values["said"]),
        consent=read_lines(values["consent"]),
        necessity=values["necessity"],
    )


def note(rng: Random, words: Words, *bodies: Lines) -> str:
    """A note: how we met, one to three things that were said, what is next. Earlier bodies come first."""
    shared = household_script()
    parts = [say(rng, shared.opening, words)]
    parts += [say(rng, lines, words) for lines in bodies if lines]
    if rng.random() < 0.4:
        parts.append(say(rng, bodies[-1], words))
    parts.append(say(rng, shared.close, words))
    return " ".join(dict.fromkeys(parts))
