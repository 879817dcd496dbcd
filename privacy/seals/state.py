"""How the sealing stands: for the privacy officer's screen and for monitoring."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db.models import Sum

from privacy.models import Seal, SealCheck
from privacy.seals import records
from privacy.seals.faults import Fault
from privacy.seals.sealing import end_of, is_late
from privacy.seals.verifying import verify

FIRST_FAULTS = 20


@dataclass(frozen=True)
class Checked:
    """A verification that was kept, with its first findings."""

    check: SealCheck

    @property
    def faults(self) -> list[Fault]:
        """The first findings."""
        return [Fault.from_json(kept) for kept in self.check.first_faults]


@dataclass(frozen=True)
class SealState:
    """The last seal, how much is sealed and waits, what has not been acknowledged outside, the last checks."""

    last: Seal | None
    sealed: int
    waiting: int
    not_outside: int
    of_day: Checked | None
    of_everything: Checked | None
    is_late: bool

    @property
    def has_faults(self) -> bool:
        """Whether one of the last checks found that something was changed."""
        return any(checked is not None and checked.check.faults for checked in (self.of_day, self.of_everything))


def state_of_seals(*, at: datetime.datetime) -> SealState:
    """The state at a moment."""
    seals = Seal.objects.defer("leaves")
    last = seals.order_by("-number").first()
    return SealState(
        last=last,
        sealed=seals.order_by().aggregate(total=Sum("count"))["total"] or 0,
        waiting=records.count_after(end_of(last)),
        not_outside=seals.order_by().filter(copy=None).count() if settings.SEAL_URL else 0,
        of_day=_last_check(is_of_everything=False),
        of_everything=_last_check(is_of_everything=True),
        is_late=is_late(last, at=at),
    )


def _last_check(*, is_of_everything: bool) -> Checked | None:
    check = SealCheck.objects.filter(is_of_everything=is_of_everything).first()
    return Checked(check) if check else None


def sealing_stands_still(at: datetime.datetime) -> bool:
    """Whether a chain that was begun is not continued."""
    last = Seal.objects.defer("leaves").order_by("-number").first()
    return last is not None and is_late(last, at=at)


def check_log(*, at: datetime.datetime, since: datetime.datetime | None = None) -> SealCheck:
    """Verify the log, from a moment on or whole, and keep what was found. Raises as `verify` does."""
    copies = Path(settings.SEAL_FILE) if settings.SEAL_FILE else None
    found = verify(at=at, since=since, copies=copies)
    return SealCheck.objects.create(
        checked_at=at,
        is_of_everything=since is None,
        seals=found.seals,
        records=found.records,
        faults=found.faults,
        first_faults=[fault.as_json() for fault in found.named[:FIRST_FAULTS]],
    )
