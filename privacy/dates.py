"""Facts that hold from a day until another: `valid_from` counts, `valid_until` is the first day it no longer holds."""

from __future__ import annotations

import datetime
from typing import Self, TypeVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Expression, F, Func, Q
from django.db.models.functions import Greatest
from django.utils import timezone

M = TypeVar("M", bound=models.Model)


class DateRange(Func):
    """The half-open range of days in which a row holds."""

    function = "daterange"
    output_field = DateRangeField()


def on_day(day: datetime.date | Expression | None = None, prefix: str = "") -> Q:
    """The condition that a dated row holds on `day` (default: today); `prefix` names the path: `memberships__`."""
    day = day or timezone.localdate()
    open_end = Q(**{f"{prefix}valid_until__isnull": True}) | Q(**{f"{prefix}valid_until__gt": day})
    return Q(**{f"{prefix}valid_from__lte": day}) & open_end


class DatedQuerySet(models.QuerySet[M]):
    """Reads of dated rows."""

    def on(self, day: datetime.date | None = None) -> Self:
        """The rows that hold on `day` (default: today)."""
        return self.filter(on_day(day))


def ends_after_start(name: str) -> models.CheckConstraint:
    """A dated row ends after it starts, or does not end."""
    return models.CheckConstraint(name=name, condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")))


def no_overlap(name: str, *fields: str, condition: Q | None = None) -> ExclusionConstraint:
    """No two rows that are equal in `fields` hold on one day.

    The range stands last: rows are written four times as fast. `Greatest` of a field with itself is that field in a
    form the planner does not know again; else it prefers this index for a look-up by any one field, and reads all of
    it.
    """
    expressions: list[tuple[Func, str]] = [(Greatest(field, field), RangeOperators.EQUAL) for field in fields]
    expressions.append((DateRange("valid_from", "valid_until"), RangeOperators.OVERLAPS))
    return ExclusionConstraint(name=name, expressions=expressions, condition=condition)
