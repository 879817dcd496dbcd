"""`manage.py brp_test_server`: a BRP of fictitious people to work against."""

from __future__ import annotations

import signal
from argparse import ArgumentParser
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from households.brp.lo3 import Lo3Error
from households.brp.lo3_records import load_records
from households.brp.register import Register
from households.brp.tables import NationalTables, load_tables
from households.brp.test_server import BrpTestServer

DEFAULT_PORT = 8620


class Command(BaseCommand):
    """Serves the persons of a file, or else those of the demo municipality, until it is stopped."""

    help = "Haal Centraal BRP Personen bevragen v2.7 for fictitious people. With BRP_API_KEY set it asks for that key."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which people, and where to listen."""
        parser.add_argument(
            "--data", type=Path, help="a LO3 file (CSV); without it the people of the demo municipality"
        )
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=DEFAULT_PORT)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Load, say where, serve."""
        register, tables = self._people(options["data"])
        try:
            server = BrpTestServer(
                register, tables=tables, host=options["host"], port=options["port"], api_key=settings.BRP_API_KEY
            )
        except (OSError, OverflowError):
            message = _("Poort %(port)s kan niet worden gebruikt. Kies een vrije met --port.") % {
                "port": options["port"]
            }
            raise CommandError(message, returncode=1) from None
        signal.signal(signal.SIGTERM, _stop)
        self.stdout.write(
            _("%(count)s personen op %(url)s/personen. Stoppen: Ctrl-C.") % {"count": len(register), "url": server.url}
        )
        self.stdout.flush()
        with server:
            try:
                server.serve_forever()
            except KeyboardInterrupt:
                self.stdout.write(_("Gestopt."))

    def _people(self, path: Path | None) -> tuple[Register, NationalTables]:
        if path is None:
            from households.demo import brp_people  # only here: nobody else may depend on the demo

            return Register(brp_people()), NationalTables()
        try:
            loaded = load_records(path)
        except Lo3Error as error:
            raise CommandError(str(error), returncode=1) from None
        for problem in loaded.problems:
            self.stderr.write(str(problem))
        return Register(loaded.records), load_tables(path.parent)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
