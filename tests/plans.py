"""How the database would carry out a statement, in the `municipality` of tests/conftest.py."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import QuerySet

from casework.demo.staff import MAIL
from privacy.acting import Actor, actor_for
from privacy.models import User


def at_work(mailbox: str) -> Actor:
    """One of those with an account in the demo."""
    return actor_for(User.objects.get(email=f"{mailbox}@{MAIL}"))


def plan_of(rows: QuerySet[Any, Any]) -> str:
    """What PostgreSQL would do. It takes an index wherever one can serve, although most tables here are small."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    return rows.explain()
