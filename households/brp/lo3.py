"""Reads a file of persoonslijsten in LO3 columns: a table of rows, grouped into sheets, one per persoonslijst.

The file: UTF-8 (a byte order mark is fine), semicolons, a first column with a reference, then a column per element of
the Logisch Ontwerp BRP ("01.02.40" is category, group, element) and per category a marker column ("01.H"). A row
without a reference continues the persoonslijst above it.

The marker speaks about the row *below*: "58" in 08.H says that the next row of category 08 is an older state of it,
"09" in 09.H that the next row of category 09 is another child. So the first row of a category is the current one.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from households.brp.confidential import Confidential

CATEGORIES = ("01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "13")
_REPEATING = {"04", "05", "09"}
_HISTORY = 50  # category 58 is the history of category 08
_KEY_COLUMNS = {"01.01.20", "01.02.40", "01.03.10", "07.70.10", "08.09.10", "01.H"}
_IDENTITY = {"04": ("05.10",), "05": ("01.20", "02.40", "03.10"), "09": ("01.20", "02.10", "02.40", "03.10")}


class Lo3Error(Exception):
    """The file cannot be read at all; the text is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in the file: where it stands and why, never the value itself, so that it may be logged."""

    row: int
    reference: str
    element: str  # "05.02.40", or "" when it is about the row as a whole
    reason: str

    def __str__(self) -> str:
        where = _("rij %(row)s") % {"row": self.row}
        return " · ".join(part for part in (where, self.reference, self.element, self.reason) if part)


@dataclass(slots=True, repr=False)
class Occurrence(Confidential):
    """One child, marriage or address: its current elements ("02.40" -> text) and the number of its older states."""

    row: int
    current: dict[str, str]
    older: int = 0


@dataclass(slots=True, repr=False)
class Sheet(Confidential):
    """The rows of one persoonslijst, sorted into occurrences per category."""

    reference: str
    row: int
    categories: dict[str, list[Occurrence]] = field(default_factory=lambda: {code: [] for code in CATEGORIES})
    markers: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Lo3File:
    """What a file holds, and what was wrong in it."""

    sheets: list[Sheet] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_lo3(path: Path) -> Lo3File:
    """All sheets of the file. A bad row is reported and left out; raises `Lo3Error` when nothing can be read."""
    try:
        content = path.read_bytes()
    except OSError:
        raise Lo3Error(_("Het bestand kan niet worden gelezen. Controleer de naam en of u het mag openen.")) from None
    return _Reader(_header_and_rows(_decoded(content))).read()


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text[:1000]:
        raise Lo3Error(_("Het bestand is niet in UTF-8 opgeslagen. Sla het opnieuw op als CSV met tekenset UTF-8."))
    return text


def _header_and_rows(text: str) -> Iterator[list[str]]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    header = next(rows, [])
    missing = sorted(_KEY_COLUMNS - set(header))
    if missing:
        raise Lo3Error(
            _(
                "Dit is geen bestand met persoonslijsten: kolom %(columns)s ontbreekt. "
                "Zet puntkomma's tussen de kolommen."
            )
            % {"columns": ", ".join(missing)}
        )
    yield header
    while True:
        try:
            yield next(rows)
        except StopIteration:
            return
        except csv.Error:
            yield []


class _Reader:
    """Sorts rows into sheets; remembers whose rows are being read."""

    def __init__(self, rows: Iterator[list[str]]) -> None:
        self._rows = rows
        self._width = 0
        self._columns: dict[str, dict[str, int]] = {}
        self._file = Lo3File()
        self._sheet: Sheet | None = None

    def read(self) -> Lo3File:
        """All rows, first to last."""
        self._learn_columns(next(self._rows))
        for number, row in enumerate(self._rows, start=2):
            if any(row) or not row:
                self._take(number, row)
        return self._file

    def _learn_columns(self, header: list[str]) -> None:
        self._width = len(header)
        for code in CATEGORIES:
            columns: dict[str, int] = {}
            for index, column in enumerate(header):
                if column.startswith(f"{code}."):
                    columns.setdefault(column[3:], index)
            self._columns[code] = columns

    def _take(self, number: int, row: list[str]) -> None:
        reason = self._fault(row)
        reference = row[0] if row and not reason else ""
        if reason:
            # Nobody can say whose row this is; the rows below it may not end up with the person above it.
            self._sheet = None
            self._report(number, "", reason)
        elif reference:
            self._sheet = Sheet(reference=reference, row=number)
            self._file.sheets.append(self._sheet)
        elif self._sheet is None:
            self._report(number, "", _("Deze rij hoort bij een persoonslijst die niet gelezen kon worden."))
        if self._sheet is not None:
            for code in CATEGORIES:
                cells = {element: row[index].strip() for element, index in self._columns[code].items()}
                self._sort(self._sheet, code, Occurrence(number, cells))

    def _fault(self, row: list[str]) -> str:
        if len(row) != self._width:
            return _("De rij heeft niet evenveel kolommen als de kop.")
        if any(ord(character) < 32 for cell in row for character in cell):
            return _("De rij bevat onzichtbare stuurtekens.")
        return ""

    def _sort(self, sheet: Sheet, code: str, occurrence: Occurrence) -> None:
        following = occurrence.current.pop("H", "")
        occurrence.current = {element: text for element, text in occurrence.current.items() if text}
        if occurrence.current:
            self._place(sheet, code, occurrence)
        if occurrence.current or following:
            sheet.markers[code] = following

    def _place(self, sheet: Sheet, code: str, occurrence: Occurrence) -> None:
        known, marker = sheet.categories[code], sheet.markers.get(code, "")
        if not known or (marker == code and code in _REPEATING):
            known.append(occurrence)
        elif marker == str(int(code) + _HISTORY):
            known[-1].older += 1
        elif code in _REPEATING and _is_another(code, known[-1].current, occurrence.current):
            known.append(occurrence)
            self._report(occurrence.row, code, _("De rij is niet gemarkeerd en is gelezen als een andere betrokkene."))
        else:
            known[-1].older += 1
            self._report(occurrence.row, code, _("De rij is niet gemarkeerd en is gelezen als een oudere toestand."))

    def _report(self, number: int, element: str, reason: str) -> None:
        reference = self._sheet.reference if self._sheet else ""
        self._file.problems.append(Problem(number, reference, element, reason))


def _is_another(code: str, known: Mapping[str, str], new: Mapping[str, str]) -> bool:
    """Whether two unmarked rows speak about different people or nationalities, as far as both say who."""
    a_number = (known.get("01.10"), new.get("01.10"))
    if all(a_number):
        return a_number[0] != a_number[1]
    return any(known.get(element, "") != new.get(element, "") for element in _IDENTITY[code])
