"""Files of people to import, as they come out of Excel, an editor or another system."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from households.services.importing import UnreadableFile, read_lines


def problems(content: bytes) -> list[tuple[int | None, str]]:
    return [(problem.line, problem.reason) for problem in read_lines(content).problems]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
def test_numbers_one_per_line(mark: bytes, ending: bytes) -> None:
    lines = read_lines(mark + ending.join([b"999990019", b"", b"9999.90.032", b'"999990044";Deniz']))
    assert lines.bsns == {"999990019": 1, "999990032": 3, "999990044": 4}
    assert lines.problems == []


def test_the_names_of_the_columns_are_no_person() -> None:
    assert read_lines(b"burgerservicenummer;naam\n999990019;Sanne\n").bsns == {"999990019": 2}


def test_a_number_that_stands_twice_is_imported_once() -> None:
    assert read_lines(b"999990019\n999990019\n").bsns == {"999990019": 1}


@pytest.mark.parametrize(
    ("line", "number", "letter", "addition"),
    [
        ("1354AB;12", 12, "", ""),
        ("1354 ab;12b", 12, "b", ""),
        ("1354AB;12;b;2", 12, "b", "2"),
        ("1354AB;12-2", 12, "", "2"),
        ("1354AB,12", 12, "", ""),
    ],
)
def test_an_address_is_a_postcode_and_a_house_number(line: str, number: int, letter: str, addition: str) -> None:
    ((where, question),) = read_lines(line.encode()).addresses
    assert (where, question.house_number, question.house_letter, question.house_addition) == (
        1,
        number,
        letter,
        addition,
    )


def test_a_line_that_says_nothing_is_reported_and_the_others_stand() -> None:
    content = b"999990019\n999990018\n1354AB\nlarie\n999990032\n"
    assert problems(content) == [
        (2, "Dit burgerservicenummer bestaat niet. Is er een cijfer verkeerd getypt?"),
        (3, "Schrijf een adres als postcode;huisnummer, bijvoorbeeld 1354AB;12."),
        (4, "Een burgerservicenummer bestaat alleen uit cijfers."),
    ]
    assert set(read_lines(content).bsns) == {"999990019", "999990032"}


@pytest.mark.parametrize("content", ["Yılmaz é".encode("cp1254"), "999990019".encode("utf-16")])
def test_another_encoding_gives_one_clear_sentence(content: bytes) -> None:
    with pytest.raises(UnreadableFile, match="niet in UTF-8 opgeslagen"):
        read_lines(content)


@given(st.binary(max_size=200))
def test_whatever_is_in_the_file_it_is_read_or_refused(content: bytes) -> None:
    try:
        lines = read_lines(content)
    except UnreadableFile:
        return
    assert all(problem.line and problem.reason for problem in lines.problems)
    assert all(len(bsn) == 9 for bsn in lines.bsns)
