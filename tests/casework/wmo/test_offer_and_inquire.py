"""Proof of what was offered, the inquiry by its subjects, and the application as an object of its own."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from casework.models import Application, Inquiry, Offer, Trajectory
from casework.models.wmo import SUBJECTS
from casework.services import NotAllowed
from casework.services.wmo import record_offer, write_inquiry
from casework.services.wmo.inquiring import version
from privacy.acting import acting
from tests.casework.ways import WAYS, Said, begun, filled_in, take, today, walk
from tests.people import Town

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
What, How = Offer.What, Offer.How


@pytest.fixture
def trajectory(town: Town) -> Trajectory:
    """Joris's trajectory, with the inquiry begun."""
    return walk(town, begun(town, "wmo"), until="inquire", start=today() - 20 * DAY)


def test_a_step_that_says_so_is_proof_with_its_day_and_how(town: Town, trajectory: Trajectory) -> None:
    confirmed = trajectory.steps.get(step="confirm")
    proofs = {one.what: (one.offered_on, one.how) for one in Offer.objects.all()}
    assert proofs.keys() == {What.PLAN, What.SUPPORT}
    assert {day for day, _how in proofs.values()} == {confirmed.taken_on}


def test_the_report_adds_only_the_proof_that_is_not_there(town: Town, trajectory: Trajectory) -> None:
    actor = town.actor("Joris")
    with acting(actor):
        day = today() - 3 * DAY
        about: dict[str, Any] = {"what": What.BUDGET, "how": How.PHONE, "offered_on": day}
        record_offer(actor=actor, trajectory=trajectory, at=town.now, **about)
    walked = filled_in("wmo", WAYS["wmo"][4], number=trajectory.steps.count() + 1, on=today())
    take(town, actor, trajectory, walked)
    assert Offer.objects.count() == len(What)
    assert Offer.objects.get(what=What.BUDGET).how == How.PHONE


def test_an_offer_on_a_day_to_come_is_refused_and_twice_a_day_corrects(town: Town, trajectory: Trajectory) -> None:
    actor = town.actor("Joris")
    about: dict[str, Any] = {"what": What.BUDGET, "how": How.TALK, "offered_on": today() + DAY}
    with acting(actor), pytest.raises(NotAllowed, match="nog niet geweest"):
        record_offer(actor=actor, trajectory=trajectory, at=town.now, **about)
    client, address = town.client("Joris"), reverse("casework:record_offer", args=[trajectory.pk])
    for how in (How.TALK, How.LETTER):
        client.post(address, {"what": What.BUDGET, "how": how, "offered_on": today().isoformat()})
    assert Offer.objects.get(what=What.BUDGET).how == How.LETTER


def test_a_trajectory_of_another_law_takes_nothing_of_the_wmo(town: Town) -> None:
    debts = walk(town, begun(town, "debts"), until="report", start=today())
    names = ("record_offer", "write_inquiry", "add_provision")
    addresses = [reverse(f"casework:{name}", args=[debts.pk]) for name in names]
    assert {town.client("Noor").post(address, {}).status_code for address in addresses} == {404}


def test_every_subject_of_the_inquiry_may_stay_blank(town: Town, trajectory: Trajectory) -> None:
    client, address = town.client("Joris"), reverse("casework:write_inquiry", args=[trajectory.pk])
    assert client.post(address, {"seen": ""}).status_code == 302
    inquiry = Inquiry.objects.get()
    assert [getattr(inquiry, name) for name in SUBJECTS.values()] == [""] * 7
    assert list(SUBJECTS) == ["a", "b", "c", "d", "e", "f", "g"]


def test_what_the_inquiry_found_stands_on_the_page(town: Town, trajectory: Trajectory) -> None:
    client = town.client("Joris")
    texts = {"needs": "Sanne kan de trap niet meer op.", "seen": ""}
    client.post(reverse("casework:write_inquiry", args=[trajectory.pk]), texts)
    page = client.get(reverse("casework:trajectory", args=[trajectory.pk])).content.decode()
    assert "Sanne kan de trap niet meer op." in page
    assert "Joris Smit" in page


def test_who_writes_over_a_colleague_is_told_and_loses_nothing(town: Town, trajectory: Trajectory) -> None:
    actor = town.actor("Joris")
    with acting(actor):
        first = write_inquiry(actor=actor, trajectory=trajectory, texts={"needs": "een"}, seen="", at=town.now)
    client, address = town.client("Joris"), reverse("casework:write_inquiry", args=[trajectory.pk])
    answer = client.post(address, {"needs": "mijn lange tekst", "seen": ""})
    assert answer.status_code == 422
    assert "intussen bijgewerkt" in answer.content.decode()
    assert "mijn lange tekst" in answer.content.decode()
    assert Inquiry.objects.get().needs == "een"
    assert client.post(address, {"needs": "twee", "seen": version(first)}).status_code == 302


def test_a_trajectory_has_one_inquiry(town: Town, trajectory: Trajectory) -> None:
    actor = town.actor("Joris")
    where = {"trajectory": trajectory, "household_id": trajectory.household_id, "written_by": actor.user}
    with acting(actor):
        Inquiry.objects.create(**where)
    with acting(actor), pytest.raises(IntegrityError, match="inquiry_one_per"), transaction.atomic():
        Inquiry.objects.create(**where)


def test_the_application_is_another_thing_than_the_melding(town: Town) -> None:
    trajectory = walk(town, begun(town, "wmo"), until="apply", start=today() - 60 * DAY)
    application = Application.objects.get(trajectory=trajectory)
    assert (application.step.step, application.decision) == ("apply", None)
    assert application.received_on > trajectory.started_on


def test_a_decision_answers_its_application(town: Town) -> None:
    trajectory = walk(town, begun(town, "wmo"), until="grant", start=today() - 90 * DAY)
    application = Application.objects.get(trajectory=trajectory)
    assert application.decision == trajectory.decisions.get()
    assert application.decided_on == trajectory.decisions.get().decided_on


def test_without_an_open_application_nothing_is_decided(town: Town) -> None:
    trajectory = walk(town, begun(town, "wmo"), until="information_came", start=today() - 90 * DAY)
    actor = town.actor("Joris")
    with acting(actor):
        Application.objects.all().delete()
    taking = filled_in("wmo", Said("grant", {"delivered_as": "in_kind"}), number=9, on=today())
    with pytest.raises(NotAllowed, match="geen aanvraag"), transaction.atomic():
        take(town, actor, trajectory, taking)
    trajectory.refresh_from_db()
    assert (trajectory.stage, trajectory.decisions.exists()) == ("applied", False)


def test_the_database_refuses_a_decision_before_its_application(town: Town) -> None:
    trajectory = walk(town, begun(town, "wmo"), until="grant", start=today() - 90 * DAY)
    application = Application.objects.get(trajectory=trajectory)
    application.decided_on = application.received_on - DAY
    with acting(town.actor("Joris")), pytest.raises(IntegrityError, match="decided_after"), transaction.atomic():
        application.save()
