"""Sessions live in Valkey and end after idleness. The engine that `SESSION_ENGINE` names."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.sessions.backends import cache

KEY = re.compile(r"[a-z0-9]{32}")


class SessionStore(cache.SessionStore):
    """Django's, except that an outage is an error.

    Django's takes a cache that does not answer for an ended session: a hiccup of Valkey would sign everybody out. And
    reading it begins its time anew, where Django's has to write it again at each request.
    """

    def load(self) -> dict[str, Any]:
        """What the session holds; an empty session when it has ended or never was. Raises what the cache raises."""
        found: dict[str, Any] | None = None
        if KEY.fullmatch(str(self.session_key)):
            seconds = self.get_session_cookie_age()
            found = self._cache.get_and_keep(self.cache_key, seconds)  # type: ignore[attr-defined]  # set by Django's
        if found is None:
            self._session_key = None
            return {}
        return found
