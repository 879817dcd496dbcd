"""Why this date: the calculation in sentences, each with its article."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from casework.clocks.explaining import day_in_words, explain
from casework.models import Clock, ClockExtension, ClockSuspension, Term
from casework.services.clocks import suspend_clock
from privacy.acting import acting
from tests.casework.clocks.running import ago, run
from tests.people import Town

pytestmark = pytest.mark.django_db


def lines(town: Town, key: str, start: str) -> list[str]:
    """The explanation of a clock that started on a day."""
    clock = run(town, key, datetime.date.fromisoformat(start))
    return [str(line) for line in explain(clock)]


def test_a_day_of_rest_is_told_with_the_law_that_moves_it(town: Town) -> None:
    assert lines(town, "wmo.onderzoek", "2026-03-16") == [
        "Begint op maandag 16 maart 2026: melding gedaan. Die dag telt zelf niet mee.",
        "42 dagen later is het maandag 27 april 2026. (Wmo 2015 art. 2.3.2 lid 1)",
        (
            "Dat is een feestdag (Koningsdag). De eerste werkdag daarna is dinsdag 28 april 2026. "
            "(Algemene termijnenwet art. 1)"
        ),
    ]


def test_working_days_name_the_holidays_in_between(town: Town) -> None:
    assert lines(town, "wgs.bedreigend", "2026-04-02")[1] == (
        "3 werkdagen later, zonder weekend en zonder Goede vrijdag, Tweede paasdag, is het donderdag 9 april 2026. "
        "(Wgs art. 4 lid 2)"
    )


def test_what_was_not_read_in_the_law_says_so(town: Town) -> None:
    assert "nog niet in de wet nagelezen" in lines(town, "pw.hergebruik", "2026-02-01")[-1]


def test_a_term_of_the_union_moves_by_its_own_regulation(town: Town) -> None:
    assert lines(town, "avg.verzoek", "2026-01-31")[-1] == (
        "Dat is een zaterdag. De eerste werkdag daarna is maandag 2 maart 2026. (Verordening (EEG) 1182/71 art. 3)"
    )


def test_suspension_and_extension_are_told_in_their_order(town: Town) -> None:
    clock = run(town, "awb.bezwaar", datetime.date(2026, 5, 15))
    by = {"clock": clock, "recorded_by": town.user("Joris"), "reason": "x"}
    with acting(town.actor("Joris")):
        ClockExtension.objects.create(number=1, length=42, unit="days", told_on=datetime.date(2026, 6, 1), **by)
        days = {"valid_from": datetime.date(2026, 6, 2), "valid_until": datetime.date(2026, 6, 9)}
        ClockSuspension.objects.create(ground="completion", **days, **by)
    told = [str(line) for line in explain(Clock.objects.get(pk=clock.pk))]
    assert told[2] == "Verlengd met 42 dagen: het wordt vrijdag 7 augustus 2026. (Awb art. 7:10 lid 3)"
    assert told[3] == (
        "Opgeschort van dinsdag 2 juni 2026 tot en met maandag 8 juni 2026, dat is 7 dagen: het wordt "
        "vrijdag 14 augustus 2026. (Awb art. 7:10 lid 2)"
    )


def test_hours_are_told_with_their_moment(town: Town) -> None:
    at = datetime.datetime(2026, 11, 6, 9, 0, tzinfo=timezone.get_current_timezone())
    clock = run(town, "avg.datalek", at.date(), started_at=at)
    told = [line.text for line in explain(clock)]
    assert told == [
        "Begint op vrijdag 6 november 2026, 09:00: datalek ontdekt.",
        "72 uur later, ook 's nachts en in het weekend: maandag 9 november 2026, 09:00.",
    ]


@pytest.mark.parametrize("key", sorted({"wgs.eerste_gesprek", "wmo.beschikking", "jw.plan", "sector.vernietiging"}))
def test_the_last_sentence_of_the_calculation_names_the_last_day(town: Town, key: str) -> None:
    clock = run(town, key, ago(3))
    joris = town.actor("Joris")
    if clock.term.may_be_suspended:
        with acting(joris):
            suspend_clock(actor=joris, clock=clock, asked_on=ago(2), reason="x", at=town.now)
    assert day_in_words(clock.due_on) in explain(clock)[-1].text


def test_terms_that_are_no_law_are_told_to_stay(town: Town) -> None:
    assert Term.objects.filter(key="vs.quickfix", at_rest="stays").exists()
    assert len(lines(town, "vs.quickfix", "2026-04-16")) == 3  # it begins, is counted, and was not read in the law
