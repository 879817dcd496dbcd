"""What a test itself asks of the database it asks over the walls; what the application asks stays behind them.

A test makes its people and looks at what came of it while nobody acts. Between the start and the end of `acting`, and
in every request, command and task, the walls stand as they do in production. A test of the walls themselves takes
`behind_the_walls`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from privacy.acting import Actor

Execute = Callable[[str, Any, bool, dict[str, Any]], Any]
COMMANDS = "/management/commands/"
ENTRANCES = ("django/core/handlers/base.py", "celery/app/task.py")


def is_asked_by_the_application() -> bool:
    """Whether a request, a command or a task is on the way from the test to this statement."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None:
        path = frame.f_code.co_filename
        if path.endswith(ENTRANCES) or COMMANDS in path:
            return True
        frame = frame.f_back
    return False


def climb(execute: Execute, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Let a statement of a test itself see everything."""
    from privacy.acting import _current

    if _current.get() is None:
        connection = context["connection"]
        role = "none" if is_asked_by_the_application() else "samenhang_system"
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


@contextmanager
def acting_anywhere(actor: Actor, *, reason: str = "") -> Iterator[None]:
    """Somebody acts, and what they may see is not what the test is about."""
    from django.db import connection

    from privacy.acting import acting

    with acting(actor, reason=reason):
        with connection.cursor() as cursor:
            cursor.execute("SELECT privacy_go_beyond('a test')")
        yield
