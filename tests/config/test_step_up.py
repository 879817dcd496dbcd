"""What leaves asks for a proof of minutes ago: by password, code or provider, of this person, in this session, once."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client, override_settings
from django.urls import reverse

from config.sign_in.settings import oidc_application
from tests.config.staff import WRONG, code_of, give_app, sign_in
from tests.config.test_sign_in_again import HOUR, let_pass
from tests.people import PASSWORD, Town
from tests.proof import proven

PROVIDER = {"openid_connect": {"APPS": [oidc_application("https://provider.example", "us", "secret", "Almere", [])]}}


def paper(town: Town) -> str:
    return reverse("casework:paper", args=[town.de_vries.pk])


def signed_in(town: Town) -> Client:
    client = Client()
    sign_in(client, town.user("Fatima"))
    return client


def test_who_has_just_signed_in_goes_on(town: Town) -> None:
    assert signed_in(town).get(paper(town)).status_code == 200


def test_later_the_password_is_asked_and_one_comes_back(town: Town) -> None:
    client = signed_in(town)
    let_pass(client, HOUR)
    ask = client.get(paper(town))["Location"]
    assert urlsplit(ask).path == reverse("account_reauthenticate")
    assert client.post(ask, {"password": WRONG}).status_code == 200
    assert client.get(paper(town)).status_code == 302
    assert client.post(ask, {"password": PASSWORD})["Location"] == paper(town)
    assert client.get(paper(town)).status_code == 200


def test_what_was_sent_without_proof_is_not_carried_out_afterwards(town: Town) -> None:
    client = signed_in(town)
    let_pass(client, HOUR)
    ask = client.post(paper(town), {"reason": "meeting", "words": "huisbezoek"})["Location"]
    answer = client.post(ask, {"password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, paper(town))
    assert "watermark" not in client.get(paper(town)).content.decode()


def test_the_same_code_proves_nothing_twice(town: Town) -> None:
    fatima = town.user("Fatima")
    secret = give_app(fatima)
    client = signed_in(town)
    code = code_of(secret)
    client.post(reverse("mfa_authenticate"), {"code": code})
    let_pass(client, HOUR)
    client.post(reverse("mfa_reauthenticate"), {"code": code})
    assert client.get(paper(town)).status_code == 302
    client.post(reverse("mfa_reauthenticate"), {"code": code_of(secret, periods_ago=1)})
    assert client.get(paper(town)).status_code == 200


def test_the_proof_of_one_session_is_none_in_another(town: Town) -> None:
    signed_in(town)
    assert town.client("Fatima").get(paper(town)).status_code == 302


def test_the_proof_of_somebody_else_is_none(town: Town) -> None:
    client = proven(town.client("Fatima"), town.user("Joris"))
    assert client.get(paper(town)).status_code == 302


@pytest.mark.parametrize("record", [{"seconds_ago": 301}, {"seconds_ago": -60}, {"method": "socialaccount"}])
def test_an_old_or_future_proof_and_a_silent_provider_do_not_count(town: Town, record: dict[str, Any]) -> None:
    client = proven(town.client("Fatima"), town.user("Fatima"), **record)
    assert client.get(paper(town)).status_code == 302


def test_a_second_factor_that_the_provider_asked_once_does_not_count(town: Town) -> None:
    client = proven(town.client("Fatima"), town.user("Fatima"), method="mfa", type="provider")
    assert client.get(paper(town)).status_code == 302


def at_provider(town: Town) -> Client:
    fatima = town.user("Fatima")
    fatima.set_unusable_password()
    fatima.save()
    SocialAccount.objects.create(user=fatima, provider="gemeente", uid="f")
    return town.client("Fatima")


@override_settings(SOCIALACCOUNT_PROVIDERS=PROVIDER)
def test_who_signs_in_at_the_provider_alone_proves_it_there_anew(town: Town) -> None:
    ask = urlsplit(at_provider(town).get(paper(town))["Location"])
    asked = parse_qs(ask.query)
    assert ask.path == reverse("openid_connect_login", args=["gemeente"])
    assert asked["next"] == [paper(town)]
    assert parse_qs(asked["auth_params"][0]) == {"prompt": ["login"], "max_age": ["0"]}


def test_without_any_way_to_prove_it_one_signs_in_anew(town: Town) -> None:
    assert at_provider(town).get(paper(town))["Location"] == f"{reverse('account_logout')}"


@pytest.mark.parametrize(
    ("seconds_ago", "counts"), [(5, True), (-10, True), (400, False), (-100, False), (None, False)]
)
def test_the_provider_says_when_it_asked(seconds_ago: int | None, counts: bool) -> None:
    from config.sign_in.second_factor import proven_at_provider

    class Login:
        signal_kwargs: dict[str, Any] = {}

    class Account:
        extra_data = {"id_token": {} if seconds_ago is None else {"auth_time": int(time.time()) - seconds_ago}}

    class SocialLogin:
        account = Account

    Login.signal_kwargs = {"sociallogin": SocialLogin}
    assert proven_at_provider(Login) is counts
