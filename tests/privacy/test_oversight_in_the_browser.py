"""The screens of oversight in a real browser, at the width of a desk and of a phone."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from privacy import tasks
from privacy.acting import acting
from privacy.models import ExportRequest
from tests.browser import LiveSite
from tests.people import BSN, PASSWORD, Town, build_town
from tests.privacy.log import LOG, look
from tests.privacy.seals import seal_all

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser import Axe


@pytest.fixture(params=["page", "phone_page"])
def officer(request: pytest.FixtureRequest, live_site: LiveSite) -> tuple[Town, Page]:
    """Pieter at his desk, then with his phone, after some people have looked."""
    town: Town = build_town()
    for who in ("Fatima", "Joris", "Noor"):
        look(town, who, minutes_ago=10)
    look(town, "Bram", minutes_ago=10, event="household.denied", action="denied")
    page: Page = request.getfixturevalue(request.param)
    live_site.sign_in(page, town.user("Pieter"))
    return town, page


def test_who_looked_at_a_resident_is_found_by_her_number(
    officer: tuple[Town, Page], live_site: LiveSite, axe: Axe
) -> None:
    _town, page = officer
    page.goto(live_site.url(LOG))
    axe(page)
    page.get_by_text("Zoek een inwoner, huishouden of medewerker").click()
    page.get_by_label("Burgerservicenummer").fill(BSN["Sanne"])
    page.get_by_role("button", name="Zoek", exact=True).click()
    page.get_by_text("Sanne de Vries", exact=True).wait_for()
    axe(page)
    assert BSN["Sanne"] not in page.url
    page.get_by_role("link", name="Wie keek", exact=True).nth(1).click()
    page.get_by_role("link", name=re.compile("Haal Sanne de Vries")).wait_for()
    assert page.locator(".log__sentence", has_text="Joris Smit").count() == 1
    axe(page)


def test_a_line_opens_and_leads_to_its_request(officer: tuple[Town, Page], live_site: LiveSite, axe: Axe) -> None:
    town, page = officer
    page.goto(live_site.url(f"{LOG}?medewerker={town.user('Joris').pk}"))
    page.locator(".log__more summary").first.click()
    page.get_by_role("link", name="Emre Yılmaz").wait_for()
    axe(page)
    page.get_by_role("link", name="Alles van dit verzoek").click()
    page.get_by_role("heading", name="Eén inzageregel").wait_for()
    axe(page)


def test_a_month_is_counted_and_taken_out(officer: tuple[Town, Page], live_site: LiveSite, axe: Axe) -> None:
    _town, page = officer
    page.goto(live_site.url(LOG))
    page.get_by_role("link", name="laatste 31 dagen").click()
    page.get_by_role("heading", name="Per medewerker").wait_for()
    page.get_by_role("link", name="Neem deze regels mee in een bestand").click()
    page.get_by_label("Uw wachtwoord").fill(PASSWORD)
    axe(page)
    page.get_by_role("button", name="Verder").click()
    page.get_by_label("Waarvoor is dit nodig?").select_option("de inwoner vraagt erom")
    page.get_by_label("Toelichting").fill("verzoek om inzage")
    axe(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Maak het bestand").click()
    assert re.fullmatch(r"inzage-\d{4}-\d\d-\d\d\.csv", download.value.suggested_filename)


def test_what_was_changed_is_told(officer: tuple[Town, Page], live_site: LiveSite, axe: Axe) -> None:
    town, page = officer
    page.goto(live_site.url(reverse("privacy:change_history")))
    axe(page)
    page.goto(live_site.url(f"{reverse('privacy:change_history')}?huishouden={town.de_vries.pk}"))
    page.get_by_text("voegde verblijf van Sanne de Vries toe").wait_for()
    axe(page)


def test_the_seals_are_told(officer: tuple[Town, Page], live_site: LiveSite, axe: Axe) -> None:
    _town, page = officer
    page.goto(live_site.url(reverse("privacy:seals")))
    page.get_by_text("Het verzegelen staat stil").wait_for()
    axe(page)
    seal_all()
    tasks.verify_everything()
    page.reload()
    page.get_by_text("is binnen een paar minuten verzegeld.").wait_for()
    page.get_by_text("Wat is een zegel?").click()
    axe(page)


def test_a_colleague_decides_on_a_large_file(officer: tuple[Town, Page], live_site: LiveSite, axe: Axe) -> None:
    town, page = officer
    with acting(town.actor("Fatima")):
        asked = ExportRequest.objects.create(
            kind="access_log",
            asked_by=town.user("Fatima"),
            reason=ExportRequest.Reason.OVERSIGHT,
            words="onderzoek na een klacht",
            parameters={"medewerker": str(town.user("Joris").pk), "van": "2026-11-01"},
            people=250,
            rows=900,
            expires_at=timezone.now() + datetime.timedelta(days=1),
        )
    page.goto(live_site.url(reverse("privacy:export_requests")))
    page.get_by_text("1 aanvraag wacht op uw besluit.").wait_for()
    axe(page)
    page.locator("#exports tbody a").click()
    page.get_by_text("Joris Smit", exact=True).wait_for()
    page.get_by_role("button", name="Wijs af").click()
    page.get_by_text("Schrijf op waarom u de aanvraag afwijst.").wait_for()
    axe(page)
    page.get_by_role("button", name="Keur goed").click()
    page.get_by_text("Uw besluit is vastgelegd.").wait_for()
    axe(page)
    with acting(town.actor("Fatima")):
        asked.refresh_from_db()
    assert asked.decided_by == town.user("Pieter")
