"""The pages of signing in, in a browser: everybody can use them, wide and narrow, and the security policy holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from csp.constants import SELF
from django.urls import reverse
from pytest_django import Settings

from config.sign_in.settings import oidc_application
from tests.browser import LiveSite
from tests.config import identity_provider
from tests.config.provider import Provider
from tests.config.staff import WRONG, code_of, give_app, make_fatima
from tests.people import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser import Axe

WIDTHS = pytest.mark.parametrize("width", ["page", "phone_page"])
# Everything somebody can open who has the app as second factor.
ACCOUNT_PAGES = [
    "mfa_index",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_deactivate_totp",
    "mfa_add_webauthn",
    "account_change_password",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "account_logout",
]
CONFIGURATION = ["index", "privacy_user_changelist", "privacy_user_add", "privacy_membership_add", "privacy_team_add"]


def type_and_send(page: Page, **fields: str) -> None:
    for name, value in fields.items():
        page.fill(f"[name={name}]", value)
    page.press(f"[name={list(fields)[-1]}]", "Enter")
    page.wait_for_load_state()


def sign_in(page: Page, live_site: LiveSite, password: str = PASSWORD) -> None:
    page.goto(live_site.url(reverse("account_login")))
    type_and_send(page, login="fatima@haven.example", password=password)


@WIDTHS
def test_the_way_in(width: str, request: pytest.FixtureRequest, live_site: LiveSite, axe: Axe) -> None:
    page: Page = request.getfixturevalue(width)
    secret = give_app(make_fatima())
    page.goto(live_site.url(reverse("account_login")))
    axe(page)
    sign_in(page, live_site, WRONG)
    assert page.is_visible("text=horen niet bij elkaar")
    axe(page)
    sign_in(page, live_site)
    axe(page)
    type_and_send(page, code="000000")
    assert page.is_visible("text=Deze code klopt niet")
    axe(page)
    type_and_send(page, code=code_of(secret))
    for name in ACCOUNT_PAGES:
        page.goto(live_site.url(reverse(name)))
        axe(page)


@WIDTHS
def test_setting_up_the_app(
    width: str, request: pytest.FixtureRequest, live_site: LiveSite, axe: Axe, settings: Settings
) -> None:
    page: Page = request.getfixturevalue(width)
    settings.IS_DEMO = False
    make_fatima()
    sign_in(page, live_site)
    axe(page)
    page.click("text=Een app op uw telefoon")
    picture = page.locator("main img")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    axe(page)
    type_and_send(page, code=code_of(page.locator("main kbd").inner_text().replace(" ", "")))
    assert page.is_visible("text=Uw herstelcodes")
    page.click("text=Naar mijn huishoudens")
    assert page.url == live_site.url(reverse("home"))


@WIDTHS
def test_the_pages_of_the_provider(
    width: str, request: pytest.FixtureRequest, live_site: LiveSite, axe: Axe, settings: Settings
) -> None:
    page: Page = request.getfixturevalue(width)
    unreachable = oidc_application("http://localhost:1", "samenhang", "secret", "gemeente Almere", [])
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [unreachable]}}
    for address in (reverse("account_login"), "/inloggen/via/gemeente/", reverse("socialaccount_login_cancelled")):
        page.goto(live_site.url(address))
        axe(page)
    page.goto(live_site.url(reverse("account_login")))
    page.click("text=Inloggen met gemeente Almere")
    page.wait_for_selector("text=Inloggen lukte niet")
    axe(page)


def test_the_way_by_the_provider(
    page: Page, live_site: LiveSite, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    make_fatima()
    with Provider.run(tmp_path_factory.mktemp("provider")) as provider:
        provider.says(site=live_site.address)
        settings.SOCIALACCOUNT_PROVIDERS = provider.settings()
        directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"] | {"form-action": [SELF, provider.url]}
        settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": directives}
        page.goto(live_site.url(reverse("account_login")))
        page.click("text=Inloggen met Almere")
        page.wait_for_url(f"{provider.url}/**")
        type_and_send(page, login=identity_provider.USERNAME, password=identity_provider.PASSWORD)
        page.wait_for_url(live_site.url(reverse("home")))


def test_the_configuration_screens_need_nothing_the_policy_refuses(page: Page, live_site: LiveSite) -> None:
    make_fatima(is_staff=True)
    sign_in(page, live_site)
    for name in CONFIGURATION:
        page.goto(live_site.url(reverse(f"admin:{name}")))
        assert page.locator("#content h1").is_visible()
