"""The privacy officer takes access records out as a file."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from privacy.exports import defused
from privacy.exports.privacy import LOG_FILE
from privacy.models import ExportRequest
from tests.people import Town
from tests.privacy.log import in_words, look, newest
from tests.proof import proven

EXPORT = reverse("privacy:export_log")


def take(town: Town, **typed: Any) -> Any:
    why = {"reason": "resident", "words": "verzoek om inzage"}
    return proven(town.client("Pieter"), town.user("Pieter")).post(EXPORT, why | typed)


def rows(answer: Any) -> list[dict[str, str]]:
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_the_file_holds_the_filtered_records(town: Town) -> None:
    record = look(town, "Joris", ground="professional Wmo")
    look(town, "Noor")
    (row,) = rows(take(town, medewerker=town.user("Joris").pk))
    assert row["moment"] == f"{timezone.localtime(record.at):%Y-%m-%d %H:%M:%S}"
    assert (row["medewerker"], row["rol en team"]) == ("Joris Smit", "professional, Wijkteam Haven")
    assert (row["handeling"], row["gebeurtenis"], row["grondslag"]) == (
        "bekeken",
        "bekeek huishouden",
        "professional Wmo",
    )
    assert (row["aantal betrokkenen"], row["sleutel huishouden"]) == ("2", str(town.de_vries.pk))
    assert row["sleutels betrokkenen"] == f"{town.person('Sanne').pk} {town.person('Emre').pk}"


def test_names_go_along_only_when_asked_for(town: Town) -> None:
    look(town, "Joris")
    assert "Sanne" not in take(town, medewerker=town.user("Joris").pk).content.decode()
    (row,) = rows(take(town, medewerker=town.user("Joris").pk, with_names="on"))
    assert (row["huishouden"], row["betrokkenen"]) == ("De Vries-Yılmaz", "Sanne de Vries, Emre Yılmaz")


def test_a_spreadsheet_reads_it_as_text_in_the_right_letters(town: Town) -> None:
    look(town, "Joris", ground="=HYPERLINK(1)", actor_name='@Joris; of "Jo"')
    answer = take(town, medewerker=town.user("Joris").pk)
    (row,) = rows(answer)
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="inzage-{timezone.localdate()}.csv"'
    assert (row["grondslag"], row["medewerker"]) == ("'=HYPERLINK(1)", '\'@Joris; of "Jo"')


def test_taking_out_is_recorded_with_how_many_and_why(town: Town) -> None:
    look(town, "Joris")
    look(town, "Joris", subject_ids=[town.person("Gerda").pk], household_id=town.bakker.pk)
    take(town, medewerker=town.user("Joris").pk)
    entry = newest()
    assert (entry.event, entry.action, entry.ground) == (
        "accessrecord.export",
        "export",
        "de inwoner vraagt erom: verzoek om inzage",
    )
    made = ExportRequest.objects.get()
    assert entry.details == {"filters": ["worker"], "export": str(made.pk), "reason": "resident", "rows": 2}
    assert (made.asked_by, made.people, made.rows) == (town.user("Pieter"), 3, 2)
    assert made.made_at is not None
    assert set(entry.subject_ids) == {town.person(name).pk for name in ("Sanne", "Emre", "Gerda")}
    assert set(entry.listed_household_ids) == {town.de_vries.pk, town.bakker.pk}


@pytest.mark.parametrize("missing", [{"reason": ""}, {"words": " "}, {"reason": "zomaar"}, {"words": "x" * 301}])
def test_without_a_reason_nothing_goes_out(town: Town, missing: dict[str, str]) -> None:
    look(town, "Joris")
    answer = take(town, medewerker=town.user("Joris").pk, **missing)
    assert answer.status_code == 422
    assert "Joris" not in in_words(answer.content.decode())
    assert not ExportRequest.objects.exists()


def test_more_than_fits_is_refused_not_cut_off(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("privacy.log.export.MOST_ROWS", 2)
    monkeypatch.setattr("privacy.exports.taking.kind_of", lambda _key: replace(LOG_FILE, most_rows=2))
    for _ in range(3):
        look(town, "Joris")
    answer = take(town, medewerker=town.user("Joris").pk)
    assert answer.status_code == 422
    assert "meer dan 2 regels" in in_words(answer.content.decode())
    assert (newest().event, newest().subject_ids) == ("accessrecord.list", [])
    assert not ExportRequest.objects.exists()


def test_nothing_is_kept_of_the_file(town: Town) -> None:
    look(town, "Joris")
    answer = take(town, medewerker=town.user("Joris").pk)
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert "Sanne" not in str(ExportRequest.objects.values().get())


def test_a_wrong_filter_takes_nothing_out(town: Town) -> None:
    assert take(town, van="2026-02-31").status_code == 422


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("-1", "'-1"),
        ("\t=1", "'\t=1"),
        (" =1", "' =1"),
        ("＝1", "'＝1"),
        ("gewoon", "gewoon"),
        ("", ""),
    ],
)
def test_a_cell_is_never_a_formula(cell: str, expected: str) -> None:
    assert defused(cell) == expected
