"""Debts and provisions in a browser: recorded and read at both widths, the course of debts as a picture and a table."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from casework.models import Debt, Offer, Provision, Task, Trajectory
from casework.services.debts import add_debt, record_balance
from casework.services.wmo.reviewing import REVIEW_ARTICLE
from privacy.acting import acting
from tests.browser import LiveSite
from tests.casework.ways import begun, today, walk
from tests.people import Town, build_town

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser import Axe

DAY = datetime.timedelta(days=1)
SIZES = ("page", "phone_page")


@pytest.fixture
def built(live_site: LiveSite) -> Town:
    return build_town()


def with_debts(town: Town) -> Trajectory:
    trajectory, noor = walk(town, begun(town), until="solve"), town.actor("Noor")
    debts = [("Woonstad", "housing", 4200), ("Energiebedrijf", "utilities", 900)]
    with acting(noor):
        for creditor, kind, amount in debts:
            about = {"trajectory": trajectory, "creditor": creditor, "kind": kind, "on": today() - 300 * DAY}
            debt = add_debt(actor=noor, amount=amount, at=town.now, **about)  # type: ignore[arg-type]  # of many types
        for days, amount in ((200, 700), (90, 0)):
            record_balance(actor=noor, debt=debt, amount=amount, on=today() - days * DAY, at=town.now)
    return trajectory


@pytest.mark.parametrize("size", SIZES)
def test_debts_are_recorded_and_their_course_is_read(
    live_site: LiveSite, built: Town, axe: Axe, size: str, request: pytest.FixtureRequest
) -> None:
    page: Page = request.getfixturevalue(size)
    trajectory = with_debts(built)
    live_site.sign_in(page, built.user("Noor"))
    page.goto(live_site.url(reverse("casework:trajectory", args=[trajectory.pk])))
    assert page.locator(".debt-course svg").is_visible()
    page.get_by_text("Het verloop in een tabel").click()
    axe(page)
    page.get_by_role("link", name="Voeg een schuld toe").click()
    page.get_by_label("Schuldeiser").fill("Belastingdienst")
    page.get_by_label("Soort schuld").select_option("public")
    page.get_by_role("button", name="Leg vast").click()
    page.get_by_text("Vul een bedrag in").wait_for()
    axe(page)
    assert page.get_by_label("Schuldeiser").input_value() == "Belastingdienst"
    page.get_by_label("Bedrag").fill("1250")
    page.get_by_role("button", name="Leg vast").click()
    page.get_by_text("De schuld is vastgelegd.").wait_for()
    page.get_by_role("link", name=re.compile("Nieuw bedrag.*Woonstad")).click()
    page.get_by_label("Wat staat er open?").fill("4000")
    page.get_by_role("button", name="Leg vast").click()
    page.get_by_text("Samen € 5.250").wait_for()
    assert Debt.objects.count() == 3


@pytest.mark.parametrize("size", SIZES)
def test_an_inquiry_and_a_provision_are_recorded(
    live_site: LiveSite, built: Town, axe: Axe, size: str, request: pytest.FixtureRequest
) -> None:
    page: Page = request.getfixturevalue(size)
    trajectory = walk(built, begun(built, "wmo"), until="information_came", start=today() - 60 * DAY)
    live_site.sign_in(page, built.user("Joris"))
    page.goto(live_site.url(reverse("casework:trajectory", args=[trajectory.pk])))
    axe(page)
    page.locator("#inquiry").get_by_role("link", name="Werk bij").click()
    axe(page)
    page.get_by_label("Behoeften, persoonskenmerken en voorkeuren").fill("Wil zelf koken.")
    page.get_by_role("button", name="Bewaar").click()
    page.get_by_text("Wil zelf koken.").wait_for()
    record_offer(page)
    grant(page, axe)
    assert Task.objects.get(article=REVIEW_ARTICLE).due_on == Provision.objects.get().review_on
    assert Offer.objects.count() >= 3


def record_offer(page: Page) -> None:
    page.get_by_role("link", name="Leg een aanbod vast").click()
    page.get_by_label("Wat is er aangeboden?").select_option("budget")
    page.get_by_label("Hoe?").select_option("phone")
    page.get_by_role("button", name="Leg vast").click()
    page.locator("#offers").get_by_text("aan de telefoon").wait_for()


def grant(page: Page, axe: Axe) -> None:
    page.locator("#next").get_by_role("link", name="Beschikking: toekennen").click()
    page.get_by_label("Hoe wordt het geleverd?").select_option("in_kind")
    page.get_by_label("Waarop rust het besluit?").fill("Verordening, artikel 3")
    page.get_by_label("Welke voorziening?").select_option("aid")
    axe(page)
    page.get_by_role("button", name="Leg vast").click()
    page.get_by_text("Vul in welke aanbieder de zorg in natura geeft.").wait_for()
    assert page.get_by_label("Waarop rust het besluit?").input_value() == "Verordening, artikel 3"
    page.get_by_label("Aanbieder van de voorziening").fill("Welzorg")
    page.get_by_label("Opnieuw bekijken op").fill((today() + 200 * DAY).isoformat())
    page.get_by_role("button", name="Leg vast").click()
    page.locator("#provisions").get_by_text("Welzorg").wait_for()
    axe(page)
