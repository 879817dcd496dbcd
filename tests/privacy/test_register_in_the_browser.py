"""The register of processing in a real browser, at the width of a desk and of a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.browser import LiveSite
from tests.people import build_town

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser import Axe


@pytest.mark.parametrize("width", ["page", "phone_page"])
def test_an_activity_is_found_changed_and_read_back(
    width: str, request: pytest.FixtureRequest, live_site: LiveSite, axe: Axe
) -> None:
    page: Page = request.getfixturevalue(width)
    live_site.sign_in(page, build_town().user("Pieter"))
    page.goto(live_site.url(reverse("privacy:register")))
    axe(page)
    page.get_by_role("link", name="Werk verdelen in het team").click()
    page.get_by_role("heading", name="Werk verdelen in het team").wait_for()
    axe(page)
    page.get_by_role("link", name="Wijzigen").click()
    page.get_by_label("Doel").fill("Het werk eerlijk verdelen.")
    page.get_by_role("button", name="Bewaar als nieuwe versie").click()
    page.get_by_text("Schrijf waarom dit verandert.").wait_for()
    axe(page)
    page.get_by_label("Waarom verandert dit?").fill("nagelezen met het team")
    page.get_by_role("button", name="Bewaar als nieuwe versie").click()
    page.get_by_text("De nieuwe versie staat in het register.").wait_for()
    assert page.get_by_text("nagelezen met het team").count() == 1
    axe(page)
    page.goto(live_site.url(reverse("privacy:register_document")))
    page.get_by_text("Het werk eerlijk verdelen.").wait_for()
    axe(page)
