"""What the database itself guards: ownership, privileges, append-only records, no change without an actor.

`prepare` runs after every migration, so that a new model is covered on the day it is registered.
"""

from __future__ import annotations

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import Model

from privacy.walls.building import ROLES, build

OWNER = "owner"
APPEND_ONLY = "privacy_accessrecord"
SEALS = ("privacy_seal", "privacy_sealcopy", "privacy_sealcheck")
MONTHS_AHEAD = 12


class OwnerMigrates:
    """Migrations run as the owner of the tables only; everything else works through `default`."""

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool:
        """Only the owner's connection changes the schema."""
        return db == OWNER


def prepare(*, using: str) -> None:
    """Give the application its privileges, take back the dangerous ones, set the triggers; may be repeated."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        roles = ", ".join(ROLES)
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {roles}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {roles}")
        cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {roles}")
        cursor.execute(f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {roles}")
        cursor.execute("SELECT privacy_make_partitions(%s)", [MONTHS_AHEAD])
        for partition in _partitions(cursor):
            cursor.execute(f'REVOKE ALL ON "{partition}" FROM {roles}')
        for table in (APPEND_ONLY, *SEALS):
            cursor.execute(f"REVOKE UPDATE, DELETE ON {table} FROM {roles}")
        for table in personal_tables():
            cursor.execute(
                f'CREATE OR REPLACE TRIGGER somebody_acts BEFORE INSERT OR UPDATE OR DELETE ON "{table}" '
                "FOR EACH STATEMENT EXECUTE FUNCTION privacy_somebody_acts()"
            )
        build(cursor)


def plan_each_query_by_its_values() -> None:
    """For the rest of the transaction, let PostgreSQL make no plan for all values at once.

    A person may be in a million records or in none; a plan for the first walks through all of the log for the second.
    """
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("SET LOCAL plan_cache_mode = force_custom_plan")


def personal_tables() -> list[str]:
    """The tables of all models with a scope, of their links to persons, and of the histories of both."""
    from privacy.access import registered_models

    return [table for model in registered_models() for table in _tables_of(model)]


def make_partitions(months_ahead: int = MONTHS_AHEAD) -> int:
    """Make the monthly partitions of the access record that are still missing; answers how many were made."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("SELECT privacy_make_partitions(%s)", [months_ahead])
        row = cursor.fetchone()
    return int(row[0])


def _tables_of(model: type[Model]) -> list[str]:
    if not model._meta.managed or model._meta.db_table == APPEND_ONLY:
        return []
    history = getattr(model, "history", None)
    with_links = [model] if history is None else [model, history.model]
    if history is not None:
        with_links += [getattr(history.model, field.name).model for field in history.model._history_m2m_fields]
    links = [field.m2m_db_table() for field in model._meta.local_many_to_many]
    return [found._meta.db_table for found in with_links] + links


def _partitions(cursor: Any) -> list[str]:
    cursor.execute("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = %s::regclass", [APPEND_ONLY])
    return [name for (name,) in cursor.fetchall()]
