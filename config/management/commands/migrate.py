"""`manage.py migrate` as the owner of the tables."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.core.management.commands import migrate

from privacy.database import OWNER


class Command(migrate.Command):
    """Django's migrate, on the owner's connection by default."""

    def add_arguments(self, parser: CommandParser) -> None:
        """The same options, another default database."""
        super().add_arguments(parser)
        parser.set_defaults(database=OWNER)

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Migrate; raises `CommandError` where the owner's connection is not configured."""
        if options["database"] not in settings.DATABASES:
            raise CommandError("Zet DATABASE_OWNER_URL: migraties draaien als eigenaar van de tabellen.")
        return super().execute(*args, **options)
