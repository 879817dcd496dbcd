"""Workers, schedulers and a queue of one test, started as in production and killed as in a bad night."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection

from config.stack.demo import BIN
from config.stack.environment import ROOT
from config.stack.place import patiently
from config.stack.valkey import Valkey

BEFORE_COMMIT = 20261121  # the advisory lock for which timers wait in the middle of their transaction
OFTEN = 0.3  # seconds between two times that a scheduler asks
CELERY = (str(BIN / "celery"), "--app", "tests.casework.timers.hurried", "--quiet")
WORKER = (*CELERY, "worker", "--loglevel", "critical", "--concurrency", "1", "--without-gossip", "--without-mingle")
BEAT = (*CELERY, "beat", "--loglevel", "critical", "--pidfile=")
PATIENCE = 60  # a machine that does much else; it is waited for what happens, never for time to pass
# With the end of its input, which comes with the end of the tests however they end, nothing stays behind.
LEAVE_NOTHING = """
"$@" &
cat >/dev/null
kill -9 "$(cat "$QUEUE_PID")"
rm -rf "$QUEUE_FOLDER"
kill -9 0
"""


def wait_for(happened: Callable[[], object]) -> None:
    """Until it has happened; fails when it does not."""
    for attempt in patiently(PATIENCE):
        with attempt:
            assert happened(), "it did not happen"


@dataclass
class Processes:
    """The processes of one test, on its database, its queue and its mail server."""

    valkey: Valkey
    mail_url: str
    folder: Path
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def worker(self) -> subprocess.Popen[bytes]:
        """A worker with a child that does the work."""
        return self._start(*WORKER, "--hostname", f"worker{len(self.running)}@test")

    def beat(self) -> subprocess.Popen[bytes]:
        """A scheduler."""
        return self._start(*BEAT, "--schedule", str(self.folder / f"schedule{len(self.running)}"))

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """SIGKILL to the process and its children, as when the machine goes down."""
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        self.running.remove(process)

    def kill_queue(self) -> None:
        """SIGKILL to Valkey: it keeps nothing."""
        os.kill(int(self.valkey.pid_file.read_text()), signal.SIGKILL)
        wait_for(lambda: not self.valkey._answers())

    def end(self) -> None:
        """Nothing stays behind."""
        for process in [*self.running]:
            self.kill(process)

    def _start(self, *command: str) -> subprocess.Popen[bytes]:
        name = connection.settings_dict["NAME"]
        environment = {
            **os.environ,
            "DATABASE_URL": os.environ["DATABASE_URL"].replace("samenhang_template", name),
            "EMAIL_URL": self.mail_url,
            "PYTHONWARNINGS": "ignore:You're running the worker with superuser privileges",
            "QUEUE_FOLDER": str(self.valkey.place.sockets),
            "QUEUE_PID": str(self.valkey.pid_file),
            "VALKEY_URL": self.valkey.url(),
        }
        environment.pop("DATABASE_OWNER_URL", None)
        guarded = ["sh", "-c", LEAVE_NOTHING, "sh", *command]
        process = subprocess.Popen(guarded, cwd=ROOT, env=environment, stdin=subprocess.PIPE, start_new_session=True)
        self.running.append(process)
        return process


@contextmanager
def held_before_commit() -> Iterator[Callable[[], bool]]:
    """No timer gets past the end of its work during the block; tells whether one waits there."""
    holder = connection.copy()
    try:
        with holder.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [BEFORE_COMMIT])

            def is_in_the_middle() -> bool:
                cursor.execute("SELECT count(*) FROM pg_locks WHERE objid = %s AND NOT granted", [BEFORE_COMMIT])
                return bool(cursor.fetchone()[0])

            yield is_in_the_middle
    finally:
        holder.close()
