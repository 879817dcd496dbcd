"""Every row of the term table with a date worked out by hand, and the reason why it is that day."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from casework.clocks.choices import Unit
from casework.clocks.reckoning import Length, Pause, reckon
from casework.clocks.terms import NoTerm, Terms, rule_of
from casework.models import Term

pytestmark = pytest.mark.django_db

# The keys of the handbook, section 10.
HANDBOOK = {
    "wgs.eerste_gesprek",
    "wgs.eerste_gesprek_signaal",
    "wgs.bedreigend",
    "wgs.beschikking",
    "wgs.afkoelingsperiode",
    "fw.moratorium",
    "msnp.aflos",
    "energie.eindelevering",
    "vs.opeenvolgend",
    "vs.quickfix",
    "wmo.persoonlijk_plan",
    "wmo.onderzoek",
    "wmo.beschikking",
    "jw.beschikking",
    "jw.plan",
    "jw.plan_schrift",
    "pw.beschikking",
    "pw.hergebruik",
    "awb.bezwaar",
    "avg.verzoek",
    "avg.datalek",
    "sector.vernietiging",
}
# key, the day of the event, the last day, and what makes it that day
WORKED = [
    ("wgs.eerste_gesprek", "2026-03-09", "2026-04-07", "28 days later is Easter Monday"),
    ("wgs.eerste_gesprek_signaal", "2026-03-06", "2026-04-07", "Good Friday, a weekend and Easter Monday"),
    ("wgs.bedreigend", "2026-04-02", "2026-04-09", "the 7th, 8th and 9th: Easter counts for nothing"),
    ("wgs.beschikking", "2026-03-10", "2026-05-06", "56 days later is the fifth of May"),
    ("wgs.afkoelingsperiode", "2025-08-31", "2026-02-28", "no 31st of February; a Saturday stays"),
    ("fw.moratorium", "2025-12-14", "2026-06-14", "a Sunday: six months do not move"),
    ("msnp.aflos", "2023-06-30", "2026-06-30", "agreed before July 2023: 36 months"),
    ("msnp.aflos", "2023-07-01", "2025-01-01", "from July 2023: 18 months; an agreement does not move"),
    ("energie.eindelevering", "2026-03-30", "2026-04-30", "twenty working days around Easter and the King's day"),
    ("vs.opeenvolgend", "2026-08-31", "2026-02-28", "six months back"),
    ("vs.quickfix", "2026-04-16", "2026-05-16", "a Saturday; no law, so it stays"),
    ("wmo.persoonlijk_plan", "2026-05-07", "2026-05-15", "seven days later is Ascension day"),
    ("wmo.onderzoek", "2026-03-16", "2026-04-28", "42 days later is the King's day"),
    ("wmo.beschikking", "2026-05-11", "2026-05-26", "14 days later is Whit Monday"),
    ("jw.beschikking", "2026-10-30", "2026-12-28", "Christmas, Boxing day and a Sunday"),
    ("jw.plan", "2026-11-21", "2027-01-04", "the Saturday after New Year's day"),
    ("jw.plan_schrift", "2028-02-15", "2028-02-29", "the leap day"),
    ("pw.beschikking", "2026-08-08", "2026-10-05", "from a Saturday to a Saturday, and on to Monday"),
    ("pw.voorschot", "2026-11-30", "2026-12-28", "four weeks"),
    ("pw.zoektermijn", "2026-12-04", "2027-01-04", "four weeks later is New Year's day, a Friday"),
    ("pw.hergebruik", "2028-02-29", "2029-02-28", "a year after a leap day"),
    ("awb.bezwaartermijn", "2026-04-02", "2026-05-15", "six weeks later is Ascension day"),
    ("awb.bezwaar", "2026-05-15", "2026-06-26", "six weeks after the term to object"),
    ("awb.bezwaar_commissie", "2026-05-15", "2026-08-07", "twelve weeks"),
    ("avg.verzoek", "2026-01-31", "2026-03-02", "the last of February is a Saturday"),
    ("sector.vernietiging", "2026-02-14", "2026-05-15", "three months later is Ascension day"),
]


def date(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(("key", "start", "end", "why"), WORKED, ids=[f"{row[0]}-{row[3]}" for row in WORKED])
def test_a_term_ends_on_the_day_worked_out_by_hand(key: str, start: str, end: str, why: str) -> None:
    term = Terms.load().on(key, date(start))
    assert reckon(rule_of(term), date(start)).due_on == date(end), why


def test_seventy_two_hours_go_on_through_the_night_in_which_summer_time_begins() -> None:
    found = datetime.datetime(2026, 3, 27, 15, 30, tzinfo=timezone.get_current_timezone())
    term = Terms.load().on("avg.datalek", found.date())
    due_at = reckon(rule_of(term), found.date(), started_at=found).due_at
    assert due_at is not None
    assert f"{timezone.localtime(due_at):%Y-%m-%d %H:%M}" == "2026-03-30 16:30"


def test_every_row_of_the_handbook_is_there_and_worked_out() -> None:
    keys = set(Term.objects.values_list("key", flat=True))
    assert keys >= HANDBOOK
    assert keys == {row[0] for row in WORKED} | {"avg.datalek"}


def test_every_row_names_its_source_and_what_was_not_read_says_so() -> None:
    assert not Term.objects.filter(source="").exists()
    unread = set(Term.objects.filter(is_verified=False).values_list("key", flat=True))
    assert {"fw.moratorium", "msnp.aflos", "pw.hergebruik"} <= unread
    assert unread.isdisjoint({"wgs.bedreigend", "wmo.onderzoek", "awb.bezwaar"})


def test_the_inquiry_of_the_wmo_warns_on_day_28_and_35() -> None:
    term = Terms.load().on("wmo.onderzoek", date("2026-03-16"))
    assert reckon(rule_of(term), date("2026-03-16")).warns_on == (date("2026-04-13"), date("2026-04-20"))


def test_a_request_about_personal_data_may_take_two_months_more() -> None:
    term = Terms.load().on("avg.verzoek", date("2026-01-31"))
    assert term.extension_length == 2
    more = Length(term.extension_length, Unit(term.extension_unit))
    assert reckon(rule_of(term), date("2026-01-31"), extensions=[more]).due_on == date("2026-04-30")


def test_a_question_to_the_applicant_moves_the_end_by_the_days_of_waiting() -> None:
    term = Terms.load().on("wmo.beschikking", date("2026-06-01"))
    pause = Pause(date("2026-06-05"), date("2026-06-12"))  # asked on Thursday the 4th, answered on Friday the 12th
    assert reckon(rule_of(term), date("2026-06-01")).due_on == date("2026-06-15")
    assert reckon(rule_of(term), date("2026-06-01"), pauses=[pause]).due_on == date("2026-06-22")


@pytest.mark.parametrize("day", ["2014-12-31", "1999-01-01"])
def test_before_its_first_row_there_is_no_term(day: str) -> None:
    with pytest.raises(NoTerm):
        Terms.load().on("wmo.onderzoek", date(day))


@pytest.mark.parametrize(
    "values",
    [
        {"valid_from": date("2020-01-01")},  # overlaps the row that is there
        {"valid_from": date("2010-01-01"), "valid_until": date("2009-01-01")},
        {"valid_from": date("2010-01-01"), "valid_until": date("2011-01-01"), "length": 0},
        {"valid_from": date("2010-01-01"), "valid_until": date("2011-01-01"), "longest": 41},
        {"valid_from": date("2010-01-01"), "valid_until": date("2011-01-01"), "article": ""},
        {"valid_from": date("2010-01-01"), "valid_until": date("2011-01-01"), "extension_times": 1},
        {"valid_from": date("2010-01-01"), "valid_until": date("2011-01-01"), "unit": "hours"},
    ],
)
def test_the_database_refuses_a_row_that_cannot_be(values: dict[str, Any]) -> None:
    row = {"key": "wmo.onderzoek", "title": "x", "starts_with": "x", "length": 42, "article": "x", "source": "x"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Term.objects.create(**row | values)
