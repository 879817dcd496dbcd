"""Provisions: they rest on a decision, in kind or as a budget, and come back on the worklist to be looked at again."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from casework.models import Decision, Inquiry, Offer, Provision, Task, Trajectory
from casework.services import NotAllowed
from casework.services.wmo import add_provision, change_provision, stop_provision, write_inquiry
from casework.services.wmo.reviewing import REVIEW_ARTICLE
from privacy.access import scope
from privacy.acting import acting
from privacy.choices import DataClass, Domain, Purpose, Rule
from tests.casework.table import set_rules
from tests.casework.ways import Said, begun, filled_in, take, today, walk
from tests.people import Town
from tests.privacy.walled import visible

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
Delivery, Kind = Provision.Delivery, Provision.Kind
IN_KIND: dict[str, Any] = {
    "kind": Kind.GUIDANCE,
    "delivery": Delivery.IN_KIND,
    "provider": "De Linde",
    "starts_on": today(),
}


@pytest.fixture
def trajectory(town: Town) -> Trajectory:
    """Joris's trajectory, with support granted."""
    return walk(town, begun(town, "wmo"), until="grant", start=today() - 90 * DAY)


def provide(town: Town, trajectory: Trajectory, *, who: str = "Joris", **terms: Any) -> Provision:
    actor = town.actor(who)
    decision = terms.pop("decision", None) or Decision.objects.filter(trajectory=trajectory).latest("decided_on")
    with acting(actor):
        given: dict[str, Any] = IN_KIND | terms
        return add_provision(actor=actor, trajectory=trajectory, decision=decision, at=town.now, **given)


def test_a_provision_in_kind_has_a_provider_and_rests_on_a_decision(town: Town, trajectory: Trajectory) -> None:
    provision = provide(town, trajectory)
    assert (provision.decision.kind, provision.provider) == (Decision.Kind.GRANT, "De Linde")


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ({"provider": ""}, "welke aanbieder"),
        ({"budget": 100}, "hoort bij een pgb"),
        ({"ends_on": today() - DAY}, "voor het begin"),
        ({"review_on": today()}, "na vandaag"),
        ({"starts_on": today() + 9 * DAY, "review_on": today() + 2 * DAY}, "na het begin"),
    ],
)
def test_what_does_not_fit_is_refused(town: Town, trajectory: Trajectory, terms: dict[str, Any], words: str) -> None:
    with pytest.raises(NotAllowed, match=words):
        provide(town, trajectory, **terms)
    assert not Provision.objects.exists()


def test_a_budget_needs_no_provider(town: Town, trajectory: Trajectory) -> None:
    assert provide(town, trajectory, delivery=Delivery.BUDGET, provider="", budget=5200).budget == 5200


def test_a_refusal_gives_nothing(town: Town) -> None:
    trajectory = walk(town, begun(town, "wmo"), until="information_came", start=today() - 90 * DAY)
    take(town, town.actor("Joris"), trajectory, filled_in("wmo", Said("refuse"), number=9, on=today()))
    with pytest.raises(NotAllowed, match="afgerond"):
        provide(town, trajectory)


def test_a_decision_of_another_trajectory_gives_nothing_here(town: Town, trajectory: Trajectory) -> None:
    other = walk(town, begun(town, "debts"), until="decide_plan", start=today() - 60 * DAY)
    with pytest.raises(NotAllowed, match="van dit traject"):
        provide(town, trajectory, decision=other.decisions.get())


def test_what_is_given_with_urgency_has_an_end(town: Town) -> None:
    trajectory = walk(town, begun(town, "wmo"), until="confirm", start=today() - 10 * DAY)
    take(town, town.actor("Joris"), trajectory, filled_in("wmo", Said("urgent"), number=3, on=today()))
    with pytest.raises(NotAllowed, match="heeft een einde"):
        provide(town, trajectory)
    provision = provide(town, trajectory, ends_on=today() + 30 * DAY)
    assert provision.decision.kind == Decision.Kind.TEMPORARY


def test_the_day_to_look_again_is_a_task_that_moves_along(town: Town, trajectory: Trajectory) -> None:
    provision, actor = provide(town, trajectory, review_on=today() + 180 * DAY), town.actor("Joris")
    task = Task.objects.get(article=REVIEW_ARTICLE)
    assert (task.due_on, task.assignee, task.article) == (today() + 180 * DAY, actor.user, "Wmo 2015 art. 2.3.9")
    with acting(actor):
        changed: dict[str, Any] = IN_KIND | {"review_on": today() + 90 * DAY}
        change_provision(actor=actor, provision=provision, at=town.now, **changed)
    task.refresh_from_db()
    assert (task.due_on, Task.objects.filter(article=REVIEW_ARTICLE).count()) == (today() + 90 * DAY, 1)


def test_what_stops_early_says_why_and_is_not_looked_at_again(town: Town, trajectory: Trajectory) -> None:
    provision, actor = provide(town, trajectory, review_on=today() + 180 * DAY), town.actor("Joris")
    with acting(actor), pytest.raises(NotAllowed, match="voor het begin"):
        stop_provision(actor=actor, provision=provision, ends_on=today() - DAY, reason="x", at=town.now)
    address = reverse("casework:stop_provision", args=[provision.pk])
    answer = town.client("Joris").post(address, {"ends_on": today().isoformat(), "reason": "verhuist"})
    assert answer.status_code == 302
    provision.refresh_from_db()
    assert (provision.ends_on, provision.stop_reason, provision.review_on) == (today(), "verhuist", None)
    assert Task.objects.get(article=REVIEW_ARTICLE).done_at is not None


def test_what_runs_ends_with_its_trajectory(town: Town, trajectory: Trajectory) -> None:
    provision = provide(town, trajectory, review_on=today() + 180 * DAY)
    over = provide(town, trajectory, starts_on=today() - 9 * DAY, ends_on=today() - 2 * DAY)
    number = trajectory.steps.count() + 1
    take(town, town.actor("Joris"), trajectory, filled_in("wmo", Said("close_deceased"), number=number, on=today()))
    provision.refresh_from_db()
    over.refresh_from_db()
    assert (provision.ends_on, provision.stop_reason, provision.review_on) == (today(), "overleden", None)
    assert (over.ends_on, over.stop_reason) == (today() - 2 * DAY, "")
    assert not Task.objects.filter(article=REVIEW_ARTICLE, done_at=None).exists()


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"provider": ""}, "in_kind_has_provider"),
        ({"budget": 5}, "budget_of_a_budget"),
        ({"ends_on": today() - DAY}, "ends_after_start"),
        ({"review_on": today() - DAY}, "review_after_start"),
        ({"stop_reason": "x"}, "stopped_has_end"),
    ],
)
def test_the_database_refuses_as_well(
    town: Town, trajectory: Trajectory, values: dict[str, Any], constraint: str
) -> None:
    provision = provide(town, trajectory)
    for name, value in values.items():
        setattr(provision, name, value)
    with acting(town.actor("Joris")), pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        provision.save()


def test_a_provision_is_recorded_from_the_page(town: Town, trajectory: Trajectory) -> None:
    client, address = town.client("Joris"), reverse("casework:add_provision", args=[trajectory.pk])
    data = {"decision": str(trajectory.decisions.get().pk), "kind": "transport", "delivery": "in_kind"}
    answer = client.post(address, data | {"provider": "", "starts_on": today().isoformat()})
    assert answer.status_code == 422
    assert "welke aanbieder" in answer.content.decode()
    answer = client.post(address, data | {"provider": "RegioTaxi", "starts_on": today().isoformat()})
    assert answer.status_code == 302
    assert "RegioTaxi" in client.get(reverse("casework:trajectory", args=[trajectory.pk])).content.decode()


@pytest.mark.parametrize("who", ["Fatima", "Noor", "Tess", "Bram", "Anja", "Pieter"])
def test_nobody_beside_the_wmo_sees_or_changes_anything(town: Town, trajectory: Trajectory, who: str) -> None:
    provision, joris = provide(town, trajectory), town.actor("Joris")
    with acting(joris):
        write_inquiry(actor=joris, trajectory=trajectory, texts={"needs": "reuma"}, seen="", at=town.now)
    client, actor = town.client(who), town.actor(who)
    of_trajectory = ["record_offer", "write_inquiry", "add_provision"]
    addresses = [reverse(f"casework:{name}", args=[trajectory.pk]) for name in of_trajectory]
    addresses += [reverse(f"casework:{name}", args=[provision.pk]) for name in ("change_provision", "stop_provision")]
    assert {client.get(address).status_code for address in addresses} == {404}
    assert {client.post(address, {}).status_code for address in addresses} == {404}
    for model in (Inquiry, Offer, Provision):
        assert not scope(model, actor, Purpose.HELP).exists()
        assert visible(actor, model._meta.db_table) == []


def test_who_may_not_see_health_data_sees_no_inquiry(town: Town, trajectory: Trajectory) -> None:
    joris = town.actor("Joris")
    with acting(joris):
        write_inquiry(actor=joris, trajectory=trajectory, texts={"needs": "reuma"}, seen="", at=town.now)
    rules = {DataClass.CONTENT: Rule.ALLOWED, DataClass.SPECIAL: Rule.NEVER}
    set_rules(town, Domain.WMO, Purpose.DEBTS, rules)
    client = town.client("Noor")
    page = client.get(reverse("casework:trajectory", args=[trajectory.pk]))
    assert page.status_code == 200
    assert "reuma" not in page.content.decode()
    assert "U mag die hier niet zien" in page.content.decode()
    assert client.get(reverse("casework:write_inquiry", args=[trajectory.pk])).status_code == 404
