"""Copies of the seals outside the database: in a file and at an address, in order, until they have arrived."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import pytest
from django.utils import timezone
from pytest_django import Settings

from privacy import tasks
from privacy.models import Seal
from privacy.seals import Refused, deliver_seals, seal_log, state_of_seals
from privacy.seals.form import hash_of
from privacy.seals.outside import last_line
from tests.privacy.seals import by_hand, check, sealed, told, write

pytestmark = [pytest.mark.usefixtures("committing_database")]


@pytest.fixture
def copies(settings: Settings, tmp_path: Path) -> Path:
    """The file that seals are written to."""
    settings.SEAL_FILE = str(tmp_path / "seals.jsonl")
    return tmp_path / "seals.jsonl"


def delivered(*counts: int) -> None:
    sealed(*counts)
    deliver_seals()


def numbers_in(copies: Path) -> list[int]:
    return [json.loads(line)["number"] for line in copies.read_text().splitlines()]


def test_every_seal_is_a_line_once(copies: Path) -> None:
    delivered(2, 1)
    assert deliver_seals() == 0
    delivered(1)
    assert numbers_in(copies) == [1, 2, 3]
    assert told(check(copies=copies)) == []


def test_a_record_and_its_leaf_that_are_both_changed_are_named_with_the_copy(copies: Path) -> None:
    (first,) = sealed(1)
    delivered(2)
    by_hand("DELETE FROM privacy_accessrecord WHERE id = %s", first.id)
    by_hand("UPDATE privacy_seal SET leaves = '' WHERE number = 1")
    assert told(check(copies=copies)) == [("seal_leaves_changed", 1, None), ("record_removed", 1, first.id)]


def test_seals_cut_off_with_their_records_are_named_with_the_copy(copies: Path) -> None:
    sealed(1)
    gone, _other = sealed(2)
    deliver_seals()
    by_hand("DELETE FROM privacy_seal WHERE number > 1")
    by_hand("DELETE FROM privacy_accessrecord WHERE id = %s", gone.id)
    assert told(check(copies=copies)) == [("seal_removed", 2, None), ("record_removed", 2, gone.id)]
    assert check(copies=copies).proved == 2


def test_a_chain_that_was_cut_off_is_not_continued(copies: Path) -> None:
    delivered(1, 1)
    by_hand("DELETE FROM privacy_seal WHERE number = 2")
    write()
    with pytest.raises(Refused, match="zegel 2"):
        seal_log(at=timezone.now())


def test_a_seal_set_anew_with_the_right_key_differs_from_its_copy(copies: Path, settings: Settings) -> None:
    delivered(1, 1)
    by_hand("DELETE FROM privacy_seal WHERE number = 2")
    settings.SEAL_FILE = ""
    sealed(1)
    assert ("seal_differs", 2, None) in told(check(copies=copies))


def test_a_line_cut_off_by_a_crash_is_written_again(copies: Path) -> None:
    delivered(1, 1)
    whole = copies.read_bytes()
    copies.write_bytes(whole[: len(whole) - 40])
    last = last_line()
    assert last is not None
    assert last.number == 1
    assert deliver_seals() == 1
    assert last_line() is not None
    assert told(check(copies=copies)) == []


def test_a_seal_written_twice_is_one_seal(copies: Path) -> None:
    delivered(1, 1)
    copies.write_text(copies.read_text() * 2)
    assert told(check(copies=copies)) == []


def test_a_changed_line_is_named(copies: Path) -> None:
    delivered(1, 1)
    first, second = copies.read_text().splitlines()
    copies.write_text(first.replace('"count":1', '"count":2') + "\n" + second + "\n")
    assert told(check(copies=copies)) == [("copy_forged", 1, None)]


def test_an_emptied_file_is_named(copies: Path) -> None:
    delivered(1)
    copies.write_text("")
    assert told(check(copies=copies)) == [("copy_missing", None, None)]


def test_a_lost_file_stops_no_sealing(copies: Path) -> None:
    delivered(1)
    copies.unlink()
    delivered(1)
    assert numbers_in(copies) == [1, 2], "what is still in the database is written again"


def test_a_full_disk_stops_no_sealing(settings: Settings) -> None:
    settings.SEAL_FILE = "/dev/full"
    write()
    tasks.seal_log()
    sealed(0)
    assert Seal.objects.exists()


class Receiver(BaseHTTPRequestHandler):
    """Keeps what it gets, and refuses while it is told to."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        status = self.server.statuses.pop(0) if self.server.statuses else 204  # type: ignore[attr-defined]
        if status == 204:
            self.server.received.append((json.loads(body), self.headers["Authorization"]))  # type: ignore[attr-defined]
        self.send_response(status)
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture
def receiver(settings: Settings) -> Iterator[HTTPServer]:
    """Somebody else's server."""
    server = HTTPServer(("127.0.0.1", 0), Receiver)
    server.statuses, server.received = [], []  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.SEAL_URL = f"http://127.0.0.1:{server.server_port}/zegels"
    settings.SEAL_TOKEN = "geheim"
    yield server
    server.shutdown()
    server.server_close()


def test_every_seal_is_sent_once_and_in_order(receiver: HTTPServer) -> None:
    delivered(1, 1)
    delivered(1)
    received = receiver.received  # type: ignore[attr-defined]
    assert [seal["number"] for seal, _token in received] == [1, 2, 3]
    assert {token for _seal, token in received} == {"Bearer geheim"}
    assert state_of_seals(at=timezone.now()).not_outside == 0


def test_what_is_not_acknowledged_is_sent_again_before_what_follows(receiver: HTTPServer) -> None:
    receiver.statuses = [204, 503]  # type: ignore[attr-defined]
    sealed(1, 1, 1)
    with pytest.raises(httpx.HTTPStatusError):
        deliver_seals()
    assert state_of_seals(at=timezone.now()).not_outside == 2
    assert deliver_seals() == 2
    assert [seal["number"] for seal, _token in receiver.received] == [1, 2, 3]  # type: ignore[attr-defined]


def test_what_was_received_verifies_as_a_file(receiver: HTTPServer, tmp_path: Path) -> None:
    delivered(2, 1)
    lines = [json.dumps(seal) for seal, _token in receiver.received]  # type: ignore[attr-defined]
    (tmp_path / "received").write_text("\n".join(lines))
    assert told(check(copies=tmp_path / "received")) == []


def test_the_copy_is_the_seal(copies: Path) -> None:
    delivered(2)
    last = last_line()
    assert last is not None
    assert hash_of(last) == hash_of(Seal.objects.get(number=last.number))
    assert bytes(last.leaves) == bytes(Seal.objects.get(number=last.number).leaves)
