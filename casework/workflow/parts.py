"""What a law hangs on its workflow: forms with objects of its own on a step, blocks on the page of a trajectory, and
what its objects know already of what a step asks.

A law's module registers them when Django starts. The engine knows none of those objects.
"""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model

from casework.models import Trajectory, TrajectoryStep
from casework.workflow.engine import Answer, Step
from privacy.acting import Actor


@dataclass(frozen=True)
class Part:
    """A form below the questions of a step, and what writes it in the same transaction.

    The form is made with the trajectory as its only positional argument (`form(trajectory, data=…, prefix=key)`).
    `save` gets the actor, the step that was just taken, the valid form and the moment; it raises `NotAllowed` to undo
    all.
    """

    key: str
    form: Callable[..., forms.BaseForm]
    save: Callable[[Actor, TrajectoryStep, Any, Any], object]


@dataclass(frozen=True)
class Block:
    """A part of the page of a trajectory: a template, and a loader that gives its context.

    `load` gets the open page of the household (`casework.page.Page`) and the trajectory; it reads through
    `privacy.access.read`, so that what it shows is recorded.
    """

    key: str
    template: str
    load: Callable[[Any, Trajectory], dict[str, Any]]


@dataclass(frozen=True)
class Known:
    """An answer that stands in the file already, and `words` that say where.

    A yes is not asked again, for steps from the day `since` on. Any other answer is filled in beforehand, for somebody
    to look at.
    """

    value: object
    words: str
    since: datetime.date = datetime.date.min


@dataclass(frozen=True)
class Source:
    """Objects of a law that answer questions, by the keys of the questions: rows of `model` of the trajectory."""

    keys: tuple[str, ...]
    model: type[Model]
    answers: Callable[[Sequence[Any]], Mapping[str, Known]]


# What follows a step for the objects of the law, whoever takes it and how: gets the actor, the step that was just
# taken, its decision included, and the moment. It raises `NotAllowed` to undo all.
Effect = Callable[[Actor, TrajectoryStep, datetime.datetime], object]

# What must hold of people who are added to a trajectory: gets the trajectory, whom, and the day; raises `NotAllowed`.
Joining = Callable[[Trajectory, Collection[uuid.UUID], datetime.date], object]

_parts: dict[tuple[str, str], list[Part]] = defaultdict(list)
_blocks: dict[str, list[Block]] = defaultdict(list)
_effects: dict[tuple[str, str], list[Effect]] = defaultdict(list)
_sources: dict[str, list[Source]] = defaultdict(list)
_joinings: dict[str, list[Joining]] = defaultdict(list)


def register_part(kind: Trajectory.Kind, step: str, part: Part) -> None:
    """Hang a form on a step; a key that is taken there raises `ImproperlyConfigured`."""
    if part.key in {one.key for one in _parts[kind, step]}:
        raise ImproperlyConfigured(f"{kind} {step} has a part {part.key} already")
    _parts[kind, step].append(part)


def register_block(kind: Trajectory.Kind, block: Block) -> None:
    """Show a block on the pages of a kind of trajectory; a key that is taken there raises `ImproperlyConfigured`."""
    if block.key in {one.key for one in _blocks[kind]}:
        raise ImproperlyConfigured(f"{kind} has a block {block.key} already")
    _blocks[kind].append(block)


def register_effect(kind: Trajectory.Kind, step: str, effect: Effect) -> None:
    """Let something follow a step, before its parts are written."""
    _effects[kind, step].append(effect)


def register_source(kind: Trajectory.Kind, source: Source) -> None:
    """Let objects of a law answer what steps of a kind of trajectory ask."""
    _sources[kind].append(source)


def known_of(kind: str, step: Step, rows_of: Callable[[type[Model]], Sequence[Any]]) -> dict[str, Known]:
    """What is known of the questions of a step; `rows_of` reads the rows of a model, of one trajectory."""
    asked = {ask.key for ask in step.asks}
    known: dict[str, Known] = {}
    for source in _sources.get(kind, ()):
        if asked.intersection(source.keys):
            known |= source.answers(rows_of(source.model))
    return {key: one for key, one in known.items() if key in asked}


def proven(step: Step, known: Mapping[str, Known], *, on: datetime.date) -> dict[str, object]:
    """What is known to be so on the day of a step, and not asked again."""
    yes = {ask.key for ask in step.asks if ask.kind == Answer.YES}
    return {key: True for key, one in known.items() if key in yes and one.value is True and one.since <= on}


def parts_of(kind: str, step: str) -> list[Part]:
    """The parts of a step."""
    return list(_parts[kind, step]) if (kind, step) in _parts else []


def blocks_of(kind: str) -> list[Block]:
    """The blocks of a kind of trajectory."""
    return list(_blocks[kind]) if kind in _blocks else []


def effects_of(kind: str, step: str) -> list[Effect]:
    """What follows a step."""
    return list(_effects[kind, step]) if (kind, step) in _effects else []


def register_joining(kind: Trajectory.Kind, joining: Joining) -> None:
    """Let something be checked whenever people are added to a kind of trajectory."""
    _joinings[kind].append(joining)


def joinings_of(kind: str) -> list[Joining]:
    """What is checked of people who are added."""
    return list(_joinings[kind]) if kind in _joinings else []
