"""An access record as lines of the Logboek Dataverwerkingen: one, and one more for each person."""

from __future__ import annotations

import datetime
import json
import re
import uuid

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from privacy import processing
from privacy.acting import acting
from privacy.checks import the_logbook_is_configured_safely as check
from privacy.choices import Purpose
from privacy.logbook import Line, LineMaker, Status
from privacy.models import AccessRecord, User
from privacy.processing import Activity, Kind
from privacy.register.reading import versions_of
from privacy.services import change_activity
from tests.people import BSN, Town
from tests.privacy.log import look, newest

pytestmark = pytest.mark.django_db
KEY = "a key of thirty-two characters or more"
HEX = {"trace_id": re.compile(r"[0-9a-f]{32}"), "span_id": re.compile(r"[0-9a-f]{16}")}
ABOUT = {"dpl.core.processing_activity_id"}
ABOUT_SOMEBODY = ABOUT | {"dpl.core.data_subject_id", "dpl.core.data_subject_id_type"}


def lines_of(record: AccessRecord) -> list[Line]:
    return list(LineMaker(key=KEY, site="https://samenhang.example").lines_of(record))


def judge(record: AccessRecord, lines: list[Line]) -> None:
    """What holds for the lines of every record."""
    parent, *children = lines
    assert len(children) == len(record.subject_ids)
    assert len({line.span_id for line in lines}) == len(lines)
    assert {line.trace_id for line in lines} == {parent.trace_id}
    assert {line.parent_span_id for line in children} <= {parent.span_id}
    assert parent.attributes.keys() - {"exception.type", "dpl.core.foreign_operation.processor"} == ABOUT
    for line in lines:
        assert HEX["trace_id"].fullmatch(line.trace_id)
        assert HEX["span_id"].fullmatch(line.span_id)
        assert 0 < line.start_time <= line.end_time
        assert line.attributes["dpl.core.processing_activity_id"].startswith("https://samenhang.example/privacy/")
    for line in children:
        assert line.attributes.keys() == ABOUT_SOMEBODY


@given(
    subjects=st.lists(st.uuids(), max_size=40, unique=True),
    purpose=st.sampled_from(Purpose),
    activity=st.sampled_from([*Activity, ""]),
    action=st.sampled_from(AccessRecord.Action),
    took=st.integers(0, 10**6),
)
def test_there_is_a_line_for_the_processing_and_one_for_each_person(
    subjects: list[uuid.UUID], purpose: Purpose, activity: str, action: AccessRecord.Action, took: int
) -> None:
    record = AccessRecord(event="household.read", action=action, purpose=purpose, activity=activity, took_ms=took)
    record.subject_ids = subjects
    judge(record, lines_of(record))


SCREENS = [
    ("get", "casework:household", "de_vries"),
    ("get", "casework:below", "de_vries"),
    ("get", "casework:timeline", "de_vries"),
    ("get", "home", ""),
    ("get", "casework:team", ""),
    ("post", "casework:search", ""),
    ("get", "casework:household_changes", "de_vries"),
]


@pytest.mark.parametrize(("method", "name", "of"), SCREENS)
def test_each_screen_gives_its_lines_without_staff_and_without_numbers(
    town: Town, method: str, name: str, of: str
) -> None:
    before = set(AccessRecord.objects.values_list("id", flat=True))
    address = reverse(name, args=[getattr(town, of).pk] if of else [])
    for who in ("Fatima", "Joris", "Anja", "Bram"):
        getattr(town.client(who), method)(address, {"q": "de Vries"})
    records = [record for record in AccessRecord.objects.all() if record.id not in before]
    assert records
    staff = {text for user in User.objects.all() for text in (user.name, user.email, str(user.pk), user.pk.hex)}
    for record in records:
        lines = lines_of(record)
        judge(record, lines)
        assert record.activity == processing.activity_of(Kind.SCREEN, name)
        written = json.dumps([line.as_json() for line in lines], ensure_ascii=False)
        secrets = staff | set(BSN.values()) | {str(key) for key in record.subject_ids} | {str(record.id)}
        assert [secret for secret in secrets if secret in written] == []


def test_the_same_record_gives_the_same_lines_again(town: Town) -> None:
    record = look(town, "Fatima")
    again = AccessRecord.objects.get(id=record.id)
    assert lines_of(record) == lines_of(again)


def test_a_person_has_one_pseudonym_that_nobody_makes_without_the_key(town: Town) -> None:
    sanne, record = town.person("Sanne").pk, look(town, "Fatima")
    here, there = lines_of(record), lines_of(look(town, "Joris", subject_ids=[sanne]))
    assert there[1].attributes["dpl.core.data_subject_id"] == here[1].attributes["dpl.core.data_subject_id"]
    other = LineMaker(key="x" * 32).pseudonym(sanne)
    assert other != here[1].attributes["dpl.core.data_subject_id"]
    with pytest.raises(ImproperlyConfigured):
        LineMaker(key="short")


@pytest.mark.parametrize(
    ("action", "status"),
    [("read", Status.OK), ("change", Status.OK), ("denied", Status.UNSET), ("failed", Status.ERROR)],
)
def test_only_a_fault_of_ours_is_an_error(town: Town, action: str, status: Status) -> None:
    assert {line.status for line in lines_of(look(town, "Fatima", action=action))} == {status}


def test_what_is_refused_and_what_is_not_there_is_no_error(town: Town) -> None:
    town.client("Bram").get(reverse("casework:household", args=[town.de_vries.pk]))
    assert lines_of(newest())[0].status == Status.UNSET


def test_a_request_that_fails_leaves_an_error_and_nothing_of_what_went_wrong(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("Sanne de Vries, 999990019")

    monkeypatch.setattr("casework.views.household.render", broken)
    client: Client = town.client("Fatima")
    client.raise_request_exception = False
    assert client.get(reverse("casework:household", args=[town.de_vries.pk])).status_code == 500
    record = newest()
    assert (record.event, record.action, record.household_id) == ("work.failed", "failed", town.de_vries.pk)
    lines = lines_of(record)
    judge(record, lines)
    assert (lines[0].status, lines[0].attributes["exception.type"]) == (Status.ERROR, "RuntimeError")
    assert "Sanne" not in json.dumps([line.as_json() for line in lines])


def test_the_address_of_the_activity_is_of_the_version_of_that_moment(town: Town, client: Client) -> None:
    first = look(town, "Fatima", activity="household-help", at=datetime.datetime.now(datetime.UTC))
    (version,) = versions_of("household-help")
    names = [f.name for f in version._meta.fields][6:]
    described = {name: getattr(version, name) for name in names}
    now = datetime.datetime.now(datetime.UTC)
    with acting(town.actor("Pieter")) as context:
        change_activity(
            version.activity, actor=context.actor, at=now, reason="nagelezen", based_on=1, described=described
        )
    second = look(town, "Fatima", activity="household-help", minutes_ago=-1)
    addresses = [lines_of(record)[0].attributes["dpl.core.processing_activity_id"] for record in (first, second)]
    assert [address.rpartition("/")[2] for address in addresses] == ["1", "2"]
    told = client.get(addresses[1].removeprefix("https://samenhang.example")).json()
    assert (told["version"], told["name"]) == (2, version.name)


def test_the_key_has_to_be_configured(settings: Settings) -> None:
    assert check() == []
    settings.LOGBOOK_URL, settings.IS_DEMO, settings.SITE_URL = "http://logboek/v1/traces", False, "http://here"
    assert [error.id for error in check()] == ["privacy.E003"] * 3
    settings.LOGBOOK_URL, settings.SITE_URL, settings.PSEUDONYM_KEY = "https://l/v1/traces", "https://here", KEY
    assert check() == []
