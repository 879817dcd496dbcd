"""A file of persoonslijsten is read whole: who belongs to whom, what is current, and what is wrong and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from households.brp.lo3 import Lo3Error, Problem
from households.brp.lo3_records import LoadedRecords, load_records
from households.dates import PartialDate
from tests.households.brp.shared import PERSONS, needs_shared_data
from tests.households.brp.sheets import COLUMNS, PERSON, row, write_file


def loaded(folder: Path, *rows: str) -> LoadedRecords:
    return load_records(write_file(folder / "persons.csv", *rows))


def reasons(problems: list[Problem]) -> list[tuple[int, str]]:
    return [(problem.row, problem.element) for problem in problems]


def test_a_row_without_reference_belongs_to_the_person_above_it(tmp_path: Path) -> None:
    persons = loaded(
        tmp_path,
        row("a", PERSON | {"09.02.10": "Ali", "09.03.10": "20150101", "09.H": "09"}),
        row("", {"09.02.10": "Bo", "09.03.10": "20170000"}),
        row("b", PERSON),
    )
    assert [[child.name.given for child in record.children] for record in persons.records] == [["Ali", "Bo"], []]
    assert persons.problems == []


def test_the_marker_makes_the_row_below_it_an_older_state(tmp_path: Path) -> None:
    persons = loaded(
        tmp_path,
        row("a", PERSON | {"08.11.10": "Nieuwstraat", "08.11.20": "1", "08.H": "58"}),
        row("", {"08.11.10": "Middenstraat", "08.11.20": "2", "08.H": "58"}),
        row("", {"08.11.10": "Oudstraat", "08.11.20": "3"}),
    )
    assert persons.records[0].residence.short_street == "Nieuwstraat"
    assert persons.problems == []


def test_the_history_of_one_child_does_not_hide_the_next_child(tmp_path: Path) -> None:
    persons = loaded(
        tmp_path,
        row("a", PERSON | {"09.02.10": "Ali", "09.H": "59"}),
        row("", {"09.02.10": "Aly", "09.H": "09"}),
        row("", {"09.02.10": "Bo"}),
    )
    assert [child.name.given for child in persons.records[0].children] == ["Ali", "Bo"]


def test_an_unmarked_row_about_somebody_else_is_another_child_and_is_reported(tmp_path: Path) -> None:
    persons = loaded(
        tmp_path,
        row("a", PERSON | {"09.01.20": "999993653", "09.02.10": "Ali", "09.03.10": "20150101"}),
        row("", {"09.01.20": "999990639", "09.02.10": "Bo", "09.03.10": "20150101"}),
    )
    assert [child.name.given for child in persons.records[0].children] == ["Ali", "Bo"]
    assert reasons(persons.problems) == [(3, "09")]


def test_an_unmarked_row_of_a_category_that_occurs_once_is_an_older_state(tmp_path: Path) -> None:
    persons = loaded(
        tmp_path,
        row("a", PERSON | {"08.11.10": "Nieuwstraat"}),
        row("", {"08.11.10": "Oudstraat"}),
    )
    assert persons.records[0].residence.short_street == "Nieuwstraat"
    assert reasons(persons.problems) == [(3, "08")]


def test_a_marriage_that_was_entered_by_mistake_is_gone(tmp_path: Path) -> None:
    persons = loaded(
        tmp_path,
        row("a", PERSON | {"05.85.10": "20100101", "05.H": "55"}),
        row("", {"05.02.40": "Evers", "05.06.10": "20050811", "05.15.10": "H"}),
    )
    assert persons.records[0].partners == ()


def test_a_death_that_was_entered_by_mistake_is_gone(tmp_path: Path) -> None:
    persons = loaded(tmp_path, row("a", PERSON | {"06.85.10": "20100101"}))
    assert not persons.records[0].is_dead


def test_a_stillborn_child_is_not_given_out(tmp_path: Path) -> None:
    persons = loaded(tmp_path, row("a", PERSON | {"09.02.40": "Vries", "09.03.10": "20150101", "09.89.10": "L"}))
    assert persons.records[0].children == ()


def test_an_investigation_that_has_ended_is_none(tmp_path: Path) -> None:
    running = {"08.09.10": "0034", "08.83.10": "080000", "08.83.20": "20200101"}
    persons = loaded(tmp_path, row("a", PERSON | running), row("b", PERSON | running | {"08.83.30": "20200301"}))
    assert [bool(record.residence.investigation) for record in persons.records] == [True, False]


def test_partly_known_dates_stay_as_they_are(tmp_path: Path) -> None:
    persons = loaded(tmp_path, row("a", PERSON | {"01.03.10": "19850300"}), row("b", PERSON | {"01.03.10": "00000000"}))
    assert [record.birth.date for record in persons.records] == [PartialDate(1985, 3), PartialDate()]


@pytest.mark.parametrize("date", ["20230231", "2015", "05", "19660013", "abcdefgh"])
def test_a_date_that_does_not_exist_is_left_out_and_reported_without_its_value(tmp_path: Path, date: str) -> None:
    persons = loaded(tmp_path, row("a", PERSON | {"06.08.10": date}), row("b", PERSON))
    assert [record.is_dead for record in persons.records] == [False, False]
    assert reasons(persons.problems) == [(2, "06.08.10")]
    assert date not in str(persons.problems[0]).split("·")[-1]


def test_characters_that_the_brp_does_not_know_are_left_out_of_a_name_but_the_person_stays(tmp_path: Path) -> None:
    persons = loaded(tmp_path, row("a", PERSON | {"01.02.10": "<b>Sanne</b> 😀", "01.02.40": '"Vries & Zn"'}))
    assert (persons.records[0].name.given, persons.records[0].name.surname) == ("bSanneb", "Vries Zn")
    assert reasons(persons.problems) == [(2, "01.02.10"), (2, "01.02.40")]


def test_an_accent_that_does_not_fit_loses_only_the_accent(tmp_path: Path) -> None:
    persons = loaded(tmp_path, row("a", PERSON | {"01.02.30": "vún"}))
    assert persons.records[0].name.prefix == "vun"


def test_a_bad_row_is_reported_and_takes_only_its_own_person_along(tmp_path: Path) -> None:
    persons = loaded(
        tmp_path,
        row("a", PERSON),
        "b;999993653;too short",
        row("", {"09.02.10": "Kind van b"}),
        row("c", PERSON | {"01.02.10": "Stuur\x07teken"}),
        row("d", PERSON),
    )
    assert [record.reference for record in persons.records] == ["a", "d"]
    assert persons.records[0].children == ()
    assert [(problem.row, problem.reference) for problem in persons.problems] == [(3, ""), (4, ""), (5, "")]


def test_a_person_without_own_data_is_reported(tmp_path: Path) -> None:
    persons = loaded(tmp_path, row("a", {"07.70.10": "0"}), row("b", PERSON))
    assert [record.reference for record in persons.records] == ["b"]
    assert reasons(persons.problems) == [(2, "01")]


def test_a_broken_quote_does_not_stop_the_rows_after_it(tmp_path: Path) -> None:
    broken = row("b", PERSON).replace("Sanne", '"Sanne"x')
    persons = loaded(tmp_path, row("a", PERSON), broken, row("c", PERSON))
    assert [record.reference for record in persons.records] == ["a", "c"]
    assert len(persons.problems) == 1


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_a_wrong_encoding_is_refused_with_what_to_do(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "persons.csv"
    path.write_bytes("\r\n".join([";".join(COLUMNS), row("a", PERSON | {"01.02.10": "Zoë"})]).encode(encoding))
    with pytest.raises(Lo3Error, match="UTF-8"):
        load_records(path)


@pytest.mark.parametrize("content", [b"", b"naam,adres\r\nx,y", b"\xef\xbb\xbf;01.01.20\r\n"])
def test_a_file_without_the_right_columns_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "persons.csv"
    path.write_bytes(content)
    with pytest.raises(Lo3Error, match="puntkomma"):
        load_records(path)


def test_a_file_that_is_not_there_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Lo3Error, match="kan niet worden gelezen"):
        load_records(tmp_path / "elsewhere.csv")


def test_nothing_that_was_read_shows_itself_in_a_log(tmp_path: Path) -> None:
    persons = loaded(tmp_path, row("a", PERSON))
    assert repr(persons.records) == "[<PersonRecord>]"


@needs_shared_data
def test_the_public_test_set_is_read_whole() -> None:
    persons = load_records(PERSONS)
    by_reference = {record.reference: record for record in persons.records}
    assert len(persons.records) == len(by_reference) == 687
    assert {"999997452", "999998298"} <= {child.bsn for child in by_reference["Lg01_838"].children}
    assert not by_reference["Lg01_803"].is_dead
    assert [bool(partner.ended) for partner in by_reference["Lg01_803"].partners] == [False, True]
    assert all(
        record.bsn not in str(problem) for problem in persons.problems for record in persons.records if record.bsn
    )
