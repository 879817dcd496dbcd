"""The second factor is asked of everybody who has one."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from tests.config.staff import code_of, give_app, is_signed_in, make_bram, make_fatima, recovery_codes, sign_in

pytestmark = pytest.mark.django_db


def with_code(client: Client, code: str) -> int:
    return client.post(reverse("mfa_authenticate"), {"code": code}).status_code


def test_a_right_password_alone_does_not_open_the_door(client: Client) -> None:
    fatima = make_fatima()
    give_app(fatima)
    assert sign_in(client, fatima)["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(client)


def test_password_and_code_together_do(client: Client) -> None:
    fatima = make_fatima()
    secret = give_app(fatima)
    sign_in(client, fatima, next=reverse("mfa_index"))
    answer = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert answer["Location"] == reverse("mfa_index")
    assert is_signed_in(client)


@pytest.mark.parametrize(("periods_ago", "status"), [(-1, 302), (0, 302), (1, 302), (2, 200), (-2, 200)])
def test_a_code_is_taken_one_period_early_or_late(client: Client, periods_ago: int, status: int) -> None:
    fatima = make_fatima()
    secret = give_app(fatima)
    sign_in(client, fatima)
    assert with_code(client, code_of(secret, periods_ago=periods_ago)) == status


def test_a_code_is_taken_once(client: Client) -> None:
    fatima, thief = make_fatima(), Client()
    code = code_of(give_app(fatima))
    for browser in (client, thief):
        sign_in(browser, fatima)
    assert with_code(client, code) == 302
    assert with_code(thief, code[:3] + " " + code[3:]) == 200
    assert not is_signed_in(thief)


def test_the_code_of_a_colleague_is_no_use(client: Client) -> None:
    fatima, bram = make_fatima(), make_bram()
    give_app(fatima)
    sign_in(client, fatima)
    assert with_code(client, code_of(give_app(bram))) == 200
    assert not is_signed_in(client)


def test_a_recovery_code_works_once(client: Client) -> None:
    fatima = make_fatima()
    give_app(fatima)
    code = recovery_codes(fatima)[0]
    sign_in(client, fatima)
    assert with_code(client, code) == 302
    assert code not in recovery_codes(fatima)


def test_the_secret_of_the_app_is_not_readable_in_the_database() -> None:
    fatima = make_fatima()
    secret = give_app(fatima)
    assert secret not in str(Authenticator.objects.filter(user=fatima).values_list("data", flat=True))


def test_in_the_demo_nobody_must(client: Client) -> None:
    sign_in(client, make_fatima())
    assert client.get(reverse("home")).status_code == 200


def test_in_the_demo_it_can_be_removed_and_is_then_no_longer_asked(client: Client) -> None:
    fatima = make_fatima()
    secret = give_app(fatima)
    sign_in(client, fatima)
    with_code(client, code_of(secret))
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=fatima).exists()
    assert sign_in(Client(), fatima)["Location"] == reverse("home")
