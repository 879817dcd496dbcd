"""Home, search and team in a browser: accessible at both widths, usable by keyboard, and nothing is lost on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from privacy.models import AccessRecord
from tests.browser import LiveSite
from tests.people import Town, build_town

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser import Axe

FIELD, BUTTON = "#id_q", ".search__form .utrecht-button"


@pytest.fixture
def built(live_site: LiveSite) -> Town:
    return build_town()


@pytest.mark.parametrize("size", ["page", "phone_page"])
def test_home_team_and_search_are_accessible(
    live_site: LiveSite, built: Town, axe: Axe, size: str, request: pytest.FixtureRequest
) -> None:
    page: Page = request.getfixturevalue(size)
    for who in ("Fatima", "Anja", "Pieter"):
        live_site.sign_in(page, built.user(who))
        for name in ("home", "casework:team", "casework:search"):
            page.goto(live_site.url(reverse(name)))
            axe(page)
    live_site.sign_in(page, built.user("Fatima"))
    page.goto(live_site.url(reverse("casework:search")))
    page.fill(FIELD, "bakker")
    page.click(BUTTON)
    page.click("button[value=first_contact]")
    page.click("text=Open een dossier")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_on_a_phone_the_menu_and_the_search_field_are_on_every_page(
    live_site: LiveSite, built: Town, phone_page: Page
) -> None:
    live_site.sign_in(phone_page, built.user("Fatima"))
    phone_page.goto(live_site.url(reverse("home")))
    phone_page.get_by_role("banner").get_by_role("link", name="Werklijst").click()
    phone_page.wait_for_url(live_site.url(reverse("casework:worklist")))
    phone_page.get_by_role("banner").get_by_role("searchbox").fill("yilmas")
    phone_page.keyboard.press("Enter")
    phone_page.get_by_text("Lina Yılmaz").wait_for()


def test_one_searches_with_the_keyboard_and_reads_the_answer_in_place(
    live_site: LiveSite, built: Town, page: Page
) -> None:
    live_site.sign_in(page, built.user("Fatima"))
    page.goto(live_site.url(reverse("home")))
    page.keyboard.press("/")
    page.keyboard.type("yilmas")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Lina Yılmaz")
    page.fill(FIELD, "31-02-1985")
    page.press(FIELD, "Enter")
    page.wait_for_selector("text=bestaat niet")
    assert page.input_value(FIELD) == "31-02-1985"
    page.fill(FIELD, "sanne")
    page.press(FIELD, "Enter")
    page.wait_for_selector("text=Sanne de Vries")
    assert page.evaluate("document.activeElement.id") == "id_q"
    assert page.url == live_site.url(reverse("casework:search"))
    assert AccessRecord.objects.filter(event="person.search").count() == 2


def test_a_case_is_opened_from_a_hit_and_its_page_follows(live_site: LiveSite, built: Town, page: Page) -> None:
    live_site.sign_in(page, built.user("Fatima"))
    page.goto(live_site.url(reverse("casework:search")))
    page.fill(FIELD, "bakker")
    page.check("input[name=purpose][value=first_contact]")
    page.click(BUTTON)
    page.click("text=Open een dossier")
    page.fill(".hit__open input[name=reason]", "gemeld door de huisarts")
    page.click("text=Open het dossier")
    page.wait_for_selector("text=heeft al een dossier")
    assert page.input_value("#id_reason") == "gemeld door de huisarts"
