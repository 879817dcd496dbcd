"""A guard over every request of every test: personal data is read with an access record, or the test fails.

It watches the SQL between the start and the end of a request of Django's test client. An answer that shows nothing
(403, 404, 5xx) may have read without a record: its transaction was rolled back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

SHOWS_NOTHING = frozenset({403, 404, 500, 502, 503})
NAME = re.compile(r'"([a-z0-9_]+)"')
WROTE_RECORD = 'INSERT INTO "privacy_accessrecord"'

Execute = Callable[[str, Any, bool, dict[str, Any]], Any]


class ReadsWithoutRecord(AssertionError):
    """A page read personal data, and nobody will ever know."""


class Guard:
    """Gathers what one request read and whether it was recorded."""

    def __init__(self, personal_tables: frozenset[str]) -> None:
        self.personal_tables = personal_tables
        self.is_watching = False
        self.reads: set[str] = set()
        self.has_record = False

    def watch(self, execute: Execute, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
        """Look at one statement, and let it through."""
        if self.is_watching:
            statement = sql if isinstance(sql, str) else sql.as_string(context["connection"].connection)
            self.look_at(statement.lstrip("( \n"))
        return execute(sql, params, many, context)

    def look_at(self, statement: str) -> None:
        """Remember which personal tables a statement reads, and whether it is the access record."""
        if statement.startswith(("SELECT", "WITH")):
            self.reads |= self.personal_tables.intersection(NAME.findall(statement))
        elif statement.startswith(WROTE_RECORD):
            self.has_record = True

    @contextmanager
    def request(self) -> Iterator[None]:
        """Watch what happens inside."""
        self.is_watching, self.reads, self.has_record = True, set(), False
        try:
            yield
        finally:
            self.is_watching = False

    def judge(self, path: str, status: int) -> None:
        """The answer is there: raises `ReadsWithoutRecord` when it may show what nobody recorded."""
        if self.reads and not self.has_record and status not in SHOWS_NOTHING:
            raise ReadsWithoutRecord(f"{path} read {', '.join(sorted(self.reads))} without an access record")


@pytest.fixture(autouse=True)
def every_read_is_recorded(settings_for_speed: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fails the test in whose request personal data was read without a record."""
    from django.db import connection
    from django.test.client import ClientHandler

    from privacy.database import APPEND_ONLY, personal_tables

    guard = Guard(frozenset([*personal_tables(), APPEND_ONLY]))
    answer = ClientHandler.__call__

    def guarded(self: ClientHandler, environ: dict[str, Any]) -> Any:
        with guard.request():
            response = answer(self, environ)
        guard.judge(environ["PATH_INFO"], response.status_code)
        return response

    monkeypatch.setattr(ClientHandler, "__call__", guarded)
    with connection.execute_wrapper(guard.watch):
        yield
