"""`manage.py import_brp`: people, residences, relations, gezag and households from the BRP."""

from __future__ import annotations

import json
import logging
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm

from households.brp.client import BrpClient
from households.services.importing import (
    Lines,
    Report,
    UnreadableFile,
    import_lines,
    read_lines,
    refresh_known,
)
from privacy.operation import Operation, operating
from privacy.processing import Activity
from privacy.services import system_actor

ACTOR = "import_brp"
REFUSED, WRONG_USE = 1, 2
STANDARD_INPUT = "-"
Progress = Callable[[int], object]


class Command(BaseCommand):
    """Imports whom a file names, or everybody known again. Doing it twice changes nothing."""

    help = (
        "Imports people from the BRP, and proposes their households. FILE has a burgerservicenummer or a "
        "postcode;huisnummer per line, in UTF-8; - reads standard input. "
        "Exit codes: 0 done, 1 something was refused, 2 wrong use."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whom to import, and from where."""
        parser.add_argument(
            "file", nargs="?", help="burgerservicenummers or postcode;huisnummer, one per line; - is stdin"
        )
        parser.add_argument("--source", default=settings.BRP_URL, help="base address of the BRP; default BRP_URL")
        parser.add_argument("--known", action="store_true", help="import everybody again whom we have")
        parser.add_argument("--json", action="store_true", help="write the summary as one JSON object")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Read, import, tell."""
        if bool(options["file"]) == options["known"]:
            raise CommandError(_("Geef een bestand, of --known."), returncode=WRONG_USE)
        lines = _read(options["file"]) if options["file"] else None
        try:
            client = BrpClient(options["source"], api_key=settings.BRP_API_KEY)
        except ImproperlyConfigured as error:
            raise CommandError(str(error), returncode=WRONG_USE) from None
        with client, _progress(len(lines) if lines else None) as progress:
            report = _import(client, lines, progress)
        self._tell(report, as_json=options["json"])
        if report.problems:
            sys.exit(REFUSED)

    def _tell(self, report: Report, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(report.summary(), ensure_ascii=False))
            return
        for problem in report.problems:
            where = _("Regel %s: ") % problem.line if problem.line is not None else ""
            self.stderr.write(f"{where}{problem.reason}")
        self.stdout.write(
            _("%(new)s nieuw, %(changed)s gewijzigd, %(unchanged)s ongewijzigd; %(followed)s kwamen mee uit het gezin.")
            % vars(report)
        )
        self.stdout.write(
            _("Huishoudens: %(households_made)s nieuw, %(households_moved)s verhuisd, %(households_ended)s opgeheven.")
            % vars(report.households)
        )
        if report.duplicates_found:
            self.stdout.write(_("%s keer mogelijk dezelfde persoon: zie Personen, Dubbel.") % report.duplicates_found)
        if not report.is_complete:
            self.stdout.write(_("Wat klaar was, is bewaard. Geef later hetzelfde commando nog eens voor de rest."))


@contextmanager
def _progress(total: int | None) -> Iterator[Progress]:
    """A bar for somebody at a keyboard, who then sees of the questions to the BRP only what goes wrong."""
    if not sys.stderr.isatty():
        yield lambda _done: None
        return
    chatty = logging.getLogger("households.brp")
    level = chatty.level
    chatty.setLevel(logging.WARNING)
    try:
        with tqdm(total=total, unit=" personen") as bar:
            yield bar.update
    finally:
        chatty.setLevel(level)


def _read(name: str) -> Lines:
    try:
        content = sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
    except OSError:
        raise CommandError(_("Dit bestand is niet te lezen. Controleer de naam."), returncode=WRONG_USE) from None
    try:
        lines = read_lines(content)
    except UnreadableFile as error:
        raise CommandError(str(error), returncode=REFUSED) from None
    if not (lines or lines.problems):
        raise CommandError(_("Hier staat niemand in. Zet op elke regel een burgerservicenummer."), returncode=REFUSED)
    return lines


def _import(client: BrpClient, lines: Lines | None, progress: Progress) -> Report:
    actor, now = system_actor(ACTOR), timezone.now()
    with operating(Operation(activity=Activity.REGISTRATION)):
        if lines is None:
            return refresh_known(actor=actor, client=client, at=now, progress=progress)
        return import_lines(actor=actor, client=client, lines=lines, at=now, progress=progress)
