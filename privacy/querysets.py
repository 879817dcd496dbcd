"""Reading the access log: by filter, newest first, a page at a time, and counted over a bounded period.

Every read is a walk along one index of the partitioned table; none counts or skips rows.
"""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass, fields, replace
from typing import Any, Self

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from privacy import names
from privacy.audit import About
from privacy.models import AccessRecord

PAGE = 50
MOST_COUNTED_DAYS = 31
MOST_COUNTED_ROWS = 10

Records = QuerySet[AccessRecord]


@dataclass(frozen=True)
class LogFilter:
    """Which access records; the conditions that are given hold together. `until` is the last day that counts.

    A person is looked for under every record that was merged with theirs: what was seen then was of the same person.
    """

    person: uuid.UUID | None = None
    household: uuid.UUID | None = None
    worker: uuid.UUID | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    action: str = ""
    event: str = ""
    purpose: str = ""

    @property
    def kinds(self) -> list[str]:
        """Which conditions are given, without their values."""
        return [field.name for field in fields(self) if getattr(self, field.name)]

    @property
    def about(self) -> About:
        """Whom the log is asked about."""
        return About(household_id=self.household, subject_ids=(self.person,) if self.person else ())

    @property
    def period(self) -> LogFilter:
        """The begin and the end alone."""
        return LogFilter(since=self.since, until=self.until)

    def having(self, **conditions: Any) -> LogFilter:
        """The same with other conditions."""
        return replace(self, **conditions)

    @property
    def is_countable(self) -> bool:
        """Whether the period has a begin and an end, close enough together to count its records."""
        if self.since is None or self.until is None:
            return False
        return datetime.timedelta(0) <= self.until - self.since < datetime.timedelta(days=MOST_COUNTED_DAYS)

    def narrow(self, records: Records) -> Records:
        """The records that fit."""
        if self.since is not None:
            records = records.filter(at__gte=_midnight(self.since))
        if self.until is not None:
            records = records.filter(at__lt=_midnight(self.until + datetime.timedelta(days=1)))
        if self.person is not None:
            records = records.filter(subject_ids__overlap=names.records_of(names.PERSON, self.person))
        if self.household is not None:
            records = records.filter(_shows_household(self.household))
        exactly = {"actor_id": self.worker, "action": self.action, "event": self.event, "purpose": self.purpose}
        return records.filter(**{column: value for column, value in exactly.items() if value})


@dataclass(frozen=True)
class Place:
    """A place in the log, between two records: that of the record with this key."""

    at: datetime.datetime
    id: uuid.UUID

    @classmethod
    def of(cls, record: AccessRecord) -> Self:
        """The place of a record."""
        return cls(record.at, record.id)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `str()` wrote; raises `ValueError` for anything else."""
        moment, _, key = text.partition("_")
        at = parse_datetime(moment)
        if at is None or timezone.is_naive(at):
            raise ValueError("not a place in the log")
        return cls(at, uuid.UUID(key))

    def __str__(self) -> str:
        return f"{self.at.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%S.%fZ}_{self.id}"


def older(records: Records, than: Place | None = None) -> Records:
    """Newest first, from a place on."""
    if than is not None:
        # The first condition repeats the second: only it leaves out whole months.
        records = records.filter(at__lte=than.at, pk__lt=(than.at, than.id))
    return records.order_by("-at", "-id")


def newer(records: Records, than: Place) -> Records:
    """Oldest first, from a place back."""
    return records.filter(at__gte=than.at, pk__gt=(than.at, than.id)).order_by("at", "id")


def are_there_any(records: Records) -> bool:
    """Whether an ordered set has a first record. In contrast to `exists()` it walks along the order."""
    return bool(records.values_list("id")[:1])


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))


def _shows_household(household: uuid.UUID) -> Q:
    # The index of listed households leaves out records without any, so the condition says so too.
    listed = Q(listed_household_ids__contains=[household]) & ~Q(listed_household_ids=[])
    return Q(household_id=household) | listed


def counts_by(records: Records, column: str) -> list[tuple[uuid.UUID, int]]:
    """The keys in a column with the most records, most first. For a countable filter only."""
    counted = records.order_by().exclude(**{column: None}).values_list(column).annotate(times=Count("*"))
    return list(counted.order_by("-times", column)[:MOST_COUNTED_ROWS])
