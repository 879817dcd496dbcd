"""The purpose table in a real browser, at the width of a desk and of a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.browser import LiveSite
from tests.people import Town, build_town

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser import Axe


@pytest.mark.parametrize("width", ["page", "phone_page"])
def test_a_rule_is_found_changed_after_a_look_and_stands_in_the_history(
    request: pytest.FixtureRequest, live_site: LiveSite, axe: Axe, width: str
) -> None:
    town: Town = build_town()
    page: Page = request.getfixturevalue(width)
    live_site.sign_in(page, town.user("Pieter"))
    page.goto(live_site.url(reverse("privacy:purpose_table")))
    axe(page)
    page.locator(f"a[href='{reverse('privacy:purpose_cell', args=['debts-wmo-content'])}']").click()
    axe(page)
    page.get_by_label("mag", exact=True).check()
    page.get_by_label("Grondslag: wet en artikel").fill("Wet proef art. 1")
    page.get_by_label("Waarom wijzigt u dit?").fill("afspraak")
    page.get_by_role("button", name="Laat zien wat er verandert").click()
    page.get_by_text("Wie zijn dat?").click()
    page.get_by_text("Joris Smit").wait_for()
    axe(page)
    page.get_by_role("button", name="Bevestig deze wijziging").click()
    page.get_by_text("De doelentabel is gewijzigd").wait_for()
    page.goto(live_site.url(reverse("privacy:purpose_wams")))
    page.get_by_label("Aan: met onderbouwing per huishouden").check()
    page.get_by_label("Waarom wijzigt u dit?").fill("in werking")
    page.get_by_role("button", name="Laat zien wat er verandert").click()
    page.get_by_text("Niemand krijgt of verliest hierdoor zicht op een huishouden.").wait_for()
    axe(page)
