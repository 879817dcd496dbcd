"""Every screen, task and command belongs to one processing activity, and every record says to which (AVG art. 30)."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse
from pytest_django import Settings

from privacy import checks, processing
from privacy.acting import acting
from privacy.audit import About, record
from privacy.choices import Purpose
from privacy.models import AccessRecord
from privacy.operation import Operation, operating
from privacy.processing import Activity, Kind
from tests.people import Town
from tests.privacy.log import newest


def test_everything_that_runs_belongs_to_an_activity() -> None:
    assert [f"{error.msg} {error.hint}" for error in checks.everything_belongs_to_a_processing_activity()] == []


def test_all_kinds_are_walked() -> None:
    found = checks.everything()
    for known in (
        (Kind.SCREEN, "casework:household"),
        (Kind.SCREEN, "admin:privacy_team_change"),
        (Kind.TASK, "casework.tasks.check_grants"),
        (Kind.COMMAND, "import_brp"),
    ):
        assert known in found


def test_nothing_is_registered_that_does_not_exist() -> None:
    there = set(checks.everything())
    assert [one for one in processing.everything() if one not in there and not one[1].endswith(":*")] == []


def test_a_screen_that_nobody_thought_of_stops_the_start(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.privacy.pages"
    errors = checks.everything_belongs_to_a_processing_activity()
    assert {error.id for error in errors} == {"privacy.E002"}
    assert errors[0].msg == "The screen proef/leden/<uuid:pk>/ belongs to no processing activity."
    assert 'processing.register(Activity.…, screens=["proef/leden/<uuid:pk>/"])' in str(errors[0].hint)


def test_nothing_belongs_to_two_activities() -> None:
    with pytest.raises(ImproperlyConfigured, match="casework:household belongs to a processing activity already"):
        processing.register(Activity.CASELOAD, screens=["casework:household"])


def test_whole_sites_are_only_those_of_packages() -> None:
    assert [name for _kind, name in processing.everything() if "*" in name] == ["admin:*"]


def test_every_exemption_has_a_reason() -> None:
    assert all(len(reason) > 10 for reason in processing.exemptions().values())


@pytest.mark.django_db
def test_a_record_tells_the_activity_of_its_screen(town: Town) -> None:
    fatima = town.client("Fatima")
    fatima.get(reverse("casework:household", args=[town.de_vries.pk]))
    assert newest().activity == Activity.HELP
    fatima.post(reverse("casework:search"), {"q": "Vries"})
    assert newest().activity == Activity.FIRST_CONTACT
    town.client("Bram").get(reverse("privacy:access_log"))
    assert (newest().action, newest().activity) == ("denied", Activity.OVERSIGHT)


@pytest.mark.django_db
def test_a_record_outside_requests_tells_the_activity_of_the_work_or_else_of_its_purpose(town: Town) -> None:
    actor = town.actor("Fatima")

    def look(purpose: Purpose) -> str:
        with acting(actor):
            record("household.read", actor=actor, action=AccessRecord.Action.READ, purpose=purpose, about=About())
        return newest().activity

    assert look(Purpose.HELP) == Activity.HELP
    assert look(Purpose.OVERSIGHT) == Activity.OVERSIGHT
    with operating(Operation(activity=Activity.REGISTRATION)):
        assert look(Purpose.SYSTEM) == Activity.REGISTRATION


@pytest.mark.django_db
def test_the_log_tells_the_activity_and_leads_to_the_register(town: Town) -> None:
    town.client("Fatima").get(reverse("casework:household", args=[town.de_vries.pk]))
    record, pieter = newest(), town.client("Pieter")
    place = f"{record.at:%Y-%m-%dT%H:%M:%S.%fZ}_{record.id}"
    page = pieter.get(reverse("privacy:access_record", args=[place])).content.decode()
    address = reverse("privacy:activity", args=["household-help"])
    assert f'<a href="{address}">Hulp en regie aan huishoudens</a>' in page
