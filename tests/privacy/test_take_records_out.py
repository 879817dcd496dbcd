"""The privacy officer takes access records out as a file."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from privacy.log.export import defused
from tests.people import Town
from tests.privacy.log import in_words, look, newest

EXPORT = reverse("privacy:export_log")


def take(town: Town, **typed: Any) -> Any:
    return town.client("Pieter").post(EXPORT, {"reason": "verzoek van een inwoner"} | typed)


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
    assert (entry.event, entry.action, entry.ground) == ("accessrecord.export", "export", "verzoek van een inwoner")
    assert entry.details == {"filters": ["worker"], "rows": 2}
    assert set(entry.subject_ids) == {town.person(name).pk for name in ("Sanne", "Emre", "Gerda")}
    assert set(entry.listed_household_ids) == {town.de_vries.pk, town.bakker.pk}


def test_without_a_reason_nothing_goes_out(town: Town) -> None:
    look(town, "Joris")
    before = newest()
    answer = take(town, reason=" ", medewerker=town.user("Joris").pk)
    assert answer.status_code == 422
    assert "Joris" not in in_words(answer.content.decode())
    assert newest() == before


def test_more_than_fits_is_refused_not_cut_off(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("privacy.log.export.MOST_ROWS", 2)
    for _ in range(3):
        look(town, "Joris")
    answer = take(town, medewerker=town.user("Joris").pk)
    assert answer.status_code == 422
    assert "meer dan 10.000 regels" in in_words(answer.content.decode())
    assert (newest().event, newest().subject_ids) == ("accessrecord.list", [])


def test_a_wrong_filter_takes_nothing_out(town: Town) -> None:
    assert take(town, van="2026-02-31").status_code == 422


@pytest.mark.parametrize(
    ("cell", "expected"), [("=1+1", "'=1+1"), ("-1", "'-1"), ("\t=1", "'\t=1"), ("gewoon", "gewoon"), ("", "")]
)
def test_a_cell_is_never_a_formula(cell: str, expected: str) -> None:
    assert defused(cell) == expected
