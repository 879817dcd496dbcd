"""The privacy kernel: it knows actors, purposes, access and audit, and no domain model."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PrivacyConfig(AppConfig):
    """Connects the checks, and the preparation of the database after each migration."""

    name = "privacy"
    verbose_name = "Privacy"

    def ready(self) -> None:
        """Load what registers itself."""
        from privacy import checks, privacy  # noqa: F401
        from privacy.exports import privacy as exports  # noqa: F401
        from privacy.register import privacy as register  # noqa: F401
        from privacy.reviews import privacy as reviews  # noqa: F401

        post_migrate.connect(_prepare_database, sender=self)


def _prepare_database(*, using: str, **_kwargs: Any) -> None:
    from privacy import database

    if using == database.OWNER:
        database.prepare(using=using)
