"""The servers of this very run."""

from __future__ import annotations

from config.stack.throw_away import ThrowAway


def test_the_servers_listen_on_a_unix_socket_only(servers: ThrowAway) -> None:
    with servers.postgresql.connect() as server:
        assert server.execute("SHOW listen_addresses").fetchone() == ("",)
    assert servers.valkey.socket.is_socket()
