"""The language of the screens: Dutch, or English for who chooses it or whose browser asks for it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from django import forms
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from casework import grants
from casework.models import TimelineEvent
from casework.services import add_task, finish_task, write_note
from households.models import HouseholdGrant
from privacy.acting import acting
from privacy.choices import Domain
from tests.people import Town, build_town

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser import Axe, LiveSite

DUTCH = ('<html lang="nl"', "Wie horen erbij", "De vier domeinen", "Jeugdhulp", "8 jaar", "kind van Emre en Sanne")
ENGLISH = ('<html lang="en"', "Who belongs here", "The four domains", "Youth help", "age 8", "child of Emre and Sanne")


def household_page(town: Town) -> str:
    return reverse("casework:household", args=[town.de_vries.pk])


def shown(client: Client, address: str, **headers: str) -> str:
    return client.get(address, headers=headers).content.decode()


def choose(client: Client, language: str, come_back_to: str) -> str:
    answer = client.post(reverse("set_language"), {"language": language, "next": come_back_to})
    assert answer.status_code == 302
    return answer["Location"]


def test_the_screens_are_in_dutch_for_who_asks_for_nothing(town: Town) -> None:
    page = shown(town.client("Fatima"), household_page(town))
    assert [text for text in DUTCH if text not in page] == []
    assert [text for text in ENGLISH if text in page] == []


def test_a_browser_that_asks_for_english_gets_english(town: Town) -> None:
    page = shown(town.client("Fatima"), household_page(town), accept_language="en-GB,en;q=0.9,nl;q=0.5")
    assert [text for text in ENGLISH if text not in page] == []
    assert [text for text in DUTCH if text in page] == []


def test_a_browser_that_asks_for_what_we_do_not_speak_gets_dutch(town: Town) -> None:
    assert DUTCH[0] in shown(town.client("Fatima"), household_page(town), accept_language="tr")


def test_a_choice_goes_before_the_browser_and_holds_on_the_next_page(town: Town) -> None:
    client = town.client("Fatima")
    assert choose(client, "en", household_page(town)) == household_page(town)
    assert ENGLISH[0] in shown(client, household_page(town), accept_language="nl")
    assert choose(client, "nl", reverse("home")) == reverse("home")
    assert DUTCH[0] in shown(client, reverse("home"), accept_language="en")


def test_a_choice_never_leads_to_another_site(town: Town) -> None:
    assert choose(town.client("Fatima"), "en", "https://elders.example/") == "/"


def test_an_unknown_language_changes_nothing(town: Town) -> None:
    client = town.client("Fatima")
    choose(client, "xx", reverse("home"))
    assert settings.LANGUAGE_COOKIE_NAME not in client.cookies


def test_a_choice_outlives_the_session_and_no_script_reads_it(town: Town) -> None:
    client = town.client("Fatima")
    choose(client, "en", reverse("home"))
    cookie = client.cookies[settings.LANGUAGE_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 365 * 24 * 60 * 60)


@pytest.mark.parametrize("typed", ["2026-12-04", "04-12-2026", "4-12-2026", "04/12/2026"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_day_means_the_same_in_both_languages(language: str, typed: str) -> None:
    with translation.override(language):
        assert forms.DateField().clean(typed) == datetime.date(2026, 12, 4)


def test_what_is_written_down_is_in_dutch_whichever_language_its_writer_reads(town: Town) -> None:
    noor, at = town.actor("Noor"), timezone.now()
    with translation.override("en"), acting(noor):
        write_note(actor=noor, household_id=town.de_vries.pk, domain=Domain.DEBTS, text="gebeld", at=at)
        task = add_task(
            actor=noor,
            household_id=town.de_vries.pk,
            domain=Domain.DEBTS,
            title="brief",
            due_on=timezone.localdate(at),
            assignee=noor.user,
            at=at,
        )
        finish_task(actor=noor, task=task, at=at)
        grants.refresh(town.case.assignments.all())
    told = set(TimelineEvent.objects.filter(at=at).values_list("sentence", flat=True))
    assert told == {"Notitie: gebeld", "Afgerond: brief"}
    grounds = set(HouseholdGrant.objects.filter(content_object=town.de_vries).values_list("ground", flat=True))
    assert grounds == {"vaste casemanager", "professional Schulden", "professional Jeugdhulp", "professional Wmo"}


@pytest.mark.parametrize("width", ["page", "phone_page"])
def test_one_press_in_the_footer_changes_the_language(
    width: str, request: pytest.FixtureRequest, live_site: LiveSite, axe: Axe
) -> None:
    page: Page = request.getfixturevalue(width)
    town = build_town()
    live_site.sign_in(page, town.user("Fatima"))
    page.goto(live_site.url(reverse("home")))
    page.get_by_role("button", name="English").click()
    page.get_by_role("heading", name="Hello Fatima").wait_for()
    axe(page)
    page.get_by_role("button", name="Nederlands").click()
    page.get_by_role("heading", name="Dag Fatima").wait_for()
