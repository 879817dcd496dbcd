"""What a test itself asks of the database it asks over the walls; what the application asks stays behind them.

A test makes its people and looks at what came of it while nobody acts. Between the start and the end of `acting`, and so
in every request, the walls stand as they do in production. A test of the walls themselves takes `behind_the_walls`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from config.stack.environment import ROOT

Execute = Callable[[str, Any, bool, dict[str, Any]], Any]
TESTS = ROOT / "tests"


def is_asked_by_a_test() -> bool:
    """Whether the nearest code of this project, on the way up from a statement, is a test's."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None:
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(ROOT) and ".venv" not in path.parts and path.name not in OURS:
            return path.is_relative_to(TESTS)
        frame = frame.f_back
    return True


OURS = {"over_the_walls.py", "guards.py"}


def climb(execute: Execute, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Let a statement of a test itself see everything."""
    from privacy.acting import _current

    if _current.get() is None:
        connection = context["connection"]
        role = "samenhang_system" if is_asked_by_a_test() else "none"
        connection.ensure_connection()
        if connection.connection.info.transaction_status.name != "INERROR":
            connection.connection.execute("SELECT set_config('role', %s, false)", [role])
    return execute(sql, params, many, context)


@pytest.fixture(autouse=True)
def over_the_walls(request: pytest.FixtureRequest, settings_for_speed: None) -> Iterator[None]:
    """Tests look over the walls, but those that take `behind_the_walls`."""
    from django.db import connection

    if "behind_the_walls" in request.fixturenames:
        yield
        return
    with connection.execute_wrapper(climb):
        yield


@pytest.fixture
def behind_the_walls() -> None:
    """What the test asks while nobody acts, it asks with the rights of the application and no more."""
