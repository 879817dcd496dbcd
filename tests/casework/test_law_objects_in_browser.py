"""The meldcode, jeugdhulp and participation in a browser: accessible and readable on a desk and on a phone."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from casework.models import Trajectory
from privacy.acting import acting
from privacy.services import system_actor
from tests.browser import LiveSite
from tests.casework.closed import make_compartment
from tests.casework.ways import begun, filled_in, let_karim_work, said, take, today, walk
from tests.people import Town, build_town

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser import Axe

FITS = "document.documentElement.scrollWidth <= window.innerWidth"
SIZES = pytest.mark.parametrize("size", ["page", "phone_page"])


@pytest.fixture
def built(live_site: LiveSite) -> Town:
    town = build_town()
    with acting(system_actor("tests")):
        let_karim_work(town)
    return town


def started(town: Town, kind: str, until: str) -> Trajectory:
    with acting(system_actor("tests")):  # whoever works in between acts for as long as a step takes
        return walk(town, begun(town, kind), until=until, start=today() - datetime.timedelta(days=200))


@SIZES
def test_the_steps_of_the_meldcode(
    live_site: LiveSite, built: Town, axe: Axe, size: str, request: pytest.FixtureRequest
) -> None:
    page: Page = request.getfixturevalue(size)
    compartment = make_compartment(built)
    live_site.sign_in(page, built.user("Tess"))
    page.goto(live_site.url(reverse("casework:compartment", args=[compartment.pk])))
    axe(page)
    for number in range(1, 5):
        page.locator("#meldcode a.utrecht-button--primary-action").first.click()
        page.get_by_label("Wat is er gedaan of gevonden?").fill("vastgelegd")
        if number == 4:
            page.get_by_label("1. Is er een vermoeden").select_option("yes")
            page.get_by_label("2. Is er acute").select_option("yes")
            axe(page)
        page.get_by_role("button", name="Leg vast").click()
        page.get_by_text("Het is vastgelegd.").wait_for()
    assert page.get_by_text("Hieruit volgt").is_visible()
    axe(page)
    assert page.evaluate(FITS)


@SIZES
def test_jeugdhulp_beside_its_steps(
    live_site: LiveSite, built: Town, axe: Axe, size: str, request: pytest.FixtureRequest
) -> None:
    page: Page = request.getfixturevalue(size)
    trajectory, tess = started(built, "youth", "start"), built.actor("Tess")
    future = said("look_ahead", living="blijft thuis", to_wmo=True, handover_agreed=True)
    measure = said("protect", measure="guardianship", institution="GI Flevoland")
    for number, one in enumerate((future, measure), start=7):
        take(built, tess, trajectory, filled_in("youth", one, number=number, on=today()))
    live_site.sign_in(page, built.user("Tess"))
    page.goto(live_site.url(reverse("casework:trajectory", args=[trajectory.pk])))
    axe(page)
    page.get_by_role("link", name="Wijs hulp toe").click()
    axe(page)
    page.get_by_label("Welke aanbieder?").fill("De Brug")
    page.get_by_label("Productcategorie").select_option("45")
    page.get_by_label("Ingangsdatum").fill(today().isoformat())
    page.get_by_label("Einddatum").fill((today() + datetime.timedelta(days=90)).isoformat())
    page.get_by_role("button", name="Leg vast").click()
    page.get_by_text("De toewijzing is vastgelegd.").wait_for()
    axe(page)
    assert page.get_by_text("nog geen hulp die aansluit").is_visible()
    assert page.evaluate(FITS)


@SIZES
def test_participation_beside_its_steps(
    live_site: LiveSite, built: Town, axe: Axe, size: str, request: pytest.FixtureRequest
) -> None:
    page: Page = request.getfixturevalue(size)
    trajectory = started(built, "participation", "ladder")
    live_site.sign_in(page, built.user("Karim"))
    page.goto(live_site.url(reverse("casework:trajectory", args=[trajectory.pk])))
    assert page.locator("figure.ladder svg").is_visible()
    axe(page)
    assert page.evaluate(FITS)
    page.get_by_role("link", name=re.compile("Leg het antwoord vast.*Huurtoeslag")).click()
    axe(page)
    page.get_by_label("Wat is het antwoord?").select_option("declines")
    page.get_by_role("button", name="Leg vast").click()
    page.get_by_text("Het antwoord is vastgelegd.").wait_for()
    axe(page)
