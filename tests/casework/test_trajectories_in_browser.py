"""Each of the four ways in a browser, from the household page to the end; with its clocks and letter of receipt."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from casework.workflow import WORKFLOWS, Step
from privacy.acting import acting
from privacy.choices import Domain
from privacy.services import system_actor
from tests.browser import LiveSite
from tests.casework.ways import WAYS, WORKERS, Said, filled_in, length, let_karim_work, posted, today
from tests.people import PASSWORD, Town, build_town

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser import Axe

MAIN = [domain.value for domain in Domain]
HIDDEN = ("number",)


@pytest.fixture
def built(live_site: LiveSite) -> Town:
    town = build_town()
    with acting(system_actor("tests")):
        let_karim_work(town)
    return town


def fill(page: Page, kind: str, said: Said, *, number: int, on: datetime.date) -> None:
    """Fill in a form as one would: choose, check, type."""
    page.wait_for_load_state()
    for name, value in posted(filled_in(kind, said, number=number, on=on)).items():
        field = page.locator(f"[name={name}]")
        if name in HIDDEN or not field.count() or not value:
            continue
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        elif field.get_attribute("type") == "checkbox":
            field.check()
        else:
            field.fill(value)
    for asked in page.locator("select[name*=giver]").all():  # everybody whose consent the law asks
        asked.select_option("yes")


def begin(page: Page, kind: str, *, on: datetime.date, axe: Axe) -> None:
    page.get_by_role("link", name="Traject beginnen").click()
    axe(page)
    page.get_by_role("link", name=WORKFLOWS[kind].words, exact=True).click()
    page.get_by_label("Deniz" if kind == "youth" else "Emre").check()
    page.get_by_label("Waar gaat het over?").fill("een vraag van het gezin")
    fill(page, kind, WAYS[kind][0], number=1, on=on)
    axe(page)
    page.get_by_role("button", name="Leg vast").click()
    page.get_by_text("Het traject is begonnen.").wait_for()


def go_on(page: Page, step: Step) -> None:
    """Choose the next step, also where it stands among the others."""
    if step.is_aside:
        page.get_by_text("Andere stappen").click()
    page.locator("#next").get_by_role("link", name=str(step.words), exact=True).click()


def end_of(page: Page, kind: str, *, on: datetime.date, axe: Axe) -> None:
    for number, one in enumerate(WAYS[kind][1:], start=2):
        step = WORKFLOWS[kind].step(one.step)
        assert step is not None
        on += datetime.timedelta(days=one.days)
        go_on(page, step)
        fill(page, kind, one, number=number, on=on)
        if step.decides:
            axe(page)
        page.get_by_role("button", name="Leg vast").click()
        page.locator("#messages").get_by_text(str(step.told)).wait_for()
        if step.decides:
            axe(page)


@pytest.mark.parametrize(("size", "kind"), [*(("page", kind) for kind in MAIN), ("phone_page", "wmo")])
def test_a_household_goes_a_way_from_begin_to_end(
    live_site: LiveSite, built: Town, axe: Axe, size: str, kind: str, request: pytest.FixtureRequest
) -> None:
    page: Page = request.getfixturevalue(size)
    live_site.sign_in(page, built.user(WORKERS[Domain(kind)]))
    page.goto(live_site.url(reverse("casework:household", args=[built.de_vries.pk])))
    on = today() - datetime.timedelta(days=length(kind))
    begin(page, kind, on=on, axe=axe)
    if kind != "participation":  # there the clocks begin with the application
        page.locator("#clocks summary").first.click()
        page.locator("#clocks li.clock").first.wait_for()
    axe(page)
    end_of(page, kind, on=on, axe=axe)
    assert page.get_by_role("img", name=re.compile("De weg van dit traject")).is_visible()
    page.get_by_text("De weg in woorden").click()
    axe(page)
    assert page.get_by_text("doel bereikt").first.is_visible()


def test_the_letter_of_receipt_is_printed(live_site: LiveSite, built: Town, axe: Axe, page: Page) -> None:
    live_site.sign_in(page, built.user("Joris"))
    page.add_init_script("window.print = () => {}")
    page.goto(live_site.url(reverse("casework:household", args=[built.de_vries.pk])))
    begin(page, "wmo", on=today(), axe=axe)
    page.get_by_role("link", name="Ontvangstbevestiging afdrukken").click()
    page.get_by_label("Uw wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Verder").click()
    page.get_by_label("Waarvoor is het nodig?").or_(page.get_by_label("Waarvoor is dit nodig?")).first.wait_for()
    page.locator("[name=reason]").select_option(index=1)
    page.get_by_label("Toelichting").fill("voor de inwoner")
    axe(page)
    page.get_by_role("button", name="Afdrukken").click()
    page.get_by_role("heading", name="Ontvangstbevestiging").wait_for()
    axe(page)
    assert page.get_by_text("Wij hebben uw melding of aanvraag ontvangen op").is_visible()
