"""What apps say of their walls: per model a condition in SQL, and the sets of keys that conditions ask for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model

from privacy.choices import Purpose


@dataclass(frozen=True)
class Sight:
    """What more a purpose shows, to read only; always where no purpose is named. `condition` as in `Wall`."""

    purposes: tuple[Purpose, ...]
    condition: str


@dataclass(frozen=True)
class Wall:
    """Which rows of a table exist for whoever acts: SQL, in which `{row}` is the table.

    The history of a model is walled by the same condition; its links by the household of their row, so `household` is
    SQL for that key. With `is_overseen` the privacy officer, for oversight, writes too. `adds` says which rows may be
    added where that is another condition; `why_open` why a table is open for everybody to read.
    """

    condition: str
    household: str = ""
    sights: tuple[Sight, ...] = ()
    adds: str = ""
    why_open: str = ""
    is_overseen: bool = False


@dataclass(frozen=True)
class HouseholdOf:
    """The household of another model's row, looked up by its key in a column."""

    model: type[Model]
    column: str

    def __str__(self) -> str:
        return f"{household_function(self.model._meta.db_table)}({{row}}.{self.column})"


@dataclass(frozen=True)
class KeySet:
    """Keys that hold for one actor in one transaction; a change of one of the `tables` makes them be asked again.

    `within` is the column that a transaction about one household narrows, where the query says `%(narrowed)s`.
    """

    sql: str
    tables: tuple[str, ...]
    within: str


def household_function(table: str) -> str:
    """The name of the function that knows the household of a row of this table."""
    return f"wall_household_of_{table}"


_walls: dict[type[Model], Wall] = {}
_without: dict[str, str] = {}
_sets: dict[str, KeySet] = {}
_functions: list[str] = []


def register(model: type[Model], wall: Wall) -> None:
    """Give a model its wall; a second one raises `ImproperlyConfigured`."""
    if model in _walls:
        raise ImproperlyConfigured(f"{model.__name__} has a wall already")
    _walls[model] = wall


def add_sight(model: type[Model], sight: Sight) -> None:
    """Let a purpose show more of a model of an app below."""
    _walls[model] = replace(_walls[model], sights=(*_walls[model].sights, sight))


def register_set(name: str, sql: str, *, tables: Iterable[str], within: str = "") -> None:
    """A set of keys, by a query with one column. It may use `%(user)s`, `%(today)s` and `wall_set('…')` of others;
    with `within` a column of households, `%(narrowed)s` is the condition that it is the one that is opened, if any.
    """
    _sets[name] = KeySet(sql, tuple(tables), within)


def register_function(sql: str) -> None:
    """A function that conditions use, as `CREATE OR REPLACE FUNCTION`."""
    _functions.append(sql)


def no_wall(label: str, *, because: str) -> None:
    """Say why a model that points at people or households stands outside the walls."""
    _without[label] = because


def wall_of(model: type[Model]) -> Wall | None:
    """The wall of a model."""
    return _walls.get(model)


def walled_models() -> list[type[Model]]:
    """All models with a wall."""
    return list(_walls)


def walls() -> dict[type[Model], Wall]:
    """All walls by model."""
    return dict(_walls)


def without() -> dict[str, str]:
    """The models without, each with the reason."""
    return dict(_without)


def sets() -> dict[str, KeySet]:
    """All sets by name."""
    return dict(_sets)


def functions() -> list[str]:
    """The functions of the apps."""
    return list(_functions)


no_wall("privacy.user", because="staff; the key of a worker's own person record tells whose circle is barred")
no_wall("privacy.colleagueexception", because="the never-rules read who may help a colleague")
