"""`manage.py demo_municipality`: a town of people who do not exist, with the help that they get."""

from __future__ import annotations

import datetime
import json
import sys
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm

from casework.demo.load import Loaded, NotEmpty, load
from casework.demo.password import keep_password, new_password
from households.demo.town import FEWEST, MOST, Town
from privacy.database import OWNER

REFUSED, WRONG_USE = 1, 2


class Command(BaseCommand):
    """Loads the town into an empty database: exit code 0 done, 1 refused with the reason, 2 wrong use."""

    help = "Loads a demo municipality. The same number, seed and day give the same town."

    def add_arguments(self, parser: CommandParser) -> None:
        """How many households, which town, and the day that it is there."""
        parser.add_argument("--households", type=int, default=400)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--today", type=datetime.date.fromisoformat, default=None, help="YYYY-MM-DD")
        parser.add_argument("--json", action="store_true", help="summary as one line of JSON")
        parser.add_argument("--ik-weet-het-zeker", action="store_true", help="outside the demo too")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Check, load, let the database count what it has, and say what was made."""
        self._check(options)
        town = Town(options["households"], options["seed"], options["today"] or timezone.localdate())
        began, password = time.monotonic(), new_password()
        is_silent = options["json"] or not sys.stderr.isatty()
        try:
            with tqdm(total=town.households, unit=" huishoudens", disable=is_silent) as bar:
                loaded = load(town, password=password, progress=bar.update)
        except NotEmpty:
            message = _("Er staan al mensen in deze database. De demogemeente past alleen in een lege.")
            raise CommandError(message, returncode=REFUSED) from None
        keep_password(password)
        was_analysed = self._analyse()
        self._report(town, loaded, time.monotonic() - began, was_analysed=was_analysed, as_json=options["json"])

    def _check(self, options: dict[str, Any]) -> None:
        if not FEWEST <= options["households"] <= MOST:
            message = _("Kies %(fewest)s tot en met %(most)s huishoudens.") % {"fewest": FEWEST, "most": MOST}
            raise CommandError(message, returncode=WRONG_USE)
        if not settings.IS_DEMO and not options["ik_weet_het_zeker"]:
            message = _("Dit is geen demo. Zet SAMENHANG_DEMO=1, of geef --ik-weet-het-zeker.")
            raise CommandError(message, returncode=REFUSED)

    def _analyse(self) -> bool:
        """Let the planner know the new sizes; only the owner of the tables may."""
        if OWNER not in settings.DATABASES:
            return False
        with connections[OWNER].cursor() as cursor:
            cursor.execute("ANALYZE")
        return True

    def _report(self, town: Town, loaded: Loaded, seconds: float, *, was_analysed: bool, as_json: bool) -> None:
        if as_json:
            summary = {
                "households": town.households,
                "seed": town.seed,
                "today": town.today.isoformat(),
                "workers": loaded.workers,
                "rows": loaded.rows,
                "analysed": was_analysed,
                "seconds": round(seconds, 1),
            }
            self.stdout.write(json.dumps(summary))
            return
        values = {
            "households": town.households,
            "persons": loaded.rows["households_person"],
            "cases": loaded.rows["casework_case"],
            "workers": loaded.workers,
            "seconds": round(seconds),
        }
        self.stdout.write(
            _(
                "%(households)s huishoudens, %(persons)s mensen, %(cases)s dossiers en %(workers)s medewerkers "
                "geladen in %(seconds)s seconden."
            )
            % values
        )
        if not was_analysed:
            self.stdout.write(_("De database telt de nieuwe rijen zelf binnen enkele minuten (ANALYZE)."))
