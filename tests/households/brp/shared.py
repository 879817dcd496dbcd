"""The test data that lie outside the project. Tests that need them are skipped, visibly, where they are absent."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[3]
FOLDER = Path(os.environ.get("SAMENHANG_SHARED_DATA", PROJECT.parent / "shared" / "data")) / "brp"
PERSONS = FOLDER / "rvig-testset-persoonslijsten.csv"
SPECIFICATION = FOLDER / "openapi.yaml"

needs_shared_data = pytest.mark.skipif(
    not (PERSONS.exists() and SPECIFICATION.exists()),
    reason="the BRP test data are not here: set SAMENHANG_SHARED_DATA to the folder that holds them",
)
