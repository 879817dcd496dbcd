"""`make demo`: embedded servers, a demo municipality, and the site over them, until Ctrl-C.

The data stays for the next start; `--reset` begins again. What is already in place is skipped, so that a second start
takes seconds.
"""

from __future__ import annotations

import argparse
import base64
import fcntl
import json
import os
import secrets
import shlex
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from honcho.manager import Manager

from config.stack.environment import NODE_LOCKS, PYTHON_LOCKS, ROOT
from config.stack.place import Place, StackError
from config.stack.postgresql import APP, OWNER, PostgreSQL
from config.stack.steps import Step
from config.stack.valkey import Valkey

DATABASE = "samenhang"
SEED = 1
BIN = Path(sys.executable).parent
MANAGE = (sys.executable, str(ROOT / "manage.py"))
MIGRATE = Step(
    "migrate",
    tuple(ROOT / app for app in ("config", "casework", "households", "privacy")),
    "Tabellen klaarzetten …",
)
COLLECT_STATIC = Step(
    "collectstatic",
    (ROOT / "config" / "static", ROOT / "config" / "assets.py", *PYTHON_LOCKS, *NODE_LOCKS),
    "Bestanden voor de schermen klaarzetten …",
)
LOAD = Step("load", (), "Demogemeente maken …")


@dataclass(frozen=True)
class Ports:
    """Where the site and the test server of the BRP listen, on this machine only."""

    site: int
    brp: int

    def check(self) -> None:
        """Raises StackError when another program listens on one of them."""
        for port in (self.site, self.brp):
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind(("127.0.0.1", port))
                except OSError as error:
                    raise StackError(
                        f"Poort {port} is bezet: stop het programma dat daar draait, of kies andere poorten met "
                        f"`make demo PORT={self.site + 100} BRP_PORT={self.brp + 100}`."
                    ) from error


class Processes(Manager):  # type: ignore[misc]
    """The processes of the demo, with something to do as soon as they have been started."""

    def __init__(self, then: Callable[[], None]) -> None:
        super().__init__()
        self._then = threading.Thread(target=then, daemon=True)

    def _start(self) -> None:
        # Not before: a process that forks while it has threads may get stuck.
        super()._start()
        self._then.start()


@dataclass
class Demo:
    """One demo: its place on this machine, its servers and its processes."""

    place: Place
    ports: Ports
    households: int

    def __post_init__(self) -> None:
        self.postgresql, self.valkey = PostgreSQL(self.place), Valkey(self.place)

    @property
    def seals(self) -> Path:
        """The copy of the seals over the access log, outside the database."""
        return self.place.state / "seals.jsonl"

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One demo per checkout at a time; raises StackError at the second."""
        self.place.prepare()
        with (self.place.state / "demo.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise StackError("De demo draait al: stop die eerst met Ctrl-C.") from error
            self.ports.check()
            yield

    @contextmanager
    def servers(self) -> Iterator[None]:
        """PostgreSQL and Valkey, stopped at the end whatever happens."""
        print("Databaseserver en wachtrij starten …", flush=True)
        try:
            self.postgresql.start()
            self.valkey.start()
            yield
        finally:
            self.valkey.stop()
            self.postgresql.stop()

    def environment(self) -> dict[str, str]:
        """What the settings of every process of the demo read. Only the migrations know the owner of the tables."""
        inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_OWNER_URL"}
        return {
            **inherited,
            **keys_of(self.place.state / "keys.json"),
            "ALLOWED_HOSTS": "localhost,127.0.0.1",
            "BRP_URL": f"http://127.0.0.1:{self.ports.brp}/haalcentraal/api/brp",
            "DATABASE_URL": self.postgresql.url(APP, DATABASE),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PYTHONUNBUFFERED": "1",
            # Celery warns root at length; a demo in a container has no other account.
            "PYTHONWARNINGS": "ignore:You're running the worker with superuser privileges",
            "SAMENHANG_DEMO": "1",
            "SAMENHANG_SEAL_FILE": str(self.seals),
            "STATIC_ROOT": str(self.place.state / "static"),
            "VALKEY_URL": self.valkey.url(),
        }

    def prepare(self, *, reset: bool) -> None:
        """Migrate, gather the static files and load the municipality; an interrupted load starts over."""
        state = self.place.state
        if reset or not LOAD.stamp(state).exists():
            for step in (LOAD, MIGRATE):
                step.forget(state)
            self.postgresql.drop(DATABASE)
            self.valkey.empty()
            self.seals.unlink(missing_ok=True)
        self.postgresql.create_database(DATABASE)
        MIGRATE.once(state, self._migrate)
        COLLECT_STATIC.once(state, lambda: self._manage("collectstatic", "--no-input", "--clear", "--verbosity", "0"))
        size = ("--households", str(self.households), "--seed", str(SEED))
        LOAD.once(state, lambda: self._manage("demo_municipality", *size))

    def serve(self) -> int:
        """Web, worker, scheduler and BRP together, until one of them stops or the demo is stopped; an exit code."""
        manager = Processes(then=self._welcome)
        for name, command in self._processes().items():
            manager.add_process(name, shlex.join(command), env=self.environment(), cwd=str(ROOT))
        manager.loop()
        return 0 if manager.returncode in (0, 130, 143) else 1

    def run(self, command: list[str]) -> int:
        """Run a command of manage.py on the demo that runs, as the owner of its tables; its exit code."""
        if not LOAD.stamp(self.place.state).exists():
            raise StackError("Er is nog geen demo: start die eerst met `make demo`.")
        owner = {"DATABASE_OWNER_URL": self.postgresql.url(OWNER, DATABASE)}
        return subprocess.run([*MANAGE, *command], env={**self.environment(), **owner}, cwd=ROOT).returncode

    def _processes(self) -> dict[str, list[str]]:
        celery = [str(BIN / "celery"), "--app", "config.celery", "--quiet"]
        schedule = str(self.place.state / "schedule")
        granian = [str(BIN / "granian"), "--interface", "wsgi", "--no-ws", "--log-level", "warning"]
        granian += ["--host", "127.0.0.1", "--port", str(self.ports.site), "--workers", "2", "--blocking-threads", "1"]
        granian += ["--workers-kill-timeout", "3"]
        return {
            "web": [*granian, "config.wsgi:application"],
            "worker": [*celery, "worker", "--loglevel", "warning", "--concurrency", "1"],
            "beat": [*celery, "beat", "--loglevel", "warning", "--schedule", schedule, "--pidfile="],
            "brp": [*MANAGE, "brp_test_server", "--port", str(self.ports.brp)],
        }

    def _welcome(self) -> None:
        """Print the address and the accounts as soon as the site answers."""
        address = f"http://localhost:{self.ports.site}/"
        while True:
            try:
                httpx.get(address, timeout=5)
                break
            except httpx.HTTPError:
                time.sleep(0.1)
        accounts = subprocess.run(
            [*MANAGE, "demo_accounts"], env=self.environment(), capture_output=True, text=True, start_new_session=True
        )
        print(f"\nSamenhang draait op {address} (stoppen met Ctrl-C).\n\n{accounts.stdout}", flush=True)

    def _migrate(self) -> None:
        self._manage("migrate", "--verbosity", "0", DATABASE_OWNER_URL=self.postgresql.url(OWNER, DATABASE))

    def _manage(self, *arguments: str, **environment: str) -> None:
        # In a session of its own, so that Ctrl-C reaches only us and we end the command without its traceback.
        done = subprocess.run(
            [*MANAGE, *arguments], env={**self.environment(), **environment}, cwd=ROOT, start_new_session=True
        )
        if done.returncode:
            raise StackError(f"`manage.py {arguments[0]}` is mislukt; de oorzaak staat hierboven.")


def keys_of(path: Path) -> dict[str, str]:
    """The secrets of one demo, made once: without them what is in its database cannot be read."""
    known = dict(json.loads(path.read_text())) if path.exists() else {}
    keys = {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "SAMENHANG_FIELD_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "SAMENHANG_INDEX_KEY": secrets.token_urlsafe(32),
        "SAMENHANG_SEAL_KEY": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
    }
    if known.keys() != keys.keys():
        path.touch(mode=0o600)
        path.write_text(json.dumps(keys | known))
    return keys | known


def stop_as_ctrl_c() -> None:
    """A closed terminal or a `kill` stops the demo as Ctrl-C does."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))


def main() -> None:
    parser = argparse.ArgumentParser(prog="make demo", description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--brp-port", type=int, default=8001)
    parser.add_argument("--households", type=int, default=400)
    parser.add_argument("--reset", action="store_true")
    parser.add_argument("--command", action="store_true", help="run what follows with manage.py, on the running demo")
    # What follows has options of its own, and argparse takes no "--" after an option.
    end = sys.argv.index("--command") + 1 if "--command" in sys.argv else len(sys.argv)
    options = parser.parse_args(sys.argv[1:end])
    stop_as_ctrl_c()
    try:
        demo = Demo(Place.of_checkout(), Ports(options.port, options.brp_port), options.households)
        if options.command:
            sys.exit(demo.run(sys.argv[end:]))
        with demo.alone(), demo.servers():
            demo.prepare(reset=options.reset)
            code = demo.serve()
        print("Gestopt. De gegevens blijven bewaard voor de volgende keer.")
        if code:
            raise StackError("Een onderdeel stopte vanzelf; de oorzaak staat hierboven.")
    except StackError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("\nGestopt; wat nog niet klaar was, begint de volgende keer opnieuw.")


if __name__ == "__main__":
    main()
