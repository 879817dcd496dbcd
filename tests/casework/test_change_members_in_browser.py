"""Members in a browser: the number comes in its place, and adding somebody works at both widths."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.browser import LiveSite
from tests.people import BSN, Town, build_town

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser import Axe

MORE = "#members summary:has-text('Meer: Sanne de Vries')"


@pytest.fixture
def built(live_site: LiveSite) -> Town:
    return build_town()


@pytest.mark.parametrize("size", ["page", "phone_page"])
def test_the_steps_of_members_are_accessible(
    live_site: LiveSite, built: Town, axe: Axe, size: str, request: pytest.FixtureRequest
) -> None:
    page: Page = request.getfixturevalue(size)
    live_site.sign_in(page, built.user("Fatima"))
    page.goto(live_site.url(reverse("casework:household", args=[built.de_vries.pk])))
    page.click(MORE)
    page.click("#members button:has-text('Toon bsn: Sanne de Vries')")
    page.wait_for_selector(f"#members .member__bsn:has-text('{BSN['Sanne']}')")
    axe(page)
    page.click("text=Voeg iemand toe")
    page.fill("#id_q", "sanne 12-4-1988")
    page.press("#id_q", "Enter")
    page.wait_for_selector("text=Sanne de Vries · geboren")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
