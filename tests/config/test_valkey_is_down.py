"""Without Valkey there are no sessions and no rate limits: the door stays shut, with a page that says so."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings as project
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.config.staff import is_signed_in, make_fatima, sign_in
from tests.people import PASSWORD

pytestmark = pytest.mark.django_db

NOBODY_LISTENS = "unix:///nowhere"


@pytest.fixture
def browser() -> Client:
    return Client(raise_request_exception=False)


def stop_valkey(settings: Settings) -> None:
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": NOBODY_LISTENS}}


def is_calm(answer: Any) -> bool:
    return answer.status_code == 503 and "Samenhang is even niet bereikbaar" in answer.content.decode()


def test_nobody_can_sign_in(browser: Client, settings: Settings) -> None:
    fatima = make_fatima()
    stop_valkey(settings)
    assert is_calm(sign_in(browser, fatima))
    assert project.SESSION_COOKIE_NAME not in browser.cookies


def test_who_is_signed_in_sees_a_calm_page_and_is_still_signed_in_afterwards(
    browser: Client, settings: Settings
) -> None:
    sign_in(browser, make_fatima())
    running = settings.CACHES
    stop_valkey(settings)
    answer = browser.get(reverse("mfa_index"))
    assert is_calm(answer)
    assert answer["Cache-Control"] == "no-store, private"
    assert "Content-Security-Policy" in answer
    settings.CACHES = running
    assert is_signed_in(browser)


def test_a_form_is_not_taken(browser: Client, settings: Settings) -> None:
    fatima = make_fatima()
    sign_in(browser, fatima)
    stop_valkey(settings)
    words = {
        "oldpassword": PASSWORD,
        "password1": "een-nieuw-lang-wachtwoord",
        "password2": "een-nieuw-lang-wachtwoord",
    }
    assert is_calm(browser.post(reverse("account_change_password"), words))
    fatima.refresh_from_db()
    assert fatima.check_password(PASSWORD)
