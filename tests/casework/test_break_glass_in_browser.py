"""Break-glass rings: Bram opens Fatima's household; she and the privacy officer see it at once; it is judged."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from tests.browser import LiveSite
from tests.people import Town, build_town

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser import Axe


@pytest.fixture(params=["page", "phone_page"])
def page(request: pytest.FixtureRequest) -> Page:
    """At a desk, and on a phone."""
    found: Page = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def glass_town(live_site: LiveSite) -> Town:
    town: Town = build_town()
    return town


def find_sanne(page: Page, live_site: LiveSite, axe: Axe) -> None:
    page.goto(live_site.url(reverse("casework:search")))
    page.get_by_label("Wie zoekt u?").fill("Sanne de Vries")
    page.get_by_label("Ook daarbuiten: aanmelding of eerste contact").check()
    page.get_by_role("button", name="Zoek", exact=True).click()
    page.get_by_role("button", name="Noodtoegang").wait_for()
    axe(page)


def bram_opens_it(town: Town, page: Page, live_site: LiveSite, axe: Axe) -> None:
    live_site.sign_in(page, town.user("Bram"))
    find_sanne(page, live_site, axe)
    page.get_by_role("button", name="Noodtoegang").click()
    page.get_by_text("De vaste casemanager en de privacy officer krijgen dit direct te zien").wait_for()
    axe(page)
    page.get_by_role("button", name="Open met noodtoegang").click()
    page.get_by_text("Kies wat er aan de hand is.").wait_for()
    axe(page)
    page.get_by_label("iemand is nu niet veilig").check()
    page.get_by_label("Waarom kan het niet wachten?").fill("buurvrouw belt: ruzie, kinderen huilen")
    page.get_by_label("Jeugdhulp", exact=True).check()
    page.get_by_role("button", name="Open met noodtoegang").click()
    page.get_by_text("U bent hier met noodtoegang").wait_for()
    axe(page)


def fatima_sees_it(town: Town, page: Page, live_site: LiveSite, axe: Axe) -> None:
    live_site.sign_in(page, town.user("Fatima"))
    page.goto(live_site.url(reverse("home")))
    page.get_by_role("link", name="Bekijk wie, welk huishouden en waarom").click()
    page.get_by_text("buurvrouw belt: ruzie, kinderen huilen").wait_for()
    axe(page)
    page.get_by_role("button", name="Gezien").click()
    page.get_by_text("U hebt alle meldingen gezien.").wait_for()
    page.goto(live_site.url(reverse("casework:household", args=[town.de_vries.pk])))
    page.get_by_role("heading", name="Nu binnen met noodtoegang").wait_for()
    axe(page)


def pieter_judges_it(town: Town, page: Page, live_site: LiveSite, axe: Axe) -> None:
    live_site.sign_in(page, town.user("Pieter"))
    page.goto(live_site.url(reverse("privacy:reviews")))
    axe(page)
    page.get_by_role("link", name="Bram Dekker: De Vries-Yılmaz").click()
    page.locator(".log__sentence", has_text="bekeek").first.wait_for()
    axe(page)
    page.get_by_label("terecht", exact=True).check()
    page.get_by_label("Waarom?").fill("de kinderen waren in gevaar")
    page.get_by_role("button", name="Leg het oordeel vast").click()
    page.get_by_text("Alles is beoordeeld.").wait_for()
    axe(page)


def test_break_glass_rings(glass_town: Town, page: Page, live_site: LiveSite, axe: Axe) -> None:
    bram_opens_it(glass_town, page, live_site, axe)
    fatima_sees_it(glass_town, page, live_site, axe)
    pieter_judges_it(glass_town, page, live_site, axe)


def test_a_replacement_is_arranged(glass_town: Town, page: Page, live_site: LiveSite, axe: Axe) -> None:
    live_site.sign_in(page, glass_town.user("Anja"))
    page.goto(live_site.url(reverse("casework:team")))
    page.get_by_role("link", name=re.compile("Regel een vervanger.*Fatima")).click()
    page.get_by_label("De Vries-Yılmaz (vaste casemanager)").wait_for()
    axe(page)
    page.get_by_label("Wie valt in?").select_option(label="Bram Dekker")
    page.get_by_label("Reden").fill("verlof")
    page.get_by_role("button", name="Regel de vervanging").click()
    page.get_by_text("Kies een dag.").wait_for()
    axe(page)
    back = glass_town.today + datetime.timedelta(days=40)
    page.get_by_label("Weer terug op").fill(back.isoformat())
    page.get_by_role("button", name="Regel de vervanging").click()
    page.get_by_text("De vervanging is geregeld.").wait_for()
    page.get_by_text(f"vervangt Fatima Bennani tot {date_format(back, 'j F')}").first.wait_for()
    axe(page)
