"""Somebody dies or leaves half-way: one task for who works on the trajectory, whoever told of it and however often."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.test import override_settings
from django.urls import reverse

from casework.models import Notice, Task, Trajectory
from casework.services import change_trajectory, finish_task
from casework.services.feeds import make_feed
from casework.timers import run_once, timers
from casework.timers.mailing import send_mails
from casework.worklist.calendar import read_calendar
from households.dates import PartialDate
from households.models import Address, HouseholdMembership, Person, Residence
from privacy.acting import acting
from privacy.choices import Domain
from privacy.services import system_actor
from tests.casework.closed import make_compartment
from tests.casework.ways import Said, begun, filled_in, take, today, walk
from tests.casework.working import another_household, day, worklist
from tests.over_the_walls import acting_anywhere
from tests.people import LONG_AGO, Town, join, make_address

(TIMER,) = [timer for timer in timers() if timer.key == "happenings"]
DIED = {"died_on": PartialDate.from_stored("20261101")}
EMIGRATED = {"suspension": Person.Suspension.EMIGRATED}


def run(town: Town, days: int = 0) -> int | None:
    return run_once(TIMER, day=day(days), at=town.now)


def change(town: Town, name: str, **values: Any) -> None:
    with acting(system_actor("tests")):
        Person.objects.filter(pk=town.person(name).pk).update(**values)


def tasks(**only: Any) -> set[tuple[str, str, str]]:
    rows = Task.objects.filter(caused_by__in=Task.HAPPENED, **only)
    return {(row.domain, row.assignee.name.partition(" ")[0], row.title.partition(":")[0]) for row in rows}


def leaves(town: Town, name: str) -> None:
    with acting(system_actor("tests")):
        HouseholdMembership.objects.filter(person=town.person(name)).update(valid_until=today())


def loses_address(town: Town, name: str) -> None:
    with acting(system_actor("tests")):
        Residence.objects.filter(person=town.person(name)).update(valid_until=today())


def test_a_death_is_work_for_the_professional_of_each_trajectory_that_runs(town: Town) -> None:
    change(town, "Sanne", **DIED)
    assert run(town) == 2
    words = "Sanne de Vries is overleden"
    assert tasks() == {("debts", "Noor", words), ("wmo", "Joris", words)}
    task = Task.objects.get(caused_by=Task.Cause.DEATH, domain="wmo")
    assert (task.trajectory, task.person, task.due_on) == (town.trajectories[Domain.WMO], town.person("Sanne"), day(7))
    assert Notice.objects.filter(task=task, user=town.user("Joris"), kind="given").exists()


@pytest.mark.parametrize(
    ("happens", "words"),
    [
        (lambda town: change(town, "Emre", **EMIGRATED), "Emre Yılmaz woont niet meer in Nederland"),
        (lambda town: loses_address(town, "Emre"), "Emre Yılmaz heeft hier geen adres meer"),
        (lambda town: leaves(town, "Emre"), "Emre Yılmaz hoort niet meer bij dit huishouden"),
    ],
)
def test_whoever_leaves_is_handed_over(town: Town, happens: Any, words: str) -> None:
    happens(town)
    assert run(town) == 1
    assert tasks() == {("debts", "Noor", words)}
    assert Task.objects.get(caused_by=Task.Cause.DEPARTURE).person == town.person("Emre")


def moves(town: Town, name: str, *, key: str, days: int) -> None:
    """Somebody moves so many days from now to an address whose key in the BAG begins like this."""
    with acting(system_actor("tests")):
        address = make_address("Dorpsstraat", 1, "3500AA")
        Address.objects.filter(pk=address.pk).update(bag_object_id=f"{key}010000000001")
        stays = Residence.objects.filter(person=town.person(name))
        Address.objects.filter(residences__in=stays).update(bag_object_id="0034010000000001")
        stays.update(valid_until=day(days))
        Residence.objects.create(person=town.person(name), address=address, valid_from=day(days))


def test_whoever_moves_to_another_municipality_with_all_of_the_household_is_asked_about(town: Town) -> None:
    trajectory = walk(town, begun(town), until="first_talk")
    with acting_anywhere(system_actor("tests")):
        Trajectory.objects.exclude(pk=trajectory.pk).update(state="ended", ended_on=today())
    moves(town, "Emre", key="0344", days=0)
    assert run(town) == 1
    words = "Emre Yılmaz is verhuisd, zo te zien naar een andere gemeente"
    assert tasks() == {("debts", "Noor", words)}
    page = town.client("Noor").get(reverse("casework:trajectory", args=[trajectory.pk])).content.decode()
    assert words in page
    assert reverse("casework:take_step", args=[trajectory.pk, "transfer"]) in page


@pytest.mark.parametrize("why", ["within the municipality", "before it began", "to come", "a secret address"])
def test_a_move_that_changes_nothing_is_let_be(town: Town, why: str) -> None:
    days = {"before it began": -100, "to come": 5}.get(why, 0)
    moves(town, "Emre", key="0034" if why == "within the municipality" else "0344", days=days)
    if why == "a secret address":
        change(town, "Emre", is_secret=True)
    assert run(town) == 0


def test_nobody_gets_a_task_where_nothing_happened(town: Town) -> None:
    assert run(town) == 0


def test_a_trajectory_that_ended_and_another_household_ask_for_nothing(town: Town) -> None:
    with acting_anywhere(system_actor("tests")):
        Trajectory.objects.filter(domain="debts").update(state="ended", ended_on=today())
        elsewhere = another_household(town, "Aalders")
        join(elsewhere, town.person("Emre"))
        HouseholdMembership.objects.filter(household=elsewhere, person=town.person("Emre")).update(valid_until=today())
    change(town, "Emre", **DIED)
    change(town, "Gerda", **DIED)
    assert run(town) == 0


def test_who_belongs_to_two_households_leaves_one_of_them_only(town: Town) -> None:
    with acting_anywhere(system_actor("tests")):
        elsewhere = another_household(town, "Aalders")
        joined = join(elsewhere, town.person("Emre"))
        HouseholdMembership.objects.filter(pk=joined.pk).update(valid_until=today())
    assert run(town) == 0


def test_what_ran_twice_and_what_was_done_make_no_second_task(town: Town) -> None:
    change(town, "Emre", **DIED)
    assert [run(town), run(town), run(town, 1)] == [1, None, 0]
    task, noor = Task.objects.get(caused_by=Task.Cause.DEATH), town.actor("Noor")
    with acting(noor):
        finish_task(actor=noor, task=task, at=town.now)
    assert run(town, 2) == 0


def test_after_days_without_a_scheduler_the_task_is_made_still(town: Town) -> None:
    change(town, "Emre", **DIED)
    assert run(town, 30) == 1


def test_without_a_professional_the_case_manager_has_the_task_and_cannot_open_the_trajectory(town: Town) -> None:
    with acting(system_actor("tests")):
        town.case.assignments.filter(domain="youth").update(valid_until=today())
        town.refresh_grants()
    change(town, "Deniz", **DIED)
    run(town)
    assert tasks() == {("youth", "Fatima", "Deniz Yılmaz is overleden")}
    page, trajectory = worklist(town.client("Fatima")), town.trajectories[Domain.YOUTH]
    assert "Deniz Yılmaz is overleden" in page
    assert reverse("casework:trajectory", args=[trajectory.pk]) not in page


def test_without_anybody_it_waits_for_somebody(town: Town) -> None:
    with acting(system_actor("tests")):
        rows = town.case.assignments.filter(domain__in=("", "debts"))
        rows.update(valid_until=today())
    change(town, "Emre", **DIED)
    assert run(town) == 0
    with acting(system_actor("tests")):
        town.case.assignments.filter(domain="debts").update(valid_until=None)
    assert run(town, 1) == 1


def test_whoever_lost_their_place_in_the_team_is_not_asked(town: Town) -> None:
    with acting(system_actor("tests")):
        town.user("Noor").memberships.update(valid_until=today())
    change(town, "Emre", **DIED)
    run(town)
    assert tasks() == {("debts", "Fatima", "Emre Yılmaz is overleden")}


def test_it_stands_in_the_worklist_on_the_household_and_beside_the_flag_with_its_step(town: Town) -> None:
    trajectory = walk(town, begun(town), until="first_talk")
    change(town, "Emre", **DIED)
    run(town)
    client, address = town.client("Noor"), reverse("casework:trajectory", args=[trajectory.pk])
    title = "Emre Yılmaz is overleden: beslis hoe dit traject verdergaat"
    assert title in worklist(client)
    assert address in worklist(client)
    assert title in client.get(reverse("casework:household", args=[town.de_vries.pk])).content.decode()
    page = client.get(address).content.decode()
    assert reverse("casework:take_step", args=[trajectory.pk, "close_deceased"]) in page
    assert "Op de werklijst van Noor de Boer" in page


def test_moving_away_leads_to_handing_over(town: Town) -> None:
    trajectory = walk(town, begun(town), until="first_talk")
    loses_address(town, "Emre")
    page = town.client("Noor").get(reverse("casework:trajectory", args=[trajectory.pk])).content.decode()
    assert reverse("casework:take_step", args=[trajectory.pk, "transfer"]) in page


def test_who_does_not_see_the_help_sees_no_task_of_it(town: Town) -> None:
    change(town, "Emre", **DIED)
    run(town)
    page = town.client("Joris").get(reverse("casework:household", args=[town.de_vries.pk])).content.decode()
    assert "is overleden: beslis" not in page
    assert "is overleden: beslis" not in worklist(town.client("Joris"), whose="team")


def test_no_name_leaves_by_mail_or_calendar(town: Town) -> None:
    change(town, "Emre", **DIED)
    run(town)
    noor = town.actor("Noor")
    with acting(noor):
        secret = make_feed(actor=noor, at=town.now)
    body = read_calendar(secret, at=town.now)
    assert body is not None
    assert "Taak: Schulden" in body.decode()
    assert "Emre" not in body.decode()
    with acting(system_actor("tests")):
        Task.objects.filter(caused_by=Task.Cause.DEATH).update(due_on=today())
    with override_settings(SENDS_MAIL=True, EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        (daily,) = [timer for timer in timers() if timer.key == "daily_mail"]
        assert run_once(daily, day=today(), at=town.now)
        send_mails(at=town.now)
    assert [message for message in mail.outbox if "Emre" in message.body or "overleden" in message.body] == []
    assert len(mail.outbox) == 1


def test_a_compartment_stays_out_of_it(town: Town) -> None:
    compartment = make_compartment(town, "Joris")
    change(town, "Sanne", **DIED)
    run(town)
    assert not Task.objects.filter(compartment=compartment).exists()
    assert not Task.objects.filter(caused_by__in=Task.HAPPENED, compartment__isnull=False).exists()


def test_the_task_is_done_when_the_trajectory_ends(town: Town) -> None:
    trajectory = walk(town, begun(town), until="first_talk")
    change(town, "Emre", **DIED)
    run(town)
    number = trajectory.steps.count() + 1
    take(town, town.actor("Noor"), trajectory, filled_in("debts", Said("close_deceased"), number=number, on=today()))
    task = Task.objects.get(trajectory=trajectory, caused_by=Task.Cause.DEATH)
    assert task.done_by == town.user("Noor")


def test_the_task_is_done_when_the_trajectory_goes_on_for_the_others(town: Town) -> None:
    change(town, "Emre", **DIED)
    run(town)
    noor, trajectory = town.actor("Noor"), town.trajectories[Domain.DEBTS]
    with acting(noor):
        change_trajectory(
            actor=noor, trajectory=trajectory, persons=[town.person("Sanne")], subject="schulden", at=town.now
        )
    assert Task.objects.get(caused_by=Task.Cause.DEATH).done_by == town.user("Noor")


def test_a_death_that_was_a_mistake_finishes_its_task(town: Town) -> None:
    change(town, "Emre", **DIED)
    run(town)
    change(town, "Emre", died_on=None)
    assert run(town, 1) == 1
    assert Task.objects.get(caused_by=Task.Cause.DEATH).done_at is not None


def test_somebody_who_never_lived_here_did_not_leave(town: Town) -> None:
    with acting(system_actor("tests")):
        Residence.objects.filter(person=town.person("Emre")).delete()
        Residence.objects.filter(person=town.person("Sanne")).update(valid_from=LONG_AGO)
    assert run(town) == 0
