"""The screens of the purpose table: read as a matrix, changed after a look at what follows."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from privacy.choices import Rule, Source
from privacy.models import PurposePolicy
from privacy.purpose_table import CLASSES, PURPOSES, Place, history_of, table_on, wams_cells
from tests.people import Town
from tests.privacy.log import in_words, newest

TABLE, WAMS = reverse("privacy:purpose_table"), reverse("privacy:purpose_wams")
CELL = Place.parse("debts-wmo-content")
PAGE = reverse("privacy:purpose_cell", args=[CELL.address])
GIVEN = {"rule": "allowed", "article": "Wet proef art. 1", "reason": "afspraak met de raad"}


def today() -> datetime.date:
    return timezone.localdate()


def send(client: Client, page: str = PAGE, **fields: Any) -> Any:
    """Fill in the form of a page; a field that is None is left out."""
    given = {**GIVEN, "valid_from": f"{today():%Y-%m-%d}"} | fields
    return client.post(page, {name: value for name, value in given.items() if value is not None})


def words(answer: Any) -> str:
    return in_words(answer.content.decode())


def test_the_matrix_shows_every_cell_with_its_rule_article_and_day(town: Town) -> None:
    page = town.client("Pieter").get(TABLE).content.decode()
    for source in Source:
        for purpose in PURPOSES:
            for data_class in CLASSES:
                assert reverse("privacy:purpose_cell", args=[Place(source, purpose, data_class).address]) in page
    assert "Wmo 2015 art. 5.1.1 lid 4: ondubbelzinnige toestemming · sinds 1-1-2015" in in_words(page)


def test_what_is_planned_stands_in_the_matrix(town: Town) -> None:
    pieter, later = town.client("Pieter"), today() + datetime.timedelta(days=40)
    send(pieter, valid_from=f"{later:%Y-%m-%d}", confirmed="1")
    assert f"vanaf {later.day}-{later.month}-{later.year}: mag" in words(pieter.get(TABLE))
    assert table_on(today())[CELL].rule == Rule.CONSENT


def test_before_it_is_confirmed_the_page_says_who_gains_sight_and_changes_nothing(town: Town) -> None:
    shown = words(send(town.client("Pieter")))
    assert "Dit zicht komt erbij Schulden: van dat naar wat, voor 1 medewerker, bij 1 huishouden" in shown
    assert "Joris Smit" in shown
    assert "De Vries" not in shown
    assert table_on(today())[CELL].rule == Rule.CONSENT
    entry = newest()
    assert (entry.event, entry.purpose, entry.subject_ids) == ("purposetable.foretold", "oversight", [])


def test_a_preview_names_who_loses_sight(town: Town) -> None:
    page = reverse("privacy:purpose_cell", args=["debts-wmo-involvement"])
    assert "Dit zicht vervalt Schulden: van dat naar geen zicht" in words(
        send(town.client("Pieter"), page, rule="never")
    )


def test_a_change_without_consequence_says_so(town: Town) -> None:
    page = reverse("privacy:purpose_cell", args=["signals-wmo-content"])
    assert "Niemand krijgt of verliest hierdoor zicht" in words(send(town.client("Pieter"), page))


def test_confirmed_it_is_a_new_version_with_who_and_why(town: Town) -> None:
    pieter = town.client("Pieter")
    assert send(pieter, confirmed="1")["Location"] == TABLE
    version = table_on(today())[CELL]
    assert (version.rule, version.article, version.reason) == (Rule.ALLOWED, *list(GIVEN.values())[1:])
    assert version.decided_by == town.user("Pieter")
    assert newest().event == "purposetable.changed"
    page = words(pieter.get(PAGE))
    assert "Pieter Kok" in page
    assert "afspraak met de raad" in page
    assert "zoals de wet luidde toen dit systeem begon" in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"valid_from": "2027-02-31"}, "Deze datum bestaat niet."),
        ({"valid_from": ""}, "Vul in vanaf welke dag dit geldt."),
        ({"valid_from": "2020-01-01"}, "Een wijziging geldt nooit met terugwerkende kracht."),
        ({"reason": ""}, "Schrijf op waarom u dit wijzigt."),
        ({"reason": "   "}, "Schrijf op waarom u dit wijzigt."),
        ({"article": ""}, "Noem de wet en het artikel waarop dit rust."),
        ({"rule": None}, "Kies wat er mag."),
        ({"rule": "perhaps"}, "perhaps"),
        ({"article": "x" * 201}, "200"),
        ({"reason": "x" * 301}, "300"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(town: Town, fields: dict[str, Any], sentence: str) -> None:
    answer = send(town.client("Pieter"), confirmed="1", **fields)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert len(history_of(CELL)) == 1


@pytest.mark.parametrize(
    "address", ["debts-wmo", "debts-wmo-content-x", "debts-wmo-identity", "debts-oversight-content", "x-wmo-content"]
)
def test_a_cell_that_is_not_there_is_not_found(town: Town, address: str) -> None:
    assert town.client("Pieter").get(reverse("privacy:purpose_cell", args=[address])).status_code == 404


@pytest.mark.parametrize("address", ["debts-coordination-involvement", "wmo-signal-special"])
def test_a_cell_that_cannot_change_says_why_and_refuses(town: Town, address: str) -> None:
    pieter, page = town.client("Pieter"), reverse("privacy:purpose_cell", args=[address])
    assert 'name="rule"' not in pieter.get(page).content.decode()
    assert send(pieter, page, confirmed="1").status_code == 422
    assert len(history_of(Place.parse(address))) == 1


def test_the_wams_goes_on_and_off_with_a_version_of_each_cell(town: Town) -> None:
    pieter = town.client("Pieter")
    assert "staat uit" in words(pieter.get(WAMS))
    send(pieter, WAMS, is_on="on", confirmed="1")
    assert "staat aan" in words(pieter.get(WAMS))
    assert {table_on(today())[place].rule for place in wams_cells()} == {Rule.NECESSITY}
    send(pieter, WAMS, is_on="off", confirmed="1")
    assert {table_on(today())[place].rule for place in wams_cells()} == {Rule.NEVER}
    assert PurposePolicy.objects.filter(purpose="wams").count() == 3 * len(wams_cells())


def test_what_the_officer_writes_is_shown_as_text(town: Town) -> None:
    pieter = town.client("Pieter")
    send(pieter, article="<script>alert(1)</script>", reason="<b>x</b>", confirmed="1")
    for page in (TABLE, PAGE):
        assert "<script>alert" not in pieter.get(page).content.decode()
