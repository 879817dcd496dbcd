"""A security key (WebAuthn) as second factor, in a browser with a key that the browser itself plays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from pytest_django import Settings

from tests.browser import LiveSite
from tests.config.staff import make_fatima
from tests.people import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def key(page: Page) -> Any:
    """A key in the usb port, that its owner touches at once."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "usb", "hasUserVerification": True, "isUserVerified": True}
    added = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": kind})

    def pull_out() -> None:
        devtools.send("WebAuthn.removeVirtualAuthenticator", added)
        devtools.send("WebAuthn.addVirtualAuthenticator", {"options": kind})

    return pull_out


def sign_in(page: Page, live_site: LiveSite) -> None:
    page.goto(live_site.url(reverse("account_login")))
    page.fill("[name=login]", "fatima@haven.example")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_load_state()


def set_up_key(page: Page, live_site: LiveSite, name: str) -> None:
    page.goto(live_site.url(reverse("mfa_add_webauthn")))
    page.fill("[name=name]", name)
    page.click("main button:has-text('Sleutel instellen')")
    page.wait_for_selector("text=De sleutel is ingesteld.")


def sign_out(page: Page, live_site: LiveSite) -> None:
    page.goto(live_site.url(reverse("account_logout")))
    page.click("main button")
    page.wait_for_selector("[name=login]")


@pytest.mark.usefixtures("key")
def test_a_key_is_set_up_and_opens_the_door(page: Page, live_site: LiveSite, settings: Settings) -> None:
    settings.IS_DEMO = False
    fatima = make_fatima()
    sign_in(page, live_site)
    page.click("text=Een beveiligingssleutel, vingerafdruk of gezicht")
    page.wait_for_url("**/sleutel/instellen/")
    set_up_key(page, live_site, "Sleutelbos")
    assert page.is_visible("text=Uw herstelcodes")
    sign_out(page, live_site)
    sign_in(page, live_site)
    page.click("text=Mijn beveiligingssleutel gebruiken")
    page.wait_for_url(live_site.url(reverse("home")))
    assert Authenticator.objects.get(user=fatima, type="webauthn").wrap().name == "Sleutelbos"


def test_another_key_does_not_open_the_door(page: Page, live_site: LiveSite, key: Any) -> None:
    make_fatima()
    sign_in(page, live_site)
    set_up_key(page, live_site, "Sleutelbos")
    sign_out(page, live_site)
    key()
    sign_in(page, live_site)
    page.click("text=Mijn beveiligingssleutel gebruiken")
    page.wait_for_selector("text=Dat lukte niet.")
    page.goto(live_site.url(reverse("home")))
    assert reverse("account_login") in page.url


@pytest.mark.usefixtures("key")
def test_the_only_key_cannot_be_removed(page: Page, live_site: LiveSite, settings: Settings) -> None:
    settings.IS_DEMO = False
    fatima = make_fatima()
    sign_in(page, live_site)
    set_up_key(page, live_site, "Sleutelbos")
    page.goto(live_site.url(reverse("mfa_index")))
    page.click("text=Sleutelbos verwijderen")
    page.click("main button")
    page.wait_for_selector("text=Dit is uw enige tweede stap.")
    assert Authenticator.objects.filter(user=fatima, type="webauthn").count() == 1


def test_a_browser_without_script_says_what_is_needed(browser: Any, live_site: LiveSite) -> None:
    make_fatima()
    context = browser.new_context(java_script_enabled=False, locale="nl-NL")
    page = context.new_page()
    sign_in(page, live_site)
    page.goto(live_site.url(reverse("mfa_add_webauthn")))
    assert page.is_visible("text=Voor een beveiligingssleutel is een nieuwere browser nodig")
    assert not page.is_visible("main button:has-text('Sleutel instellen')")
    context.close()
