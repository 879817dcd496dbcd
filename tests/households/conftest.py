"""Property tests judge what a function gives, not how long a busy machine takes over it."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
