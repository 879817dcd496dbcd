"""Guessing is stopped: per account, and per address it comes from."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from privacy.models import User
from tests.config.staff import WRONG, give_app, is_signed_in, make_bram, make_fatima, sign_in

pytestmark = pytest.mark.django_db

PER_ACCOUNT, PER_ADDRESS = 5, 50
HOME, ELSEWHERE = "192.0.2.1", "198.51.100.7"


def guess(user: User, times: int) -> None:
    for _ in range(times):
        assert sign_in(Client(REMOTE_ADDR=HOME), user, WRONG).status_code == 200


def test_after_five_wrong_passwords_the_account_waits_even_for_the_right_one(client: Client) -> None:
    fatima = make_fatima()
    guess(fatima, PER_ACCOUNT)
    answer = sign_in(Client(REMOTE_ADDR=HOME), fatima)
    assert (answer.status_code, answer["Retry-After"]) == (429, "300")
    assert "Wacht vijf minuten" in answer.content.decode()


def test_the_account_waits_wherever_one_tries_from() -> None:
    fatima = make_fatima()
    guess(fatima, PER_ACCOUNT)
    assert sign_in(Client(REMOTE_ADDR=ELSEWHERE), fatima).status_code == 429


def test_four_wrong_passwords_are_typing_errors() -> None:
    fatima, browser = make_fatima(), Client(REMOTE_ADDR=HOME)
    guess(fatima, PER_ACCOUNT - 1)
    sign_in(browser, fatima)
    assert is_signed_in(browser)


def test_a_colleague_at_the_same_address_does_not_wait() -> None:
    guess(make_fatima(), PER_ACCOUNT)
    browser = Client(REMOTE_ADDR=HOME)
    sign_in(browser, make_bram())
    assert is_signed_in(browser)


def test_an_unknown_account_waits_as_well() -> None:
    nobody = User(email="nobody@haven.example")
    guess(nobody, PER_ACCOUNT)
    assert sign_in(Client(REMOTE_ADDR=HOME), nobody).status_code == 429


def test_one_address_cannot_try_many_accounts() -> None:
    for number in range(PER_ADDRESS):
        guess(User(email=f"colleague{number}@haven.example"), 1)
    fatima = make_fatima()
    assert sign_in(Client(REMOTE_ADDR=HOME), fatima).status_code == 429
    assert sign_in(Client(REMOTE_ADDR=ELSEWHERE), fatima).status_code == 302


def test_codes_of_the_second_step_cannot_be_guessed_either() -> None:
    fatima, browser = make_fatima(), Client(REMOTE_ADDR=HOME)
    give_app(fatima)
    sign_in(browser, fatima)
    second_step = reverse("mfa_authenticate")
    tries = [browser.post(second_step, {"code": "000000"}).status_code for _ in range(PER_ACCOUNT + 1)]
    assert tries == [200] * PER_ACCOUNT + [429]


def test_asking_for_the_form_costs_no_attempts() -> None:
    browser = Client(REMOTE_ADDR=HOME)
    assert {browser.get(reverse("account_login")).status_code for _ in range(40)} == {200}
