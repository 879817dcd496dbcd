"""Access records for tests, and what a page of the log shows."""

from __future__ import annotations

import datetime
import re
import uuid
from typing import Any
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from privacy.models import AccessRecord
from tests.people import Town

LOG = reverse("privacy:access_log")
LINE = re.compile(r'<p class="log__sentence">(.*?)</p>', re.DOTALL)
TAG = re.compile(r"<[^>]+>")


def look(town: Town, who: str, *, minutes_ago: float = 60, **fields: Any) -> AccessRecord:
    """A record of somebody opening the household of Sanne and Emre, unless the fields say otherwise."""
    user = town.user(who)
    membership = user.memberships.get()
    values: dict[str, Any] = {
        "event": "household.read",
        "action": "read",
        "at": timezone.now() - datetime.timedelta(minutes=minutes_ago),
        "actor_id": user.pk,
        "actor_name": user.name,
        "role": membership.role,
        "team": membership.team.name,
        "purpose": "coordination",
        "ground": "vaste casemanager",
        "household_id": town.de_vries.pk,
        "subject_ids": [town.person(name).pk for name in ("Sanne", "Emre")],
        "data_classes": ["identity", "family"],
        "request_id": uuid.uuid4(),
    }
    record = AccessRecord(**values | fields)
    record.save(force_insert=True)
    return record


def in_words(html: str) -> str:
    """What is to be read, without the markup."""
    return re.sub(r"\s+", " ", TAG.sub("", html.replace("</dt>", " "))).strip()


def address(**filters: object) -> str:
    """Where the log is, filtered."""
    return f"{LOG}?{urlencode(filters)}"


def lines(client: Client, **filters: object) -> list[str]:
    """The sentences on the log, filtered."""
    page = client.get(address(**filters))
    assert page.status_code == 200
    return [in_words(line) for line in LINE.findall(page.content.decode())]


def newest() -> AccessRecord:
    """The record that was written last."""
    return AccessRecord.objects.latest("at", "id")
