"""Why a day is the last one: each step of the calculation as a sentence, with its article."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.clocks.calendar import ONE_DAY, SATURDAY, holiday
from casework.clocks.choices import TermKind, Unit
from casework.clocks.reckoning import Happened, Length, Step
from casework.clocks.terms import reckoned
from casework.models import Clock, Term

REST_DAYS = "Algemene termijnenwet art. 1"
TWO_WORKING_DAYS = "Algemene termijnenwet art. 2"
EUROPEAN = "Verordening (EEG) 1182/71 art. 3"  # the days of rest of a European regulation's own terms


@dataclass(frozen=True)
class Line:
    """One sentence, and the article it rests on."""

    text: str
    article: str = ""

    def __str__(self) -> str:
        return f"{self.text} ({self.article})" if self.article else self.text


def with_explanation(clocks: QuerySet[Clock]) -> QuerySet[Clock]:
    """Clocks with what `explain` asks of each, in a fixed number of questions."""
    return clocks.select_related("term").prefetch_related("suspensions", "extensions")


def explain(clock: Clock) -> list[Line]:
    """Why the last day of a clock is what it is."""
    term = clock.term
    lines = [SENTENCES[step.what](clock, step) for step in reckoned(clock).steps]
    if not term.is_verified:
        lines.append(Line(_("Deze termijn is nog niet in de wet nagelezen. Controleer hem bij twijfel."), term.source))
    return lines


def length_in_words(length: Length) -> str:
    """As in `42 dagen`."""
    words = {
        Unit.HOURS: ngettext("%d uur", "%d uur", length.number),
        Unit.DAYS: ngettext("%d dag", "%d dagen", length.number),
        Unit.WORKING_DAYS: ngettext("%d werkdag", "%d werkdagen", length.number),
        Unit.MONTHS: ngettext("%d maand", "%d maanden", length.number),
    }
    return words[length.unit] % length.number


def day_in_words(day: datetime.date) -> str:
    """As in `maandag 4 mei 2026`."""
    return date_format(day, "l j F Y")


def _started(clock: Clock, step: Step) -> Line:
    event = clock.term.starts_with
    if clock.started_at is not None:
        moment = date_format(timezone.localtime(clock.started_at), "l j F Y, H:i")
        return Line(_("Begint op %(moment)s: %(event)s.") % {"moment": moment, "event": event})
    if clock.term.kind == TermKind.LOOK_BACK:
        return Line(_("Telt terug vanaf %(day)s: %(event)s.") % {"day": day_in_words(step.start), "event": event})
    return Line(
        _("Begint op %(day)s: %(event)s. Die dag telt zelf niet mee.")
        % {"day": day_in_words(step.start), "event": event}
    )


def _counted(clock: Clock, step: Step) -> Line:
    assert step.length is not None
    values = {"length": length_in_words(step.length), "day": day_in_words(step.end)}
    article = clock.term.article
    if clock.due_at is not None:
        values["day"] = date_format(timezone.localtime(clock.due_at), "l j F Y, H:i")
        return Line(_("%(length)s later, ook 's nachts en in het weekend: %(day)s.") % values, article)
    if clock.term.kind == TermKind.LOOK_BACK:
        return Line(_("%(length)s eerder is het %(day)s.") % values, article)
    if step.length.unit == Unit.WORKING_DAYS:
        names = ", ".join(dict.fromkeys(_holidays(step)))
        without = _(" en zonder %s") % names if names else ""
        words = values | {"without": without}
        return Line(_("%(length)s later, zonder weekend%(without)s, is het %(day)s.") % words, article)
    return Line(_("%(length)s later is het %(day)s.") % values, article)


def _extended(clock: Clock, step: Step) -> Line:
    assert step.length is not None
    values = {"length": length_in_words(step.length), "day": day_in_words(step.end)}
    return Line(_("Verlengd met %(length)s: het wordt %(day)s.") % values, clock.term.extension_article)


def _suspended(clock: Clock, step: Step) -> Line:
    assert step.pause is not None
    days = (step.pause.until - step.pause.first).days
    values = {
        "first": day_in_words(step.pause.first),
        "last": day_in_words(step.pause.until - ONE_DAY),
        "length": length_in_words(Length(days, Unit.DAYS)),
        "day": day_in_words(step.end),
    }
    text = _("Opgeschort van %(first)s tot en met %(last)s, dat is %(length)s: het wordt %(day)s.") % values
    return Line(text, clock.term.suspension_article)


def _moved(clock: Clock, step: Step) -> Line:
    values = {"why": _rest_day(step.start), "end": day_in_words(step.end)}
    return Line(_("Dat is %(why)s. De eerste werkdag daarna is %(end)s.") % values, _rest_article(clock.term))


def _widened(_clock: Clock, step: Step) -> Line:
    text = _("In een termijn van drie dagen of meer vallen ten minste twee werkdagen: het wordt %s.")
    return Line(text % day_in_words(step.end), TWO_WORKING_DAYS)


def _rest_article(term: Term) -> str:
    return EUROPEAN if term.article.startswith("AVG") else REST_DAYS


def _rest_day(day: datetime.date) -> str:
    if name := holiday(day):
        return _("een feestdag (%s)") % name
    return _("een zaterdag") if day.weekday() == SATURDAY else _("een zondag")


def _holidays(step: Step) -> Iterator[str]:
    for number in range(1, (step.end - step.start).days):
        day = step.start + ONE_DAY * number
        if day.weekday() < SATURDAY and (name := holiday(day)):
            yield name


SENTENCES: dict[Happened, Callable[[Clock, Step], Line]] = {
    Happened.STARTED: _started,
    Happened.COUNTED: _counted,
    Happened.EXTENDED: _extended,
    Happened.SUSPENDED: _suspended,
    Happened.MOVED: _moved,
    Happened.WIDENED: _widened,
}
