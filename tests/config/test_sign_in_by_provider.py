"""Signing in at the municipality's own OpenID Connect provider, over HTTP with a provider that is not ours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from config.sign_in.checks import provider_speaks_https
from privacy.models import User
from tests.config.provider import LOGIN, Provider
from tests.config.staff import code_of, give_app, is_signed_in, make_bram, make_fatima, sign_in
from tests.people import PASSWORD

pytestmark = pytest.mark.django_db

WITH_SECOND_FACTOR = {"amr": ["pwd", "mfa"]}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    with Provider.run(tmp_path_factory.mktemp("provider")) as provider:
        yield provider


@pytest.fixture
def provider(running: Provider, settings: Settings) -> Provider:
    settings.SOCIALACCOUNT_PROVIDERS = running.settings()
    running.says()
    return running


def go_round(client: Client, provider: Provider, **fields: str) -> Any:
    """From our sign-in page to the provider and back; our answer to the return."""
    to_provider = client.post(LOGIN, fields)
    assert to_provider["Location"].startswith(provider.url)
    return client.get(provider.visit(to_provider["Location"]))


def test_a_known_colleague_comes_in(client: Client, provider: Provider) -> None:
    fatima = make_fatima()
    answer = go_round(client, provider, next=reverse("mfa_index"))
    assert answer["Location"] == reverse("mfa_index")
    assert is_signed_in(client)
    assert SocialAccount.objects.get().user == fatima


def test_the_password_of_who_comes_in_this_way_keeps_working(client: Client, provider: Provider) -> None:
    fatima = make_fatima()
    go_round(client, provider)
    fatima.refresh_from_db()
    assert fatima.check_password(PASSWORD)


def test_the_second_visit_knows_the_person_by_key_and_not_by_address(client: Client, provider: Provider) -> None:
    make_fatima()
    go_round(client, provider)
    provider.says(email="a.new.address@haven.example", email_verified=False)
    go_round(browser := Client(), provider)
    assert is_signed_in(browser)
    assert SocialAccount.objects.count() == 1


def test_of_what_the_provider_says_only_how_it_recognised_somebody_is_kept(client: Client, provider: Provider) -> None:
    make_fatima()
    provider.says({"amr": ["pwd"], "acr": "1"}, name="Fatima Bennani", picture="https://example.org/f.png")
    go_round(client, provider)
    assert SocialAccount.objects.get().extra_data == {"id_token": {"amr": ["pwd"], "acr": "1"}}


@pytest.mark.parametrize("verified", [False, None, "false", "true", 1])
def test_an_address_that_is_not_verified_opens_nothing(client: Client, provider: Provider, verified: Any) -> None:
    make_fatima()
    provider.says(email_verified=verified)
    assert go_round(client, provider).status_code == 403
    assert not is_signed_in(client)
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(("domain", "status"), [("haven.example", 302), ("other.example", 403)])
def test_an_address_of_the_municipality_counts_as_verified(
    client: Client, provider: Provider, settings: Settings, domain: str, status: int
) -> None:
    make_fatima()
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["verified_email"] = [domain]
    provider.says(email_verified=None)
    assert go_round(client, provider).status_code == status


def test_nobody_gets_an_account_by_it(client: Client, provider: Provider) -> None:
    make_bram()
    answer = go_round(client, provider)
    assert answer.status_code == 403
    assert "U hebt nog geen account" in answer.content.decode()
    assert User.objects.count() == 1
    assert not SocialAccount.objects.exists()
    assert not is_signed_in(client)


@pytest.mark.parametrize("fields", [{"is_active": False}, {"kind": User.Kind.SYSTEM}])
def test_an_account_that_may_not_sign_in_stays_closed(client: Client, provider: Provider, fields: Any) -> None:
    make_fatima(**fields)
    assert go_round(client, provider).status_code == 403
    assert not is_signed_in(client)


def test_who_left_after_the_first_visit_stays_outside(client: Client, provider: Provider) -> None:
    fatima = make_fatima()
    go_round(client, provider)
    User.objects.filter(pk=fatima.pk).update(is_active=False)
    assert go_round(browser := Client(), provider)["Location"] == reverse("account_inactive")
    assert not is_signed_in(browser)


@pytest.mark.parametrize(
    ("token", "is_asked"),
    [
        ({}, True),
        ({"amr": ["pwd"]}, True),
        ({"amr": "mfa"}, True),
        ({"amr": ["mfa-not"]}, True),
        ({"acr": "1"}, True),
        ({"acr": "no-mfa"}, True),
        (WITH_SECOND_FACTOR, False),
        ({"acr": "mfa"}, False),
    ],
)
def test_our_second_factor_is_asked_unless_the_provider_asked_one(
    client: Client, provider: Provider, token: dict[str, Any], is_asked: bool
) -> None:
    secret = give_app(make_fatima())
    provider.says(token)
    answer = go_round(client, provider)
    assert answer["Location"] == reverse("mfa_authenticate" if is_asked else "home")
    assert is_signed_in(client) != is_asked
    if is_asked:
        client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
        assert is_signed_in(client)


def test_what_the_profile_says_of_a_second_factor_does_not_count(client: Client, provider: Provider) -> None:
    give_app(make_fatima())
    provider.says(amr=["pwd", "mfa"])
    assert go_round(client, provider)["Location"] == reverse("mfa_authenticate")


@pytest.mark.parametrize(("token", "to"), [({}, "mfa_index"), (WITH_SECOND_FACTOR, None)])
def test_outside_the_demo_one_of_both_is_obligatory(
    client: Client, provider: Provider, settings: Settings, token: dict[str, Any], to: str | None
) -> None:
    settings.IS_DEMO = False
    make_fatima()
    provider.says(token)
    go_round(client, provider)
    answer = client.get(reverse("home"))
    assert answer.get("Location") == (reverse(to) if to else None)


def test_an_answer_about_two_people_is_refused(client: Client, provider: Provider) -> None:
    make_fatima()
    provider.says(sub="somebody-else")
    assert go_round(client, provider).status_code == 401
    assert not is_signed_in(client)


def test_an_answer_that_this_browser_did_not_ask_for_is_refused(client: Client, provider: Provider) -> None:
    make_fatima()
    back = provider.visit(client.post(LOGIN)["Location"])
    thief = Client()
    assert "Inloggen lukte niet" in thief.get(back).content.decode()
    assert not is_signed_in(thief)


def test_an_answer_is_taken_once(client: Client, provider: Provider) -> None:
    make_fatima()
    back = provider.visit(client.post(LOGIN)["Location"])
    assert client.get(back).status_code == 302
    client.post(reverse("account_logout"))
    assert client.get(back).status_code == 401
    assert not is_signed_in(client)


def test_nobody_ties_the_account_at_the_provider_to_another_one_here(client: Client, provider: Provider) -> None:
    sign_in(client, make_bram())
    assert go_round(client, provider, process="connect").status_code == 401
    assert not SocialAccount.objects.exists()


def test_stopping_halfway_is_no_error(client: Client, provider: Provider) -> None:
    client.post(LOGIN)
    state = next(iter(client.session["socialaccount_states"]))
    answer = client.get(f"{LOGIN}terug/", {"error": "access_denied", "state": state}, follow=True)
    assert "Het inloggen is afgebroken." in answer.content.decode()


def test_a_provider_that_does_not_answer_gives_a_sentence(
    client: Client, provider: Provider, settings: Settings
) -> None:
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = "http://localhost:1"
    answer = client.post(LOGIN)
    assert answer.status_code == 401
    assert "Inloggen lukte niet" in answer.content.decode()


def test_a_link_asks_before_it_goes_to_the_provider(client: Client, provider: Provider) -> None:
    page = client.get(LOGIN)
    assert page.status_code == 200
    assert "Inloggen met Almere" in page.content.decode()


@pytest.mark.parametrize(("url", "problems"), [("http://id.example", 1), ("https://id.example", 0), ("", 0)])
def test_in_production_the_provider_must_speak_https(settings: Settings, url: str, problems: int) -> None:
    settings.IS_DEMO, settings.OIDC_URL = False, url
    assert len(provider_speaks_https()) == problems


def test_without_a_provider_the_sign_in_page_offers_none(client: Client) -> None:
    assert "Inloggen met" not in client.get(reverse("account_login")).content.decode()
    assert client.post(LOGIN).status_code == 404
