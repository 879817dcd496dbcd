"""The database refuses a change of personal data that nobody answers for."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection

from households.models import Household
from privacy.acting import NobodyActs, acting
from privacy.services import system_actor

pytestmark = pytest.mark.django_db


def test_a_household_is_not_made_when_nobody_acts() -> None:
    with pytest.raises(ProgrammingError, match="nobody acts"), connection.cursor() as cursor:
        cursor.execute("INSERT INTO households_household (id, name, created_at) VALUES (gen_random_uuid(), 'x', now())")


def test_the_history_wants_an_actor_too() -> None:
    with pytest.raises((NobodyActs, ProgrammingError)):
        Household.objects.create(name="x")


def test_with_an_actor_the_change_and_its_history_are_there() -> None:
    with acting(system_actor("import_brp"), reason="proef"):
        household = Household.objects.create(name="x")
        Household.objects.filter(pk=household.pk).update(name="y")
    entries = household.history.order_by("history_id")
    assert [(entry.history_type, entry.name, entry.history_change_reason) for entry in entries] == [
        ("+", "x", "proef"),
        ("~", "y", "proef"),
    ]
    assert {entry.history_user.name for entry in entries} == {"import_brp"}
