"""Outside the demo nobody goes without a second factor: who has none sets one up and reaches nothing else."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.config.staff import code_of, give_app, is_signed_in, make_fatima, sign_in


@pytest.fixture(autouse=True)
def in_earnest(settings: Settings) -> None:
    """Outside the demo."""
    settings.IS_DEMO = False


def set_up_app(client: Client, *, code: str = "") -> str:
    """Follow the page that sets up the app; the address one is sent to, or the page that comes again."""
    page = client.get(reverse("mfa_activate_totp"))
    answer = client.post(reverse("mfa_activate_totp"), {"code": code or code_of(page.context["form"].secret)})
    return answer.get("Location", answer.content.decode())


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["home", "account_change_password", "mfa_generate_recovery_codes", "admin:index"])
def test_one_goes_nowhere_without(client: Client, name: str) -> None:
    sign_in(client, make_fatima(is_staff=True))
    assert client.get(reverse(name))["Location"] == reverse("mfa_index")
    assert client.post(reverse(name))["Location"] == reverse("mfa_index")


@pytest.mark.django_db
def test_one_can_always_leave(client: Client) -> None:
    sign_in(client, make_fatima())
    client.post(reverse("account_logout"))
    assert not is_signed_in(client)


@pytest.mark.usefixtures("committing_database")
def test_setting_it_up_opens_the_door(client: Client) -> None:
    sign_in(client, make_fatima())
    assert "Stel eerst een tweede stap in" in client.get(reverse("mfa_index")).content.decode()
    to_codes = set_up_app(client)
    assert to_codes == reverse("mfa_view_recovery_codes")
    page = client.get(to_codes).content.decode()
    assert "De app is ingesteld." in page
    assert page.count("<li><kbd>") == 10
    assert client.get(reverse("home")).status_code == 200


@pytest.mark.django_db
def test_a_wrong_first_code_sets_nothing_up(client: Client) -> None:
    sign_in(client, make_fatima())
    assert "Deze code klopt niet of is verlopen." in set_up_app(client, code="000000")
    assert not Authenticator.objects.exists()
    assert client.get(reverse("home"))["Location"] == reverse("mfa_index")


@pytest.mark.django_db
def test_who_waited_with_a_password_alone_does_not_come_in_when_it_is_set_up_elsewhere(client: Client) -> None:
    fatima, thief = make_fatima(), client
    sign_in(thief, fatima)
    give_app(fatima)
    assert thief.get(reverse("mfa_add_webauthn"))["Location"].startswith(reverse("account_login"))
    assert not is_signed_in(thief)
    assert sign_in(thief, fatima)["Location"] == reverse("mfa_authenticate")


@pytest.mark.django_db
def test_the_last_one_cannot_be_removed(client: Client) -> None:
    fatima = make_fatima()
    secret = give_app(fatima)
    sign_in(client, fatima)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert "Dit is uw enige tweede stap." in client.get(reverse("mfa_deactivate_totp")).content.decode()
    assert client.post(reverse("mfa_deactivate_totp")).status_code == 200
    assert Authenticator.objects.filter(user=fatima, type="totp").exists()
