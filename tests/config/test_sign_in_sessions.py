"""A session begins anew at signing in, ends after idleness, and ends for good."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.conf import settings as project
from django.contrib.sessions.backends.base import SessionBase
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from config.sessions import SessionStore
from tests.config.staff import is_signed_in, make_fatima, sign_in
from tests.people import PASSWORD

pytestmark = pytest.mark.django_db

NEW = "vier-woorden-die-niemand-raadt"


def session_of(client: Client) -> SessionBase:
    return SessionStore(client.cookies[project.SESSION_COOKIE_NAME].value)


def seconds_left(session: SessionBase) -> int:
    """How long Valkey still keeps the session."""
    key = cache.make_key(session.cache_key)  # type: ignore[attr-defined]
    return int(cache._cache.get_client(key).ttl(key))  # type: ignore[attr-defined]


def let_pass(session: SessionBase, *, seconds: int) -> None:
    """As if nothing was asked for so long."""
    key = cache.make_key(session.cache_key)  # type: ignore[attr-defined]
    cache._cache.get_client(key).expire(key, seconds_left(session) - seconds)  # type: ignore[attr-defined]


def test_signing_in_gives_the_session_another_key(client: Client) -> None:
    before = client.session
    before["language"] = "nl"
    before.save()
    client.cookies[project.SESSION_COOKIE_NAME] = str(before.session_key)
    sign_in(client, make_fatima())
    assert client.session.session_key != before.session_key
    assert not SessionStore().exists(str(before.session_key))


def test_each_page_lets_the_time_begin_again(client: Client) -> None:
    sign_in(client, make_fatima())
    let_pass(session_of(client), seconds=project.SESSION_COOKIE_AGE - 60)
    assert seconds_left(session_of(client)) <= 60
    assert is_signed_in(client)
    assert seconds_left(session_of(client)) > project.SESSION_COOKIE_AGE - 60


def test_after_half_an_hour_of_nothing_one_is_signed_out(client: Client) -> None:
    sign_in(client, make_fatima())
    let_pass(session_of(client), seconds=project.SESSION_COOKIE_AGE)
    assert not is_signed_in(client)


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client: Client) -> None:
    sign_in(client, make_fatima())
    cookie = client.cookies[project.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", "")


def test_outside_the_demo_cookies_belong_to_this_host_over_https_only() -> None:
    ask = (
        "from config.stack.tool_settings import *; print(SESSION_COOKIE_NAME, CSRF_COOKIE_NAME, SESSION_COOKIE_SECURE)"
    )
    environment = {**os.environ, "SAMENHANG_DEMO": "0"}
    said = subprocess.run([sys.executable, "-c", ask], env=environment, capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["__Host-samenhang", "__Host-csrftoken", "True"]


def test_a_link_does_not_sign_out_but_asks(client: Client) -> None:
    sign_in(client, make_fatima())
    assert "Wilt u uitloggen?" in client.get(reverse("account_logout")).content.decode()
    assert is_signed_in(client)


def test_signing_out_leaves_nothing_of_the_session(client: Client) -> None:
    sign_in(client, make_fatima())
    key = str(session_of(client).session_key)
    answer = client.post(reverse("account_logout"))
    assert answer["Location"] == reverse("account_login")
    assert not SessionStore().exists(key)
    assert client.cookies[project.SESSION_COOKIE_NAME].value == ""
    assert not is_signed_in(client)


def test_a_new_password_ends_the_sessions_elsewhere_and_renews_this_one(client: Client) -> None:
    fatima, elsewhere = make_fatima(), Client()
    sign_in(elsewhere, fatima)
    sign_in(client, fatima)
    key = session_of(client).session_key
    words = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    answer = client.post(reverse("account_change_password"), words, follow=True)
    assert "Uw wachtwoord is veranderd." in answer.content.decode()
    assert not is_signed_in(elsewhere)
    assert is_signed_in(client)
    assert session_of(client).session_key != key
    assert sign_in(Client(), fatima, NEW).status_code == 302


@pytest.mark.parametrize(
    ("old", "first", "second", "said"),
    [
        ("not-this-one-at-all", NEW, NEW, "Dit is niet uw huidige wachtwoord."),
        (PASSWORD, NEW, NEW + "x", "Dit is niet hetzelfde wachtwoord als hierboven."),
        (PASSWORD, "te-kort", "te-kort", "12"),
        (PASSWORD, "", "", "verplicht"),
    ],
)
def test_a_new_password_that_will_not_do_is_explained(
    client: Client, old: str, first: str, second: str, said: str
) -> None:
    sign_in(client, make_fatima())
    words = {"oldpassword": old, "password1": first, "password2": second}
    assert said in client.post(reverse("account_change_password"), words).content.decode()


def test_who_signs_in_elsewhere_has_no_password_to_change(client: Client) -> None:
    fatima = make_fatima()
    fatima.set_unusable_password()
    fatima.save()
    client.force_login(fatima)
    assert client.get(reverse("account_change_password")).status_code == 404
