"""The national tables of the BRP: what the codes for municipalities, countries and the like mean.

They are read from a folder when somebody has them (the files that RvIG publishes, "Tabel33 ….csv"); without them
answers carry codes without a description, except for the few that the demo municipality needs.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path

MUNICIPALITIES = {"0034": "Almere", "0363": "Amsterdam", "0344": "Utrecht", "0995": "Lelystad"}
COUNTRIES = {
    "5001": "Canada",
    "5002": "Frankrijk",
    "5007": "Suriname",
    "5039": "Zweden",
    "6029": "Duitsland",
    "6030": "Nederland",
    "6037": "Spanje",
    "6039": "Groot-Brittannië",
    "7050": "Portugal",
}
NATIONALITIES = {"0001": "Nederlandse"}

_NAME_COLUMN = 1
_END_COLUMN = "99.99"


@dataclass(frozen=True, slots=True)
class NationalTables:
    """Code to description, per table."""

    nationalities: dict[str, str] = field(default_factory=lambda: dict(NATIONALITIES))  # 32
    municipalities: dict[str, str] = field(default_factory=lambda: dict(MUNICIPALITIES))  # 33
    countries: dict[str, str] = field(default_factory=lambda: dict(COUNTRIES))  # 34
    grounds: dict[str, str] = field(default_factory=dict)  # 37
    permits: dict[str, str] = field(default_factory=dict)  # 56
    participants: dict[str, str] = field(default_factory=dict)  # 60


_NUMBERS = {
    "nationalities": 32,
    "municipalities": 33,
    "countries": 34,
    "grounds": 37,
    "permits": 56,
    "participants": 60,
}


def load_tables(folder: Path) -> NationalTables:
    """The tables that lie in this folder, each as far as it is there."""
    tables = NationalTables()
    for name, number in _NUMBERS.items():
        for path in sorted(folder.glob(f"Tabel{number} *.csv")):
            getattr(tables, name).update(_read(path))
    return tables


def _read(path: Path) -> dict[str, str]:
    """Code to description; where a code has had several, the one that has not ended."""
    content = path.read_bytes()
    text = content.decode("utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    rows = list(csv.reader(text.splitlines()))
    if not rows:
        return {}
    end = next((index for index, column in enumerate(rows[0]) if column.startswith(_END_COLUMN)), None)
    table: dict[str, str] = {}
    for row in sorted(rows[1:], key=lambda row: _ends_last(row, end)):
        if len(row) > _NAME_COLUMN:
            table[row[0].strip()] = row[_NAME_COLUMN].strip()
    return table


def _ends_last(row: list[str], end: int | None) -> str:
    """A sort key: rows that have ended first, by when; rows that still hold last."""
    ended = row[end].strip() if end is not None and end < len(row) else ""
    return ended or "9" * 8
