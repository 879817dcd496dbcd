"""The app casework."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

REGISTERING = (
    "panels",
    "privacy",
    "clocks.privacy",
    "closed.privacy",
    "debts.privacy",
    "participation.privacy",
    "sharing.privacy",
    "timers.daily",
    "wmo.privacy",
    "workflow.privacy",
    "worklist.privacy",
    "youth.privacy",
)


class CaseworkConfig(AppConfig):
    """Registers what the privacy kernel must know of this app."""

    name = "casework"
    verbose_name = "Casework"

    def ready(self) -> None:
        """Load what registers itself."""
        for module in REGISTERING:
            import_module(f"{self.name}.{module}")
