"""Writing a note on the household page."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from casework.models import JournalEntry, TimelineEvent
from privacy.models import AccessRecord
from tests.people import Town

HTMX = {"HX-Request": "true"}


def send(client: Client, town: Town, **fields: str) -> object:
    data = {"text": "Gebeld met Sanne.", "domain": "", "visibility": "domain"} | fields
    return client.post(reverse("casework:write_note", args=[town.de_vries.pk]), data, headers=HTMX)


def test_the_note_is_kept_with_its_author_its_event_and_its_record(town: Town) -> None:
    response = send(town.client("Fatima"), town)
    assert "De notitie is bewaard" in response.content.decode()  # type: ignore[attr-defined]
    entry = JournalEntry.objects.get(text="Gebeld met Sanne.")
    assert entry.author == town.user("Fatima")
    assert entry.history.get().history_user == town.user("Fatima")
    assert TimelineEvent.objects.filter(sentence="Notitie: Gebeld met Sanne.").exists()
    assert AccessRecord.objects.get(event="journalentry.written").household_id == town.de_vries.pk


def test_without_javascript_the_note_is_kept_and_the_page_comes_back(town: Town) -> None:
    url = reverse("casework:write_note", args=[town.de_vries.pk])
    data = {"text": "Gebeld", "domain": "", "visibility": "domain"}
    response = town.client("Fatima").post(url, data, follow=True)
    assert "De notitie is bewaard" in response.content.decode()


def test_a_professional_writes_in_her_own_domain_only(town: Town) -> None:
    assert send(town.client("Noor"), town, domain="debts").status_code == 200  # type: ignore[attr-defined]
    refused = send(town.client("Noor"), town, domain="wmo")
    assert refused.status_code == 422  # type: ignore[attr-defined]
    assert JournalEntry.objects.count() == 1


def test_somebody_elses_household_is_not_there(town: Town) -> None:
    assert send(town.client("Bram"), town).status_code == 404  # type: ignore[attr-defined]
    assert not JournalEntry.objects.exists()


def test_a_note_for_the_author_alone_is_seen_by_nobody_else(town: Town) -> None:
    send(town.client("Fatima"), town, text="Alleen voor mij", visibility="author")
    page_url = reverse("casework:household", args=[town.de_vries.pk]) + "?alles=ja"
    assert "Alleen voor mij" in town.client("Fatima").get(page_url).content.decode()
    assert "Alleen voor mij" not in town.client("Joris").get(page_url).content.decode()
    assert not TimelineEvent.objects.filter(sentence__contains="Alleen voor mij").exists()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Schrijf eerst een notitie."),
        ("   ", "Schrijf eerst een notitie."),
        ("x" * 10_001, "De notitie is te lang"),
        ("voor\x00na", "Null-tekens zijn niet toegestaan."),
    ],
)
def test_what_cannot_be_kept_gets_a_sentence_and_stays_in_the_form(town: Town, text: str, sentence: str) -> None:
    response = send(town.client("Fatima"), town, text=text)
    page = response.content.decode()  # type: ignore[attr-defined]
    assert response.status_code == 422  # type: ignore[attr-defined]
    assert sentence in page
    assert text.strip()[:50].replace("\x00", "") in page.replace("\x00", "")
    assert not JournalEntry.objects.exists()


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{ 7|add:7 }}", "Fijn gesprek 😀 çğİ", "x" * 10_000])
def test_any_other_text_is_kept_as_typed_and_shown_as_text(town: Town, text: str) -> None:
    send(town.client("Fatima"), town, text=text)
    assert JournalEntry.objects.get().text == text
    url = reverse("casework:household", args=[town.de_vries.pk])
    assert "<script>alert" not in town.client("Fatima").get(f"{url}?alles=ja").content.decode()
