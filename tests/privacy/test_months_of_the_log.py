"""The access log has a partition per month, a year ahead."""

from __future__ import annotations

import datetime
import uuid

import pytest
from django.db import connection, connections
from django.utils import timezone

from privacy.choices import Purpose
from privacy.models import AccessRecord
from privacy.tasks import make_partitions


def months(count: int) -> list[datetime.date]:
    first = timezone.now().date().replace(day=1)
    return [
        datetime.date(first.year + (first.month - 1 + ahead) // 12, (first.month - 1 + ahead) % 12 + 1, 1)
        for ahead in range(count)
    ]


def partition(month: datetime.date) -> str:
    return f"privacy_accessrecord_{month:%Y_%m}"


def partitions() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'privacy_accessrecord'::regclass"
        )
        return {name for (name,) in cursor.fetchall()}


def written_at(at: datetime.datetime) -> str:
    """Write a record of this moment; the partition it landed in."""
    key = uuid.uuid4()
    AccessRecord(
        id=key,
        at=at,
        event="household.read",
        action="read",
        actor_id=uuid.uuid4(),
        actor_name="Fatima Bennani",
        purpose=Purpose.HELP,
    ).save(force_insert=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableoid::regclass::text FROM privacy_accessrecord WHERE id = %s", [key])
        return str(cursor.fetchone()[0])


@pytest.mark.django_db
def test_there_are_months_for_a_year_ahead() -> None:
    assert {partition(month) for month in months(13)} <= partitions()


@pytest.mark.django_db
def test_when_none_is_missing_none_is_made() -> None:
    assert make_partitions() == 0


def test_a_missing_month_is_made_and_is_as_closed_as_the_others(committing_database: str) -> None:
    missing = partition(months(13)[-1])
    with connections["owner"].cursor() as owner:
        owner.execute(f"DROP TABLE {missing}")
    assert make_partitions() == 1
    assert missing in partitions()
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(%s, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')", [missing])
        assert cursor.fetchone() == (False,)


@pytest.mark.django_db
def test_both_sides_of_midnight_land_in_their_own_month() -> None:
    _this, following = months(2)
    midnight = datetime.datetime.combine(following, datetime.time.min, datetime.UTC)
    assert written_at(midnight - datetime.timedelta(microseconds=1)) == partition(months(1)[0])
    assert written_at(midnight) == partition(following)
