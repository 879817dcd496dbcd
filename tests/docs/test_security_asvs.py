"""The table of the security standard names every requirement once, and tests that exist."""

from __future__ import annotations

import csv
import os
import re
from collections import Counter
from pathlib import Path

import pytest

from config.stack.environment import ROOT

PAGE = (ROOT / "docs" / "security-asvs.md").read_text()
DATA = Path(os.environ.get("SAMENHANG_SHARED_DATA", ROOT.parent / "shared" / "data")) / "asvs"
NUMBER = re.compile(r"\bV\d+\.\d+\.\d+\b")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))


@pytest.mark.skipif(not DATA.exists(), reason="the standard is not on this machine")
def test_every_requirement_of_levels_1_and_2_stands_there_once() -> None:
    with next(DATA.glob("*.csv")).open(newline="") as file:
        wanted = Counter(row["req_id"] for row in csv.DictReader(file) if row["L"] in {"1", "2"})
    assert Counter(NUMBER.findall(PAGE)) == wanted


@pytest.mark.parametrize(("path", "name"), NAMED, ids=[name for _path, name in NAMED])
def test_every_test_that_is_named_exists(path: str, name: str) -> None:
    assert f"\ndef {name}(" in (ROOT / path).read_text()


def test_what_is_met_names_a_test() -> None:
    for section in PAGE.split("\n## ")[1:]:
        if "| test |" in section:
            rows = [line for line in section.splitlines() if line.startswith("| V")]
            assert all("`tests/" in row for row in rows)
