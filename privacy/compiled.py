"""Queries that are put together once and then only filled in.

Composing a scope costs more time in Python than PostgreSQL takes to answer it. A page that asks the same questions at
every request compiles them at the first, with a `Parameter` wherever a value of the request belongs.
"""

from __future__ import annotations

import datetime
import threading
import uuid
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import BooleanField, Expression, Field, Func, Model, QuerySet
from django.db.models.query import ModelIterable
from django.db.models.sql import InsertQuery

M = TypeVar("M", bound=Model)


class Parameter(Expression):
    """The place of a value that is known only when the query is asked."""

    def __init__(self, name: str, output_field: Field[Any, Any]) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, _compiler: Any, _connection: Any) -> tuple[str, list[Any]]:
        """A place, with this parameter standing in for the value."""
        return "%s", [self]


class IsOneOf(Func):
    """The condition that a column holds one of the values of a parameter that is a list."""

    arity = 2
    arg_joiner = " = ANY("
    template = "%(expressions)s)"
    output_field = BooleanField()


class Compiled(Generic[M]):
    """A queryset that each thread compiles at its first use. Its rows are ordinary model instances.

    Django has no public way to keep a compiled query, so this leans on two of its internals: the compiler, and the
    iterable that turns its rows into instances.
    """

    def __init__(self, build: Callable[[], QuerySet[M]]) -> None:
        self._build, self._local = build, threading.local()

    def rows(self, values: Mapping[str, Any]) -> list[M]:
        """Ask, with these values in their places; raises `KeyError` when one is missing."""
        if not self._is_compiled():
            self._local.statement = self._compile()
        compiler, sql, parameters = self._local.statement
        filled = tuple(values[place.name] if isinstance(place, Parameter) else place for place in parameters)
        compiler.as_sql = lambda: (sql, filled)
        return list(cast(Any, ModelIterable)(_Asked(compiler)))

    def _is_compiled(self) -> bool:
        """Whether this thread has compiled for the connection it has now: a thread may get another one."""
        compiler = getattr(self._local, "statement", (None,))[0]
        return compiler is not None and compiler.connection is connections[compiler.using]

    def _compile(self) -> tuple[Any, str, tuple[Any, ...]]:
        queryset = self._build()
        compiler = queryset.query.get_compiler(using=queryset.db)
        sql, parameters = compiler.as_sql()
        if any(isinstance(value, uuid.UUID | datetime.date) for value in parameters):
            raise TypeError("a compiled query is shared by all readers: it may hold no value of one")
        return compiler, sql, tuple(parameters)


class _Asked:
    """As much of a queryset as `ModelIterable` looks at."""

    _known_related_objects: dict[Any, Any] = {}

    def __init__(self, compiler: Any) -> None:
        self.db, self.query, self._compiler = compiler.using, self, compiler

    def get_compiler(self, using: str) -> Any:
        """The compiler, already compiled."""
        return self._compiler


class CompiledInsert(Generic[M]):
    """The statement that adds one row of a model, kept like a `Compiled`. No signals are sent."""

    def __init__(self, model: type[M]) -> None:
        self._model, self._fields, self._local = model, model._meta.local_concrete_fields, threading.local()

    def add(self, row: M) -> None:
        """Add a row whose values are all known; one that the database must make raises `TypeError`."""
        connection = connections[DEFAULT_DB_ALIAS]
        if getattr(self._local, "connection", None) is not connection:
            self._local.connection, self._local.sql = connection, self._compile(row)
        values = [field.get_db_prep_save(field.pre_save(row, True), connection) for field in self._fields]
        with connection.cursor() as cursor:
            cursor.execute(self._local.sql, values)

    def _compile(self, row: M) -> str:
        query = InsertQuery(self._model)
        query.insert_values(list(self._fields), [row])
        [(sql, parameters)] = query.get_compiler(using=DEFAULT_DB_ALIAS).as_sql()
        if len(parameters) != len(self._fields):
            raise TypeError("a compiled statement takes one value for each column")
        return cast(str, sql)
