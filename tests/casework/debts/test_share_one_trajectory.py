"""Partners share one debt trajectory: a second one is refused, or flagged on both where nobody could refuse it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections
from django.urls import reverse

from casework.models import Task, Trajectory
from casework.services import NotAllowed, change_trajectory
from casework.timers import run_once, timers
from households.models import HouseholdMembership, Relation
from households.services.merging import merge
from privacy.acting import acting
from privacy.services import system_actor
from tests.casework.ways import Said, begun, filled_in, take, today
from tests.casework.working import another_household, day
from tests.people import LONG_AGO, Town, build_town, join, make_partners, make_person

REPORT = Said("report", {"route": "resident", "threat": "none"})
SAYS = "Voor deze mensen loopt nog een traject voor schulden"
(TIMER,) = [timer for timer in timers() if timer.key == "happenings"]


def apart(town: Town) -> None:
    """Sanne and Emre are no partners, and nothing runs for their debts."""
    with acting(system_actor("tests")):
        Relation.objects.filter(kind=Relation.Kind.PARTNER).delete()
        Trajectory.objects.filter(domain="debts").update(state="ended", ended_on=today())


def debts_of(town: Town, *names: str) -> Trajectory:
    """A debt trajectory that has begun for these people."""
    trajectory = begun(town)
    with acting(town.actor("Noor")):
        trajectory.persons.set([town.person(name) for name in names])
    take(town, town.actor("Noor"), trajectory, filled_in("debts", REPORT, number=1, on=today()))
    return trajectory


def change(town: Town, trajectory: Trajectory, *names: str) -> None:
    actor, persons = town.actor("Noor"), [town.person(name) for name in names]
    with acting(actor):
        change_trajectory(actor=actor, trajectory=trajectory, persons=persons, subject="schulden", at=town.now)


def page(town: Town, trajectory: Trajectory, who: str = "Noor") -> str:
    return town.client(who).get(reverse("casework:trajectory", args=[trajectory.pk])).content.decode()


def run(town: Town, days: int = 0) -> int | None:
    return run_once(TIMER, day=day(days), at=town.now)


def doubles() -> list[Any]:
    return list(Task.objects.filter(caused_by=Task.Cause.DOUBLE))


def become_partners(town: Town) -> None:
    with acting(system_actor("tests")):
        make_partners(town.person("Sanne"), town.person("Emre"))


def test_nobody_is_added_who_has_debt_help_of_their_own(town: Town) -> None:
    apart(town)
    hers, his = debts_of(town, "Sanne"), debts_of(town, "Emre")
    with pytest.raises(NotAllowed, match="Partners delen er een"):
        change(town, hers, "Sanne", "Emre")
    assert [person.given_names for person in hers.persons.all()] == ["Sanne"]
    answer = town.client("Noor").post(
        reverse("casework:change_trajectory", args=[his.pk]),
        {"subject": "schulden", "persons": [str(town.person(name).pk) for name in ("Sanne", "Emre")]},
    )
    assert (answer.status_code, "Partners delen er een" in answer.content.decode()) == (422, True)


def test_nobody_is_added_whose_partner_has_debt_help(town: Town) -> None:
    apart(town)
    debts_of(town, "Sanne")
    theirs = debts_of(town, "Lina")
    become_partners(town)
    with pytest.raises(NotAllowed, match="Partners delen er een"):
        change(town, theirs, "Lina", "Emre")


def test_a_partner_is_added_to_the_trajectory_that_runs(town: Town) -> None:
    apart(town)
    become_partners(town)
    hers = debts_of(town, "Sanne")
    change(town, hers, "Sanne", "Emre")
    assert hers.persons.count() == 2
    assert SAYS not in page(town, hers)


def test_who_became_partners_since_are_told_on_both_and_it_is_work_once(town: Town) -> None:
    apart(town)
    hers, his = debts_of(town, "Sanne"), debts_of(town, "Emre")
    assert run(town) == 0
    become_partners(town)
    for one, other in ((hers, his), (his, hers)):
        shown = page(town, one)
        assert SAYS in shown
        assert reverse("casework:trajectory", args=[other.pk]) in shown
    assert [run(town, 1), run(town, 2)] == [2, 0]
    assert {(task.trajectory, task.assignee) for task in doubles()} == {
        (hers, town.user("Noor")),
        (his, town.user("Noor")),
    }


def test_two_records_that_turn_out_to_be_one_person_are_told_on_both(town: Town) -> None:
    apart(town)
    with acting(system_actor("tests")):
        double = make_person("Sanne", "Vries", "19880412", prefix="de")
        join(town.de_vries, double)
    town.persons["Double"] = double
    hers, again = debts_of(town, "Sanne"), debts_of(town, "Double")
    with acting(system_actor("tests")):
        HouseholdMembership.objects.filter(person=double).delete()
    fatima = town.actor("Fatima")
    with acting(fatima):
        merge(actor=fatima, kept=town.person("Sanne"), merged=double, reason="dubbel ingevoerd", at=town.now)
    assert SAYS in page(town, hers)
    assert SAYS in page(town, again)
    assert run(town) == 2


def test_ending_one_of_the_two_settles_it(town: Town) -> None:
    apart(town)
    hers, his = debts_of(town, "Sanne"), debts_of(town, "Emre")
    become_partners(town)
    run(town)
    take(town, town.actor("Noor"), his, filled_in("debts", Said("stop"), number=2, on=today()))
    assert SAYS not in page(town, hers)
    run(town, 1)
    assert [task for task in doubles() if task.done_at is None] == []
    change(town, hers, "Sanne", "Emre")
    assert hers.persons.count() == 2


@pytest.mark.parametrize("why", ["ended", "no longer partners", "crisis", "not begun"])
def test_what_is_no_second_trajectory_is_let_be(town: Town, why: str) -> None:
    apart(town)
    hers = debts_of(town, "Sanne")
    if why in ("ended", "no longer partners"):
        his = debts_of(town, "Emre")
    if why == "ended":
        take(town, town.actor("Noor"), his, filled_in("debts", Said("stop"), number=2, on=today()))
    if why == "crisis":
        begun(town, "crisis")
    if why == "not begun":
        begun(town)
    become_partners(town)
    if why == "no longer partners":
        with acting(system_actor("tests")):
            Relation.objects.filter(kind=Relation.Kind.PARTNER).update(valid_from=LONG_AGO, valid_until=today())
    assert SAYS not in page(town, hers)
    assert run(town) == 0


def test_another_household_is_not_told_of(town: Town) -> None:
    apart(town)
    hers, his = debts_of(town, "Sanne"), debts_of(town, "Emre")
    with acting(system_actor("tests")):
        elsewhere = another_household(town, "Aalders")
        case = elsewhere.cases.get()
        Trajectory.objects.filter(pk=his.pk).update(household=elsewhere, case=case)
    become_partners(town)
    assert SAYS not in page(town, hers)
    assert run(town) == 0


def test_a_task_of_a_second_trajectory_tells_nobody_outside_debts(town: Town) -> None:
    apart(town)
    debts_of(town, "Sanne")
    debts_of(town, "Emre")
    become_partners(town)
    run(town)
    shown = town.client("Joris").get(reverse("casework:household", args=[town.de_vries.pk])).content.decode()
    assert "twee trajecten voor schulden" not in shown


def at_once(*works: Callable[[], object]) -> list[str]:
    """Begin these at the same moment, each on a connection of its own; what each was refused with."""
    heard: list[str] = []
    start = threading.Barrier(len(works))

    def hear(work: Callable[[], object]) -> None:
        start.wait()
        try:
            work()
            heard.append("")
        except NotAllowed as refusal:
            heard.append(str(refusal))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=hear, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return heard


@pytest.mark.usefixtures("committing_database")
def test_of_two_who_add_and_begin_at_once_one_is_refused() -> None:
    town = build_town()
    apart(town)
    hers, his = debts_of(town, "Sanne"), begun(town)
    with acting(town.actor("Noor")):
        his.persons.set([town.person("Emre")])
    taking = filled_in("debts", REPORT, number=1, on=today())
    heard = at_once(
        lambda: change(town, hers, "Sanne", "Emre"),
        lambda: take(town, town.actor("Noor"), his, taking),
    )
    assert sorted(bool(words) for words in heard) == [False, True]
    running = Trajectory.objects.filter(persons=town.person("Emre"), kind="debts").exclude(stage="new")
    assert running.exclude(state="ended").count() == 1
