"""A browser whose user has proved a moment ago, or longer ago, who they are: what taking something out asks."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.internal.flows import login
from allauth.account.internal.userkit import user_id_to_str
from django.test import Client

from privacy.models import User


def proven(client: Client, user: User, *, seconds_ago: float = 0, **record: Any) -> Client:
    """The same browser, with a proof in its session: by password, unless `record` says otherwise."""
    session = client.session
    session[login.AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "password", "at": time.time() - seconds_ago} | record
    ]
    session[login._AUTHENTICATION_METHODS_USER_SESSION_KEY] = user_id_to_str(user)
    session.save()
    return client
