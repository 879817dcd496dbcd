"""Two people take one step at the same moment, on two connections: one takes it, the other hears who was first."""

from __future__ import annotations

import datetime
import threading

import pytest
from django.db import connections

from casework.models import Clock, Decision, Trajectory, TrajectoryStep
from casework.services import CannotTake
from privacy.acting import acting
from privacy.services import system_actor
from tests.casework.ways import WAYS, begun, filled_in, take, today, walk
from tests.people import Town, build_town

pytestmark = pytest.mark.usefixtures("committing_database")
OTHERS = 3


def at_once(town: Town, trajectory: Trajectory) -> list[str]:
    """The same step of the same form, from so many connections begun together; what each heard."""
    heard: list[str] = []
    together = threading.Barrier(OTHERS)
    taking = filled_in("debts", WAYS["debts"][2], number=3, on=today())

    def begin() -> None:
        actor = town.actor("Noor")
        together.wait()
        try:
            take(town, actor, trajectory, taking)
            heard.append("")
        except CannotTake as refusal:
            heard.append(str(refusal))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=begin) for _number in range(OTHERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return heard


def test_a_step_that_several_take_at_once_is_taken_once() -> None:
    town = build_town()
    trajectory = walk(town, begun(town), until="first_talk", start=today() - datetime.timedelta(days=11))
    heard = at_once(town, trajectory)
    assert sorted(map(bool, heard)) == [False, True, True]
    assert {words for words in heard if words} == {
        "Iemand anders was u voor (Plan van aanpak vastgesteld, Noor de Boer). Kijk waar het traject nu staat."
    }
    with acting(system_actor("tests")):
        assert TrajectoryStep.objects.filter(trajectory=trajectory).count() == 3
        assert Decision.objects.filter(trajectory=trajectory).count() == 1
        decided = Clock.objects.get(trajectory=trajectory, term__key="wgs.beschikking")
        assert decided.ended_on == today()
