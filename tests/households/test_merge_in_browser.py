"""The screens for people registered twice, in a browser: accessible, and not wider than a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from households.models import DuplicateCandidate, Person
from privacy.acting import acting
from privacy.services import system_actor
from tests.browser import LiveSite
from tests.people import Town, build_town, join, make_person

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser import Axe


@pytest.fixture
def built(live_site: LiveSite) -> Town:
    """Sanne is there twice."""
    town = build_town()
    with acting(system_actor("tests")):
        double = make_person("Sanne", "Vries", "19880412", prefix="de", source=Person.Source.WORKER)
        join(town.bakker, double)
        first, second = sorted((town.person("Sanne"), double), key=lambda person: person.pk)
        DuplicateCandidate.objects.create(first=first, second=second, reason="same_name_and_address")
    return town


@pytest.mark.parametrize("size", ["page", "phone_page"])
def test_one_merges_and_undoes_it_on_accessible_pages(
    live_site: LiveSite, built: Town, axe: Axe, size: str, request: pytest.FixtureRequest
) -> None:
    page: Page = request.getfixturevalue(size)
    live_site.sign_in(page, built.user("Anja"))
    page.goto(live_site.url(reverse("households:duplicates")))
    axe(page)
    page.click("text=Sanne de Vries")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.fill("#id_reason", "zelfde paspoort gezien")
    page.click("#merge button")
    page.wait_for_selector("text=Maak ongedaan")
    axe(page)
    page.click("text=Maak ongedaan")
    page.wait_for_selector("text=ongedaan gemaakt op")
