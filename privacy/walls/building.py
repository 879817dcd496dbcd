"""Building the walls: policies on every table of every walled model, and what they ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model

from privacy.walls.functions import OVERSIGHT_ROLE, PURPOSES_ROLE, SYSTEM_ROLE, all_functions
from privacy.walls.registry import Wall, household_function, sets, walls

ROLE = "samenhang_app"
ROLES = (ROLE, PURPOSES_ROLE, OVERSIGHT_ROLE, SYSTEM_ROLE)
IN_HOUSEHOLDS = "= ANY ((SELECT wall_set('households'))::uuid[])"


@dataclass(frozen=True)
class Walled:
    """One table behind a wall."""

    table: str
    wall: Wall
    model: type[Model]


def walled_tables() -> list[Walled]:
    """Every table: of models, of their histories, of their links, and of the histories of links."""
    return [one for model, wall in walls().items() if model._meta.managed for one in _tables_of(model, wall)]


def _tables_of(model: Any, wall: Wall) -> Iterator[Walled]:
    yield Walled(model._meta.db_table, wall, model)
    past = replace(wall, sights=(), adds="")
    history = getattr(model, "history", None)
    if history is not None:
        yield Walled(history.model._meta.db_table, past, model)
    for field in model._meta.local_many_to_many:
        yield Walled(field.m2m_db_table(), _links(wall, model._meta.db_table, field.m2m_column_name()), model)
        if history is not None and field in history.model._history_m2m_fields:
            linked = getattr(history.model, field.name).model
            yield Walled(linked._meta.db_table, _links(wall, history.model._meta.db_table, "history_id"), model)


def _links(wall: Wall, table: str, column: str) -> Wall:
    if not wall.household:
        raise ImproperlyConfigured(f"the wall of {table} must say its household, for its links")
    return Wall(f"{household_function(table)}({{row}}.{column}) {IN_HOUSEHOLDS}")


def build(cursor: Any) -> None:
    """Make functions, triggers and policies what the registries say; may be repeated.

    Raises `ImproperlyConfigured` where the roles of the cluster would let the application around the walls.
    """
    _check_roles(cursor)
    cursor.execute("SET LOCAL check_function_bodies = off")
    cursor.execute(all_functions())
    for one in sets().values():
        for table in one.tables:
            cursor.execute(
                f'CREATE OR REPLACE TRIGGER wall_changed AFTER INSERT OR UPDATE OR DELETE ON "{table}" '
                "FOR EACH STATEMENT EXECUTE FUNCTION wall_changed()"
            )
    cursor.execute(
        "SELECT tablename, policyname FROM pg_policies WHERE schemaname = 'public' AND policyname LIKE 'wall%'"
    )
    for table, policy in cursor.fetchall():
        cursor.execute(f'DROP POLICY "{policy}" ON "{table}"')
    for walled in walled_tables():
        for statement in _policies(walled):
            cursor.execute(statement)


def _policies(walled: Walled) -> Iterator[str]:
    table, wall = f'"{walled.table}"', walled.wall
    condition = wall.condition.format(row=table)
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
    yield f"CREATE POLICY wall_maintenance ON {table} TO CURRENT_USER USING (true)"
    yield f"CREATE POLICY wall_system ON {table} TO {SYSTEM_ROLE} USING (true)"
    command = "ALL" if wall.is_overseen else "SELECT"
    yield f"CREATE POLICY wall_oversight ON {table} FOR {command} TO {OVERSIGHT_ROLE} USING (true)"
    check = f" WITH CHECK ({wall.adds.format(row=table)})" if wall.adds else ""
    yield f"CREATE POLICY wall ON {table} TO {ROLE}, {PURPOSES_ROLE}, {OVERSIGHT_ROLE} USING ({condition}){check}"
    for sight in wall.sights:
        serves = ", ".join(f"'{purpose.value}'" for purpose in sight.purposes)
        for_these = f"(SELECT wall_serves({serves})) AND " if serves else ""
        more = f"{for_these}({sight.condition.format(row=table)})"
        name = f"wall_{'_'.join(purpose.value for purpose in sight.purposes) or 'more'}"
        # A role of its own: whoever only helps, as on most pages, is asked nothing about other purposes.
        role = PURPOSES_ROLE if serves else f"{ROLE}, {PURPOSES_ROLE}"
        yield f"CREATE POLICY {name} ON {table} FOR SELECT TO {role} USING ({more})"


_ROLES = """
SELECT r.rolname, r.rolsuper OR r.rolbypassrls, r.rolname <> %s AND pg_has_role(%s, r.oid, 'USAGE')
FROM pg_roles r WHERE r.rolname = ANY(%s)
"""


def _check_roles(cursor: Any) -> None:
    cursor.execute(_ROLES, [ROLE, ROLE, list(ROLES)])
    found = {name: (bypasses, inherits) for name, bypasses, inherits in cursor.fetchall()}
    missing = [name for name in ROLES if name not in found]
    wrong = [name for name, faults in found.items() if any(faults)]
    if missing or wrong:
        raise ImproperlyConfigured(
            f"roles missing: {missing}; roles that would go around the walls: {wrong}. "
            "See docs/how-to/run-in-production.md."
        )
