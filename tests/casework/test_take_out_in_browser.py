"""Paper and programs in a real browser: the proof, the watermark on each page, and agreeing to a program."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.urls import reverse
from pypdf import PdfReader

from casework.services import write_note
from privacy.acting import acting
from tests.browser import LiveSite
from tests.people import PASSWORD, Town, build_town

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

    from tests.browser import Axe

LONG = "Een lange notitie over het gesprek. " * 120


@pytest.fixture(params=["page", "phone_page"])
def manager(request: pytest.FixtureRequest, live_site: LiveSite) -> tuple[Town, Page]:
    """Fatima with much to print, at her desk and with her phone."""
    town: Town = build_town()
    fatima = town.actor("Fatima")
    with acting(fatima):
        for _ in range(3):
            write_note(actor=fatima, household_id=town.de_vries.pk, text=LONG, at=town.now)
    page: Page = request.getfixturevalue(request.param)
    live_site.sign_in(page, town.user("Fatima"))
    return town, page


def test_each_printed_page_says_who_took_it(manager: tuple[Town, Page], live_site: LiveSite, axe: Axe) -> None:
    town, page = manager
    page.add_init_script("window.print = () => {}")
    page.goto(live_site.url(reverse("casework:paper", args=[town.de_vries.pk])))
    page.get_by_label("Uw wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Verder").click()
    page.get_by_label("Waarvoor is dit nodig?").select_option("overleg of huisbezoek")
    page.get_by_label("Toelichting").fill("huisbezoek")
    axe(page)
    page.get_by_role("button", name="Afdrukken").click()
    page.get_by_text("Fatima Bennani, ").first.wait_for()
    axe(page)
    printed = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages]
    assert len(printed) > 1
    assert all("Fatima Bennani, " in sheet and "Vertrouwelijk." in sheet for sheet in printed)


def test_a_user_agrees_and_is_sent_back_to_the_program(
    manager: tuple[Town, Page], live_site: LiveSite, axe: Axe, capsys: pytest.CaptureFixture[str]
) -> None:
    _town, page = manager
    back = "http://127.0.0.1:9/terug"
    call_command("add_client", "Rooster", "--redirect", back, "--scope", "doel:regie", "--public", "--json")
    client = json.loads(capsys.readouterr().out)["client_id"]
    ask = f"response_type=code&client_id={client}&redirect_uri={back}&scope=doel:regie&state=xyz"
    arrived: list[str] = []

    def arrive(route: Route) -> None:
        arrived.append(route.request.url)
        route.fulfill(body="terug")

    page.route(f"{back}**", arrive)
    challenge = "code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256"
    page.goto(live_site.url(f"{reverse('idp:oidc:authorization')}?{ask}&{challenge}"))
    page.get_by_text("Rooster vraagt om namens u te werken.").wait_for()
    axe(page)
    page.get_by_role("button", name="Sta toe").click()
    page.wait_for_url(f"{back}**")
    assert "state=xyz" in arrived[0]
    assert "code=" in arrived[0]
