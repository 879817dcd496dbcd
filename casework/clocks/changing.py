"""Changing a term: a new version from a day on, what it would do, and what it then does to clocks that run."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.forms.models import model_to_dict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casework.clocks.choices import Unit
from casework.clocks.explaining import length_in_words
from casework.clocks.reckoning import Length
from casework.clocks.terms import Terms, rule_of
from casework.models import ClockRecalculation, Term
from privacy.dates import on_day


class NotPossible(ValueError):
    """A change that cannot be made; the text is a sentence for the user, about the named field."""

    def __init__(self, sentence: str, *, field: str = "valid_from") -> None:
        super().__init__(sentence)
        self.field = field


# What a new version says for itself; the rest it takes from the one before it.
CHANGEABLE = (
    "title",
    "starts_with",
    "length",
    "unit",
    "article",
    "at_rest",
    "extension_times",
    "extension_length",
    "extension_unit",
    "extension_article",
    "suspension_article",
    "warn_on",
    "source",
    "is_verified",
)


@dataclass(frozen=True)
class TermChange:
    """Another version of a term, for what starts from `valid_from` until `valid_until` (None: as long as the old)."""

    key: str
    valid_from: datetime.date
    reason: str
    valid_until: datetime.date | None = None
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """The rows that a change writes: which close on a day, which are replaced, which are new."""

    closed: tuple[Term, ...]
    replaced: tuple[Term, ...]
    new: tuple[Term, ...]


def versions_of(key: str) -> list[Term]:
    """All versions of a term, the newest first."""
    return list(Term.objects.filter(key=key).select_related("decided_by").order_by("-valid_from", "-decided_at"))


def outcome_of(change: TermChange, rows: Sequence[Term]) -> Outcome:
    """What a change writes, beside these versions; they keep their values. Raises `NotPossible` with what to change.

    A version closes the one that holds on its first day, and lasts as long as that did; one that starts on the same
    day replaces it. With an end of its own the old version holds again afterwards. It never runs into a third.
    """
    if change.valid_until is not None and change.valid_until <= change.valid_from:
        raise NotPossible(_("De laatste dag ligt voor de eerste. Kies een latere dag."), field="valid_until")
    live = sorted((row for row in rows if row.replaced_at is None), key=lambda row: row.valid_from)
    held = next((row for row in live if _holds(row, change.valid_from)), None)
    if held is None:
        raise NotPossible(_no_version(live, change.valid_from))
    until = change.valid_until or held.valid_until
    if held.valid_until is not None and (until is None or until > held.valid_until):
        other = next((row for row in live if row.valid_from >= held.valid_until), held)
        values = {"day": date_format(other.valid_from, "j F Y"), "what": words_of(other)}
        raise NotPossible(
            _("Vanaf %(day)s geldt al een andere regel: %(what)s. Kies een einddag tot en met die dag.") % values,
            field="valid_until",
        )
    new = [_version(held, change, until)]
    if until is not None and until != held.valid_until:
        new.append(_again(held, until))
    if held.valid_from == change.valid_from:
        return Outcome((), (held,), tuple(new))
    return Outcome((held,), (), tuple(new))


def terms_after(change: TermChange, rows: Sequence[Term]) -> Terms:
    """All versions of this term as they would be."""
    outcome = outcome_of(change, rows)
    gone = {row.pk for row in (*outcome.closed, *outcome.replaced)}
    left = [row for row in rows if row.pk not in gone]
    shorter = [_closed(row, change.valid_from) for row in outcome.closed]
    kept_key = [_as_replaced(row, change.valid_from) for row in outcome.replaced]
    return Terms([*left, *shorter, *kept_key, *outcome.new])


def words_of(term: Term) -> str:
    """A version in words, as in `42 dagen, Wmo 2015 art. 2.3.2 lid 1`."""
    return f"{length_in_words(rule_of(term).length)}, {term.article}"


def length_of(change: TermChange) -> str:
    """How long the term becomes, in words."""
    return length_in_words(Length(change.values["length"], Unit(change.values["unit"])))


def recalculations_of(key: str) -> list[ClockRecalculation]:
    """The newest recalculations of a term."""
    return list(ClockRecalculation.objects.filter(term__key=key).order_by("-asked_at")[:3])


def held_on(day: datetime.date) -> list[Term]:
    """The versions that hold for what starts on a day, by their keys."""
    return list(Term.objects.in_force().filter(on_day(day)).order_by("key"))


def planned_after(day: datetime.date) -> dict[str, Term]:
    """The next version of each term that has one."""
    later = Term.objects.in_force().filter(Q(valid_from__gt=day)).order_by("-valid_from")
    return {row.key: row for row in later}


def _holds(row: Term, day: datetime.date) -> bool:
    return row.valid_from <= day and (row.valid_until is None or row.valid_until > day)


def _no_version(live: Sequence[Term], day: datetime.date) -> str:
    if live and day < live[0].valid_from:
        first = date_format(live[0].valid_from, "j F Y")
        return _("Deze termijn bestaat vanaf %s. Kies die dag of een latere.") % first
    return _("Op deze dag geldt de termijn niet. Kies een dag waarop er een regel is.")


def _version(held: Term, change: TermChange, until: datetime.date | None) -> Term:
    values = _values(held) | {name: change.values[name] for name in CHANGEABLE if name in change.values}
    return Term(**values, reason=change.reason, valid_from=change.valid_from, valid_until=until)


def _again(held: Term, since: datetime.date) -> Term:
    return Term(**_values(held), reason=held.reason, valid_from=since, valid_until=held.valid_until)


def _values(row: Term) -> dict[str, Any]:
    names = ("key", "kind", "longest", *CHANGEABLE)
    return model_to_dict(row, fields=names)


def _closed(row: Term, day: datetime.date) -> Term:
    return Term(**_values(row), pk=row.pk, valid_from=row.valid_from, valid_until=day)


def _as_replaced(row: Term, day: datetime.date) -> Term:
    copy = _closed(row, row.valid_until or day)
    copy.replaced_at = timezone.now()
    return copy
