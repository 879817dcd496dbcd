"""The code lists of iJw that a screen offers, read from the data beside this file."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("codes.toml")
CATEGORY, UNIT, FREQUENCY, STOP_REASON = "category", "unit", "frequency", "stop_reason"


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def words_of(name: str) -> dict[str, str]:
    """The words of every code of a list."""
    return dict(_lists()[name]["words"])


def choices(name: str) -> list[tuple[str, str]]:
    """A list as choices: the words, with the code behind them."""
    return [(code, f"{words} ({code})") for code, words in words_of(name).items()]


def referrer_code(referrer: str) -> str:
    """The code of who referred; raises `KeyError` for somebody whom the list does not know."""
    return str(_lists()["referrer"]["codes"][referrer])
