"""Small LO3 files that tests write themselves, so that nothing depends on data from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

ELEMENTS = {
    "01": "01.10 01.20 02.10 02.20 02.30 02.40 03.10 03.20 03.30 04.10 61.10 83.10 83.20 83.30 88.10 88.20",
    "02": "01.20 02.10 02.40 03.10 04.10 62.10 85.10",
    "03": "01.20 02.10 02.40 03.10 04.10 62.10 85.10",
    "04": "05.10 63.10 65.10 85.10",
    "05": "01.10 01.20 02.10 02.20 02.40 03.10 04.10 06.10 07.10 15.10 85.10",
    "06": "08.10 08.20 08.30 85.10",
    "07": "67.10 67.20 68.10 70.10",
    "08": "09.10 09.20 10.10 10.30 11.10 11.15 11.20 11.30 11.40 11.60 11.70 11.80 11.90 12.10 13.10 13.20 13.30 "
    "13.40 13.50 83.10 83.20 83.30 85.10",
    "09": "01.10 01.20 02.10 02.40 03.10 85.10 89.10",
    "10": "39.10 39.20 39.30",
    "11": "32.10 33.10 83.10 83.20",
    "13": "31.10 38.10",
}
COLUMNS = ["", *(f"{code}.{name}" for code, names in ELEMENTS.items() for name in (*names.split(), "H"))]

PERSON = {"01.01.20": "999993653", "01.02.10": "Sanne", "01.02.40": "Vries", "01.03.10": "19850312", "07.70.10": "0"}


def row(reference: str = "", cells: Mapping[str, str] | None = None) -> str:
    """One row: a reference starts a persoonslijst, none continues it."""
    cells = cells or {}
    unknown = set(cells) - set(COLUMNS)
    assert not unknown, unknown
    return ";".join(reference if not column else cells.get(column, "") for column in COLUMNS)


def write_file(path: Path, *rows: str) -> Path:
    """A file of these rows below the right header, as the real ones are written."""
    path.write_bytes(("\ufeff" + "\r\n".join([";".join(COLUMNS), *rows]) + "\r\n").encode())
    return path
