"""The clocks of a trajectory by their keys."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from casework.models import Trajectory
from privacy.acting import Actor


def start(*, actor: Actor, trajectory: Trajectory, key: str, on: datetime.date, at: datetime.datetime) -> None:
    """Let a clock run from a day."""


def meet(
    *, actor: Actor, trajectory: Trajectory, keys: Iterable[str], on: datetime.date, at: datetime.datetime
) -> None:
    """Say that what these clocks wait for was done on a day."""


def drop(**_about: Any) -> None:
    """Let clocks lapse."""


def drop_all(**_about: Any) -> None:
    """Let clocks lapse."""


def suspend(**_about: Any) -> None:
    """Suspend."""


def resume(**_about: Any) -> None:
    """Resume."""
