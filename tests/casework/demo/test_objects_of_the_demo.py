"""The demo's trajectories keep what their steps told: debts, threats and solutions; applications and provisions."""

from __future__ import annotations

import uuid

import pytest
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from casework.debts.reckoning import Reading, course
from casework.demo.load import load
from casework.models import (
    Application,
    Clock,
    Debt,
    DebtBalance,
    DebtSolution,
    Offer,
    Provision,
    Task,
    Threat,
    Trajectory,
    TrajectoryStep,
)
from casework.models.debts import OVER
from casework.services.wmo.reviewing import REVIEW_ARTICLE
from casework.workflow.debts_beside import BY_LAW
from households.demo.town import Town

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    made = Town(households=80, seed=1, today=timezone.localdate())
    load(made, password="een-lang-wachtwoord")
    return made


def having(step: str) -> set[uuid.UUID]:
    """The trajectories in which a step was taken."""
    return set(TrajectoryStep.objects.filter(step=step).values_list("trajectory", flat=True))


def test_after_the_first_talk_there_are_debts_that_go_down(town: Town) -> None:
    talked = having("first_talk") & set(Trajectory.objects.filter(kind="debts").values_list("pk", flat=True))
    assert set(Debt.objects.values_list("trajectory", flat=True)) == talked
    rows = DebtBalance.objects.all()
    standings = course(Reading(one.debt_id, one.on, one.amount, one.is_written_off) for one in rows)
    assert sum(one.repaid for one in standings) > 0
    last = DebtBalance.objects.filter(debt=OuterRef("debt"), on__gt=OuterRef("on"))
    latest = DebtBalance.objects.filter(~Exists(last))
    assert {one.amount == 0 for one in latest.filter(debt__status__in=OVER)} <= {True}
    assert {one.amount > 0 for one in latest.exclude(debt__status__in=OVER)} == {True}


def test_threats_of_the_law_had_their_clock(town: Town) -> None:
    clocks = set(Clock.objects.filter(term__key="wgs.bedreigend").values_list("trajectory", flat=True))
    threatened = set(Threat.objects.filter(kind__in=BY_LAW).values_list("trajectory", flat=True))
    assert clocks == threatened != set()


def test_a_solution_that_was_agreed_is_kept(town: Town) -> None:
    assert set(DebtSolution.objects.values_list("trajectory", flat=True)) == having("solve")
    assert not DebtSolution.objects.filter(vtlb=None).exists()


def test_whoever_waits_for_a_decision_has_an_application_to_answer(town: Town) -> None:
    waiting = set(Trajectory.objects.filter(kind="wmo", stage="applied").values_list("pk", flat=True))
    unanswered = Application.objects.filter(decision=None).exclude(trajectory__state="ended")
    assert set(unanswered.values_list("trajectory", flat=True)) == waiting
    answered = Application.objects.exclude(decision=None)
    assert answered.exists()
    assert not answered.exclude(decision__trajectory=F("trajectory")).exists()


def test_what_was_granted_is_provided_and_looked_at_again(town: Town) -> None:
    granted = set(Provision.objects.values_list("trajectory", flat=True))
    wmo = set(Trajectory.objects.filter(kind="wmo").values_list("pk", flat=True))
    assert granted == having("grant") & wmo != set()
    looking = Provision.objects.exclude(review_on=None)
    waiting = Task.objects.filter(article=REVIEW_ARTICLE, done_at=None)
    assert set(looking.values_list("trajectory", "review_on")) == set(waiting.values_list("trajectory", "due_on"))
    assert waiting.count() == looking.count() > 0
    concluded = having("conclude")
    assert {Offer.objects.filter(trajectory=one).count() for one in concluded} == {len(Offer.What)}
