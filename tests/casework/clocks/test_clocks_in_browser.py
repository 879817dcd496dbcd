"""Clocks and terms in a real browser, at the width of a desk and of a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from casework.services.clocks import carry_on_all
from privacy.acting import acting
from privacy.choices import Domain, Role
from privacy.services import system_actor
from tests.browser import LiveSite
from tests.casework.clocks.running import ago, run
from tests.people import Town, build_town, make_user

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser import Axe


def fill() -> Town:
    """Clocks in time, late and soon, and somebody who keeps the terms."""
    town = build_town()
    with acting(system_actor("tests")):
        make_user(town, "Els Prins", "Beheer", Role.ADMINISTRATOR)
    run(town, "wmo.onderzoek", ago(29))
    run(town, "wmo.beschikking", ago(6))
    run(town, "wmo.persoonlijk_plan", ago(40))
    run(town, "wgs.eerste_gesprek", ago(10), who="Noor", domain=Domain.DEBTS)
    return town


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.mark.parametrize("width", ["page", "phone_page"])
def test_why_this_date_and_more_time(request: pytest.FixtureRequest, live_site: LiveSite, axe: Axe, width: str) -> None:
    town = fill()
    page: Page = request.getfixturevalue(width)
    live_site.sign_in(page, town.user("Joris"))
    page.goto(live_site.url(reverse("casework:household", args=[town.de_vries.pk])))
    page.get_by_role("link", name="Wmo 2015 art. 2.3.5 lid 2").click()
    page.get_by_role("heading", name="Termijnen", exact=True).wait_for()
    axe(page)
    assert fits(page)
    page.get_by_role("link", name="Beschikking op de aanvraag geven").click()
    page.get_by_text("14 dagen later is het").wait_for()
    axe(page)
    assert fits(page)
    page.get_by_role("link", name="Opschorten").click()
    page.get_by_label("Wat is er gevraagd?").fill("inkomen over oktober")
    axe(page)
    page.get_by_role("button", name="Bewaar").click()
    page.get_by_text("De termijn is opgeschort.").wait_for()
    page.get_by_text("nog geen antwoord").wait_for()
    axe(page)
    assert fits(page)


@pytest.mark.parametrize("width", ["page", "phone_page"])
def test_a_change_of_law_from_proposal_to_recalculation(
    request: pytest.FixtureRequest, live_site: LiveSite, axe: Axe, width: str
) -> None:
    town = fill()
    page: Page = request.getfixturevalue(width)
    live_site.sign_in(page, town.user("Els"))
    page.goto(live_site.url(reverse("casework:terms")))
    axe(page)
    assert fits(page)
    page.get_by_role("link", name="Onderzoek afronden en verslag geven").click()
    page.get_by_label("Hoe lang").fill("56")
    page.get_by_label("Voor wat begint vanaf").fill(ago(60).isoformat())
    page.get_by_role("button", name="Laat zien wat er verandert").click()
    page.get_by_text("Schrijf op waarom u dit wijzigt.").wait_for()
    axe(page)
    page.get_by_label("Waarom wijzigt u dit?").fill("wet gewijzigd")
    page.get_by_role("button", name="Laat zien wat er verandert").click()
    page.get_by_text("krijgt er 1 een andere laatste dag").wait_for()
    axe(page)
    assert fits(page)
    page.get_by_role("button", name="Bevestig deze regel").click()
    page.get_by_text("Dit begint binnen een minuut").wait_for()
    axe(page)
    carry_on_all()
    page.get_by_text("klaar. Bekeken: 1, gewijzigd: 1.").wait_for()  # without a click
    axe(page)
    assert fits(page)
