"""A household goes each of the ways from begin to end: stage, clocks, decisions, tasks, timeline."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.urls import reverse

from casework.clocks.choices import ClockState
from casework.models import Clock, Decision, Task, TimelineEvent, Trajectory
from casework.services import decide_objection, object_to
from casework.trajectories.forms import StepForm
from casework.workflow import WORKFLOWS
from privacy.acting import acting
from privacy.choices import Domain
from privacy.models import AccessRecord
from tests.casework.ways import (
    WAYS,
    WORKERS,
    begun,
    filled_in,
    length,
    let_karim_work,
    posted,
    take,
    today,
    walk,
)
from tests.people import Town

DAY = datetime.timedelta(days=1)


@pytest.mark.parametrize("kind", WAYS)
def test_a_way_goes_from_begin_to_end(town: Town, kind: str) -> None:
    trajectory = walk(town, begun(town, kind))
    assert (trajectory.state, trajectory.ended_on) == (Trajectory.State.ENDED, today())
    assert trajectory.outcome
    assert [step.step for step in trajectory.steps.order_by("number")] == [one.step for one in WAYS[kind]]
    assert trajectory.started_on == today() - length(kind) * DAY
    assert not Clock.objects.filter(trajectory=trajectory, ended_on__isnull=True).exists()
    assert Clock.objects.filter(trajectory=trajectory, state=ClockState.MISSED).count() == 0
    told = TimelineEvent.objects.filter(domain=trajectory.domain, depth=TimelineEvent.Depth.CONTENT)
    assert told.count() >= len(WAYS[kind])


def everybody_agrees(asked: Any) -> dict[str, str]:
    """The answers to what a law asks below a step, where each of several people says yes or no."""
    forms = asked.context["part_forms"]
    return {form.add_prefix(name): "yes" for form in forms for name, field in form.fields.items() if field.required}


@pytest.mark.parametrize("kind", WAYS)
def test_a_way_goes_through_the_screens(town: Town, kind: str) -> None:
    let_karim_work(town)
    workflow = WORKFLOWS[kind]
    client = town.client(WORKERS[workflow.domain])
    on = today() - length(kind) * DAY
    first, *others = WAYS[kind]
    opening = posted(filled_in(kind, first, number=1, on=on))
    who = "Deniz" if workflow.domain == Domain.YOUTH else "Emre"
    details = {"persons": [str(town.person(who).pk)], "subject": "een vraag", "goal": "rust"}
    begin = reverse("casework:begin_trajectory", args=[town.de_vries.pk]) + f"?soort={kind}"
    answer = client.post(begin, opening | details)
    trajectory = Trajectory.objects.get(kind=kind, goal="rust")
    assert answer.status_code == 302
    for number, one in enumerate(others, start=2):
        on += one.days * DAY
        address = reverse("casework:take_step", args=[trajectory.pk, one.step])
        asked = client.get(address)
        assert asked.status_code == 200
        data = posted(filled_in(kind, one, number=number, on=on)) | everybody_agrees(asked)
        answer = client.post(address, data)
        assert answer.status_code == 302, answer.context["form"].errors
    page = client.get(reverse("casework:trajectory", args=[trajectory.pk])).content.decode()
    trajectory.refresh_from_db()
    assert trajectory.state == Trajectory.State.ENDED
    assert str(trajectory.get_outcome_display()) in page
    assert AccessRecord.objects.filter(event="trajectory.step_taken").count() == len(WAYS[kind])


def test_the_first_talk_after_a_signal_is_due_from_the_receipt_of_the_signal(town: Town) -> None:
    trajectory = walk(town, begun(town), until="report", start=today() - 2 * DAY)
    clock = Clock.objects.get(trajectory=trajectory)
    assert (clock.term.key, clock.started_on) == ("wgs.eerste_gesprek_signaal", today() - 5 * DAY)
    assert Task.objects.get(clock=clock).due_on == clock.due_on


@pytest.mark.parametrize(
    ("threat", "runs"), [("none", False), ("local", False), ("eviction", True), ("health_insurance", True)]
)
def test_only_the_three_threats_of_the_act_start_the_clock_of_three_working_days(
    town: Town, threat: str, runs: bool
) -> None:
    trajectory = begun(town)
    said = WAYS["debts"][0]
    answers = said.answers | {"threat": threat, "threat_known_on": 0, "route": "resident"}
    taking = filled_in("debts", type(said)("report", answers), number=1, on=today())
    take(town, town.actor("Noor"), trajectory, taking)
    keys = set(Clock.objects.filter(trajectory=trajectory).values_list("term__key", flat=True))
    assert keys == {"wgs.eerste_gesprek", *(["wgs.bedreigend"] if runs else [])}


def test_asking_for_information_stops_the_clock_of_the_decision(town: Town) -> None:
    trajectory = walk(town, begun(town, "wmo"), until="ask_information", start=today() - 33 * DAY)
    clock = Clock.objects.get(trajectory=trajectory, term__key="wmo.beschikking")
    assert clock.due_on > clock.started_on + 14 * DAY
    assert clock.suspensions.get().reason == "de verklaring van de huisarts"


def test_a_decision_tells_until_when_one_can_object_and_objecting_starts_the_clock(town: Town) -> None:
    trajectory = walk(town, begun(town), until="decide_plan", start=today() - 30 * DAY)
    decision, noor = Decision.objects.get(trajectory=trajectory), town.actor("Noor")
    assert decision.object_until >= decision.sent_on + 42 * DAY
    with acting(noor):
        object_to(actor=noor, decision=decision, received_on=today(), has_committee=True, at=town.now)
    clock = Clock.objects.get(trajectory=trajectory, term__key="awb.bezwaar_commissie")
    assert clock.started_on == decision.object_until
    with acting(noor):
        decide_objection(
            actor=noor, decision=decision, objection="rejected", ground="artikel 3", decided_on=today(), at=town.now
        )
    clock.refresh_from_db()
    assert not clock.is_open


def test_the_end_of_a_trajectory_lets_its_clocks_lapse(town: Town) -> None:
    trajectory = walk(town, begun(town), until="report", start=today())
    step = WORKFLOWS["debts"].step("close_deceased")
    assert step is not None
    said = type(WAYS["debts"][0])("close_deceased")
    take(town, town.actor("Noor"), trajectory, filled_in("debts", said, number=2, on=today()))
    assert Clock.objects.get(trajectory=trajectory).state == ClockState.DROPPED


def test_aftercare_plans_its_check_ins(town: Town) -> None:
    trajectory = walk(town, begun(town), until="aftercare")
    begin = trajectory.steps.get(step="aftercare").taken_on
    planned = Task.objects.filter(trajectory=trajectory, caused_by=Task.Cause.STEP)
    assert sorted(planned.values_list("due_on", flat=True)) == [begin + 91 * DAY, begin + 182 * DAY]


def test_the_forms_ask_what_the_table_asks() -> None:
    for workflow in WORKFLOWS.values():
        for step in workflow.steps:
            assert {ask.key for ask in step.asks} <= {*StepForm(step).fields}
