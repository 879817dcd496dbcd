"""Moments as people write them."""

from __future__ import annotations

import datetime

from django.utils import timezone
from django.utils.formats import date_format


def in_words(at: datetime.datetime) -> str:
    """`vr 20 nov 14:32`, and in another year than this `do 20 nov 2025 14:32`."""
    there = timezone.localtime(at)
    return date_format(there, "D j b H:i" if there.year == timezone.localdate().year else "D j b Y H:i").lower()
