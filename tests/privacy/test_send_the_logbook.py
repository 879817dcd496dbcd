"""Every access record reaches the logbook: whatever is down, killed, late or only half acknowledged."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection, connections, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from privacy.logbook import Collector, Line, LogFile, NotAcknowledged, Status, send_all, sending
from privacy.models import AccessRecord, LogbookPosition
from privacy.tasks import send_logbook
from tests.people import Town, build_town
from tests.privacy.log import look
from tests.privacy.logbook import Logbook, listening

KEY = "a key of thirty-two characters or more"
COLLECTOR, FILE = LogbookPosition.Place


@pytest.fixture
def logbook(settings: Settings) -> Iterator[Logbook]:
    """A logbook that is configured, and up."""
    with listening() as logbook:
        settings.LOGBOOK_URL, settings.LOGBOOK_TOKEN, settings.PSEUDONYM_KEY = logbook.url, "secret", KEY
        yield logbook


@pytest.fixture
def town(committing_database: str) -> Town:
    """People whose changes are committed."""
    return build_town()


def to(logbook: Logbook) -> sending.Sent:
    return send_all(COLLECTOR, Collector(logbook.url))


def expected() -> int:
    return sum(1 + len(record.subject_ids) for record in AccessRecord.objects.all())


def another_connection() -> psycopg.Connection:
    parameters = connection.get_connection_params()
    place = {name: parameters[name] for name in ("host", "user", "dbname")}
    return psycopg.connect(**place, options="-c role=samenhang_system")


def test_everything_arrives_once_and_whole(town: Town, logbook: Logbook) -> None:
    for _time in range(3):
        look(town, "Fatima")
    assert send_logbook() == {"collector": expected()}
    assert len(logbook.spans) == len(logbook.keys) == expected()
    assert send_logbook() == {"collector": 0}
    span = next(span for span in logbook.spans if span.parent_span_id)
    assert (len(span.trace_id), len(span.span_id), len(span.parent_span_id)) == (16, 8, 8)
    assert {pair.key for pair in span.attributes} == {
        "dpl.core.processing_activity_id",
        "dpl.core.data_subject_id",
        "dpl.core.data_subject_id_type",
    }
    assert (logbook.headers[0]["Authorization"], logbook.headers[0]["Content-Type"]) == (
        "Bearer secret",
        "application/x-protobuf",
    )
    position = LogbookPosition.objects.get(place=COLLECTOR)
    assert (position.records, position.lines) == (AccessRecord.objects.count(), expected())


def test_what_a_screen_showed_arrives(town: Town, logbook: Logbook) -> None:
    to(logbook)
    logbook.spans.clear()
    town.client("Fatima").get(reverse("casework:household", args=[town.de_vries.pk]))
    record = AccessRecord.objects.latest("at")
    assert to(logbook).lines == 1 + len(record.subject_ids) == len(logbook.spans)
    assert {span.trace_id.hex() for span in logbook.spans} == {record.request_id.hex if record.request_id else ""}


def test_under_load_nothing_is_left_out(town: Town, logbook: Logbook) -> None:
    address = reverse("casework:household", args=[town.de_vries.pk])
    clients = [town.client(who) for who in ("Fatima", "Joris", "Noor", "Fatima")]

    def open_often(client: Client) -> int:
        try:
            return sum(client.get(address).status_code == 200 for _time in range(5))
        finally:
            connections.close_all()

    before = AccessRecord.objects.count()
    with ThreadPoolExecutor(len(clients)) as pool:
        opened = sum(pool.map(open_often, clients))
    assert AccessRecord.objects.count() == before + opened
    to(logbook)
    assert len(logbook.spans) == len(logbook.keys) == expected()


@pytest.mark.parametrize("trouble", [{"is_down": True}, {"refuses": 1}, {"says": b"\xff\xff"}])
def test_what_is_not_acknowledged_stays(town: Town, logbook: Logbook, trouble: dict[str, Any]) -> None:
    look(town, "Fatima")
    for name, value in trouble.items():
        setattr(logbook, name, value)
    assert to(logbook).error
    assert to(logbook).lines == 0
    logbook.is_down, logbook.refuses, logbook.says = False, 0, None
    assert to(logbook).lines == expected() == len(logbook.keys)


def test_nobody_listening_loses_nothing(town: Town, logbook: Logbook) -> None:
    look(town, "Fatima")
    assert send_all(COLLECTOR, Collector("http://127.0.0.1:1/v1/traces")).error == "ConnectError"
    assert to(logbook).lines == expected()


def test_half_an_acknowledgement_is_none_and_the_same_lines_come_again(
    town: Town, logbook: Logbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "LINES_AT_A_TIME", 5)
    for _time in range(10):
        look(town, "Fatima")
    look(town, "Fatima", subject_ids=[town.person("Sanne").pk] * 12)
    for answers in range(6):
        logbook.answers = answers
        to(logbook)
    assert 0 < len(logbook.keys) < expected()
    logbook.answers = None
    to(logbook)
    assert len(logbook.keys) == expected() <= len(logbook.spans)
    by_key = {(span.trace_id, span.span_id): span for span in logbook.spans}
    assert all(by_key[span.trace_id, span.span_id] == span for span in logbook.spans)


def test_a_record_that_is_committed_late_is_not_skipped(town: Town, logbook: Logbook) -> None:
    early = look(town, "Fatima", minutes_ago=60)
    copy = "INSERT INTO privacy_accessrecord (at, id, event, action, actor_id, actor_name, role, team, purpose, ground,"
    copy += " listed_household_ids, subject_ids, data_classes, details) SELECT at - interval '1 minute',"
    copy += " gen_random_uuid(), event, action, actor_id, actor_name, role, team, purpose, ground,"
    copy += " listed_household_ids, subject_ids, data_classes, details FROM privacy_accessrecord WHERE id = %s"
    with another_connection() as slow:
        slow.execute(copy, [early.id])
        look(town, "Joris", minutes_ago=1)
        to(logbook)
        before = len(logbook.keys)
        assert before == expected()
        slow.commit()
    assert to(logbook).records == 1
    assert len(logbook.keys) == expected() == before + 3


def test_what_is_rolled_back_is_never_sent(town: Town, logbook: Logbook) -> None:
    with transaction.atomic():
        look(town, "Fatima")
        transaction.set_rollback(True)
    to(logbook)
    assert len(logbook.keys) == expected()


KILLED = """
import os, signal, sys, django
django.setup()
from privacy.logbook import LogFile, send_all, sending
from pathlib import Path
sending.LINES_AT_A_TIME = 4
class Dying(LogFile):
    parts = 0
    def take(self, lines):
        Dying.parts += 1
        super().take(lines)
        if Dying.parts == 3:
            with open(sys.argv[1], "a") as file:
                file.write('{"trace_id": "half a li')
            os.kill(os.getpid(), signal.SIGKILL)
send_all("file", Dying(Path(sys.argv[1])))
"""


def test_a_killed_sender_loses_nothing(town: Town, tmp_path: Path, settings: Settings) -> None:
    for _time in range(8):
        look(town, "Fatima")
    settings.PSEUDONYM_KEY = KEY
    path = tmp_path / "logbook.jsonl"
    ours = os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{connection.settings_dict['NAME']}"
    environment = {**os.environ, "SAMENHANG_PSEUDONYM_KEY": KEY, "DATABASE_URL": ours}
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], env=environment, check=False, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert path.read_text().endswith("half a li")
    send_all(FILE, LogFile(path))
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert len({(line["trace_id"], line["span_id"]) for line in lines}) == expected() <= len(lines)


def test_the_file_has_the_fields_of_the_standard(town: Town, tmp_path: Path, settings: Settings) -> None:
    settings.PSEUDONYM_KEY, settings.LOGBOOK_FILE = KEY, str(tmp_path / "logbook.jsonl")
    look(town, "Fatima")
    assert send_logbook() == {"file": expected()}
    lines = [json.loads(line) for line in Path(settings.LOGBOOK_FILE).read_text().splitlines()]
    required = {"trace_id", "span_id", "status", "name", "start_time", "end_time", "resource", "attributes"}
    assert {frozenset(line) - {"parent_span_id"} for line in lines} == {frozenset(required)}
    assert {line["status"] for line in lines} == {"Ok"}


def test_two_senders_do_not_send_the_same(town: Town, logbook: Logbook) -> None:
    look(town, "Fatima")
    other: list[int] = []

    class Slow(Collector):
        def take(self, lines: Any) -> None:
            with another_connection() as second:
                found = second.execute("SELECT 1 FROM privacy_logbookposition FOR UPDATE SKIP LOCKED").fetchall()
                other.append(len(found))
            super().take(lines)

    send_all(COLLECTOR, Slow(logbook.url))
    assert set(other) == {0}
    assert len(logbook.spans) == expected()


def test_a_database_that_counts_anew_sends_all_again(town: Town, logbook: Logbook) -> None:
    to(logbook)
    LogbookPosition.objects.update(sent="9000000000000:9000000000000:")
    logbook.spans.clear()
    to(logbook)
    assert len(logbook.keys) == expected()


def test_nothing_is_sent_where_no_logbook_is_configured(town: Town) -> None:
    assert send_logbook() == {}
    assert not LogbookPosition.objects.exists()


def lines(count: int) -> list[Line]:
    return [Line("0" * 31 + "1", f"{n:016x}", "", Status.OK, "x", 1, 2, {}) for n in range(count)]


def test_a_disk_that_is_full_is_no_acknowledgement(tmp_path: Path) -> None:
    with pytest.raises(NotAcknowledged):
        LogFile(Path("/dev/full")).take(lines(1))
    with pytest.raises(NotAcknowledged):
        LogFile(tmp_path / "nowhere" / "file").take(lines(1))
