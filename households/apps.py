"""The app households."""

from __future__ import annotations

from django.apps import AppConfig


class HouseholdsConfig(AppConfig):
    """Registers what the privacy kernel must know of this app."""

    name = "households"
    verbose_name = "Households"

    def ready(self) -> None:
        """Load what registers itself."""
        from households import privacy  # noqa: F401
