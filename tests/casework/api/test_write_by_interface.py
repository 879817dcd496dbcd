"""A program writes a note where its user works: through the same service, and nothing can be slipped in."""

from __future__ import annotations

from typing import Any

import pytest

from casework.models import JournalEntry
from tests.casework.api.programs import API, PROBLEM, Program, program
from tests.people import Town
from tests.privacy.log import newest

NOTE = {"tekst": "Gebeld met Sanne", "domein": "wmo"}


@pytest.fixture
def joris(town: Town) -> Program:
    return program(town.user("Joris"))


def notes(town: Town) -> str:
    return f"/huishoudens/{town.de_vries.pk}/notities"


def test_a_note_is_written_in_the_name_of_the_user(town: Town, joris: Program) -> None:
    answer = joris.post(notes(town), NOTE)
    entry = JournalEntry.objects.get()
    assert (answer.status_code, answer["Location"]) == (201, f"{API}{notes(town)}")
    assert (entry.text, entry.domain, entry.author) == ("Gebeld met Sanne", "wmo", town.user("Joris"))
    assert answer.json()["id"] == str(entry.pk)
    assert entry.history.get().history_user == town.user("Joris")
    assert {"journalentry.written", "household.fetched"} >= {newest().event}


def test_health_data_is_marked_as_such(town: Town, joris: Program) -> None:
    assert joris.post(notes(town), NOTE | {"bijzonder": True}).json()["bijzonder"] is True
    assert JournalEntry.objects.get().is_special
    assert "Gebeld" not in joris.get(notes(town).replace("notities", "tijdlijn")).content.decode()


@pytest.mark.parametrize(
    "slipped",
    [{"id": "00000000-0000-4000-8000-000000000000"}, {"author": "x"}, {"household": "x"}, {"visibility": "author"}],
)
def test_what_is_not_named_cannot_be_sent(town: Town, joris: Program, slipped: dict[str, str]) -> None:
    answer = joris.post(notes(town), NOTE | slipped)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "unknown")
    assert not JournalEntry.objects.exists()


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "#/tekst"),
        ({"tekst": ""}, "#/tekst"),
        ({"tekst": None}, "#/tekst"),
        ({"tekst": "x" * 10_001}, "#/tekst"),
        ({"tekst": "\x00"}, "#/tekst"),
        ({"tekst": "geheim", "domein": "debts"}, "#/domein"),
        ({"tekst": "geheim", "lezers": ["domein"]}, "#/lezers"),
        ([], "#"),
        ("tekst", "#"),
    ],
)
def test_wrong_input_says_where_and_repeats_nothing(town: Town, joris: Program, body: Any, pointer: str) -> None:
    answer = joris.post(notes(town), body)
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)
    assert pointer in [error["location"]["pointer"] for error in answer.json()["errors"]]
    assert "geheim" not in answer.content.decode()


def test_all_errors_come_together(town: Town, joris: Program) -> None:
    answer = joris.post(notes(town), {"domein": "x", "lezers": "y"})
    assert len(answer.json()["errors"]) == 3


@pytest.mark.parametrize("text", ["{", "\xff", "", "NaN"], ids=["open", "bytes", "nothing", "nan"])
def test_what_is_no_json_is_a_400(town: Town, joris: Program, text: str) -> None:
    answer = joris.post(notes(town), text.encode("latin-1"))
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/xml"])
def test_another_kind_of_content_is_a_415(town: Town, joris: Program, kind: str) -> None:
    assert joris.post(notes(town), "tekst=x", content_type=kind).status_code == 415


def test_an_oversized_body_is_a_413(town: Town, joris: Program) -> None:
    answer = joris.post(notes(town), {"tekst": "x" * 70_000})
    assert (answer.status_code, answer["Content-Type"]) == (413, PROBLEM)


def test_without_the_scope_of_writing_nothing_is_written(town: Town) -> None:
    reader = program(town.user("Joris"), "doel:wmo")
    assert reader.post(notes(town), NOTE).status_code == 403
    assert (newest().event, newest().action) == ("change.refused", "denied")
    assert not JournalEntry.objects.exists()


def test_without_a_purpose_nothing_is_read_or_written(town: Town) -> None:
    writer = program(town.user("Joris"), "notities:schrijven")
    assert (writer.post(notes(town), NOTE).status_code, writer.get("/huishoudens").status_code) == (403, 403)


def test_where_the_user_does_not_work_nothing_is_written(town: Town, joris: Program) -> None:
    answer = joris.post(notes(town), NOTE | {"domein": "schulden"})
    assert (answer.status_code, answer["Content-Type"]) == (403, PROBLEM)
    assert not JournalEntry.objects.exists()


def test_a_scope_narrower_than_the_role_does_not_write_elsewhere(town: Town) -> None:
    debts = program(town.user("Joris"), "doel:schulden", "notities:schrijven")
    assert debts.post(notes(town), NOTE).status_code == 404


def test_in_another_household_nothing_is_written(town: Town, joris: Program) -> None:
    assert joris.post(f"/huishoudens/{town.bakker.pk}/notities", NOTE).status_code == 404


def test_other_methods_are_a_405_with_what_can_be_done(town: Town, joris: Program) -> None:
    answer = joris.browser.delete(f"{API}{notes(town)}", headers=joris.headers)
    assert (answer.status_code, answer["Content-Type"]) == (405, PROBLEM)
    assert "POST" in answer["Allow"]
