"""The household on paper: after a proof and with a reason, with its reader on every page, recorded as printed."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.urls import reverse
from pypdf import PdfReader

from privacy.models import AccessRecord, ExportRequest
from tests.people import Town
from tests.privacy.log import in_words
from tests.proof import proven

WHY = {"reason": "meeting", "words": "huisbezoek"}


def address(town: Town) -> str:
    return reverse("casework:paper", args=[town.de_vries.pk])


def take(town: Town, who: str = "Fatima", **typed: str) -> Any:
    return proven(town.client(who), town.user(who)).post(address(town), WHY | typed)


def text_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def test_printing_is_recorded_as_printing_with_everybody_on_the_paper(town: Town) -> None:
    assert take(town).status_code == 200
    record, made = AccessRecord.objects.get(action="print"), ExportRequest.objects.get()
    assert (record.event, record.household_id) == ("household.printed", town.de_vries.pk)
    assert (len(record.subject_ids), record.ground) == (4, "vaste casemanager")
    assert record.details == {"export": str(made.pk), "reason": "meeting", "rows": 1}
    assert (made.people, made.words, made.household_id) == (4, "huisbezoek", town.de_vries.pk)


def test_the_page_for_the_printer_says_whose_it_is(town: Town) -> None:
    page = take(town)
    assert page.content.decode().count("Fatima Bennani, ") >= 2
    assert "Vertrouwelijk." in in_words(page.content.decode())
    assert page["Cache-Control"] == "no-store, private"


def test_the_pdf_says_it_on_every_page_and_can_be_read_aloud(town: Town) -> None:
    answer = take(town, pdf="ja")
    pages = text_of(answer.content)
    assert answer["Content-Type"] == "application/pdf"
    assert all("Fatima Bennani, " in page and "Vertrouwelijk." in page for page in pages)
    assert "Huishouden De Vries-Yılmaz" in pages[0]
    assert b"pdfuaid" in answer.content
    assert AccessRecord.objects.get(action="print").event == "household.printed"


def test_the_pdf_holds_no_more_than_the_page_of_its_reader(town: Town) -> None:
    joris = " ".join(text_of(take(town, who="Joris", pdf="ja").content))
    assert "hulp Wmo" in joris
    assert "hulp Schulden" not in joris


def test_asking_why_shows_no_content_and_prints_nothing(town: Town) -> None:
    page = proven(town.client("Fatima"), town.user("Fatima")).get(address(town))
    assert "Sanne" not in page.content.decode()
    assert not AccessRecord.objects.filter(action="print").exists()


@pytest.mark.parametrize("typed", [{"reason": ""}, {"words": ""}])
def test_without_a_reason_nothing_is_printed(town: Town, typed: dict[str, str]) -> None:
    answer = take(town, **typed)
    assert answer.status_code == 422
    assert "Sanne" not in answer.content.decode()


def test_somebody_elses_household_is_not_printed(town: Town) -> None:
    assert take(town, who="Bram").status_code == 404
    assert town.client("Bram").get(address(town)).status_code == 404


def test_a_household_with_more_people_than_fit_is_refused(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("privacy.exports.taking.Contents.people", lambda *_arguments: 101)
    answer = take(town)
    assert answer.status_code == 422
    assert "meer dan 100 mensen" in in_words(answer.content.decode())
