"""The demo's trajectories have the clocks that their steps started, with why their days are what they are."""

from __future__ import annotations

import datetime

import pytest
from django.db.models import Count, F
from django.utils import timezone

from casework.clocks.explaining import day_in_words, explain, with_explanation
from casework.demo.load import load
from casework.models import Clock, Task
from casework.services.clocks import mark_passed, recompute_clocks
from households.demo.town import Town
from privacy.acting import acting
from privacy.services import system_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    made = Town(households=60, seed=1, today=timezone.localdate())
    load(made, password="een-lang-wachtwoord")
    return made


def test_the_demo_has_clocks_in_all_their_states_each_that_runs_with_its_one_task(town: Town) -> None:
    assert set(Clock.objects.values_list("state", flat=True)) >= {"running", "met", "missed", "dropped"}
    waiting = Clock.objects.filter(ended_on__isnull=True)
    assert waiting.exists()
    assert not waiting.exclude(task__done_at__isnull=True, task__due_on=F("due_on")).exists()
    assert not Task.objects.annotate(clocks=Count("clock")).filter(clocks__gt=1).exists()
    assert not Clock.objects.filter(recorded_at__gt=timezone.now() + datetime.timedelta(days=1)).exists()


def test_nothing_of_it_changes_when_the_clocks_are_reckoned_anew(town: Town) -> None:
    assert recompute_clocks(at=timezone.now()).changed == 0
    night = system_actor("tests")
    with acting(night):
        assert mark_passed(actor=night, day=timezone.localdate(), at=timezone.now()) == 0


def test_the_inquiry_of_the_story_ends_within_a_fortnight_and_says_why(town: Town) -> None:
    rows = with_explanation(Clock.objects.filter(household__name__contains="Yılmaz", term__key="wmo.onderzoek"))
    inquiry = rows.get(ended_on__isnull=True)
    assert inquiry.task is not None
    assert inquiry.task.title == "Verslag van het onderzoek"
    assert 11 <= (inquiry.due_on - timezone.localdate()).days <= 15
    assert day_in_words(inquiry.due_on) in explain(inquiry)[-1].text
