"""What a law hangs on its workflow: forms with objects of its own on a step, and blocks on the page of a trajectory.

A law's module registers them when Django starts. The engine knows none of those objects.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ImproperlyConfigured

from casework.models import Trajectory, TrajectoryStep
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


# What follows a step for the objects of the law, whoever takes it and how: gets the actor, the step that was just
# taken, its decision included, and the moment. It raises `NotAllowed` to undo all.
Effect = Callable[[Actor, TrajectoryStep, datetime.datetime], object]

_parts: dict[tuple[str, str], list[Part]] = defaultdict(list)
_blocks: dict[str, list[Block]] = defaultdict(list)
_effects: dict[tuple[str, str], list[Effect]] = defaultdict(list)


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


def parts_of(kind: str, step: str) -> list[Part]:
    """The parts of a step."""
    return list(_parts[kind, step]) if (kind, step) in _parts else []


def blocks_of(kind: str) -> list[Block]:
    """The blocks of a kind of trajectory."""
    return list(_blocks[kind]) if kind in _blocks else []


def effects_of(kind: str, step: str) -> list[Effect]:
    """What follows a step."""
    return list(_effects[kind, step]) if (kind, step) in _effects else []
