"""`manage.py verify_audit`: is the access log as it was sealed, and if not, which records and seals are touched."""

from __future__ import annotations

import datetime
import json
import sys
import uuid
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from tqdm import tqdm

from privacy.querysets import Place
from privacy.seals import prove, verify
from privacy.seals.faults import MOST_NAMED, Verified
from privacy.seals.keys import NoKey
from privacy.seals.proofs import NotSealed

REFUSED, WRONG_USE = 1, 2


class Command(BaseCommand):
    """Verifies, and names what was changed, removed or inserted."""

    help = (
        "Verifies the access log against its seals, and the seals against their copy outside the database. "
        "Exit codes: 0 everything is as it was sealed, 1 something is not, 2 wrong use."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which part of the log, and against which copy."""
        parser.add_argument("--from", dest="since", metavar="DAY", help="only seals set on or after this day")
        parser.add_argument("--until", metavar="DAY", help="only seals set on or before this day")
        parser.add_argument("--seals", metavar="FILE", help="copy of the seals outside; default SAMENHANG_SEAL_FILE")
        parser.add_argument("--proof", metavar="RECORD", help="print the proof of one record: its key, or MOMENT_KEY")
        parser.add_argument("--json", action="store_true", help="write the summary as one JSON object")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Verify, tell."""
        if options["proof"]:
            self._prove(options["proof"])
            return
        since, until = _midnight(options["since"]), _midnight(options["until"], days=1)
        try:
            with _progress() as progress:
                found = verify(
                    at=timezone.now(), since=since, until=until, copies=_copies(options["seals"]), progress=progress
                )
        except NoKey as error:
            raise CommandError(str(error), returncode=WRONG_USE) from None
        except OSError:
            raise CommandError(
                _("Het bestand met zegels is niet te lezen. Controleer de naam."), returncode=WRONG_USE
            ) from None
        self._tell(found, as_json=options["json"])
        if found.faults:
            sys.exit(REFUSED)

    def _prove(self, wanted: str) -> None:
        key, at = _record(wanted)
        try:
            self.stdout.write(json.dumps(prove(key, at=at), ensure_ascii=False))
        except NotSealed:
            raise CommandError(
                _("Deze inzageregel is er niet, is nog niet verzegeld, of is anders dan hij verzegeld is."),
                returncode=REFUSED,
            ) from None

    def _tell(self, found: Verified, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(found.summary(), ensure_ascii=False))
            return
        for fault in found.named:
            self.stderr.write(str(fault))
        if found.faults > MOST_NAMED:
            self.stderr.write(_("En nog %s.") % (found.faults - MOST_NAMED))
        self.stdout.write(
            _("%(proved)s van %(records)s inzageregels bewezen, met %(seals)s zegels; %(waiting)s nog niet verzegeld.")
            % vars(found)
        )
        if found.destroyed:
            self.stdout.write(_("%s regels zijn met opzet vernietigd, zoals vastgelegd.") % found.destroyed)
        self.stdout.write(
            _("Fouten gevonden: %s.") % found.faults if found.faults else _("Alles is zoals het verzegeld is.")
        )


@contextmanager
def _progress() -> Iterator[Callable[[int], object]]:
    """A bar for somebody at a keyboard."""
    if not sys.stderr.isatty():
        yield lambda _done: None
        return
    with tqdm(unit=_(" regels"), unit_scale=True) as bar:
        yield bar.update


def _midnight(day: str | None, *, days: int = 0) -> datetime.datetime | None:
    if day is None:
        return None
    try:
        found = parse_date(day)
    except ValueError:
        found = None
    if found is None:
        raise CommandError(_("Schrijf een dag als 2026-11-20."), returncode=WRONG_USE)
    return timezone.make_aware(datetime.datetime.combine(found + datetime.timedelta(days=days), datetime.time.min))


def _copies(chosen: str | None) -> Path | None:
    name = chosen or settings.SEAL_FILE
    return Path(name) if name else None


def _record(wanted: str) -> tuple[uuid.UUID, datetime.datetime | None]:
    try:
        if "_" in wanted:
            place = Place.parse(wanted)
            return place.id, place.at
        return uuid.UUID(wanted), None
    except ValueError:
        raise CommandError(_("Dit is geen sleutel van een inzageregel."), returncode=WRONG_USE) from None
