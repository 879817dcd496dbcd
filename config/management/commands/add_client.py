"""`manage.py add_client`: let a program ask users for a token."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from allauth.idp.oidc.adapter import get_adapter
from allauth.idp.oidc.models import Client
from django.core.management.base import BaseCommand, CommandError, CommandParser

from privacy.api.scopes import all_scopes

GRANTS = [Client.GrantType.AUTHORIZATION_CODE, Client.GrantType.REFRESH_TOKEN]
LOCAL = ("localhost", "127.0.0.1", "[::1]", "::1")


def is_safe(address: str) -> bool:
    """Whether a code may be sent there: https, or a program on the user's own machine (RFC 8252 section 7.3)."""
    place = urlsplit(address)
    return not place.fragment and (place.scheme == "https" or (place.scheme == "http" and place.hostname in LOCAL))


class Command(BaseCommand):
    """Prints the identifier and the secret, once: only its hash is kept."""

    help = "Add a program that may ask users for a token by authorization code with PKCE."

    def add_arguments(self, parser: CommandParser) -> None:
        """Its name, where codes are sent, and what it may ask."""
        parser.add_argument("name", help="what users are asked about")
        parser.add_argument(
            "--redirect", action="append", required=True, help="where the code is sent; may be repeated"
        )
        parser.add_argument("--scope", action="append", required=True, choices=sorted(all_scopes()))
        parser.add_argument("--public", action="store_true", help="a program that cannot keep a secret")
        parser.add_argument("--json", action="store_true", help="the summary as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Store it."""
        if wrong := [address for address in options["redirect"] if not is_safe(address)]:
            raise CommandError(f"not an https address: {wrong[0]}")
        secret = "" if options["public"] else get_adapter().generate_client_secret()
        kind = Client.Type.PUBLIC if options["public"] else Client.Type.CONFIDENTIAL
        client = Client(name=options["name"], type=kind)
        client.set_scopes(options["scope"])
        client.set_redirect_uris(options["redirect"])
        client.grant_types = "\n".join(GRANTS)
        if secret:
            client.set_secret(secret)
        client.save()
        told = {"client_id": client.pk, "client_secret": secret}
        lines = json.dumps(told) if options["json"] else "\n".join(f"{key}: {value}" for key, value in told.items())
        self.stdout.write(lines)
