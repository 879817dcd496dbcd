"""The elements of one occurrence in a LO3 file, read one by one and checked on the form that the BRP prescribes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Self

from django.utils.translation import gettext as _

from households.brp import patterns
from households.brp.lo3 import Occurrence, Problem, Sheet
from households.brp.records import Event, Investigation, Name
from households.dates import InvalidDate, PartialDate

UNKNOWN = "."

ELEMENT = re.compile(r"[0-9]{6}")
RNI = re.compile(r"[0-9]{4}")
TITLES = "B BS G GI H HI JH JV M MI P PS R"


class Group:
    """The current elements of one occurrence, read one by one."""

    def __init__(self, *, category: str, sheet: Sheet, occurrence: Occurrence, problems: list[Problem]) -> None:
        self._category = category
        self._sheet = sheet
        self._occurrence = occurrence
        self._problems = problems

    @classmethod
    def empty(cls, category: str, sheet: Sheet) -> Self:
        """The group of a category that this persoonslijst does not have."""
        return cls(category=category, sheet=sheet, occurrence=Occurrence(sheet.row, {}), problems=[])

    @property
    def cells(self) -> Mapping[str, str]:
        """The elements that are filled."""
        return self._occurrence.current

    def text(self, element: str, pattern: re.Pattern[str]) -> str:
        """The text of an element when it has the form that the BRP prescribes."""
        text = self.cells.get(element, "")
        if not text or pattern.fullmatch(text):
            return text
        self._report(element, _("De waarde heeft niet de vorm die de BRP voorschrijft."))
        return ""

    def words(self, element: str, pattern: re.Pattern[str]) -> str:
        """As `text` for names: what the BRP does not let through is left out, the rest of the name stays."""
        text = self.cells.get(element, "")
        if text == UNKNOWN:
            return ""
        if not text or pattern.fullmatch(text):
            return text
        self._report(element, _("Tekens die de BRP niet doorlaat, zijn weggelaten."))
        return _fitting(text, pattern)

    def known(self, element: str, pattern: re.Pattern[str]) -> str:
        """As `text`, where a lone dot stands for unknown."""
        text = self.text(element, pattern)
        return "" if text == UNKNOWN else text

    def date(self, element: str) -> PartialDate | None:
        """The date of an element; None when it is not filled."""
        text = self.cells.get(element, "")
        if not text:
            return None
        try:
            return PartialDate.from_stored(text)
        except InvalidDate:
            self._report(element, _("Dit is geen bestaande datum."))
            return None

    def number(self, element: str, highest: int) -> int | None:
        """The whole number of an element, 0 to `highest`."""
        text = self.cells.get(element, "")
        if not text:
            return None
        if text.isascii() and text.isdigit() and int(text) <= highest:
            return int(text)
        self._report(element, _("Dit is geen getal dat hier mag staan."))
        return None

    def choice(self, element: str, allowed: str) -> str:
        """One of the allowed codes, given as words in one string."""
        text = self.cells.get(element, "")
        if not text or text in allowed.split():
            return text
        self._report(element, _("Deze code bestaat niet."))
        return ""

    def fills(self, *groups: str) -> bool:
        """Whether any element of these groups is filled: the rest of a row only says where the data came from."""
        return any(element[:2] in groups for element in self.cells)

    def _report(self, element: str, reason: str) -> None:
        where = f"{self._category}.{element}"
        self._problems.append(Problem(self._occurrence.row, self._sheet.reference, where, reason))


def name_of(group: Group) -> Name:
    """Group 02."""
    return Name(
        given=group.words("02.10", patterns.NAME),
        title=group.choice("02.20", TITLES),
        prefix=group.words("02.30", patterns.PREFIX),
        surname=group.words("02.40", patterns.NAME),
    )


def event_of(group: Group, number: str) -> Event:
    """A group of date, place and country: 03 birth, 06 start of a marriage, 07 its end, 08 death."""
    return Event(
        date=group.date(f"{number}.10"),
        place=group.words(f"{number}.20", patterns.PLACE),
        country=group.text(f"{number}.30", patterns.CODE),
    )


def investigation_of(group: Group) -> Investigation | None:
    """Group 83, as long as it goes on."""
    element = group.text("83.10", ELEMENT)
    if not element or "83.30" in group.cells:
        return None
    return Investigation(element=element, since=group.date("83.20"))


def _fitting(text: str, pattern: re.Pattern[str]) -> str:
    """The text without the characters that the pattern refuses; a letter with an accent loses only the accent."""
    plain = "".join(
        character if pattern.fullmatch(character) else unicodedata.normalize("NFKD", character) for character in text
    )
    kept = "".join(character for character in plain if pattern.fullmatch(character))
    fitting = " ".join(kept.split())
    return fitting if pattern.fullmatch(fitting) else ""
