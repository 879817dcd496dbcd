"""`manage.py demo_accounts`: with whom one can sign in to the demo."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from casework.demo.password import read_password
from casework.demo.staff import MAIL, NAMED
from privacy.choices import Domain, Role
from privacy.models import User


class Command(BaseCommand):
    """Prints one account per role with the password that all of them share. Refuses outside the demo."""

    help = "Prints the accounts of the demo."

    def add_arguments(self, parser: CommandParser) -> None:
        """How to print."""
        parser.add_argument("--json", action="store_true", help="as one line of JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        """The accounts that exist; exit code 1 outside the demo or before it was loaded."""
        if not settings.IS_DEMO:
            raise CommandError(_("Dit is geen demo: er zijn geen demo-accounts."), returncode=1)
        rows = list(_accounts())
        if not rows:
            raise CommandError(_("De demogemeente is nog niet geladen: draai demo_municipality."), returncode=1)
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
            return
        heads = (_("rol"), _("naam"), _("e-mailadres"), _("wachtwoord"))
        table = [heads, *(tuple(row.values()) for row in rows)]
        widths = [max(map(len, column)) for column in zip(*table, strict=True)]
        for line in table:
            self.stdout.write("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _accounts() -> list[dict[str, str]]:
    password = read_password()
    emails = [f"{mailbox}@{MAIL}" for mailbox, *_rest in NAMED]
    found = set(User.objects.filter(email__in=emails, is_active=True).values_list("email", flat=True))
    return [
        {"role": _role(role, domains), "name": name, "email": email, "password": password}
        for email, (_mailbox, name, _team, role, domains) in zip(emails, NAMED, strict=True)
        if email in found
    ]


def _role(role: Role, domains: tuple[Domain, ...]) -> str:
    return " ".join([str(role.label), *(str(domain.label) for domain in domains)])
