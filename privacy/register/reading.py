"""Reads of the register. It holds nothing about residents, so a read of it leaves no access record."""

from __future__ import annotations

import uuid

from django.http import Http404

from privacy.models import ActivityVersion


def current() -> list[ActivityVersion]:
    """The version of every activity that holds now, by name."""
    return list(ActivityVersion.objects.in_force())


def versions_of(slug: str) -> list[ActivityVersion]:
    """All versions of an activity, newest first; none for an activity that does not exist."""
    versions = ActivityVersion.objects.filter(activity__slug=slug)
    return list(versions.select_related("activity", "written_by").order_by("-number"))


def one(pk: uuid.UUID, number: int | None = None) -> ActivityVersion:
    """A version of an activity, the newest without a number; raises `Http404` when there is none."""
    versions = ActivityVersion.objects.filter(activity=pk).select_related("activity").order_by("-number")
    found = (versions if number is None else versions.filter(number=number)).first()
    if found is None:
        raise Http404
    return found
