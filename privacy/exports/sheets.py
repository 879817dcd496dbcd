"""Rows as a file for a spreadsheet, in which nothing runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

CSV = "text/csv; charset=utf-8"
BYTE_ORDER_MARK = "\ufeff"
# A spreadsheet takes a cell that begins so for a formula, and would run it.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def as_csv(rows: Iterable[Sequence[str]]) -> str:
    """The rows as text with semicolons, every cell defused."""
    written = io.StringIO(BYTE_ORDER_MARK)
    written.seek(0, io.SEEK_END)
    csv.writer(written, delimiter=";").writerows([defused(cell) for cell in row] for row in rows)
    return written.getvalue()


def defused(cell: str) -> str:
    """The same text, made so that a spreadsheet does not run it as a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA) else cell
