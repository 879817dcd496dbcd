"""What a test gets: a database of its own, with the rights that the web process has."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection, connections, transaction


def connected_as(alias: str) -> str:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT session_user")
        return str(cursor.fetchone()[0])


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_application_and_the_owner_are_two_roles() -> None:
    assert (connected_as("default"), connected_as("owner")) == ("samenhang_app", "samenhang_owner")


@pytest.mark.django_db
def test_the_application_owns_no_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tableowner = 'samenhang_app'")
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "command", ["CREATE TABLE extra (id int)", "TRUNCATE django_content_type", "CREATE ROLE extra"]
)
def test_the_application_cannot_change_the_schema(command: str) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(command)


@pytest.mark.parametrize("again", [1, 2])
def test_what_is_committed_is_gone_in_the_next_test(committing_database: str, again: int) -> None:
    from django.contrib.contenttypes.models import ContentType

    ContentType.objects.create(app_label="extra", model="once")
    connections.close_all()
    assert ContentType.objects.filter(app_label="extra").count() == 1
