"""What the role of web and worker cannot do to the access log, whatever the code says."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from privacy.models import AccessRecord
from tests.people import Town

MONTH = f"privacy_accessrecord_{timezone.now():%Y_%m}"


REFUSED = r"permission denied|must be owner"
OTHER_FUNCTION = """
    CREATE OR REPLACE FUNCTION privacy_make_partitions(months_ahead integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'
"""


def try_to(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("table", ["privacy_accessrecord", MONTH])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {} SET event = 'x'",
        "DELETE FROM {}",
        "TRUNCATE {}",
        "DROP TABLE {}",
        "ALTER TABLE {} DISABLE TRIGGER ALL",
        "ALTER TABLE {} ADD COLUMN extra int",
        "CREATE TRIGGER extra BEFORE INSERT ON {} FOR EACH ROW EXECUTE FUNCTION privacy_somebody_acts()",
    ],
)
def test_the_application_cannot(town: Town, table: str, statement: str) -> None:
    with pytest.raises(ProgrammingError, match=REFUSED):
        try_to(statement.format(table))


@pytest.mark.parametrize("statement", ["SELECT 1 FROM {}", "INSERT INTO {} DEFAULT VALUES"])
def test_a_month_is_reached_through_the_whole_only(town: Town, statement: str) -> None:
    with pytest.raises(ProgrammingError, match=REFUSED):
        try_to(statement.format(MONTH))


@pytest.mark.parametrize(
    "statement",
    [
        f"ALTER TABLE privacy_accessrecord DETACH PARTITION {MONTH}",
        f"ALTER TABLE {MONTH} NO INHERIT privacy_accessrecord",
        "ALTER TABLE households_person DISABLE TRIGGER somebody_acts",
        "SET session_replication_role = replica",
        "SET ROLE samenhang_owner",
        OTHER_FUNCTION,
    ],
)
def test_the_application_cannot_go_around_it(town: Town, statement: str) -> None:
    with pytest.raises(ProgrammingError, match=REFUSED):
        try_to(statement)


def test_a_record_cannot_be_removed_by_the_model(town: Town) -> None:
    with pytest.raises(TypeError):
        AccessRecord.objects.earliest("at").delete()
