"""A model that nobody thought of stops the start; one with personal data keeps its history and wants an actor."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps

from privacy import checks, exempt
from privacy.access import registered_models
from privacy.changes.following import followed
from privacy.database import personal_tables
from privacy.history import RecordedQuerySet

WITHOUT_HISTORY = {
    "households.Address": "the address of a building is nobody's data; who lives there has a history",
    "privacy.AccessRecord": "it is only ever added to",
}


def with_personal_data() -> list[Any]:
    return [model for model in registered_models() if model._meta.managed]


@pytest.mark.parametrize("model", with_personal_data(), ids=lambda model: model._meta.label)
def test_a_model_with_personal_data_writes_its_history(model: Any) -> None:
    if model._meta.label in WITHOUT_HISTORY:
        assert not hasattr(model, "history")
        return
    assert hasattr(model, "history")
    assert isinstance(model._default_manager.all(), RecordedQuerySet)
    assert isinstance(model._base_manager.all(), RecordedQuerySet)


@pytest.mark.parametrize("one", followed(), ids=lambda one: one.model._meta.label)
def test_its_changes_are_told_of_somebody(one: Any) -> None:
    assert one.persons or one.households or one.path or one.links_to_persons


def test_every_exemption_is_of_a_model_that_exists() -> None:
    from django.apps import apps

    labels = {model._meta.label_lower for model in apps.get_models()}
    assert exempt.REASONS.keys() - labels == set()


@pytest.mark.django_db
def test_no_personal_table_changes_when_nobody_acts() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'somebody_acts' AND tgenabled = 'O'"
        )
        guarded = {table for (table,) in cursor.fetchall()}
    assert set(personal_tables()) - guarded == set()


@isolate_apps("households")
def test_a_model_that_nobody_registered_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    class Diary(models.Model):  # noqa: DJ008
        secret = models.TextField()

        class Meta:
            app_label = "households"

    monkeypatch.setattr(checks, "apps", Diary._meta.apps)
    (error,) = checks.every_model_is_registered(app_configs=None)
    assert error.id == "privacy.E001"
    assert error.msg == "households.Diary has no scope, retention, rights, wall."
    assert error.hint == "Register it in households/privacy.py, or give a reason in privacy/exempt.py."


def test_all_models_of_today_are_registered_or_exempt() -> None:
    assert checks.every_model_is_registered(app_configs=None) == []
