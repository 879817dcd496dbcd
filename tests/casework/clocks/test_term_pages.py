"""The table of terms: everybody reads it, the functional administrator changes it after seeing what that does."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from casework.models import ClockRecalculation, Term
from casework.services.clocks import carry_on_all
from privacy.acting import acting
from privacy.choices import Role
from privacy.services import system_actor
from tests.casework.clocks.running import ago, run
from tests.people import Town, make_user

pytestmark = pytest.mark.django_db
LIST, PAGE = reverse("casework:terms"), reverse("casework:term", args=["wmo.onderzoek"])


@pytest.fixture
def els(town: Town) -> Client:
    """The browser of Els, functional administrator."""
    with acting(system_actor("tests")):
        make_user(town, "Els Prins", "Beheer", Role.ADMINISTRATOR)
    return town.client("Els")


def filled(**changes: Any) -> dict[str, Any]:
    """A whole form: eight weeks since twenty days ago."""
    values = {
        "length": 56,
        "unit": "days",
        "article": "Wmo 2015 art. 9.9",
        "at_rest": "moves",
        "warn_on": "28, 42",
        "extension_times": 0,
        "suspension_article": "",
        "source": "Staatsblad 2026, 1",
        "is_verified": "on",
        "valid_from": str(ago(20)),
        "reason": "wet gewijzigd",
    }
    return values | changes


@pytest.mark.parametrize("who", ["Fatima", "Joris", "Pieter", "Anja"])
def test_everybody_reads_the_table_and_nobody_else_changes_it(town: Town, who: str) -> None:
    client = town.client(who)
    shown = client.get(LIST).content.decode()
    assert "Onderzoek afronden en verslag geven" in shown
    assert "42 dagen, Wmo 2015 art. 2.3.2 lid 1" in shown
    assert "nog te controleren" in shown
    assert 'name="length"' not in client.get(PAGE).content.decode()
    assert client.post(PAGE, filled(confirmed="1")).status_code == 403
    assert Term.objects.filter(key="wmo.onderzoek").count() == 1


def test_the_administrator_finds_it_in_the_menu(els: Client) -> None:
    assert LIST in els.get(LIST).content.decode()


def test_a_change_is_shown_before_it_is_made_and_its_progress_after(town: Town, els: Client) -> None:
    run(town, "wmo.onderzoek", ago(10))
    run(town, "wmo.onderzoek", ago(30))
    shown = els.post(PAGE, filled()).content.decode()
    assert "Van 2 lopende termijnen krijgt er 1 een andere laatste dag" in shown
    assert "56 dagen, volgens Wmo 2015 art. 9.9" in shown
    assert Term.objects.filter(key="wmo.onderzoek").count() == 1
    assert els.post(PAGE, filled(confirmed="1")).status_code == 302
    shown = els.get(PAGE).content.decode()
    assert "Dit begint binnen een minuut" in shown
    assert "hx-trigger" in shown
    carry_on_all()
    shown = els.get(PAGE).content.decode()
    assert "klaar. Bekeken: 2, gewijzigd: 1." in shown
    assert "hx-trigger" not in shown
    assert "Els Prins" in shown
    new = Term.objects.get(key="wmo.onderzoek", length=56)
    assert (new.warn_on, new.is_verified, new.title) == ([28, 42], True, "Onderzoek afronden en verslag geven")


def test_a_row_that_overlaps_another_is_refused_in_plain_words(els: Client) -> None:
    els.post(PAGE, filled(valid_from=str(ago(-100)), confirmed="1"))
    answer = els.post(PAGE, filled(valid_until=str(ago(-200)), length=30))
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "geldt al een andere regel: 56 dagen, Wmo 2015 art. 9.9" in shown
    assert "Staatsblad 2026, 1" in shown  # what was typed is still there
    assert ClockRecalculation.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"length": ""}, "Vul in hoe lang de termijn is."),
        ({"length": "0"}, "Schrijf een getal vanaf 1."),
        ({"article": ""}, "Noem de wet en het artikel"),
        ({"source": ""}, "Noem de bron"),
        ({"reason": ""}, "Schrijf op waarom u dit wijzigt."),
        ({"valid_from": ""}, "Vul in vanaf welke dag dit geldt."),
        ({"valid_from": "31-02-2026"}, "Deze datum bestaat niet."),
        ({"valid_from": "2014-01-01"}, "Deze termijn bestaat vanaf 1 januari 2015."),
        ({"valid_until": str(ago(30))}, "De laatste dag ligt voor de eerste."),
        ({"warn_on": "28 en 35"}, "Schrijf dagnummers met komma"),
        ({"unit": "hours"}, "Uren lopen door in het weekend."),
        ({"unit": "hours", "at_rest": "stays", "suspension_article": "Awb"}, "kan niet worden opgeschort"),
        ({"extension_times": 1}, "Kies de eenheid van de verlenging"),
        ({"extension_times": 1, "extension_unit": "days"}, "Noem het artikel dat verlengen toestaat"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(els: Client, changes: dict[str, Any], sentence: str) -> None:
    answer = els.post(PAGE, filled(**changes, confirmed="1"))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not ClockRecalculation.objects.exists()


def test_a_local_term_is_not_longer_than_the_law_allows(els: Client) -> None:
    page = reverse("casework:term", args=["wgs.beschikking"])
    answer = els.post(page, filled(length=57, suspension_article="Awb art. 4:15"))
    assert "De wet geeft hier ten hoogste 56." in answer.content.decode()
    assert els.post(page, filled(length=28, confirmed="1")).status_code == 302


@pytest.mark.parametrize("key", ["wmo.niets", "x", "wmo.onderzoek'"])
def test_an_unknown_term_is_not_found(els: Client, key: str) -> None:
    assert els.get(reverse("casework:term", args=[key])).status_code == 404
