"""Sessions live in Valkey and end after idleness. The engine that `SESSION_ENGINE` names."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends import cache


class SessionStore(cache.SessionStore):
    """Django's, except that an outage is an error.

    Django's takes a cache that does not answer for an ended session: a hiccup of Valkey would sign everybody out.
    """

    def load(self) -> dict[str, Any]:
        """What the session holds; an empty session when it has ended. Raises what the cache raises."""
        found: dict[str, Any] | None = self._cache.get(self.cache_key)  # type: ignore[attr-defined]
        if found is None:
            self._session_key = None
            return {}
        return found
