"""Debts are seen by who sees the content of debt help in this household, and by nobody beside that."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.urls import reverse

from casework.models import Debt, DebtBalance, DebtSolution, Threat, Trajectory
from casework.services.debts import add_debt
from privacy.access import scope
from privacy.acting import acting
from privacy.choices import Purpose
from privacy.models import AccessRecord
from tests.casework.ways import WAYS, Said, begun, filled_in, take, today
from tests.people import Town
from tests.privacy.walled import visible

pytestmark = pytest.mark.django_db
MODELS = [Debt, DebtBalance, DebtSolution, Threat]
THREAT = Said("report", WAYS["debts"][0].answers | {"threat": "eviction", "threat_known_on": -2})


@pytest.fixture
def trajectory(town: Town) -> Trajectory:
    """With a threat, a debt of Emre and a solution."""
    trajectory, start = begun(town), today() - datetime.timedelta(days=150)
    take(town, town.actor("Noor"), trajectory, filled_in("debts", THREAT, number=1, on=start))
    noor = town.actor("Noor")
    for number, said in enumerate(WAYS["debts"][1:6], start=2):
        start += datetime.timedelta(days=said.days)
        take(town, noor, trajectory, filled_in("debts", said, number=number, on=start))
    about: dict[str, Any] = {
        "creditor": "Ziekenhuis Zuid",
        "kind": "care",
        "amount": 900,
        "on": today(),
        "at": town.now,
    }
    with acting(noor):
        add_debt(actor=noor, trajectory=trajectory, person=town.person("Emre"), **about)
    return trajectory


def addresses(trajectory: Trajectory) -> list[str]:
    debt, threat = Debt.objects.get(), Threat.objects.get()
    return [
        reverse("casework:add_debt", args=[trajectory.pk]),
        reverse("casework:change_debt", args=[debt.pk]),
        reverse("casework:record_balance", args=[debt.pk]),
        reverse("casework:avert_threat", args=[threat.pk]),
        reverse("casework:change_solution", args=[DebtSolution.objects.get().pk]),
    ]


@pytest.mark.parametrize("who", ["Fatima", "Joris", "Tess", "Bram", "Anja", "Pieter"])
def test_nobody_beside_debt_help_opens_or_changes_anything(town: Town, trajectory: Trajectory, who: str) -> None:
    client = town.client(who)
    assert {client.get(address).status_code for address in addresses(trajectory)} == {404}
    assert {client.post(address, {}).status_code for address in addresses(trajectory)} == {404}
    assert not any(scope(model, town.actor(who), Purpose.HELP).exists() for model in MODELS)


@pytest.mark.parametrize("who", ["Fatima", "Joris", "Bram"])
def test_the_database_itself_keeps_them_out(town: Town, trajectory: Trajectory, who: str) -> None:
    for model in MODELS:
        if not (who == "Fatima" and model is Threat):
            assert visible(town.actor(who), model._meta.db_table) == []
            assert visible(town.actor(who), model._meta.db_table.replace("_", "_historical")) == []


def test_who_works_on_the_debts_sees_all_and_it_is_recorded(town: Town, trajectory: Trajectory) -> None:
    client = town.client("Noor")
    assert {client.get(address).status_code for address in addresses(trajectory)} == {200}
    page = client.get(reverse("casework:trajectory", args=[trajectory.pk]))
    assert "Ziekenhuis Zuid" in page.content.decode()
    record = AccessRecord.objects.filter(event="trajectory.read").last()
    assert record is not None
    assert town.person("Emre").pk in record.subject_ids


def test_other_pages_of_the_household_tell_nothing_of_it(town: Town, trajectory: Trajectory) -> None:
    for who in ("Fatima", "Joris", "Tess"):
        page = town.client(who).get(reverse("casework:household", args=[town.de_vries.pk])).content.decode()
        assert "Ziekenhuis" not in page
        assert "ontruiming" not in page
