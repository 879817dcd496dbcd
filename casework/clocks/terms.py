"""Which version of a term holds for what started on a day, and a clock reckoned by it."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.utils import timezone

from casework.clocks.choices import AtRest, TermKind, Unit
from casework.clocks.reckoning import Length, Pause, Reckoning, Rule, reckon
from casework.models import Clock, ClockExtension, ClockSuspension, Term


class NoTerm(LookupError):
    """There is no such term for what started on this day."""


@lru_cache(maxsize=500)
def _rule(key: tuple[int, str, str, str, tuple[int, ...]]) -> Rule:
    length, unit, at_rest, kind, warn_on = key
    return Rule(Length(length, Unit(unit)), AtRest(at_rest), TermKind(kind), warn_on)


def rule_of(term: Term) -> Rule:
    """How a version of a term is counted."""
    return _rule((term.length, term.unit, term.at_rest, term.kind, tuple(term.warn_on)))


class Terms:
    """All versions of all terms, at hand: one query, whatever is looked up in them."""

    def __init__(self, rows: Iterable[Term]) -> None:
        self._by_key: dict[str, list[Term]] = {}
        self._keys: dict[uuid.UUID, str] = {}
        for row in rows:
            self._keys[row.pk] = row.key
            if row.replaced_at is None:
                self._by_key.setdefault(row.key, []).append(row)

    @classmethod
    def load(cls) -> Terms:
        """As they are now."""
        return cls(Term.objects.all())

    def on(self, key: str, day: datetime.date) -> Term:
        """The version for what starts on a day; raises `NoTerm`."""
        for row in self._by_key.get(key, ()):
            if row.valid_from <= day and (row.valid_until is None or row.valid_until > day):
                return row
        raise NoTerm(key)

    def of(self, clock: Clock) -> Term | None:
        """The version that a clock goes by now; None when there is none any more."""
        try:
            return self.on(self._keys[clock.term_id], clock.started_on)
        except NoTerm:
            return None


def reckon_by(
    term: Term,
    clock: Clock,
    *,
    suspensions: Sequence[ClockSuspension] = (),
    extensions: Sequence[ClockExtension] = (),
) -> Reckoning:
    """When a clock ends by a version of its term."""
    return reckon(
        rule_of(term),
        clock.started_on,
        started_at=timezone.localtime(clock.started_at) if clock.started_at else None,
        extensions=[Length(one.length, Unit(one.unit)) for one in sorted(extensions, key=lambda one: one.number)],
        pauses=[Pause(one.valid_from, one.valid_until) for one in suspensions],
    )


def reckoned(clock: Clock) -> Reckoning:
    """When a clock ends as it stands, with its suspensions and extensions."""
    return reckon_by(
        clock.term, clock, suspensions=list(clock.suspensions.all()), extensions=list(clock.extensions.all())
    )
