"""A partly known date keeps what is known, sorts, shows itself in Dutch and gives an age or an age range."""

from __future__ import annotations

import datetime

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from households.dates import InvalidDate, PartialDate

TODAY = datetime.date(2026, 11, 20)
days = st.dates(min_value=datetime.date(1850, 1, 1), max_value=datetime.date(2150, 12, 31))


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    day = draw(days)
    known = draw(st.integers(min_value=0, max_value=3))
    return PartialDate(*(day.year, day.month, day.day)[:known])


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("19850312", "12 maart 1985"),
        ("19850300", "maart 1985"),
        ("19850000", "1985"),
        ("00000000", "onbekend"),
        ("20240229", "29 februari 2024"),
    ],
)
def test_it_shows_in_dutch_what_is_known(stored: str, shown: str) -> None:
    assert str(PartialDate.from_stored(stored)) == shown


@pytest.mark.parametrize("stored", ["20230229", "20230231", "20231301", "20230132", "00000312", "20230012", "19000229"])
def test_a_date_that_does_not_exist_is_refused_with_a_sentence(stored: str) -> None:
    with pytest.raises(InvalidDate, match=r"\.$"):
        PartialDate.from_stored(stored)


def test_the_thirty_first_of_february_is_named_in_the_refusal() -> None:
    with pytest.raises(InvalidDate, match="31 februari 2023 bestaat niet"):
        PartialDate(2023, 2, 31)


@pytest.mark.parametrize("text", ["", "1985", "1985-03-12", "abcdefgh", "²0230101", "198503121", "1985031\0", "😀" * 8])
def test_anything_but_eight_digits_is_refused(text: str) -> None:
    with pytest.raises(InvalidDate, match="acht cijfers"):
        PartialDate.from_stored(text)


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        ({"type": "Datum", "datum": "1985-03-12", "langFormaat": "12 maart 1985"}, "19850312"),
        ({"type": "JaarMaandDatum", "jaar": 1985, "maand": 3, "langFormaat": "maart 1985"}, "19850300"),
        ({"type": "JaarDatum", "jaar": 1985, "langFormaat": "1985"}, "19850000"),
        ({"type": "DatumOnbekend", "onbekend": True, "langFormaat": "onbekend"}, "00000000"),
    ],
)
def test_the_dates_of_the_brp_api_are_read(value: object, stored: str) -> None:
    assert PartialDate.from_api(value).stored == stored


@pytest.mark.parametrize(
    "value",
    [
        None,
        "1985-03-12",
        {},
        {"type": "Datum"},
        {"type": "Datum", "datum": "12-03-1985"},
        {"type": "Datum", "datum": "2023-W01-1"},
        {"type": "Datum", "datum": "2023-02-31"},
        {"type": "Datum", "datum": 19850312},
        {"type": "JaarDatum", "jaar": "1985"},
        {"type": "JaarDatum", "jaar": True},
        {"type": "JaarDatum", "jaar": 0},
        {"type": "JaarMaandDatum", "jaar": 1985, "maand": 13},
        {"type": "Tijdstip", "jaar": 1985},
    ],
)
def test_a_date_that_breaks_the_specification_is_refused(value: object) -> None:
    with pytest.raises(InvalidDate):
        PartialDate.from_api(value)


@pytest.mark.parametrize(
    ("stored", "ages"),
    [
        ("20061121", (19, 19)),
        ("20061120", (20, 20)),
        ("20061100", (19, 20)),
        ("20061000", (20, 20)),
        ("20060000", (19, 20)),
        ("20260000", (0, 0)),
        ("00000000", None),
    ],
)
def test_the_age_is_a_range_when_the_day_is_unknown(stored: str, ages: tuple[int, int] | None) -> None:
    assert PartialDate.from_stored(stored).age_on(TODAY) == ages


def test_somebody_born_on_a_leap_day_is_a_year_older_on_the_first_of_march() -> None:
    born = PartialDate(2004, 2, 29)
    assert born.age_on(datetime.date(2022, 2, 28)) == (17, 17)
    assert born.age_on(datetime.date(2022, 3, 1)) == (18, 18)
    assert born.age_on(datetime.date(2024, 2, 29)) == (20, 20)


def test_a_february_of_which_the_day_is_unknown_ends_on_its_leap_day() -> None:
    assert PartialDate(2024, 2).latest() == datetime.date(2024, 2, 29)
    assert PartialDate(2023, 2).latest() == datetime.date(2023, 2, 28)


def test_a_wholly_known_date_is_exact() -> None:
    assert PartialDate(1985, 3, 12).exact() == datetime.date(1985, 3, 12)
    assert PartialDate(1985, 3).exact() is None


def test_the_month_follows_the_language_of_the_reader() -> None:
    with translation.override("nl"):
        assert str(PartialDate(1985, 3)) == "maart 1985"


@given(partial_dates())
def test_what_is_stored_is_read_back_the_same(date: PartialDate) -> None:
    assert len(date.stored) == 8
    assert PartialDate.from_stored(date.stored) == date


@given(days, days)
def test_stored_dates_sort_as_the_days_do(first: datetime.date, second: datetime.date) -> None:
    assert (PartialDate.from_date(first).stored < PartialDate.from_date(second).stored) == (first < second)


@given(partial_dates(), days)
def test_a_date_lies_between_its_earliest_and_its_latest_day(date: PartialDate, day: datetime.date) -> None:
    earliest, latest = date.earliest(), date.latest()
    if earliest is None or latest is None:
        assert date.year is None
        return
    assert earliest <= latest
    assert date.stored <= PartialDate.from_date(earliest).stored
    exact = date.exact()
    assert exact is None or earliest == exact == latest


@given(partial_dates(), days)
def test_an_age_range_is_never_upside_down_nor_wider_than_a_year(date: PartialDate, day: datetime.date) -> None:
    ages = date.age_on(day)
    if ages is not None:
        least, most = ages
        assert 0 <= least <= most <= least + 1


@given(partial_dates(), days)
def test_nobody_grows_younger(date: PartialDate, day: datetime.date) -> None:
    before, after = date.age_on(day), date.age_on(day + datetime.timedelta(days=400))
    if before is not None and after is not None:
        assert before[0] <= after[0]
        assert before[1] <= after[1]
