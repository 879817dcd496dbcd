"""Step-up: before something leaves, whoever asks proves anew who they are, unless they did minutes ago.

What counts is a password, a code or a key given here, or a sign-in at the municipality's provider of which the
provider says when it happened (`auth_time`): a provider that lets somebody through without asking proves nothing.
"""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlencode

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

BY_PROVIDER = "provider_proof"
OWN = ("password", "mfa")


class ProofNeeded(Exception):
    """The reader has to prove who they are, and comes back to this page afterwards."""


def is_proven(request: HttpRequest) -> bool:
    """Whether this session has a proof of its user that is not older than `ACCOUNT_REAUTHENTICATION_TIMEOUT`."""
    oldest = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
    records = get_authentication_records(request, request.user)
    return any(_counts(record) and oldest < record["at"] <= time.time() for record in records)


def _counts(record: dict[str, Any]) -> bool:
    method = record.get("method")
    return method == BY_PROVIDER or (method in OWN and record.get("type") != "provider")


def require_proof(request: HttpRequest) -> None:
    """Raise `ProofNeeded` unless there is a fresh proof."""
    if not is_proven(request):
        raise ProofNeeded


def ask_proof(request: HttpRequest) -> HttpResponse:
    """To the page that asks the proof, and from there back to this address by GET: nothing is sent twice."""
    ways = get_adapter().get_reauthentication_methods(request.user)
    if not ways:
        return redirect("account_logout")
    way: str = ways[0]["url"]
    back = urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})
    return redirect(f"{way}{'&' if '?' in way else '?'}{back}")


def provider_way(provider_id: str) -> str:
    """The address that signs in anew at the municipality's provider, which then has to ask."""
    asked = urlencode({"prompt": "login", "max_age": 0})
    return f"{reverse('openid_connect_login', args=[provider_id])}?{urlencode({'auth_params': asked})}"
