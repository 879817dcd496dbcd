"""What the one search field understands, and what it says when it does not."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from households.search import MAX_LENGTH, NotUnderstood, Question, parse

TODAY = datetime.date(2026, 11, 20)


def asked(text: str) -> Question:
    return parse(text, today=TODAY)


def keys(question: Question) -> list[str]:
    return [word.key for word in question.words]


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("12-3-1985", "19850312"),
        ("12-03-1985", "19850312"),
        ("12/3/1985", "19850312"),
        ("12.3.1985", "19850312"),
        ("12 3 1985", "19850312"),
        ("1985-03-12", "19850312"),
        ("12 maart 1985", "19850312"),
        ("12 MRT 1985", "19850312"),
        ("12 okt. 1985", "19851012"),
        ("12031985", "19850312"),
        ("19850312", "19850312"),
        ("12-3-85", "19850312"),
        ("12-3-26", "20260312"),
        ("12-3-27", "19270312"),
        ("29-2-2024", "20240229"),
        ("00-03-1985 jansen", "19850300"),
        ("00-00-1985 jansen", "19850000"),
        ("jansen 1985", "19850000"),
        ("1985 de Vries", "19850000"),
        ("Li 1985", "19850000"),
        ("jan 1985", "19850000"),
    ],
)
def test_a_birth_date_is_read_in_every_way_people_write_it(text: str, stored: str) -> None:
    born = asked(text).born
    assert born is not None
    assert born.stored == stored


@pytest.mark.parametrize(
    ("text", "postcode", "number", "letter", "suffix"),
    [
        ("1354AB", "1354AB", None, "", ""),
        ("1354 ab", "1354AB", None, "", ""),
        ("1354ab12", "1354AB", 12, "", ""),
        ("1354 AB 12", "1354AB", 12, "", ""),
        ("1354AB, 12a", "1354AB", 12, "a", ""),
        ("1354AB 12-a", "1354AB", 12, "a", ""),
        ("1354AB 12-3", "1354AB", 12, "", "3"),
        ("1985 ab 12", "1985AB", 12, "", ""),
        ("1985 AB", "1985AB", None, "", ""),
    ],
)
def test_a_postcode_is_read_with_its_house_number(
    text: str, postcode: str, number: int | None, letter: str, suffix: str
) -> None:
    place = asked(text).place
    assert place is not None
    assert (place.postcode, place.house_number, place.house_letter, place.house_suffix) == (
        postcode,
        number,
        letter,
        suffix,
    )


def test_a_street_is_read_with_its_house_number() -> None:
    place = asked("Burgemeester Haanstraweg 12b").place
    assert place is not None
    assert (place.street, place.house_number, place.house_letter) == ("Burgemeester Haanstraweg", 12, "b")


@pytest.mark.parametrize("text", ["999990019", "9999 90 019", "999.990.019", "bsn 999990019", "jansen 999990019"])
def test_nine_digits_are_a_burgerservicenummer_whatever_stands_beside_them(text: str) -> None:
    assert asked(text) == Question(bsn="999990019")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sanne de Vries", ["sanne", "de", "vries"]),
        ("Vries, Sanne de", ["vries", "sanne", "de"]),
        ("S. de Vries-Yılmaz", ["s", "de", "vries", "yilmaz"]),
        ("Özgür Meijer", ["ozgur", "meyer"]),
        ("van 't Hof", ["van", "t", "hof"]),
        ("v.d. Berg", ["vd", "berg"]),
        ("O’Brien", ["o", "brien"]),
        ("<b>Jansen</b>", ["b", "jansen", "b"]),
        ("🙂 Jansen 🙂", ["jansen"]),
    ],
)
def test_a_name_is_read_as_words_without_marks(text: str, words: list[str]) -> None:
    assert keys(asked(text)) == words


@pytest.mark.parametrize(
    ("text", "prefixes"),
    [
        ("van 't Hof", ["van", "t"]),
        ("'t Hof", ["t"]),
        ("d'Angelo", ["d"]),
        ("in 's Gravesande", ["in", "s"]),
        ("S. de Vries", ["de"]),
        ("T. Jansen", []),
        ("De", []),
    ],
)
def test_one_letter_is_an_initial_unless_it_is_written_as_a_voorvoegsel(text: str, prefixes: list[str]) -> None:
    assert [word.key for word in asked(text).words if word.is_prefix] == prefixes


def test_a_name_beside_a_date_or_a_postcode_is_part_of_the_question() -> None:
    with_date, with_postcode = asked("de Vries 12-4-1988"), asked("1354 AB 12 de Vries")
    assert keys(with_date) == keys(with_postcode) == ["de", "vries"]
    assert with_date.criteria == ["birth_date", "name"]
    assert with_postcode.criteria == ["postcode", "house_number", "name"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Typ een naam"),
        ("   ", "Typ een naam"),
        ("🙂", "Typ een naam"),
        ("?!", "Typ een naam"),
        ("b", "ten minste twee letters"),
        ("a. b.", "ten minste twee letters"),
        ("x" * 500, "te lang"),
        ("een twee drie vier vijf zes zeven acht negen", "te veel woorden"),
        ("jansen\x00", "een teken in dat we niet kunnen lezen"),
        ("jan\x07sen", "een teken in dat we niet kunnen lezen"),
        ("123456789", "bestaat niet"),
        ("1234567890", "9 cijfers"),
        ("31-02-1985", "bestaat niet"),
        ("31 februari 1985", "bestaat niet"),
        ("12-13-1985", "bestaat niet"),
        ("00-00-0000", "geboortejaar"),
        ("12-3-1585", "geboortejaar"),
        ("12-3-2036", "in de toekomst"),
        ("99999999", "bestaat niet"),
        ("1985", "ook een achternaam"),
        ("31-02", "het getal niet"),
        ("1354", "het getal niet"),
        ("jansen 12-3-1985 13-4-1986", "het getal niet"),
    ],
)
def test_what_cannot_be_searched_gets_a_sentence(text: str, says: str) -> None:
    with pytest.raises(NotUnderstood, match=says):
        asked(text)


@given(
    st.one_of(
        st.text(max_size=MAX_LENGTH + 10),
        st.from_regex(r"[0-9a-zA-Z .,'/-]{0,60}", fullmatch=True),
        st.from_regex(r"[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}( [A-Za-z]{1,9})?", fullmatch=True),
        st.from_regex(r"[1-9][0-9]{3} ?[A-Za-z]{2} ?[0-9]{0,6}[a-z]?(-[a-z0-9]{1,5})?", fullmatch=True),
    )
)
def test_whatever_is_typed_is_a_question_or_gets_a_sentence(text: str) -> None:
    try:
        said = "".join(asked(text).criteria)
    except NotUnderstood as sentence:
        said = str(sentence)
    assert said
