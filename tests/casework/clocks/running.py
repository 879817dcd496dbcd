"""Clocks in tests."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone

from casework.models import Clock
from casework.services.clocks import start_clock
from privacy.acting import acting
from privacy.choices import Domain
from tests.people import Town

DAY = datetime.timedelta(days=1)


def ago(days: int) -> datetime.date:
    """So many days before today."""
    return timezone.localdate() - DAY * days


def run(town: Town, key: str, started_on: datetime.date, *, who: str = "Joris", **more: Any) -> Clock:
    """A clock of a trajectory at De Vries, of Wmo unless `domain` says otherwise, started by `who`."""
    trajectory = town.trajectories[more.pop("domain", Domain.WMO)]
    actor = town.actor(who)
    with acting(actor):
        return start_clock(
            actor=actor, key=key, started_on=started_on, at=timezone.now(), trajectory=trajectory, **more
        )
