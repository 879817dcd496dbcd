"""`make demo`: it starts, keeps its data, stops cleanly, and says in one sentence what stands in its way."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil
import pytest
import tenacity

from config.stack.demo import Demo, Ports
from config.stack.environment import ROOT
from config.stack.place import Place, StackError
from config.stack.steps import Step

STARTED = re.compile(r"Samenhang draait op (\S+)")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    """A place for a demo, which is found through SAMENHANG_STATE as the demo itself finds it."""
    folder = Place.throw_away().sockets
    monkeypatch.setenv("SAMENHANG_STATE", str(folder))
    place = Place.of_checkout()
    yield place
    shutil.rmtree(place.sockets, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def demo(place: Place) -> Demo:
    return Demo(place, Ports(free_port(), free_port()), households=10)


@contextmanager
def running(demo: Demo) -> Iterator[str]:
    """The demo as somebody starts it in a terminal, until Ctrl-C; the answer is its address."""
    ports = ["--port", str(demo.ports.site), "--brp-port", str(demo.ports.brp)]
    with subprocess.Popen(
        [sys.executable, "-m", "config.stack.demo", *ports, "--households", "10"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        said: list[str] = []
        for line in process.stdout:
            said.append(line)
            if found := STARTED.search(line):
                break
        else:
            pytest.fail("".join(said))
        try:
            yield found[1]
        finally:
            # Ctrl-C in a terminal reaches the whole group.
            os.killpg(process.pid, signal.SIGINT)
            said += process.stdout.readlines()
    assert process.returncode == 0, "".join(said)
    assert "Traceback" not in "".join(said)


@tenacity.retry(retry=tenacity.retry_if_result(bool), wait=tenacity.wait_fixed(0.1), stop=tenacity.stop_after_delay(30))
def left_running(place: Place) -> list[str]:
    """The processes that still work for this demo."""
    lines = [" ".join(process.info["cmdline"] or []) for process in psutil.process_iter(["cmdline"])]
    return [line for line in lines if str(place.state) in line or str(place.sockets) in line]


def half_load(demo: Demo) -> None:
    """What a demo leaves behind that was stopped while it was loading."""
    with demo.alone(), demo.servers():
        demo.postgresql.create_database("samenhang")
        with demo.postgresql.connect("samenhang") as database:
            database.execute("CREATE TABLE privacy_user ()")


def users(demo: Demo) -> list[str]:
    with demo.servers(), demo.postgresql.connect("samenhang") as database:
        return [
            str(key) for (key,) in database.execute("SELECT id FROM privacy_user WHERE kind = 'person' ORDER BY id")
        ]


def test_the_demo_starts_over_after_an_interrupted_load_and_then_keeps_its_data(demo: Demo) -> None:
    half_load(demo)
    with running(demo) as address:
        assert httpx.get(address, follow_redirects=True).status_code == 200
    assert not left_running(demo.place)
    before = users(demo)
    with running(demo) as address:
        assert httpx.get(address, follow_redirects=True).status_code == 200
    assert users(demo) == before != []


def test_a_taken_port_gives_one_sentence(place: Place) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "config.stack.demo", "--port", port], cwd=ROOT, capture_output=True, text=True
        )
    assert done.returncode == 1
    assert re.fullmatch(rf"Poort {port} is bezet: .*\n", done.stderr)


def test_a_second_demo_of_one_checkout_is_refused(demo: Demo) -> None:
    with demo.alone(), pytest.raises(StackError, match="draait al"), demo.alone():
        pass


def test_its_keys_are_made_once_and_readable_by_one_account(demo: Demo) -> None:
    demo.place.prepare()
    first = demo.environment()["SAMENHANG_FIELD_KEYS"]
    assert demo.environment()["SAMENHANG_FIELD_KEYS"] == first
    assert (demo.place.state / "keys.json").stat().st_mode & 0o077 == 0


def test_only_the_migrations_know_the_owner(demo: Demo) -> None:
    demo.place.prepare()
    assert "samenhang_owner" not in "".join(demo.environment().values())


def test_a_step_is_done_again_when_its_sources_change(tmp_path: Path) -> None:
    done: list[str] = []
    step = Step("step", (ROOT / "Makefile",), "…")
    for _ in range(2):
        step.once(tmp_path, lambda: done.append("first"))
    Step("step", (ROOT / "Makefile", ROOT / ".gitignore"), "…").once(tmp_path, lambda: done.append("second"))
    assert done == ["first", "second"]
