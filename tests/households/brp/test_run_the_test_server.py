"""`manage.py brp_test_server` serves a file until it is stopped, and says in a sentence why it cannot."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from config.stack.throw_away import ThrowAway
from households.brp.client import BrpClient
from households.brp.fields import Purpose
from households.brp.questions import ByBsn
from tests.households.brp.shared import PROJECT
from tests.households.brp.sheets import PERSON, row, write_file
from tests.people import BSN, build_town


@pytest.fixture
def persons(tmp_path: Path) -> Path:
    """Two persons, and a row that is no good."""
    other = PERSON | {"01.01.20": "999990019"}
    return write_file(tmp_path / "persons.csv", row("a", PERSON), "b;too short", row("c", other))


@contextmanager
def running(*arguments: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "manage.py", "brp_test_server", "--port", "0", *arguments],
        cwd=PROJECT,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def started(process: subprocess.Popen[str]) -> tuple[int, str]:
    """How many persons it serves, and where."""
    assert process.stdout
    line = process.stdout.readline()
    found = re.fullmatch(r"(\d+) personen op (http://\S+)/personen\. Stoppen: Ctrl-C\.\n", line)
    assert found, line
    return int(found[1]), found[2]


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_a_file_reports_bad_rows_and_stops_quietly(persons: Path, stop: signal.Signals) -> None:
    with running("--data", str(persons)) as process:
        count, url = started(process)
        with BrpClient(url) as client:
            answer = client.ask(ByBsn(bsns=("999990019",)), Purpose.IDENTIFY)
        process.send_signal(stop)
        said, complaints = process.communicate(timeout=60)
    assert count == 2
    assert [person.name.full for person in answer.persons] == ["Sanne Vries"]
    assert said == "Gestopt.\n"
    assert complaints == "rij 3 · De rij heeft niet evenveel kolommen als de kop.\n"
    assert process.returncode == 0


def test_without_a_file_it_serves_the_people_of_the_database(committing_database: str, servers: ThrowAway) -> None:
    build_town()
    database = servers.postgresql.url("samenhang_app", committing_database)
    with running(DATABASE_URL=database) as process:
        count, url = started(process)
        with BrpClient(url) as client:
            answer = client.ask(ByBsn(bsns=(BSN["Sanne"],)), Purpose.IMPORT)
    assert count == len(BSN)
    assert [person.name.surname for person in answer.persons] == ["Vries"]
    assert answer.rejections == ()


@pytest.mark.parametrize("name", ["elsewhere.csv", ""])
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(CommandError, match="kan niet worden gelezen") as refusal:
        call_command("brp_test_server", data=tmp_path / name)
    assert refusal.value.returncode == 1


def test_a_taken_port_is_refused_with_a_sentence(persons: Path) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        port = held.getsockname()[1]
        with pytest.raises(CommandError, match=f"Poort {port} kan niet worden gebruikt") as refusal:
            call_command("brp_test_server", data=persons, port=port)
    assert refusal.value.returncode == 1


def test_a_port_that_is_none_is_refused_with_a_sentence(persons: Path) -> None:
    with pytest.raises(CommandError, match="Poort 99999 kan niet"):
        call_command("brp_test_server", data=persons, port=99999)
