"""A clock runs, is met or missed, gets more time or lapses; its one task goes along."""

from __future__ import annotations

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from casework.clocks.choices import SuspensionGround
from casework.models import Clock, ClockExtension, Task
from casework.services import NotAllowed
from casework.services.clocks import drop_clock, extend_clock, meet_clock, resume_clock, start_clock, suspend_clock
from privacy.acting import acting
from privacy.choices import Domain
from privacy.models import AccessRecord
from tests.casework.clocks.running import DAY, ago, run
from tests.people import Town

pytestmark = pytest.mark.django_db


def task_of(clock: Clock) -> Task:
    assert clock.task is not None
    clock.task.refresh_from_db()
    return clock.task


def test_a_clock_makes_one_task_for_the_professional_with_its_day_and_article(town: Town) -> None:
    clock = run(town, "wmo.onderzoek", ago(10))
    task = task_of(clock)
    assert Task.objects.filter(trajectory=clock.trajectory).count() == 1
    assert (task.assignee, task.due_on) == (town.user("Joris"), clock.due_on)
    assert (task.article, task.caused_by) == ("Wmo 2015 art. 2.3.2 lid 1", Task.Cause.TERM)
    assert task.domain == Domain.WMO
    assert AccessRecord.objects.filter(event="clock.started", household_id=town.de_vries.pk).exists()


def test_who_coordinates_may_start_one_and_it_is_for_the_professional(town: Town) -> None:
    clock = run(town, "wmo.onderzoek", ago(1), who="Fatima")
    assert task_of(clock).assignee == town.user("Joris")


def test_without_a_professional_it_is_for_the_case_manager(town: Town) -> None:
    fatima = town.actor("Fatima")
    with acting(fatima):
        clock = start_clock(
            actor=fatima,
            key="pw.beschikking",
            started_on=ago(3),
            at=timezone.now(),
            household_id=town.de_vries.pk,
            domain=Domain.PARTICIPATION,
        )
    assert task_of(clock).assignee == town.user("Fatima")


@pytest.mark.parametrize("who", ["Noor", "Bram", "Anja"])
def test_nobody_else_starts_or_ends_one(town: Town, who: str) -> None:
    clock = run(town, "wmo.onderzoek", ago(1))
    with pytest.raises(NotAllowed):
        run(town, "wmo.onderzoek", ago(1), who=who)
    with acting(town.actor(who)), pytest.raises(NotAllowed):
        meet_clock(actor=town.actor(who), clock=clock, on=ago(0), at=town.now)


def test_done_on_the_last_day_is_met_and_a_day_later_is_missed(town: Town) -> None:
    joris = town.actor("Joris")
    in_time, late = run(town, "jw.plan_schrift", ago(40)), run(town, "jw.plan_schrift", ago(40))
    with acting(joris):
        meet_clock(actor=joris, clock=in_time, on=in_time.due_on, at=town.now)
        meet_clock(actor=joris, clock=late, on=late.due_on + DAY, at=town.now)
    assert (in_time.state, in_time.ended_on) == ("met", in_time.due_on)
    assert (late.state, late.ended_on) == ("missed", late.due_on + DAY)
    assert task_of(in_time).done_by == task_of(late).done_by == town.user("Joris")


def test_meeting_one_twice_changes_nothing(town: Town) -> None:
    joris, clock = town.actor("Joris"), run(town, "wmo.onderzoek", ago(10))
    with acting(joris):
        meet_clock(actor=joris, clock=clock, on=ago(1), at=town.now)
        meet_clock(actor=joris, clock=clock, on=ago(0), at=town.now)
    assert clock.ended_on == ago(1)


@pytest.mark.parametrize(("days", "sentence"), [(11, "niet voor"), (-1, "in de toekomst")])
def test_a_day_before_its_cause_or_in_the_future_is_refused(town: Town, days: int, sentence: str) -> None:
    joris, clock = town.actor("Joris"), run(town, "wmo.onderzoek", ago(10))
    with acting(joris), pytest.raises(NotAllowed, match=sentence):
        meet_clock(actor=joris, clock=clock, on=ago(days), at=town.now)
    clock.refresh_from_db()
    assert clock.is_open
    assert task_of(clock).done_at is None


def test_a_dropped_clock_says_why_and_its_task_is_gone(town: Town) -> None:
    joris, clock = town.actor("Joris"), run(town, "wmo.onderzoek", ago(10))
    with acting(joris):
        drop_clock(actor=joris, clock=clock, reason="melding ingetrokken", on=ago(0), at=town.now)
    assert (clock.state, clock.drop_reason) == ("dropped", "melding ingetrokken")
    assert task_of(clock).done_at is not None


def test_a_question_to_the_applicant_suspends_until_the_answer(town: Town) -> None:
    joris, clock = town.actor("Joris"), run(town, "wmo.beschikking", ago(12))
    due_on = clock.due_on
    with acting(joris):
        suspend_clock(
            actor=joris, clock=clock, asked_on=ago(8), answer_by=ago(-6), reason="inkomen ontbreekt", at=town.now
        )
        assert clock.due_on >= due_on + DAY * 14
        resume_clock(actor=joris, clock=clock, answered_on=ago(3), at=town.now)
    kept = clock.suspensions.get()
    assert (kept.valid_from, kept.valid_until, kept.resumed_on) == (ago(7), ago(3), ago(3))
    assert due_on < clock.due_on <= due_on + DAY * 9  # four days, and rest days after them
    assert task_of(clock).due_on == clock.due_on


def test_without_an_answer_counting_goes_on_by_itself(town: Town) -> None:
    joris, clock = town.actor("Joris"), run(town, "jw.beschikking", ago(50))
    with acting(joris):
        made = suspend_clock(actor=joris, clock=clock, asked_on=ago(30), reason="verklaring ontbreekt", at=town.now)
        resume_clock(actor=joris, clock=clock, answered_on=ago(2), at=town.now)
    made.refresh_from_db()
    assert (made.valid_until, made.resumed_on) == (ago(15), ago(2))


def test_what_the_law_does_not_let_wait_is_not_suspended(town: Town) -> None:
    joris, clock = town.actor("Joris"), run(town, "wmo.onderzoek", ago(5))
    with acting(joris), pytest.raises(NotAllowed, match="geen ruimte"):
        suspend_clock(actor=joris, clock=clock, asked_on=ago(1), reason="x", at=town.now)


def test_the_same_days_are_not_suspended_twice(town: Town) -> None:
    joris, clock = town.actor("Joris"), run(town, "wmo.beschikking", ago(5))
    values = {"actor": joris, "clock": clock, "reason": "x", "at": town.now}
    with acting(joris):
        suspend_clock(asked_on=ago(4), **values)  # type: ignore[arg-type]  # of many types
        with pytest.raises(NotAllowed, match="al opgeschort"):
            suspend_clock(asked_on=ago(2), ground=SuspensionGround.AGREED, **values)  # type: ignore[arg-type]  # of many types
        with pytest.raises(IntegrityError), transaction.atomic():
            clock.suspensions.create(
                ground="agreed", reason="x", valid_from=ago(3), valid_until=ago(2), recorded_by=joris.user
            )


def test_an_objection_is_extended_once_by_six_weeks(town: Town) -> None:
    joris, clock = town.actor("Joris"), run(town, "awb.bezwaar", ago(7))
    values = {"actor": joris, "clock": clock, "reason": "hoorzitting later", "told_on": ago(1), "at": town.now}
    with acting(joris):
        extend_clock(**values)  # type: ignore[arg-type]  # of many types
        assert clock.due_on >= ago(7) + DAY * 84
        with pytest.raises(NotAllowed, match="al verlengd"):
            extend_clock(**values)  # type: ignore[arg-type]  # of many types


def test_a_reasonable_term_must_be_named(town: Town) -> None:
    joris, clock = town.actor("Joris"), run(town, "jw.beschikking", ago(50))
    values = {"actor": joris, "clock": clock, "reason": "advies volgt", "told_on": ago(1), "at": town.now}
    with acting(joris):
        with pytest.raises(NotAllowed, match="redelijke termijn"):
            extend_clock(**values)  # type: ignore[arg-type]  # of many types
        extend_clock(length=14, **values)  # type: ignore[arg-type]  # of many types
    assert clock.due_on >= ago(50) + DAY * 70


def test_extending_is_told_within_the_term(town: Town) -> None:
    joris, clock = town.actor("Joris"), run(town, "awb.bezwaar", ago(60))
    with acting(joris), pytest.raises(NotAllowed, match="Verlengen kan alleen voor die dag"):
        extend_clock(actor=joris, clock=clock, reason="x", told_on=ago(1), at=town.now)
    assert not ClockExtension.objects.exists()


def test_hours_need_a_moment_and_end_at_one(town: Town) -> None:
    with pytest.raises(NotAllowed, match="tijdstip"):
        run(town, "avg.datalek", ago(1))
    at = datetime.datetime(2026, 3, 27, 15, 30, tzinfo=timezone.get_current_timezone())
    clock = run(town, "avg.datalek", at.date(), started_at=at)
    assert clock.due_at is not None
    assert f"{timezone.localtime(clock.due_at):%d-%m %H:%M}" == "30-03 16:30"  # summer time began in between


@pytest.mark.parametrize(("key", "sentence"), [("wmo.niets", "geen termijn bekend"), ("vs.opeenvolgend", "terug")])
def test_what_is_no_term_or_cannot_end_is_refused(town: Town, key: str, sentence: str) -> None:
    with pytest.raises(NotAllowed, match=sentence):
        run(town, key, ago(1))


def test_a_clock_may_begin_on_a_day_to_come(town: Town) -> None:
    joris, clock = town.actor("Joris"), run(town, "awb.bezwaar", ago(-20))
    with acting(joris):
        meet_clock(actor=joris, clock=clock, on=ago(0), at=town.now)
    assert (clock.state, clock.ended_on) == ("met", ago(-20))


@pytest.mark.parametrize(
    "values",
    [
        {"state": "met"},
        {"state": "running", "ended_on": ago(0)},
        {"state": "dropped", "ended_on": ago(0)},
        {"state": "missed", "ended_on": ago(5)},
        {"due_on": ago(100)},
    ],
)
def test_the_database_refuses_half_a_clock(town: Town, values: dict[str, object]) -> None:
    clock = run(town, "wmo.onderzoek", ago(10))
    with acting(town.actor("Joris")), pytest.raises(IntegrityError), transaction.atomic():
        Clock.objects.filter(pk=clock.pk).update(**values)
