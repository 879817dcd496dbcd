"""Signing in with an e-mail address and a password."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher, MD5PasswordHasher
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, reverse
from pytest_django import Settings

from config import settings as real_settings
from privacy.models import User
from tests.config.staff import WRONG, is_signed_in, make_fatima, sign_in

pytestmark = pytest.mark.django_db


class CountingHasher(MD5PasswordHasher):
    """Counts how often a password is hashed, which is what takes time."""

    hashed = 0

    def encode(self, password: str, salt: str) -> str:
        type(self).hashed += 1
        return super().encode(password, salt)


def without_what_differs(page: HttpResponse) -> str:
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode())
    return re.sub(r'value="\w+@haven.example"', "", text)


def test_the_right_password_opens_the_door(client: Client) -> None:
    answer = sign_in(client, make_fatima())
    assert (answer.status_code, answer["Location"]) == (302, reverse("home"))
    assert is_signed_in(client)


def test_an_address_may_be_typed_with_capitals(client: Client) -> None:
    make_fatima()
    sign_in(client, User(email=" Fatima@Haven.Example "))
    assert is_signed_in(client)


def test_a_wrong_password_does_not(client: Client) -> None:
    page = sign_in(client, make_fatima(), WRONG).content.decode()
    assert "Dit e-mailadres en wachtwoord horen niet bij elkaar." in page
    assert WRONG not in page
    assert not is_signed_in(client)


def test_an_unknown_address_gets_the_same_answer_as_a_wrong_password(client: Client) -> None:
    wrong = sign_in(client, make_fatima(), WRONG)
    unknown = sign_in(client, User(email="nobody@haven.example"), WRONG)
    assert wrong.status_code == unknown.status_code
    assert without_what_differs(wrong) == without_what_differs(unknown)


def test_an_unknown_address_takes_as_much_hashing_as_a_wrong_password(client: Client, settings: Settings) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    fatima = make_fatima()
    work = []
    for user in (fatima, User(email="nobody@haven.example")):
        CountingHasher.hashed = 0
        sign_in(client, user, WRONG)
        work.append(CountingHasher.hashed)
    assert work[0] == work[1] > 0


def test_passwords_are_kept_as_argon2(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = real_settings.PASSWORD_HASHERS
    assert make_fatima().password.startswith(f"{Argon2PasswordHasher.algorithm}$argon2id$")


def test_who_is_no_longer_active_stays_outside(client: Client) -> None:
    answer = sign_in(client, make_fatima(is_active=False))
    assert answer["Location"] == reverse("account_inactive")
    assert "niet actief" in client.get(answer["Location"]).content.decode()
    assert not is_signed_in(client)


def test_a_system_job_does_not_sign_in_as_a_person(client: Client) -> None:
    answer = sign_in(client, make_fatima(kind=User.Kind.SYSTEM))
    assert answer["Location"] == reverse("account_inactive")
    assert not is_signed_in(client)


def test_after_signing_in_one_comes_where_one_was_going(client: Client) -> None:
    to_sign_in = client.get(reverse("mfa_index"), {"q": "Jansen"})["Location"]
    assert to_sign_in == f"{reverse('account_login')}?next={reverse('mfa_index')}"
    assert reverse("mfa_index") in client.get(to_sign_in).content.decode()
    assert sign_in(client, make_fatima(), next=reverse("mfa_index"))["Location"] == reverse("mfa_index")


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:alert(1)", "evil.example"]
)
def test_nobody_is_sent_to_another_site_after_signing_in(client: Client, elsewhere: str) -> None:
    fatima = make_fatima()
    assert sign_in(client, fatima, next=elsewhere)["Location"] == reverse("home")


def test_who_is_signed_in_has_no_need_of_the_form(client: Client) -> None:
    sign_in(client, make_fatima())
    assert client.get(reverse("account_login"))["Location"] == reverse("home")


@pytest.mark.parametrize(
    "name",
    [
        "account_signup",
        "account_reset_password",
        "account_email",
        "account_set_password",
        "account_request_login_code",
        "socialaccount_signup",
        "socialaccount_connections",
    ],
)
def test_there_is_no_way_to_sign_up_or_to_ask_whether_an_account_exists(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)
