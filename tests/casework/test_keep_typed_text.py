"""What somebody types survives an expired session, a lost connection and a second look elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.urls import reverse

from casework.models import JournalEntry
from tests.people import Town, build_town

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser import LiveSite

WORDS = "Gebeld met Sanne. Ze belt vrijdag terug."


@pytest.fixture
def town(live_site: LiveSite) -> Town:
    return build_town()


def open_note(live_site: LiveSite, page: Page, town: Town) -> None:
    page.goto(live_site.url(reverse("casework:household", args=[town.de_vries.pk])))
    page.keyboard.press("n")
    page.wait_for_selector("#write textarea")


def type_note(live_site: LiveSite, page: Page, town: Town) -> None:
    live_site.sign_in(page, town.users["Fatima"])
    open_note(live_site, page, town)
    page.fill("#write textarea", WORDS)


def send(page: Page) -> None:
    page.click("#write button[type=submit]")


def test_the_text_is_back_after_a_visit_elsewhere(live_site: LiveSite, page: Page, town: Town) -> None:
    type_note(live_site, page, town)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(live_site.url(reverse("home")))
    open_note(live_site, page, town)

    assert page.input_value("#write textarea") == WORDS
    assert "We hebben uw tekst bewaard" in page.inner_text("#write")


def test_an_expired_session_keeps_the_text_until_it_is_sent_after_all(
    live_site: LiveSite, page: Page, town: Town
) -> None:
    type_note(live_site, page, town)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    send(page)
    page.wait_for_selector("text=Uw sessie is verlopen")
    assert page.input_value("#write textarea") == WORDS

    live_site.sign_in(page, town.users["Fatima"])
    send(page)
    page.wait_for_selector("#write .utrecht-alert--ok")

    assert JournalEntry.objects.get().text == WORDS
    assert page.evaluate("Object.keys(sessionStorage).filter(key => key.startsWith('samenhang:draft'))") == []


def test_a_lost_connection_keeps_the_text(live_site: LiveSite, page: Page, town: Town) -> None:
    type_note(live_site, page, town)
    page.context.set_offline(True)
    send(page)
    page.wait_for_selector("text=Geen verbinding")
    assert page.input_value("#write textarea") == WORDS

    page.context.set_offline(False)
    send(page)
    page.wait_for_selector("#write .utrecht-alert--ok")

    assert JournalEntry.objects.get().text == WORDS


def test_signing_out_leaves_nothing_behind_in_the_browser(live_site: LiveSite, page: Page, town: Town) -> None:
    type_note(live_site, page, town)
    page.click(".menu summary")
    page.click("[data-sign-out]")
    page.wait_for_url(f"**{reverse('account_login')}**")

    assert page.evaluate("Object.keys(sessionStorage).filter(key => key.startsWith('samenhang:draft'))") == []


def test_a_colleague_at_the_same_screen_does_not_get_the_text(live_site: LiveSite, page: Page, town: Town) -> None:
    type_note(live_site, page, town)
    page.on("dialog", lambda dialog: dialog.accept())
    live_site.sign_in(page, town.users["Joris"])
    open_note(live_site, page, town)

    assert page.input_value("#write textarea") == ""
