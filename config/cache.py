"""The cache in Valkey, with what Django's leaves out."""

from __future__ import annotations

from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient


class Client(RedisCacheClient):
    """Django's, which makes a client anew for each command; one per server will do."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._clients: dict[int, Any] = {}

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        """The client of the server for this command."""
        index = self._get_connection_pool_index(write)  # type: ignore[attr-defined]  # the stubs leave it out
        if index not in self._clients:
            self._clients[index] = super().get_client(key, write=write)
        return self._clients[index]

    def get_and_keep(self, key: str, seconds: int) -> Any:
        """A value that from now on is kept for so many seconds more; None when there is none."""
        value = self.get_client(key, write=True).getex(key, ex=seconds)
        return None if value is None else self._serializer.loads(value)  # type: ignore[attr-defined]  # the stubs leave it out


class Cache(RedisCache):
    """`CACHES` names it."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = Client

    def get_and_keep(self, key: str, seconds: int) -> Any:
        """See `Client.get_and_keep`."""
        made = self.make_and_validate_key(key)
        return self._cache.get_and_keep(made, seconds)  # type: ignore[attr-defined]  # the stubs leave it out
