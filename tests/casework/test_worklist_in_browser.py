"""The worklist in a real browser, at the width of a desk and of a phone, by mouse and by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from privacy.choices import Domain
from tests.browser import LiveSite
from tests.casework.working import day, give_task
from tests.people import Town, build_town

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser import Axe


def fill() -> Town:
    """A list with something under each heading, and a notice."""
    town = build_town()
    for title, days in (("bel de huisbaas", -2), ("huisbezoek", 0), ("brief", 5), ("evaluatie", 40)):
        give_task(town, title, days)
    give_task(town, "overleg school", 1, by="Noor", who="Fatima", domain=Domain.DEBTS)
    return town


@pytest.mark.parametrize("width", ["page", "phone_page"])
def test_tasks_are_filtered_ticked_and_done(
    request: pytest.FixtureRequest, live_site: LiveSite, axe: Axe, width: str
) -> None:
    town = fill()
    page: Page = request.getfixturevalue(width)
    live_site.sign_in(page, town.user("Fatima"))
    page.goto(live_site.url(reverse("casework:worklist")))
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_role("button", name="Gezien").click()
    page.get_by_label("Wanneer").select_option("today")
    page.get_by_role("button", name="Laat zien").click()
    page.get_by_label("bel de huisbaas").check()
    page.get_by_role("button", name="Stel uit").click()
    page.get_by_text("Kies tot welke dag").wait_for()
    axe(page)
    assert page.get_by_label("bel de huisbaas").is_checked()
    page.get_by_label("Uitstellen tot").fill(day(3).isoformat())
    page.get_by_role("button", name="Stel uit").click()
    page.get_by_text("De nieuwe dag is bewaard.").wait_for()
    assert page.get_by_label("bel de huisbaas").count() == 0
    page.goto(live_site.url(reverse("casework:worklist")))
    postponed = page.get_by_role("listitem").filter(has=page.get_by_label("bel de huisbaas"))
    assert postponed.locator("time").get_attribute("datetime") == day(3).isoformat()


@pytest.mark.parametrize("width", ["page", "phone_page"])
def test_a_notice_leads_to_its_task(request: pytest.FixtureRequest, live_site: LiveSite, axe: Axe, width: str) -> None:
    town = fill()
    page: Page = request.getfixturevalue(width)
    live_site.sign_in(page, town.user("Fatima"))
    page.goto(live_site.url(reverse("casework:worklist")))
    page.locator("#notices").get_by_role("link", name="overleg school").click()
    page.get_by_role("heading", name="Wat er met deze taak gebeurde").wait_for()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.get_by_text("Gemaakt voor Fatima Bennani").is_visible()
    page.get_by_role("button", name="Gedaan").click()
    page.get_by_text("Gedaan: overleg school").wait_for()


def test_without_a_mouse(live_site: LiveSite, page: Page) -> None:
    town = fill()
    live_site.sign_in(page, town.user("Fatima"))
    page.goto(live_site.url(reverse("home")))
    page.keyboard.press("g")
    page.keyboard.press("w")
    page.wait_for_url("**/werklijst/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.get_by_label("huisbezoek").is_checked()
    page.keyboard.press("k")
    page.keyboard.press("x")
    page.get_by_role("button", name="Gedaan").press("Enter")
    page.get_by_text("Gedaan.", exact=True).wait_for()
    assert page.get_by_label("bel de huisbaas").count() == page.get_by_label("huisbezoek").count() == 0
    assert page.get_by_label("evaluatie").count() == 1


@pytest.mark.parametrize("width", ["page", "phone_page"])
def test_a_calendar_address_is_made_and_revoked(
    request: pytest.FixtureRequest, live_site: LiveSite, axe: Axe, width: str
) -> None:
    town = build_town()
    page: Page = request.getfixturevalue(width)
    live_site.sign_in(page, town.user("Fatima"))
    page.goto(live_site.url(reverse("casework:calendar_settings")))
    axe(page)
    page.get_by_role("button", name="Maak een agenda-adres").click()
    address = page.locator("code").inner_text()
    axe(page)
    assert page.request.get(address).status == 200
    page.get_by_role("button", name="Trek het adres in").click()
    page.get_by_text("Het agenda-adres werkt niet meer.").wait_for()
    assert page.request.get(address).status == 404


@pytest.mark.parametrize("width", ["page", "phone_page"])
def test_the_lead_looks_at_the_team(request: pytest.FixtureRequest, live_site: LiveSite, axe: Axe, width: str) -> None:
    town = fill()
    page: Page = request.getfixturevalue(width)
    live_site.sign_in(page, town.user("Anja"))
    page.goto(live_site.url(reverse("casework:worklist")) + "?whose=team")
    page.get_by_text("Vandaag: morgen te laat").wait_for()
    axe(page)
    assert page.get_by_text("huisbezoek").count() == 0
