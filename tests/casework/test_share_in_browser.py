"""Asking and giving sight in a browser: the journeys of who asks, who answers and who takes consent back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from casework.services import write_note
from privacy.acting import acting
from privacy.choices import Domain
from tests.browser import LiveSite
from tests.people import Town, build_town

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser import Axe

ON_DEBTS, ON_WMO = "Drie schuldeisers aangeschreven", "De trap is te steil"


@pytest.fixture
def built(live_site: LiveSite) -> Town:
    town = build_town()
    for who, domain, text in (("Noor", Domain.DEBTS, ON_DEBTS), ("Joris", Domain.WMO, ON_WMO)):
        actor = town.actor(who)
        with acting(actor):
            write_note(actor=actor, household_id=town.de_vries.pk, text=text, domain=domain, at=town.now)
    return town


def open_as(live_site: LiveSite, page: Page, town: Town, who: str) -> None:
    live_site.sign_in(page, town.user(who))
    page.goto(live_site.url(reverse("casework:household", args=[town.de_vries.pk])) + "?alles=ja")


def ask(page: Page, domain: str, reason: str) -> None:
    """Two clicks and one sentence."""
    page.click(f"#domains [data-domain={domain}] a:has-text('Vraag zicht')")
    page.fill("#ask-sight textarea", reason)
    page.click("#ask-sight button[type=submit]")


def reads(live_site: LiveSite, page: Page, town: Town, who: str, text: str) -> bool:
    open_as(live_site, page, town, who)
    return page.locator("#notes", has_text=text).count() > 0


def give_with_consent(page: Page, axe: Axe) -> None:
    """From home: the question, the consent of both, the answer."""
    page.click("a:has-text('Joris Smit vraagt zicht op Schulden')")
    page.wait_for_selector("text=1 notitie")
    axe(page)
    page.click("text=Leg toestemming vast")
    axe(page)
    page.check("label:has-text('Sanne de Vries, zelf')")
    page.check("label:has-text('Emre Yılmaz, zelf')")
    page.click("text=Bewaar toestemming")
    page.fill("#id_answer", "Besproken met beiden")
    page.click("text=Geef zicht")
    page.wait_for_selector("text=Uw antwoord is vastgelegd")
    axe(page)


@pytest.mark.parametrize("size", ["page", "phone_page"])
def test_joris_asks_noor_gives_on_consent_and_taken_back_it_closes(
    live_site: LiveSite, built: Town, axe: Axe, size: str, request: pytest.FixtureRequest
) -> None:
    page: Page = request.getfixturevalue(size)
    open_as(live_site, page, built, "Joris")
    ask(page, "debts", "Zonder overzicht lukt de hulp thuis niet.")
    page.wait_for_selector("text=De vraag is gesteld.")
    assert not reads(live_site, page, built, "Joris", ON_DEBTS)
    live_site.sign_in(page, built.user("Noor"))
    page.goto(live_site.url(reverse("home")))
    give_with_consent(page, axe)
    assert reads(live_site, page, built, "Joris", ON_DEBTS)
    page.click("a:has-text('Delen')")
    axe(page)
    page.click("a:has-text('Trek in: Sanne de Vries')")
    axe(page)
    page.click("button:has-text('Trek in')")
    page.wait_for_selector("text=Wat erop rustte, is nu dicht.")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert not reads(live_site, page, built, "Joris", ON_DEBTS)


def test_noor_reads_what_debt_help_needs_with_a_sentence_and_no_consent(
    live_site: LiveSite, built: Town, page: Page, axe: Axe
) -> None:
    open_as(live_site, page, built, "Noor")
    page.click("#domains [data-domain=wmo] a:has-text('Vraag zicht')")
    page.wait_for_selector("text=dit mag zonder toestemming")
    axe(page)
    page.fill("#ask-sight textarea", "De kosten van de aanpassing horen in het plan.")
    page.click("text=Open met deze onderbouwing")
    page.wait_for_selector("text=U ziet de inhoud nu.")
    assert reads(live_site, page, built, "Noor", ON_WMO)
    open_as(live_site, page, built, "Joris")
    page.wait_for_selector("#due a:has-text('Noor de Boer gebruikt gegevens uit Wmo')")


def test_what_is_typed_wrong_stays_in_its_place_with_the_sentence(
    live_site: LiveSite, built: Town, page: Page, axe: Axe
) -> None:
    open_as(live_site, page, built, "Joris")
    page.click("#domains [data-domain=debts] a:has-text('Vraag zicht')")
    page.click("#ask-sight button[type=submit]")
    page.wait_for_selector("text=Schrijf in een zin waarvoor u dit nodig hebt.")
    axe(page)
    page.keyboard.press("Escape")
    page.fill("#ask-sight textarea", "Voor de aanvraag")
    page.click("#ask-sight button[type=submit]")
    page.wait_for_selector("text=De vraag is gesteld.")
