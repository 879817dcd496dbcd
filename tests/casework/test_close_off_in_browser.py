"""Closed compartments and secret addresses in a browser: accessible at both widths, and done without script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.browser import LiveSite
from tests.people import Town, build_town

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser import Axe

FITS = "document.documentElement.scrollWidth <= window.innerWidth"


@pytest.fixture
def built(live_site: LiveSite) -> Town:
    return build_town()


@pytest.mark.parametrize("size", ["page", "phone_page"])
def test_a_file_is_closed_off_and_written_in(
    live_site: LiveSite, built: Town, axe: Axe, size: str, request: pytest.FixtureRequest
) -> None:
    page: Page = request.getfixturevalue(size)
    live_site.sign_in(page, built.user("Tess"))
    page.goto(live_site.url(f"{reverse('casework:household', args=[built.de_vries.pk])}?alles=ja"))
    page.click("text=Open een besloten dossier")
    axe(page)
    page.fill("#id_reason", "signalen van school")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Er zijn nog geen notities")
    page.fill("#id_text", "gesproken met de leerkracht")
    page.click("text=Bewaar notitie")
    page.wait_for_selector(".note__text >> text=gesproken met de leerkracht")
    axe(page)
    assert page.evaluate(FITS)
    page.click("text=Voeg een collega toe")
    page.select_option("#id_user", label="Joris Smit")
    page.fill("#id_reason", "kent het gezin")
    axe(page)
    page.click("button:has-text('Voeg toe')")
    page.wait_for_selector("text=Joris Smit hoort er nu bij")


@pytest.mark.parametrize("size", ["page", "phone_page"])
def test_an_address_is_kept_secret(
    live_site: LiveSite, built: Town, axe: Axe, size: str, request: pytest.FixtureRequest
) -> None:
    page: Page = request.getfixturevalue(size)
    household = live_site.url(f"{reverse('casework:household', args=[built.de_vries.pk])}?alles=ja")
    live_site.sign_in(page, built.user("Tess"))
    page.goto(household)
    page.click("text=Adres geheim houden")
    axe(page)
    page.click("a:has-text('Sanne de Vries')")
    page.fill("#id_reason", "bedreigd")
    axe(page)
    page.click("button:has-text('Houd geheim')")
    page.wait_for_selector("text=Het adres van Sanne de Vries is nu geheim")
    axe(page)
    page.click("a:has-text('Sanne de Vries')")
    axe(page)
    assert page.evaluate(FITS)
    live_site.sign_in(page, built.user("Fatima"))
    page.goto(household)
    page.wait_for_selector("text=adres geheim")
    assert "Kerkstraat" not in page.content()
    axe(page)
