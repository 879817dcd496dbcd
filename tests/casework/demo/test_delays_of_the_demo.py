"""The demo's clocks that got more time, with why; and in participation what was asked about schemes, and exemptions."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from casework.clocks.explaining import day_in_words, explain, with_explanation
from casework.demo.load import load
from casework.models import (
    Clock,
    ClockExtension,
    ClockSuspension,
    Decision,
    Exemption,
    SchemeAnswer,
    Task,
    Trajectory,
    TrajectoryStep,
)
from casework.services.clocks import mark_passed, recompute_clocks
from casework.services.clocks.delaying import waiting_for
from households.demo.town import Town
from privacy.acting import acting
from privacy.choices import Domain
from privacy.services import system_actor

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture(scope="module")
def size() -> int:
    return 300


@pytest.fixture(autouse=True)
def town(db: None, size: int) -> None:
    load(Town(size, 1, timezone.localdate()), password="een-wachtwoord-voor-de-demo")


def test_some_clocks_wait_now_some_did_and_some_were_extended() -> None:
    clocks = Clock.objects.filter(suspensions__isnull=False).prefetch_related("suspensions")
    waiting = [clock for clock in clocks if clock.is_open and waiting_for(clock)]
    assert waiting
    assert ClockSuspension.objects.filter(resumed_on__isnull=False).exists()
    assert ClockExtension.objects.exists()
    assert not ClockExtension.objects.filter(told_on__gt=timezone.localdate()).exists()


def test_who_waits_stands_where_the_table_says_and_was_asked_for_what_is_missing() -> None:
    for one in ClockSuspension.objects.select_related("clock__trajectory", "clock__term"):
        trajectory = one.clock.trajectory
        assert trajectory is not None
        steps = {step.step: step for step in TrajectoryStep.objects.filter(trajectory=trajectory)}
        asked, came = steps["ask_information"], steps.get("information_came")
        assert (asked.taken_on + DAY, asked.facts["missing"]) == (one.valid_from, one.reason)
        assert one.resumed_on == (came.taken_on if came else None)
        if came is None and trajectory.ended_on is None:
            assert trajectory.stage == asked.from_stage == asked.to_stage
            assert one.clock.task is not None
            assert one.clock.task.due_on == one.clock.due_on


def test_why_the_day_is_what_it_is_tells_of_the_delay() -> None:
    delayed = with_explanation(Clock.objects.exclude(suspensions=None) | Clock.objects.exclude(extensions=None))
    for clock in delayed.distinct():
        lines = [line.text for line in explain(clock)]
        assert any(day_in_words(clock.due_on) in text for text in lines)
        assert any(text.startswith(("Opgeschort", "Verlengd")) for text in lines), lines


def test_reckoning_and_marking_anew_change_nothing() -> None:
    assert recompute_clocks(at=timezone.now()).changed == 0
    night = system_actor("tests")
    with acting(night):
        assert mark_passed(actor=night, day=timezone.localdate(), at=timezone.now()) == 0


def test_people_were_asked_about_schemes_and_who_wants_help_has_a_task() -> None:
    assert len(set(SchemeAnswer.objects.values_list("answer", flat=True))) >= 4
    assert not SchemeAnswer.objects.filter(asked_on__gte=timezone.localdate()).exists()
    wanting = SchemeAnswer.objects.filter(answer=SchemeAnswer.Answer.WANTS_HELP).select_related("scheme")
    for one in wanting:
        assert Task.objects.filter(trajectory=one.trajectory_id, title__contains=one.scheme.title).exists()
    about = SchemeAnswer.objects.values_list("trajectory__domain", flat=True)
    assert set(about) == {Domain.PARTICIPATION}


def test_an_exemption_rests_on_its_step_and_decision_and_is_looked_at_before_it_ends() -> None:
    exemptions = Exemption.objects.select_related("step", "trajectory")
    assert exemptions
    for one in exemptions:
        assert one.step.facts["exempt_until"] == one.ends_on.isoformat()
        assert Decision.objects.get(step=one.step).kind == Decision.Kind.CHANGE
        assert one.trajectory.persons.filter(pk=one.person_id).exists()
    running = exemptions.filter(ends_on__gte=timezone.localdate()).exclude(trajectory__state=Trajectory.State.ENDED)
    tasks = Task.objects.filter(article="Participatiewet art. 9", done_at=None)
    assert set(tasks.values_list("trajectory", flat=True)) == set(running.values_list("trajectory", flat=True))
