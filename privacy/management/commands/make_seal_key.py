"""`manage.py make_seal_key`: a new key to seal the access log with, as lines for the environment."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from privacy.seals.keys import new_key


class Command(BaseCommand):
    """Prints a fresh pair. Nothing is stored."""

    help = (
        "Prints a new private key for the worker and its public key for whoever verifies. Keep older public keys in "
        "SAMENHANG_SEAL_PUBLIC_KEYS, separated by commas: seals that they signed keep verifying."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Make and print."""
        private, public = new_key()
        self.stdout.write(f"SAMENHANG_SEAL_KEY={private}")
        self.stdout.write(f"SAMENHANG_SEAL_PUBLIC_KEYS={public}")
