"""Dates of which the day, the month or the year may be unknown, as the BRP knows them."""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

MONTHS = (
    gettext_noop("januari"),
    gettext_noop("februari"),
    gettext_noop("maart"),
    gettext_noop("april"),
    gettext_noop("mei"),
    gettext_noop("juni"),
    gettext_noop("juli"),
    gettext_noop("augustus"),
    gettext_noop("september"),
    gettext_noop("oktober"),
    gettext_noop("november"),
    gettext_noop("december"),
)
"""The names of the months in Dutch, not translated."""

_ANY_LEAP_YEAR = 2000
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class InvalidDate(ValueError):
    """A date that does not exist, or that is not written as a date; the text is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month (day unknown), a year (month and day unknown), or nothing known at all.

    `str()` gives it in words: "12 maart 1985", "maart 1985", "1985", "onbekend". Raises `InvalidDate` for a date that
    does not exist. Source: Logisch Ontwerp BRP, elements of the type datum.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if (self.year is None and self.month is not None) or (self.month is None and self.day is not None):
            raise InvalidDate(_("Een datum heeft bij een dag ook een maand nodig, en bij een maand ook een jaar."))
        if self.year is not None and not datetime.MINYEAR <= self.year <= datetime.MAXYEAR:
            raise InvalidDate(_("Het jaar %(year)s bestaat niet.") % {"year": self.year})
        if self.month is not None and not 1 <= self.month <= len(MONTHS):
            raise InvalidDate(_("Maand %(month)s bestaat niet. Gebruik 1 tot en met 12.") % {"month": self.month})
        if self.day is not None and not 1 <= self.day <= self._days_in_month():
            raise InvalidDate(_("%(date)s bestaat niet. Controleer de datum.") % {"date": self})

    @classmethod
    def from_stored(cls, text: str) -> Self:
        """Read eight digits YYYYMMDD in which zeros stand for what is unknown: our stored form and that of LO3."""
        if len(text) != 8 or not (text.isascii() and text.isdigit()):
            raise InvalidDate(_("Een datum bestaat uit acht cijfers: jaar, maand en dag."))
        return cls(int(text[:4]) or None, int(text[4:6]) or None, int(text[6:]) or None)

    @classmethod
    def from_date(cls, day: datetime.date) -> Self:
        """The date of which all is known."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def from_api(cls, value: object) -> Self:
        """Read the polymorphic date of Haal Centraal BRP Personen bevragen (schema AbstractDatum)."""
        if isinstance(value, Mapping):
            match value:
                case {"type": "Datum", "datum": str(text)} if _ISO_DATE.fullmatch(text):
                    return cls.from_stored(text.replace("-", ""))
                case {"type": "JaarMaandDatum", "jaar": int(year), "maand": int(month)} if _are_numbers(year, month):
                    return cls(year, month)
                case {"type": "JaarDatum", "jaar": int(year)} if _are_numbers(year):
                    return cls(year)
                case {"type": "DatumOnbekend"}:
                    return cls()
        raise InvalidDate(_("De datum heeft niet de vorm die de BRP voorschrijft."))

    @property
    def stored(self) -> str:
        """Eight digits YYYYMMDD with zeros for what is unknown; a less known date sorts before the dates it may be."""
        return f"{self.year or 0:04}{self.month or 0:02}{self.day or 0:02}"

    def earliest(self) -> datetime.date | None:
        """The first day that it may be; None when the year is unknown."""
        if self.year is None:
            return None
        return datetime.date(self.year, self.month or 1, self.day or 1)

    def latest(self) -> datetime.date | None:
        """The last day that it may be; None when the year is unknown."""
        if self.year is None:
            return None
        month = self.month or len(MONTHS)
        return datetime.date(self.year, month, self.day or monthrange(self.year, month)[1])

    def exact(self) -> datetime.date | None:
        """The day itself when it is wholly known, else None."""
        return self.earliest() if self.day is not None else None

    def age_on(self, day: datetime.date) -> tuple[int, int] | None:
        """The least and the most whole years that somebody born on this date has lived on `day`.

        None when the year is unknown, 0 before birth. Born on 29 February: a year older on 1 March in other years.
        """
        first, last = self.earliest(), self.latest()
        if first is None or last is None:
            return None
        return _years_between(last, day), _years_between(first, day)

    def __str__(self) -> str:
        if self.year is None:
            return _("onbekend")
        month = _(MONTHS[self.month - 1]) if self.month else ""
        return " ".join(part for part in (str(self.day or ""), month, str(self.year)) if part)

    def _days_in_month(self) -> int:
        return monthrange(self.year or _ANY_LEAP_YEAR, self.month or 1)[1]


def _are_numbers(*values: object) -> bool:
    return not any(isinstance(value, bool) for value in values)


def _years_between(birth: datetime.date, day: datetime.date) -> int:
    had_no_birthday = (day.month, day.day) < (birth.month, birth.day)
    return max(0, day.year - birth.year - had_no_birthday)
