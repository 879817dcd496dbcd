"""Debts and what is owed of them: recorded by who works on the debts, with what was wrong said in plain words."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casework.models import Debt, DebtBalance, Trajectory
from casework.models.debts import ClaimStatus, DebtKind
from casework.services import NotAllowed
from casework.services.debts import add_debt, change_debt, record_balance
from privacy.acting import acting
from privacy.models import AccessRecord
from tests.casework.ways import begun, today, walk
from tests.people import Town

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def trajectory(town: Town) -> Trajectory:
    """Noor's trajectory, with a plan."""
    return walk(town, begun(town), until="decide_plan", start=today() - 30 * DAY)


def owe(town: Town, trajectory: Trajectory, *, who: str = "Noor", **values: Any) -> Debt:
    given: dict[str, Any] = {"creditor": "Woonstad", "kind": DebtKind.HOUSING, "amount": 2400, "on": today() - 20 * DAY}
    actor = town.actor(who)
    with acting(actor):
        return add_debt(actor=actor, trajectory=trajectory, at=town.now, **given | values)


def now_owes(town: Town, debt: Debt, amount: int, *, days_ago: int = 0, who: str = "Noor", **more: Any) -> DebtBalance:
    actor, on = town.actor(who), today() - days_ago * DAY
    with acting(actor):
        return record_balance(actor=actor, debt=debt, amount=amount, on=on, at=town.now, **more)


def test_a_debt_has_a_creditor_and_what_was_owed_on_a_day(town: Town, trajectory: Trajectory) -> None:
    debt = owe(town, trajectory, person=town.person("Emre"))
    assert (debt.creditor, debt.status, debt.person) == ("Woonstad", ClaimStatus.REPORTED, town.person("Emre"))
    assert [(one.on, one.amount) for one in debt.balances.all()] == [(today() - 20 * DAY, 2400)]
    assert AccessRecord.objects.filter(event="debt.recorded", household_id=town.de_vries.pk).exists()


def test_partners_share_the_trajectory_and_its_debts(town: Town, trajectory: Trajectory) -> None:
    owe(town, trajectory, person=town.person("Emre"), creditor="bank")
    owe(town, trajectory, person=town.person("Sanne"), creditor="webwinkel")
    owe(town, trajectory, creditor="verhuurder")
    assert {debt.person for debt in Debt.objects.all()} == {town.person("Emre"), town.person("Sanne"), None}


def test_a_debt_is_of_somebody_for_whom_the_trajectory_is(town: Town, trajectory: Trajectory) -> None:
    with pytest.raises(NotAllowed, match="voor wie dit traject is"):
        owe(town, trajectory, person=town.person("Deniz"))


def test_a_second_trajectory_for_a_partner_is_refused_at_its_report(town: Town, trajectory: Trajectory) -> None:
    second = begun(town)
    with acting(town.actor("Noor")):
        second.persons.set([town.person("Emre")])
        trajectory.persons.set([town.person("Sanne")])
    with pytest.raises(NotAllowed, match="Partners delen er een"):
        walk(town, second, until="report")


@pytest.mark.parametrize("days", [1, 400])
def test_a_day_to_come_is_refused(town: Town, trajectory: Trajectory, days: int) -> None:
    with pytest.raises(NotAllowed, match="nog niet geweest"):
        owe(town, trajectory, on=today() + days * DAY)


@pytest.mark.parametrize("amount", [-1, 10_000_001])
def test_an_amount_below_nothing_or_beyond_belief_is_refused(town: Town, trajectory: Trajectory, amount: int) -> None:
    with pytest.raises(NotAllowed, match="nul of meer"):
        owe(town, trajectory, amount=amount)


def test_a_day_has_one_amount_and_is_corrected(town: Town, trajectory: Trajectory) -> None:
    debt = owe(town, trajectory)
    now_owes(town, debt, 2000)
    now_owes(town, debt, 1900)
    assert [one.amount for one in debt.balances.order_by("on")] == [2400, 1900]
    assert debt.balances.get(on=today()).history.count() == 2


def test_a_debt_of_which_nothing_is_left_is_paid(town: Town, trajectory: Trajectory) -> None:
    debt = owe(town, trajectory)
    now_owes(town, debt, 0)
    assert Debt.objects.get().status == ClaimStatus.PAID


def test_a_write_off_is_not_a_repayment(town: Town, trajectory: Trajectory) -> None:
    debt = owe(town, trajectory)
    with pytest.raises(NotAllowed, match="niets meer open"):
        now_owes(town, debt, 100, is_written_off=True)
    now_owes(town, debt, 0, is_written_off=True)
    assert Debt.objects.get().status == ClaimStatus.WRITTEN_OFF


def test_a_debt_that_comes_back_is_open_again(town: Town, trajectory: Trajectory) -> None:
    debt = owe(town, trajectory)
    now_owes(town, debt, 0, days_ago=2)
    now_owes(town, debt, 50)
    assert Debt.objects.get().status == ClaimStatus.CONFIRMED


def test_an_older_amount_does_not_open_what_is_paid(town: Town, trajectory: Trajectory) -> None:
    debt = owe(town, trajectory)
    now_owes(town, debt, 0)
    now_owes(town, debt, 700, days_ago=5)
    assert Debt.objects.get().status == ClaimStatus.PAID


def test_that_a_debt_is_paid_is_not_said_without_an_amount(town: Town, trajectory: Trajectory) -> None:
    debt, actor = owe(town, trajectory), town.actor("Noor")
    about: dict[str, Any] = {"creditor": "Woonstad", "kind": DebtKind.HOUSING}
    with acting(actor), pytest.raises(NotAllowed, match="niets meer open staat"):
        change_debt(actor=actor, debt=debt, status=ClaimStatus.PAID, at=town.now, **about)
    with acting(actor):
        change_debt(actor=actor, debt=debt, status=ClaimStatus.DISPUTED, at=town.now, **about)
    assert Debt.objects.get().status == ClaimStatus.DISPUTED


@pytest.mark.parametrize("who", ["Fatima", "Joris", "Bram", "Anja"])
def test_nobody_but_who_works_on_the_debts_records_one(town: Town, trajectory: Trajectory, who: str) -> None:
    with pytest.raises(NotAllowed, match="U werkt niet aan"):
        owe(town, trajectory, who=who)
    assert not Debt.objects.exists()


def test_a_trajectory_of_another_law_takes_no_debt(town: Town) -> None:
    youth = walk(town, begun(town, "youth"), until="report", start=today())
    assert town.client("Tess").get(reverse("casework:add_debt", args=[youth.pk])).status_code == 404
    for who, words in (("Tess", "U werkt niet aan"), ("Noor", "hoort niet bij")):
        with pytest.raises(NotAllowed, match=words):
            owe(town, youth, who=who)


def test_what_has_ended_takes_no_debt(town: Town) -> None:
    ended = walk(town, begun(town))
    with pytest.raises(NotAllowed, match="afgerond"):
        owe(town, ended)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"amount": 5, "is_written_off": True}, "debtbalance_nothing_left"),
        ({"amount": 10_000_001}, "debtbalance_believable"),
        ({"amount": 5, "on": today() - 20 * DAY}, "debtbalance_once_a_day"),
    ],
)
def test_the_database_refuses_as_well(
    town: Town, trajectory: Trajectory, values: dict[str, Any], constraint: str
) -> None:
    debt, actor = owe(town, trajectory), town.actor("Noor")
    with acting(actor), pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        DebtBalance.objects.create(**{"debt": debt, "on": today(), "recorded_by": actor.user} | values)


def test_the_page_shows_the_total_and_its_course_in_a_picture_and_a_table(town: Town, trajectory: Trajectory) -> None:
    debt = owe(town, trajectory)
    owe(town, trajectory, creditor="bank", amount=10_000, on=today() - 10 * DAY)
    now_owes(town, debt, 1150)
    page = town.client("Noor").get(reverse("casework:trajectory", args=[trajectory.pk])).content.decode()
    assert "Samen € 11.150" in page
    assert "€ 1.250 afgelost" in page
    assert 'class="debt-course__line"' in page
    assert page.count("<tr>") >= 4  # a head and three days


def test_a_debt_is_recorded_from_the_page_and_a_mistake_loses_nothing(town: Town, trajectory: Trajectory) -> None:
    client, address = town.client("Noor"), reverse("casework:add_debt", args=[trajectory.pk])
    data = {"creditor": "Waterbedrijf", "kind": "utilities", "status": "confirmed", "person": "", "amount": "12,50"}
    answer = client.post(address, data | {"on": today().isoformat()})
    assert answer.status_code == 422
    assert "zonder punt of komma" in answer.content.decode()
    assert 'value="Waterbedrijf"' in answer.content.decode()
    assert client.post(address, data | {"on": today().isoformat(), "amount": "125"}).status_code == 302
    assert Debt.objects.get().balances.get().amount == 125


def test_the_page_asks_as_much_for_many_debts_as_for_one(town: Town, trajectory: Trajectory) -> None:
    client, page = town.client("Noor"), reverse("casework:trajectory", args=[trajectory.pk])
    owe(town, trajectory)
    client.get(page)
    with CaptureQueriesContext(connection) as one:
        client.get(page)
    for number in range(8):
        now_owes(town, owe(town, trajectory, creditor=f"schuldeiser {number}"), 10 * number, days_ago=number)
    with CaptureQueriesContext(connection) as many:
        client.get(page)
    assert len(many) == len(one)
