"""Queries that are put together once and then only filled in.

Composing a scope costs more time in Python than PostgreSQL takes to answer it. A page that asks the same questions at
every request compiles them at the first, with a `Parameter` wherever a value of the request belongs.
"""

from __future__ import annotations

import datetime
import threading
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import BooleanField, Expression, Field, Func, Model, QuerySet
from django.db.models.query import get_related_populators  # type: ignore[attr-defined]  # internal, not in the stubs
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

    Django has no public way to keep a compiled query, so this leans on its internals: the compiler, and what makes
    instances of rows.
    """

    def __init__(self, build: Callable[[], QuerySet[M]]) -> None:
        self._build, self._local = build, threading.local()

    def rows(self, values: Mapping[str, Any]) -> list[M]:
        """Ask, with these values in their places; raises `KeyError` when one is missing."""
        statement: _Statement[M] | None = getattr(self._local, "statement", None)
        # A thread may get another connection than it compiled for.
        if statement is None or statement.connection is not connections[statement.connection.alias]:
            statement = self._local.statement = _Statement(self._build())
        return statement.rows(values)


class _Statement(Generic[M]):
    """The SQL of a queryset, and how its rows become instances."""

    def __init__(self, queryset: QuerySet[M]) -> None:
        compiler = queryset.query.get_compiler(using=queryset.db)
        self._sql, self._parameters = compiler.as_sql()
        if any(isinstance(value, uuid.UUID | datetime.date) for value in self._parameters):
            raise TypeError("a compiled query is shared by all readers: it may hold no value of one")
        self.connection, self._compiler = compiler.connection, compiler
        columns = [column for column, _sql, _alias in compiler.select]
        self._converters = compiler.get_converters(columns)
        fields = compiler.klass_info["select_fields"]
        self._model, self._own = compiler.klass_info["model"], slice(fields[0], fields[-1] + 1)
        self._names = [column.target.attname for column in columns[self._own]]
        self._related = get_related_populators(compiler.klass_info, compiler.select, queryset.db)
        self._annotations = list(compiler.annotation_col_map.items())

    def rows(self, values: Mapping[str, Any]) -> list[M]:
        filled = [values[place.name] if isinstance(place, Parameter) else place for place in self._parameters]
        with self.connection.cursor() as cursor:
            cursor.execute(self._sql, filled)
            found = cursor.fetchall()
        return [self._instance(row) for row in self._compiler.apply_converters(found, self._converters)]

    def _instance(self, row: Sequence[Any]) -> M:
        instance: M = self._model.from_db(self.connection.alias, self._names, row[self._own])
        for related in self._related:
            related.populate(row, instance)
        for name, column in self._annotations:
            setattr(instance, name, row[column])
        return instance


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
