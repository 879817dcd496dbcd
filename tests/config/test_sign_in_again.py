"""Changing how one signs in asks for proof again, unless one has just given it."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from tests.config.staff import WRONG, code_of, give_app, make_bram, make_fatima, sign_in
from tests.people import PASSWORD

pytestmark = pytest.mark.django_db

HOUR = 3600


def let_pass(client: Client, seconds: int) -> None:
    """As if everything this session has proved was so much longer ago."""
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= seconds
    session.save()


def test_who_has_just_signed_in_is_not_asked(client: Client) -> None:
    sign_in(client, make_fatima())
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_later_the_password_is_asked_again(client: Client) -> None:
    sign_in(client, make_fatima())
    let_pass(client, HOUR)
    ask = client.get(reverse("mfa_activate_totp"))["Location"]
    assert unquote(ask) == f"{reverse('account_reauthenticate')}?next={reverse('mfa_activate_totp')}"
    assert client.post(ask, {"password": PASSWORD})["Location"] == reverse("mfa_activate_totp")
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


@pytest.mark.parametrize("password", [WRONG, ""])
def test_a_wrong_password_changes_nothing(client: Client, password: str) -> None:
    sign_in(client, make_fatima())
    let_pass(client, HOUR)
    assert "field__errors" in client.post(reverse("account_reauthenticate"), {"password": password}).content.decode()
    assert client.get(reverse("mfa_activate_totp")).status_code == 302


def test_the_password_of_a_colleague_does_not_count(client: Client) -> None:
    bram = make_bram()
    bram.set_password(WRONG)
    bram.save()
    sign_in(client, make_fatima())
    let_pass(client, HOUR)
    assert client.post(reverse("account_reauthenticate"), {"password": WRONG}).status_code == 200


def test_a_code_of_the_app_counts_as_well(client: Client) -> None:
    fatima = make_fatima()
    secret = give_app(fatima)
    sign_in(client, fatima)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    let_pass(client, HOUR)
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 302
    client.post(reverse("mfa_reauthenticate"), {"code": code_of(secret, periods_ago=1)})
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 200


def test_what_was_asked_for_happens_after_the_proof(client: Client) -> None:
    fatima = make_fatima()
    secret = give_app(fatima)
    sign_in(client, fatima)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    let_pass(client, HOUR)
    ask = client.post(reverse("mfa_deactivate_totp"))["Location"]
    assert Authenticator.objects.filter(user=fatima).exists()
    assert client.post(ask, {"password": PASSWORD}).status_code == 302
    assert not Authenticator.objects.filter(user=fatima).exists()


def test_guessing_the_password_again_and_again_is_stopped(client: Client) -> None:
    sign_in(client, make_fatima())
    let_pass(client, HOUR)
    tries = [client.post(reverse("account_reauthenticate"), {"password": WRONG}) for _ in range(11)]
    assert "Wacht vijf minuten" in tries[6].content.decode()
    assert tries[10].status_code == 429
