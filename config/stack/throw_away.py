"""Servers for one test run, gone with the process that asked for them, however that process ends."""

from __future__ import annotations

import fcntl
import subprocess
from collections.abc import Callable
from dataclasses import dataclass

from config.stack.place import Place
from config.stack.postgresql import PostgreSQL
from config.stack.valkey import Valkey

# Waits for the end of its input, which comes with the end of the process that holds the other side, also at kill -9.
CLEAN_UP = """
cat >/dev/null
"$1" stop --silent --mode immediate --pgdata "$2"
kill -9 "$(cat "$3")"
rm -rf "$4"
"""


@dataclass
class ThrowAway:
    """A PostgreSQL and a Valkey in a folder of their own below /tmp."""

    place: Place

    @property
    def postgresql(self) -> PostgreSQL:
        return PostgreSQL(self.place, throw_away=True)

    @property
    def valkey(self) -> Valkey:
        return Valkey(self.place, throw_away=True)

    def start(self) -> subprocess.Popen[bytes]:
        """Start both. Whoever keeps the process this returns keeps the servers; `stop` ends them."""
        self.place.prepare()
        postgresql, valkey = self.postgresql, self.valkey
        guard = subprocess.Popen(
            [
                "sh",
                "-c",
                CLEAN_UP,
                "sh",
                postgresql.binaries / "pg_ctl",
                postgresql.data,
                valkey.pid_file,
                self.place.sockets,
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            start_new_session=True,
            **self.place.account.options,
        )
        try:
            postgresql.start()
            valkey.start()
        except BaseException:
            stop(guard)
            raise
        return guard

    def make_once(self, name: str, fill: Callable[[], None]) -> None:
        """Create a database and fill it, once for all processes of the run; the others wait until it is ready."""
        ready = self.place.sockets / f"{name}.ready"
        with (self.place.sockets / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not ready.exists():
                self.postgresql.create_database(name)
                fill()
                ready.touch()


def stop(guard: subprocess.Popen[bytes]) -> None:
    """End the servers that this process keeps, and wait until their folder is gone."""
    guard.communicate()
