"""A town of a given size on a server of its own: database, loaded municipality, web server, signed-in readers."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psycopg

from config.stack.environment import ROOT
from config.stack.postgresql import APP, OWNER
from config.stack.throw_away import ThrowAway

BIN = Path(sys.executable).parent
SEED = 1


@dataclass
class Reader:
    """Somebody signed in, with the households of their caseload."""

    cookie: str
    households: list[str]


@dataclass
class BenchTown:
    """One size of town."""

    servers: ThrowAway
    households: int
    port: int
    load_seconds: float = 0
    readers: list[Reader] = field(default_factory=list)

    @property
    def database(self) -> str:
        return f"bench_{self.households}"

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def environment(self) -> dict[str, str]:
        """What the settings read."""
        return {
            **os.environ,
            "DATABASE_URL": self.servers.postgresql.url(APP, self.database),
            "DATABASE_OWNER_URL": self.servers.postgresql.url(OWNER, self.database),
            "VALKEY_URL": self.servers.valkey.url(),
            "SECRET_KEY": "bench" * 10,
            "SAMENHANG_FIELD_KEYS": "b25seS1mb3ItdG9vbHMtYW5kLXRlc3RzLTMyLWJ5dGU=",
            "SAMENHANG_INDEX_KEY": "bench",
            "SAMENHANG_SEAL_KEY": "b25seS1mb3ItdG9vbHMtYW5kLXRlc3RzLTMyLWJ5dGU=",
            "SAMENHANG_DEMO": "1",
            "STATIC_ROOT": str(self.servers.place.sockets / "static"),
            "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        }

    def manage(self, *arguments: str) -> str:
        """Run a command; its output."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments], env=self.environment(), cwd=ROOT, capture_output=True, text=True
        )
        if done.returncode:
            raise SystemExit(f"manage.py {arguments[0]}:\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def load(self) -> None:
        """Make the database and the municipality."""
        self.servers.postgresql.create_database(self.database)
        self.manage("migrate", "--verbosity", "0")
        self.manage("collectstatic", "--no-input", "--verbosity", "0")
        started = time.perf_counter()
        self.manage("demo_municipality", "--households", str(self.households), "--seed", str(SEED), "--json")
        self.load_seconds = time.perf_counter() - started
        with self.servers.postgresql.connect(self.database) as connection:
            connection.execute("VACUUM ANALYZE")

    def sign_in(self, count: int) -> None:
        """Give some case managers a session each, and look up whom they help."""
        rows = json.loads(self.manage("shell", "--no-imports", "--verbosity", "0", "-c", _SIGN_IN.format(count=count)))
        self.readers = [Reader(row["cookie"], row["households"]) for row in rows]

    def pages(self, count: int) -> list[tuple[str, dict[str, str]]]:
        """Random household pages of the readers: paths with the headers of their reader."""
        choose = random.Random(SEED)
        readers = [reader for reader in self.readers if reader.households]
        chosen = [choose.choice(readers) for _ in range(count)]
        return [(f"/huishoudens/{choose.choice(r.households)}/", {"Cookie": r.cookie}) for r in chosen]

    @contextmanager
    def served(self) -> Iterator[None]:
        """Serve the town as the demo is served."""
        command = [str(BIN / "granian"), "--interface", "wsgi", "--no-ws", "--log-level", "error", "--no-log"]
        command += ["--host", "127.0.0.1", "--port", str(self.port), "--workers", "2", "--blocking-threads", "1"]
        server = subprocess.Popen([*command, "tests.bench.wsgi:application"], env=self.environment(), cwd=ROOT)
        try:
            for _attempt in range(300):
                try:
                    httpx.get(f"{self.address}/bench/floor/", timeout=5)
                    break
                except httpx.HTTPError:
                    time.sleep(0.1)
            yield
        finally:
            server.terminate()
            server.wait()

    def connect(self) -> psycopg.Connection:
        """A connection as superuser, for counting and explaining."""
        return self.servers.postgresql.connect(self.database)


_SIGN_IN = """
import json
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from casework.models import Assignment
from households.models import Household
from privacy.access import scope
from privacy.acting import acting, actor_for
from privacy.choices import Purpose
from privacy.models import User
from privacy.services import system_actor
store = import_module(settings.SESSION_ENGINE).SessionStore
rows = []
looking = acting(system_actor('bench'))
looking.__enter__()
present = Assignment.objects.on().filter(kind='case_manager', case__closed_on=None)
managers = User.objects.filter(is_active=True, pk__in=present.values('user'), memberships__role='case_manager')
managers = managers.distinct().order_by('email')
for user in managers[:{count}]:
    session = store()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    mine = Assignment.objects.on().filter(user=user, kind='case_manager', case__closed_on=None)
    helped, reader = list(mine.values_list('case__household_id', flat=True)), actor_for(user)
    with acting(reader):  # not those of family and colleagues
        seen = scope(Household, reader, Purpose.HELP).filter(pk__in=helped).order_by('pk')
        keys = [str(key) for key in seen.values_list('pk', flat=True)]
    rows.append({{'cookie': settings.SESSION_COOKIE_NAME + '=' + session.session_key, 'households': keys}})
looking.__exit__(None, None, None)
print(json.dumps(rows))
"""
