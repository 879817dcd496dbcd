"""More time for the clocks of one demo trajectory, as the services give it: suspension and extension."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Sequence
from random import Random

from django.db.models import Model

from casework.clocks.calendar import ONE_DAY
from casework.clocks.choices import ClockState, SuspensionGround
from casework.clocks.terms import reckon_by
from casework.demo.plans import Duty, on_duty
from casework.models import Clock, ClockExtension, ClockSuspension
from casework.services.clocks.delaying import ANSWER_WITHIN
from households.demo.chance import Key, new_key
from households.demo.copying import Row, Table
from households.demo.people import Day

SUSPENSION = "id clock ground reason valid_from valid_until resumed_on recorded_by recorded_at"
EXTENSION = "id clock number length unit reason told_on recorded_by recorded_at"
LONG, TOLD_AFTER = datetime.timedelta(days=42), datetime.timedelta(days=40)
MORE, EXTENDED = 28, 0.6  # days, and of what took long
WHY_MORE = "de gegevens van een andere instantie laten op zich wachten"
AT_NOON = datetime.time(12, tzinfo=datetime.UTC)


class Delays:
    """The suspensions and extensions of some clocks, one of each at most."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._suspended: dict[uuid.UUID, ClockSuspension] = {}
        self._extended: dict[uuid.UUID, ClockExtension] = {}

    def suspensions(self, table: Table) -> list[Row]:
        """The rows of suspensions."""
        return values_of(self._suspended.values(), table)

    def extensions(self, table: Table) -> list[Row]:
        """The rows of extensions."""
        return values_of(self._extended.values(), table)

    def suspend(self, clock: Clock, reason: str, *, day: Day, by: Key) -> None:
        """As `casework.services.clocks.suspend_clock` does where nothing else was agreed with the applicant."""
        self._suspended[clock.id] = ClockSuspension(
            id=new_key(self._rng),
            clock_id=clock.id,
            ground=SuspensionGround.COMPLETION,
            reason=reason,
            valid_from=day + ONE_DAY,
            valid_until=day + ANSWER_WITHIN + ONE_DAY,
            recorded_by_id=by,
            recorded_at=datetime.datetime.combine(day, AT_NOON),
        )
        self._reckon(clock)

    def resume(self, clock: Clock, day: Day) -> None:
        """As `casework.services.clocks.resume_clock` does; nothing where it was not suspended."""
        if one := self._suspended.get(clock.id):
            one.valid_until = min(one.valid_until, max(day, one.valid_from))
            one.resumed_on = day
            self._reckon(clock)

    def extend(self, clock: Clock, *, until: Day, duties: Sequence[Duty]) -> None:
        """Give some of what took long more time, told before it was too late (Awb art. 4:14 lid 3)."""
        told_on = clock.started_on + TOLD_AFTER
        may_be = clock.term.may_be_extended and clock.state != ClockState.DROPPED and until - clock.started_on > LONG
        if not may_be or told_on > clock.due_on or self._rng.random() >= EXTENDED:
            return
        self._extended[clock.id] = ClockExtension(
            id=new_key(self._rng),
            clock_id=clock.id,
            number=1,
            length=MORE,
            unit=clock.term.extension_unit,
            reason=WHY_MORE,
            told_on=told_on,
            recorded_by_id=on_duty(duties, told_on).id,
            recorded_at=datetime.datetime.combine(told_on, AT_NOON),
        )
        self._reckon(clock)
        if clock.ended_on is not None:
            clock.state = ClockState.MET if clock.ended_on <= clock.due_on else ClockState.MISSED

    def _reckon(self, clock: Clock) -> None:
        waits, more = self._suspended.get(clock.id), self._extended.get(clock.id)
        found = reckon_by(clock.term, clock, suspensions=[waits] if waits else [], extensions=[more] if more else [])
        clock.due_on, clock.warns_on = found.due_on, list(found.warns_on)


def values_of(rows: Iterable[Model], table: Table) -> list[Row]:
    """The values of unsaved rows, in the order of a table."""
    return [tuple(getattr(row, name) for name in table.attributes) for row in rows]
