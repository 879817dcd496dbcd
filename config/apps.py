"""The composition root as an app: page frame, components, commands."""

from __future__ import annotations

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Holds the templates and commands that belong to no domain."""

    name = "config"
    verbose_name = "Samenhang"

    def ready(self) -> None:
        """Check, and listen to, signing in; say which screens process what."""
        from config import privacy  # noqa: F401
        from config.sign_in import checks, second_factor  # noqa: F401
