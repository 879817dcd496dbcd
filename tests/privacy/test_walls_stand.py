"""Every table with personal data stands behind a wall that no role of the application can go around."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, connections
from django.db.models import Model

from privacy import exempt, walls
from privacy.access import registered_models
from privacy.checks import is_history
from privacy.database import APPEND_ONLY, personal_tables, prepare
from privacy.walls.building import ROLES, walled_tables
from privacy.walls.registry import without
from tests.privacy.walled import TABLES

OPEN = {"households_address"}
pytestmark = pytest.mark.django_db


def test_every_personal_table_is_walled_with_its_history_and_links() -> None:
    assert set(personal_tables()) | {APPEND_ONLY} <= set(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_the_wall_holds_for_the_owner_of_the_table_too(table: str) -> None:
    ((owner, enabled, forced),) = _facts(table)
    assert (owner, enabled, forced) == ("samenhang_owner", True, True)


def _facts(table: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relowner::regrole::text, relrowsecurity, relforcerowsecurity "
            "FROM pg_class WHERE oid = %s::regclass",
            [table],
        )
        return list(cursor.fetchall())


@pytest.mark.parametrize("table", TABLES)
def test_the_policies_are_those_of_the_registry(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT policyname, roles FROM pg_policies WHERE tablename = %s AND permissive = 'PERMISSIVE'", [table]
        )
        policies = {name: set(roles) for name, roles in cursor.fetchall()}
    (wall,) = (one.wall for one in walled_tables() if one.table == table)
    assert policies.pop("wall") == {"samenhang_app", "samenhang_purposes", "samenhang_oversight"}
    assert policies.pop("wall_maintenance") == {"samenhang_owner"}
    assert policies.pop("wall_system") == {"samenhang_system"}
    assert policies.pop("wall_oversight") == {"samenhang_oversight"}
    assert len(policies) == len(wall.sights)
    assert all("samenhang_app" not in roles or name == "wall_more" for name, roles in policies.items())


def test_only_what_is_public_is_open_to_read() -> None:
    assert {one.table for one in walled_tables() if one.wall.condition == "true"} == OPEN
    assert all(wall.why_open for wall in walls.walls().values() if wall.condition == "true")


def test_no_role_of_the_application_goes_around_the_walls() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolsuper, rolbypassrls, pg_has_role('samenhang_app', oid, 'USAGE') "
            "FROM pg_roles WHERE rolname = ANY(%s)",
            [list(ROLES)],
        )
        found = {name: rights for name, *rights in cursor.fetchall()}
    assert found == {
        "samenhang_app": [False, False, True],
        "samenhang_purposes": [False, False, False],
        "samenhang_oversight": [False, False, False],
        "samenhang_system": [False, False, False],
    }


@pytest.mark.django_db(databases=["default", "owner"])
def test_roles_that_would_go_around_them_stop_the_migration(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("privacy.walls.building.ROLES", (*ROLES, "samenhang_nobody", "postgres"))
    with pytest.raises(ImproperlyConfigured, match=r"missing: \['samenhang_nobody'\].*\['postgres'\]"):
        prepare(using="owner")


@pytest.mark.django_db(databases=["default", "owner"])
def test_preparing_again_changes_nothing() -> None:
    def policies() -> list[Any]:
        with connections["owner"].cursor() as cursor:
            cursor.execute("SELECT tablename, policyname, roles, cmd, qual, with_check FROM pg_policies ORDER BY 1, 2")
            return list(cursor.fetchall())

    before = policies()
    prepare(using="owner")
    assert policies() == before


def _points_at_residents(model: type[Model]) -> bool:
    walled = set(walls.walled_models())
    return any(
        field.related_model in walled or field.name in ("household_id", "person_id")
        for field in model._meta.get_fields()
        if not field.auto_created
    )


def test_whatever_points_at_residents_is_walled_or_says_why_not() -> None:
    candidates = [model for model in apps.get_models() if model._meta.managed and not is_history(model)]
    missing = {
        model._meta.label_lower for model in candidates if _points_at_residents(model) and walls.wall_of(model) is None
    }
    assert missing - without().keys() == set()
    assert all(label in exempt.REASONS for label in without())


def test_every_registered_model_has_a_wall() -> None:
    assert [model for model in registered_models() if walls.wall_of(model) is None] == []
