"""The small shapes of which the answers of the BRP consist."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from households.brp import patterns
from households.brp.records import Investigation
from households.dates import MONTHS, PartialDate

Json = dict[str, Any]
Elements = Mapping[str, tuple[str, ...]]

UNKNOWN_CODES = {"0000", "000", "00", "."}


def present(**values: object) -> Json:
    """The values that say something: the BRP leaves out what is empty, unknown or false; the number 0 stays."""
    return {name: value for name, value in values.items() if value or (value == 0 and value is not False)}


def date_json(date: PartialDate | None) -> Json | None:
    """The polymorphic date; its long form is Dutch whatever the language of the reader."""
    if date is None:
        return None
    if date.year is None:
        return {"type": "DatumOnbekend", "onbekend": True, "langFormaat": "onbekend"}
    if date.month is None:
        return {"type": "JaarDatum", "jaar": date.year, "langFormaat": f"{date.year}"}
    month = MONTHS[date.month - 1]
    if date.day is None:
        return {"type": "JaarMaandDatum", "jaar": date.year, "maand": date.month, "langFormaat": f"{month} {date.year}"}
    iso = f"{date.year:04}-{date.month:02}-{date.day:02}"
    return {"type": "Datum", "datum": iso, "langFormaat": f"{date.day} {month} {date.year}"}


def coded(code: str, table: Mapping[str, str]) -> Json | None:
    """A code with its description as far as known; None for the codes that mean unknown."""
    if not patterns.CODE.fullmatch(code) or code in UNKNOWN_CODES:
        return None
    return present(code=code, omschrijving=description(table.get(code, "")))


def description(text: str) -> str:
    """The text when the specification lets it through, else nothing."""
    return text if patterns.DESCRIPTION.fullmatch(text) else ""


def flags(investigation: Investigation | None, elements: Elements, since: str = "datumIngangOnderzoek") -> Json | None:
    """The `inOnderzoek` of a group: which of its properties are being looked into, and since when."""
    if investigation is None:
        return None
    found: Json = {name: True for name, codes in elements.items() if any(investigation.covers(code) for code in codes)}
    return found | present(**{since: date_json(investigation.since)}) if found else None


def within(category: str, **groups: str) -> dict[str, tuple[str, ...]]:
    """Per property the six-digit elements of a category it comes from; each given as words of four digits."""
    return {name: tuple(f"{category}{code}" for code in codes.split()) for name, codes in groups.items()}
