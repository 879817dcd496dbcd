"""The servers of a test run go with the process that asked for them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import tenacity

from config.stack.environment import ROOT
from config.stack.place import Place
from config.stack.throw_away import ThrowAway, stop

HOLDER = """
import sys
from pathlib import Path
from config.stack.place import Place
from config.stack.throw_away import ThrowAway
guard = ThrowAway(Place.below(Path(sys.argv[1]))).start()
print("ready", flush=True)
sys.stdin.read()
"""


@tenacity.retry(retry=tenacity.retry_if_result(bool), wait=tenacity.wait_fixed(0.1), stop=tenacity.stop_after_delay(30))
def still_there(folder: Path) -> bool:
    return folder.exists()


def test_nothing_stays_after_the_end() -> None:
    servers = ThrowAway(Place.throw_away())
    stop(servers.start())
    assert not servers.place.sockets.exists()


def test_nothing_stays_when_the_process_is_killed() -> None:
    folder = Place.throw_away().sockets
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "ready\n"
        holder.kill()
    assert not still_there(folder)


def test_a_database_is_made_once(servers: ThrowAway) -> None:
    made: list[int] = []
    for number in (1, 2):
        servers.make_once("made_once", lambda number=number: made.append(number))  # type: ignore[misc]
    assert made == [1]
