"""At eighteen help goes on under another law: the task leads to the form that begins it, and is done when it begins."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from casework.models import Handover, Task, Trajectory
from casework.services import start_trajectory
from casework.youth.rules import reaches
from households.models import Person
from privacy.access import scope
from privacy.acting import acting
from privacy.choices import Domain, Purpose
from tests.casework.ways import begun, filled_in, let_karim_work, posted, said, take, today, walk
from tests.casework.working import worklist
from tests.over_the_walls import acting_anywhere
from tests.people import BORN, Town

DAY = datetime.timedelta(days=1)
ADULT_ON = reaches(BORN["Deniz"], 18)


def handed(town: Town, *laws: str) -> Trajectory:
    """Deniz wants to go on under these laws."""
    trajectory = walk(town, begun(town, "youth"), until="start", start=today() - 60 * DAY)
    wanted = {f"to_{law}": True for law in laws}
    plan = said("look_ahead", living="kamer met begeleiding", income="bijbaan", handover_agreed=True, **wanted)
    number = trajectory.steps.count() + 1
    take(town, town.actor("Tess"), trajectory, filled_in("youth", plan, number=number, on=today()))
    return trajectory


def task_of(law: str) -> Task:
    task = Handover.objects.get(to_domain=law).task
    assert task is not None
    return task


def form_of(town: Town, task: Task) -> str:
    return reverse("casework:begin_trajectory", args=[town.de_vries.pk]) + f"?taak={task.pk}"


def page(town: Town, who: str, trajectory: Trajectory) -> str:
    return town.client(who).get(reverse("casework:trajectory", args=[trajectory.pk])).content.decode()


def begin(town: Town, law: str, who: str, *persons: str, on: datetime.date | None = None) -> Trajectory:
    """Somebody begins help under this law, and takes its first step."""
    let_karim_work(town)
    actor, people = town.actor(who), [town.person(name) for name in persons]
    with acting(actor):
        trajectory = start_trajectory(
            actor=actor, case=town.case, domain=Domain(law), persons=people, subject="verder na 18", at=town.now
        )
    first = {"wmo": said("report", by="resident"), "participation": said("report", asked="both")}
    first["debts"] = said("report", route="resident", threat="none")
    take(town, actor, trajectory, filled_in(law, first[law], number=1, on=on or today()))
    return trajectory


def post(client: Client, url: str, law: str, person: Person, **answers: Any) -> Any:
    first = posted(filled_in(law, said("report", **answers), number=1, on=today()))
    return client.post(url, first | {"persons": [str(person.pk)], "subject": "Verder na 18 jaar"})


def test_handing_over_asks_the_case_manager_and_shows_that_there_is_a_gap(town: Town) -> None:
    trajectory = handed(town, "wmo", "participation")
    rows = Handover.objects.filter(trajectory=trajectory)
    assert {(row.to_domain, row.due_on) for row in rows} == {("wmo", ADULT_ON), ("participation", ADULT_ON)}
    task = task_of("wmo")
    assert (task.assignee, task.domain, task.due_on) == (town.user("Fatima"), "", ADULT_ON)
    assert (task.person, task.caused_by) == (town.person("Deniz"), "handover")
    assert "nog geen hulp die aansluit" in page(town, "Tess", trajectory)


@pytest.mark.parametrize("law", ["wmo", "participation", "debts"])
def test_the_task_leads_to_the_form_with_what_is_known(town: Town, law: str) -> None:
    handed(town, law)
    client, url = town.client("Fatima"), form_of(town, task_of(law))
    assert url in worklist(client)
    assert url in client.get(reverse("casework:household", args=[town.de_vries.pk])).content.decode()
    shown = client.get(url).content.decode()
    assert "Verder na 18 jaar" in shown
    assert "overdracht van jeugdhulp bij 18 jaar" in shown
    chosen = f'value="{town.person("Deniz").pk}"'
    assert "checked" in shown[shown.index(chosen) : shown.index(chosen) + 120]
    assert ('value="other_domain" selected' in shown) == (law != "participation")
    assert "kamer met begeleiding" not in shown  # she sees that there is youth help, and not what it is


def test_who_sees_the_plan_finds_its_words_in_the_form(town: Town) -> None:
    with acting_anywhere(town.actor("Fatima")):
        town.user("Tess").memberships.update(domains=["youth", "wmo"])
        town.case.assignments.create(
            user=town.user("Tess"),
            team=town.teams["Wijkteam Haven"],
            kind="professional",
            domain="wmo",
            reason="beide",
            valid_from=today(),
        )
        town.refresh_grants()
    trajectory = handed(town, "wmo")
    url = form_of(town, task_of("wmo"))
    assert url in page(town, "Tess", trajectory)
    assert "kamer met begeleiding" in town.client("Tess").get(url).content.decode()


def test_beginning_it_there_takes_it_over_and_finishes_the_task(town: Town) -> None:
    trajectory = handed(town, "wmo")
    task = task_of("wmo")
    answer = post(town.client("Fatima"), form_of(town, task), "wmo", town.person("Deniz"), by="other_domain")
    assert answer.status_code == 302
    task.refresh_from_db()
    assert (task.done_at is not None, task.done_by) == (True, town.user("Fatima"))
    shown = page(town, "Tess", trajectory)
    assert "sluit aan<" in shown
    assert "overgenomen door ondersteuning Wmo" in " ".join(shown.split())
    assert "Verder na 18 jaar" not in shown  # what it is about is content of the Wmo


def test_a_colleague_who_begins_it_finishes_the_task_without_seeing_it(town: Town) -> None:
    handed(town, "wmo")
    task = task_of("wmo")
    with acting(town.actor("Joris")):
        assert not scope(Task, town.actor("Joris"), Purpose.HELP).filter(pk=task.pk).exists()
        assert not scope(Handover, town.actor("Joris"), Purpose.HELP).exists()
    begin(town, "wmo", "Joris", "Deniz")
    task.refresh_from_db()
    assert task.done_by == town.user("Joris")


@pytest.mark.parametrize(("law", "who", "person"), [("wmo", "Joris", "Sanne"), ("debts", "Noor", "Deniz")])
def test_help_for_somebody_else_or_under_another_law_takes_nothing_over(
    town: Town, law: str, who: str, person: str
) -> None:
    trajectory = handed(town, "wmo")
    begin(town, law, who, person)
    assert task_of("wmo").done_at is None
    assert "nog geen hulp die aansluit" in page(town, "Tess", trajectory)


def test_what_was_opened_and_not_begun_takes_nothing_over(town: Town) -> None:
    trajectory, joris = handed(town, "wmo"), town.actor("Joris")
    with acting(joris):
        people = [town.person("Deniz")]
        start_trajectory(actor=joris, case=town.case, domain=Domain.WMO, persons=people, subject="verder", at=town.now)
    assert task_of("wmo").done_at is None
    assert "nog geen hulp die aansluit" in page(town, "Tess", trajectory)


def test_help_that_ended_before_the_day_leaves_the_gap(town: Town) -> None:
    trajectory = handed(town, "wmo")
    made = begin(town, "wmo", "Joris", "Deniz")
    take(town, town.actor("Joris"), made, filled_in("wmo", said("stop"), number=2, on=today()))
    assert "nog geen hulp die aansluit" in page(town, "Tess", trajectory)


def test_help_that_began_too_late_shows_the_days_without(town: Town) -> None:
    trajectory = handed(town, "wmo")
    with acting_anywhere(town.actor("Tess")):
        Handover.objects.update(due_on=today() - 10 * DAY)
    begin(town, "wmo", "Joris", "Deniz", on=today() - 3 * DAY)
    assert "7 dagen zonder hulp" in page(town, "Tess", trajectory)


def test_who_may_not_begin_it_sees_who_must(town: Town) -> None:
    trajectory = handed(town, "wmo")
    shown = page(town, "Tess", trajectory)
    assert "Dit begint: Joris Smit, Fatima Bennani" in shown
    assert form_of(town, task_of("wmo")) not in shown
    shown = town.client("Tess").get(form_of(town, task_of("wmo"))).content.decode()
    assert "Dit traject begint: Joris Smit, Fatima Bennani" in shown


def test_who_does_not_see_the_task_gets_an_empty_choice(town: Town) -> None:
    handed(town, "wmo")
    shown = town.client("Joris").get(form_of(town, task_of("wmo"))).content.decode()
    assert "Wat voor traject?" in shown
    assert "Verder na 18 jaar" not in shown


def test_somebody_of_another_household_finds_nothing(town: Town) -> None:
    handed(town, "wmo")
    assert town.client("Bram").get(form_of(town, task_of("wmo"))).status_code == 404
    elsewhere = reverse("casework:begin_trajectory", args=[town.bakker.pk]) + f"?taak={task_of('wmo').pk}"
    assert "Verder na 18 jaar" not in town.client("Bram").get(elsewhere).content.decode()
