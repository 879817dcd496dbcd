"""Whether the parts that Samenhang cannot do without are there."""

from __future__ import annotations

import datetime

from django.core.cache import cache
from django.db import Error, connection
from redis.exceptions import RedisError

from privacy.seals import sealing_stands_still


def what_is_broken(now: datetime.datetime | None = None) -> str:
    """The first part that does not work, in one Dutch word; "" when all do.

    Without the partition of next month no access could be recorded from its first day on, so nothing could be shown.
    """
    try:
        if not _has_partitions(now or datetime.datetime.now(datetime.UTC)):
            return "inzagelogboek"
    except Error:
        return "database"
    try:
        cache.get("gezond")
    except RedisError:
        return "valkey"
    return ""


def what_lags(now: datetime.datetime | None = None) -> str:
    """What work can go on without, but somebody must look at: sealing that stands still; "" when nothing does."""
    return "zegels" if sealing_stands_still(now or datetime.datetime.now(datetime.UTC)) else ""


def _has_partitions(now: datetime.datetime) -> bool:
    """Whether the access records of this month and the next have their place; months of UTC, as in the database."""
    next_month = (now.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)
    names = [f"privacy_accessrecord_{month:%Y_%m}" for month in (now, next_month)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT bool_and(to_regclass(name) IS NOT NULL) FROM unnest(%s::text[]) AS name", [names])
        row = cursor.fetchone()
    return bool(row and row[0])
