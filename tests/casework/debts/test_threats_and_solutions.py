"""Threats that the law knows and local ones, and the solution with what must be left to live on."""

from __future__ import annotations

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from casework.models import Clock, DebtSolution, Threat, Trajectory
from casework.models.debts import SolutionKind, ThreatKind
from casework.services import NotAllowed
from casework.services.debts import avert_threat, change_solution
from casework.workflow.debts import SOLUTION
from casework.workflow.debts_beside import BY_LAW, THREAT
from privacy.access import scope
from privacy.acting import acting
from privacy.choices import Purpose
from tests.casework.ways import Said, begun, filled_in, take, today, walk
from tests.people import Town

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def threatened(town: Town, kind: str, *, who: str = "Noor") -> Trajectory:
    trajectory = begun(town, "crisis", who=who)
    said = Said("report", {"threat": kind, "threat_known_on": -1})
    take(town, town.actor(who), trajectory, filled_in("crisis", said, number=1, on=today()))
    return trajectory


def test_the_steps_ask_for_the_kinds_that_are_kept() -> None:
    assert {key for key, _words in THREAT.choices} - {"none"} == {*ThreatKind.values}
    assert {key for key, _words in SOLUTION.choices} == {*SolutionKind.values}
    assert {*BY_LAW} == {*ThreatKind.values} - {ThreatKind.LOCAL}


@pytest.mark.parametrize("kind", ThreatKind.values)
def test_a_threat_of_the_law_starts_three_working_days_and_a_local_one_none(town: Town, kind: str) -> None:
    trajectory = threatened(town, kind)
    threat = Threat.objects.get(trajectory=trajectory)
    clocks = Clock.objects.filter(trajectory=trajectory, term__key="wgs.bedreigend")
    assert threat.is_statutory == clocks.exists() == (kind in BY_LAW)
    assert threat.known_on == today() - DAY
    assert all(clock.started_on == threat.known_on for clock in clocks)


def test_no_threat_is_kept_where_none_was_told(town: Town) -> None:
    walk(town, begun(town), until="report")
    assert not Threat.objects.exists()


def test_who_coordinates_reports_a_threat_and_does_not_see_it(town: Town) -> None:
    trajectory = threatened(town, "eviction", who="Fatima")
    assert Threat.objects.filter(trajectory=trajectory).exists()
    assert not scope(Threat, town.actor("Fatima"), Purpose.HELP).exists()
    assert scope(Threat, town.actor("Noor"), Purpose.HELP).exists()


def test_a_threat_is_averted_on_a_day_since_it_was_known(town: Town) -> None:
    trajectory, actor = threatened(town, "eviction"), town.actor("Noor")
    threat = Threat.objects.get(trajectory=trajectory)
    for wrong in (threat.known_on - DAY, today() + DAY):
        with acting(actor), pytest.raises(NotAllowed, match="tot en met vandaag"):
            avert_threat(actor=actor, threat=threat, on=wrong, at=town.now)
    client, address = town.client("Noor"), reverse("casework:avert_threat", args=[threat.pk])
    assert client.post(address, {"on": today().isoformat()}).status_code == 302
    threat.refresh_from_db()
    assert threat.averted_on == today()
    assert "al vastgelegd" in client.post(address, {"on": today().isoformat()}).content.decode()


def test_a_crisis_that_was_averted_leaves_no_threat_open(town: Town) -> None:
    trajectory, actor = threatened(town, "eviction"), town.actor("Noor")
    talk = Said("first_talk", {"agreed": "uitgesteld"})
    take(town, actor, trajectory, filled_in("crisis", talk, number=2, on=today()))
    take(town, actor, trajectory, filled_in("crisis", Said("resolve", {"averted": "yes"}), number=3, on=today()))
    assert Threat.objects.get(trajectory=trajectory).averted_on == today()


def test_the_database_refuses_a_threat_averted_before_it_was_known(town: Town) -> None:
    threat = Threat.objects.get(trajectory=threatened(town, "eviction"))
    threat.averted_on = threat.known_on - DAY
    with acting(town.actor("Noor")), pytest.raises(IntegrityError, match="averted_after"), transaction.atomic():
        threat.save()


def test_the_solution_of_a_step_is_kept_with_what_must_be_left(town: Town) -> None:
    trajectory = walk(town, begun(town), until="solve")
    solution = DebtSolution.objects.get(trajectory=trajectory)
    assert (solution.kind, solution.vtlb, solution.ends_on) == (SolutionKind.MEDIATION, 1400, None)
    page = town.client("Noor").get(reverse("casework:trajectory", args=[trajectory.pk])).content.decode()
    assert "vrij te laten € 1.400 per maand" in page


def test_a_new_solution_ends_the_one_before(town: Town) -> None:
    trajectory = walk(town, begun(town), until="solve", start=today() - 200 * DAY)
    actor, number = town.actor("Noor"), trajectory.steps.count()
    take(town, actor, trajectory, filled_in("debts", Said("stabilise"), number=number + 1, on=today()))
    anew = Said("solve", {"solution": "restructuring_credit"})
    take(town, actor, trajectory, filled_in("debts", anew, number=number + 2, on=today()))
    first, second = DebtSolution.objects.filter(trajectory=trajectory).order_by("starts_on")
    assert (first.ends_on, second.kind, second.ends_on) == (today(), "restructuring_credit", None)


def test_a_solution_ends_with_its_trajectory(town: Town) -> None:
    trajectory = walk(town, begun(town))
    solution = DebtSolution.objects.get(trajectory=trajectory)
    assert solution.ends_on == trajectory.ended_on


def test_what_a_solution_rests_on_is_corrected(town: Town) -> None:
    solution = DebtSolution.objects.get(trajectory=walk(town, begun(town), until="solve"))
    actor = town.actor("Noor")
    before = solution.starts_on - DAY
    with acting(actor), pytest.raises(NotAllowed, match="voor het begin"):
        change_solution(actor=actor, solution=solution, starts_on=solution.starts_on, ends_on=before, at=town.now)
    address = reverse("casework:change_solution", args=[solution.pk])
    data = {"vtlb": "1510", "monthly": "85", "starts_on": solution.starts_on.isoformat(), "ends_on": ""}
    assert town.client("Noor").post(address, data).status_code == 302
    solution.refresh_from_db()
    assert (solution.vtlb, solution.monthly) == (1510, 85)
