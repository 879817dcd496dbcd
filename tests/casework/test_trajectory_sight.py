"""Who sees a trajectory: the content of its law, and nobody by a step, a decision, a clock or a letter beside that."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse

from casework.models import Clock, Decision, Trajectory, TrajectoryStep
from casework.services import NotAllowed
from privacy.access import scope
from privacy.choices import Domain, Purpose
from privacy.models import AccessRecord
from tests.casework.ways import WAYS, begun, filled_in, posted, take, today, walk
from tests.people import Town
from tests.proof import proven

DAY = datetime.timedelta(days=1)
WHY = {"reason": "meeting", "words": "voor het gesprek"}


@pytest.fixture
def trajectory(town: Town) -> Trajectory:
    """Noor's trajectory with a decision."""
    return walk(town, begun(town), until="decide_plan", start=today() - 30 * DAY)


def addresses(trajectory: Trajectory) -> list[str]:
    step, decision = trajectory.steps.get(number=1), Decision.objects.get(trajectory=trajectory)
    return [
        reverse("casework:trajectory", args=[trajectory.pk]),
        reverse("casework:take_step", args=[trajectory.pk, "stabilise"]),
        reverse("casework:change_trajectory", args=[trajectory.pk]),
        reverse("casework:object_to_decision", args=[decision.pk]),
        reverse("casework:decide_objection", args=[decision.pk]),
        reverse("casework:trajectory_letter", args=[step.pk]),
    ]


@pytest.mark.parametrize("who", ["Fatima", "Joris", "Tess", "Bram", "Anja", "Pieter"])
def test_nobody_but_who_sees_the_content_of_its_law_opens_it(town: Town, trajectory: Trajectory, who: str) -> None:
    client = proven(town.client(who), town.user(who))
    assert {client.get(address).status_code for address in addresses(trajectory)} == {404}
    actor = town.actor(who)
    for model in (TrajectoryStep, Decision, Clock):
        assert not scope(model, actor, Purpose.HELP).filter(trajectory=trajectory).exists()


def test_who_works_in_the_law_opens_all_of_it(town: Town, trajectory: Trajectory) -> None:
    client = proven(town.client("Noor"), town.user("Noor"))
    assert {client.get(address).status_code for address in addresses(trajectory)} == {200}
    record = AccessRecord.objects.filter(event="trajectory.read").last()
    assert record is not None
    assert record.household_id == town.de_vries.pk
    assert town.person("Emre").pk in record.subject_ids


def test_the_household_page_links_to_it_for_who_sees_the_content_alone(town: Town, trajectory: Trajectory) -> None:
    page, link = reverse("casework:household", args=[town.de_vries.pk]), f"/trajecten/{trajectory.pk}/"
    assert link in town.client("Noor").get(page).content.decode()
    assert link not in town.client("Fatima").get(page).content.decode()
    assert "een vraag" not in town.client("Joris").get(page).content.decode()


def test_the_case_manager_begins_a_trajectory_in_a_law_whose_content_she_does_not_see(town: Town) -> None:
    begin = reverse("casework:begin_trajectory", args=[town.de_vries.pk])
    client = town.client("Fatima")
    assert "moratorium" not in client.get(begin).content.decode()
    taking = filled_in("wmo", WAYS["wmo"][0], number=1, on=today() - 2 * DAY)
    data = posted(taking) | {"persons": [str(town.person("Emre").pk)], "subject": "trap lopen"}
    answer = client.post(f"{begin}?soort=wmo", data)
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        reverse("casework:household", args=[town.de_vries.pk]),
    )
    made = Trajectory.objects.get(subject="trap lopen")
    assert made.started_on == today() - 2 * DAY
    clock = Clock.objects.get(trajectory=made, term__key="wmo.onderzoek")
    assert clock.task is not None
    assert (clock.started_on, clock.task.assignee) == (made.started_on, town.user("Joris"))
    assert client.get(reverse("casework:trajectory", args=[made.pk])).status_code == 404


def test_the_case_manager_takes_no_further_step(town: Town, trajectory: Trajectory) -> None:
    stabilise = filled_in("debts", WAYS["debts"][3], number=4, on=today())
    with pytest.raises(NotAllowed, match="U werkt niet aan Schulden"):
        take(town, town.actor("Fatima"), trajectory, stabilise)


def test_of_somebody_elses_household_nothing_begins(town: Town) -> None:
    begin = reverse("casework:begin_trajectory", args=[town.bakker.pk])
    assert {town.client(who).get(begin).status_code for who in ("Fatima", "Noor", "Joris")} == {404}


def test_people_of_another_household_cannot_be_chosen(town: Town) -> None:
    begin = reverse("casework:begin_trajectory", args=[town.de_vries.pk]) + "?soort=debts"
    taking = filled_in("debts", WAYS["debts"][0], number=1, on=today())
    answer = town.client("Noor").post(
        begin, posted(taking) | {"persons": [str(town.person("Gerda").pk)], "subject": "wie?"}
    )
    assert answer.status_code == 422
    assert "Kies mensen uit dit huishouden" in answer.content.decode()
    assert not Trajectory.objects.filter(subject="wie?").exists()


@pytest.mark.parametrize(("step", "words"), [("report", "Ontvangstbevestiging"), ("decide_plan", "bezwaar maken")])
def test_a_letter_is_printed_after_a_proof_and_leaves_a_record(
    town: Town, trajectory: Trajectory, step: str, words: str
) -> None:
    client = proven(town.client("Noor"), town.user("Noor"))
    address = reverse("casework:trajectory_letter", args=[trajectory.steps.get(step=step).pk])
    answer = client.post(address, WHY)
    assert words in answer.content.decode()
    assert AccessRecord.objects.filter(event="trajectorystep.letter_printed", household_id=town.de_vries.pk).exists()
    pdf = client.post(address, WHY | {"pdf": "ja"})
    assert pdf.content.startswith(b"%PDF")


def test_a_step_without_a_letter_prints_nothing(town: Town, trajectory: Trajectory) -> None:
    client = proven(town.client("Noor"), town.user("Noor"))
    talk = trajectory.steps.get(step="first_talk")
    assert client.get(reverse("casework:trajectory_letter", args=[talk.pk])).status_code == 404


def test_what_the_end_tells_everybody_involved_is_only_that_it_ended(town: Town) -> None:
    walk(town, begun(town))
    timeline = reverse("casework:timeline", args=[town.de_vries.pk]) + f"?domein={Domain.DEBTS}"
    shown = town.client("Fatima").get(timeline).content.decode()
    assert "Traject Schulden afgerond" in shown
    assert "Nazorg" not in shown
    assert "Oplossing afgesproken" not in shown
