"""The whole way round in a browser: the session ends, one signs in again in another tab, and the words arrive."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.urls import reverse

from casework.models import JournalEntry
from tests.browser import LiveSite
from tests.people import PASSWORD, Town, build_town

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser import Axe

WORDS = "Gebeld met Sanne.\nZe belt <vrijdag> terug."
# Leaves out htmx: the form goes as browsers have always sent forms.
SEND = "document.querySelector('main textarea').form.submit()"


@pytest.fixture
def town(live_site: LiveSite) -> Town:
    return build_town()


def sign_in(page: Page, town: Town) -> None:
    page.fill("[name=login]", town.user("Fatima").email)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_load_state()


@pytest.mark.parametrize("width", ["page", "phone_page"])
def test_the_words_arrive_after_signing_in_again(
    width: str, request: pytest.FixtureRequest, live_site: LiveSite, axe: Axe, town: Town
) -> None:
    page: Page = request.getfixturevalue(width)
    page.goto(live_site.url(reverse("account_login")))
    sign_in(page, town)
    page.goto(live_site.url(reverse("casework:write_note", args=[town.de_vries.pk])))
    page.fill("main textarea", WORDS)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.evaluate(SEND)
    page.wait_for_selector("text=Uw tekst staat er nog")
    axe(page)
    with page.context.expect_page() as opened:
        page.click("text=Log opnieuw in")
    sign_in(opened.value, town)
    page.click("main button:has-text('Verstuur opnieuw')")
    page.wait_for_url(live_site.url(reverse("casework:household", args=[town.de_vries.pk])))
    assert JournalEntry.objects.get().text.split() == WORDS.split()


def test_words_that_come_too_late_can_be_sent_again_at_once(page: Page, live_site: LiveSite, town: Town) -> None:
    page.goto(live_site.url(reverse("account_login")))
    sign_in(page, town)
    page.goto(live_site.url(reverse("casework:write_note", args=[town.de_vries.pk])))
    page.fill("main textarea", WORDS)
    page.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    page.evaluate(SEND)
    page.wait_for_selector("text=Verstuur dit nog een keer")
    page.click("main button")
    page.wait_for_url(live_site.url(reverse("casework:household", args=[town.de_vries.pk])))
    assert JournalEntry.objects.count() == 1
