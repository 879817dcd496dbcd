"""Rows of two households in every walled table, for the tests of the walls; made over them by the town of the tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from privacy.acting import Actor, acting
from privacy.walls.building import walled_tables

TABLES = [one.table for one in walled_tables()]


def rows(table: str, condition: str = "true", values: list[Any] | None = None) -> list[tuple[Any, ...]]:
    """The rows of a table as the application reads them, raw."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}" WHERE {condition}', values or [])
        return list(cursor.fetchall())


def count(table: str) -> int:
    """How many rows of a table there are for whoever asks."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        return int(cursor.fetchone()[0])


def execute(statement: str, values: list[Any] | None = None) -> int:
    """Run a statement; how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values or [])
        return int(cursor.rowcount)


@contextmanager
def everything() -> Iterator[None]:
    """Over the walls for a moment, as tests otherwise are."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('role', 'samenhang_system', false)")
        try:
            yield
        finally:
            cursor.execute("SELECT set_config('role', 'none', false)")


def visible(actor: Actor, table: str) -> list[tuple[Any, ...]]:
    """What somebody gets of a table by raw SQL."""
    with acting(actor):
        return rows(table)
