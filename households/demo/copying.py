"""Many rows into the database at once: COPY per table, and the change history of what was copied.

A wall of the database takes no COPY, so rows are copied into a temporary table and inserted from there.
COPY passes by Django, so it passes by everything that models do on saving. The database still holds its constraints and
still asks who acts; the history that `save` would have left is made afterwards, in one statement per table.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import ManyToManyField, Model
from psycopg import sql

from privacy.history import ChangeHistory

Row = tuple[Any, ...]


@dataclass
class Table:
    """Rows that wait for one table. `fields` are names of model fields, in the order of the values of a row."""

    model: type[Model]
    fields: tuple[str, ...]
    rows: list[Row] = field(default_factory=list)
    copied: int = 0

    @cached_property
    def attributes(self) -> list[str]:
        """What an instance of the model calls these values; the columns have the same names."""
        by_name = {field.name: field.attname for field in self.model._meta.concrete_fields}
        return [by_name[name] for name in self.fields]

    def copy(self) -> None:
        """Bring the waiting rows into the database."""
        if not self.rows:
            return
        waiting = sql.Identifier(f"copy_of_{self.model._meta.db_table}")
        parts = {
            "waiting": waiting,
            "table": sql.Identifier(self.model._meta.db_table),
            "columns": sql.SQL(", ").join(map(sql.Identifier, self.attributes)),
        }
        if not self.copied:
            _execute(
                "CREATE TEMPORARY TABLE {waiting} ON COMMIT DROP AS SELECT {columns} FROM {table} WITH NO DATA", **parts
            )
        with connection.cursor() as cursor, cursor.copy(sql.SQL("COPY {} FROM STDIN").format(waiting)) as copy:
            for row in self.rows:
                copy.write_row(row)
        _execute("INSERT INTO {table} ({columns}) SELECT {columns} FROM {waiting}", **parts)
        _execute("TRUNCATE {waiting}", **parts)
        self.copied += len(self.rows)
        self.rows.clear()


def copy_all(tables: Iterable[Table]) -> None:
    """Copy what waits, in the order of the tables: a table comes after those it points at."""
    for table in tables:
        table.copy()


def check_at_once() -> None:
    """Let the database check each foreign key at the end of its statement, so that nothing piles up until the end."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@dataclass(frozen=True)
class Past:
    """When, by whom and why rows were made. A column with a later moment, or with another user, goes before."""

    moment: datetime.datetime
    user_id: UUID
    reason: str
    moment_column: str = ""
    user_column: str = ""


def write_history(model: type[Model], past: Past) -> None:
    """Give every row of a table the history entry of its making, its links to other rows included."""
    history = _history_of(model)
    columns = sql.SQL(", ").join(sql.Identifier(field.column) for field in model._meta.concrete_fields)
    moment: sql.Composable = sql.Literal(past.moment)
    if past.moment_column:
        moment = sql.SQL("greatest({}, {}::timestamptz)").format(moment, sql.Identifier(past.moment_column))
    user: sql.Composable = sql.Literal(past.user_id)
    if past.user_column:
        user = sql.SQL("coalesce({}, {})").format(sql.Identifier(past.user_column), user)
    _execute(
        "INSERT INTO {history} ({columns}, history_date, history_user_id, history_change_reason, history_type) "
        "SELECT {columns}, {moment}, {user}, {reason}, '+' FROM {table}",
        history=sql.Identifier(history._meta.db_table),
        columns=columns,
        moment=moment,
        user=user,
        reason=sql.Literal(past.reason),
        table=sql.Identifier(model._meta.db_table),
    )
    for links in history._history_m2m_fields:
        _write_link_history(history, links)


def _write_link_history(history: Any, links: ManyToManyField[Any, Any]) -> None:
    through: Any = links.remote_field.through
    columns = [field.column for field in through._meta.concrete_fields]
    _execute(
        "INSERT INTO {past} ({columns}, history_id) "
        "SELECT {linked}, entry.history_id FROM {links} link JOIN {history} entry ON entry.id = link.{mine}",
        past=sql.Identifier(ChangeHistory.m2m_models[links]._meta.db_table),
        columns=sql.SQL(", ").join(map(sql.Identifier, columns)),
        linked=sql.SQL(", ").join(sql.Identifier("link", column) for column in columns),
        links=sql.Identifier(through._meta.db_table),
        history=sql.Identifier(history._meta.db_table),
        mine=sql.Identifier(links.m2m_column_name()),
    )


def _history_of(model: Any) -> Any:
    return model.history.model


def _execute(statement: str, **parts: sql.Composable) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(**parts).as_string(connection.connection))
