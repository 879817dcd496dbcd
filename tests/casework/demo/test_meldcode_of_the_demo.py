"""The closed compartments of the demo: the five steps as far as they came, and nothing of it for anybody else."""

from __future__ import annotations

from itertools import pairwise

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework.demo.load import load
from casework.demo.staff import MAIL
from casework.models import Compartment, CompartmentMember, MeldcodeRound, MeldcodeStep, Task, TimelineEvent
from casework.services.meldcode import advised
from households.demo.town import Town
from households.models import Household
from households.querysets import visible_households
from privacy.access import scope
from privacy.acting import Actor, actor_for
from privacy.choices import Purpose
from privacy.models import User
from tests.privacy.walled import visible

pytestmark = pytest.mark.django_db
QUESTIONS = ("is_suspected", "is_unsafe", "can_help", "is_accepted", "helps_in_time")


@pytest.fixture(autouse=True)
def town(db: None) -> None:
    load(Town(200, 7, timezone.localdate()), password="een-wachtwoord-voor-de-demo")


def actor(mailbox: str) -> Actor:
    return actor_for(User.objects.get(email=f"{mailbox}@{MAIL}"))


def test_rounds_stand_at_differing_steps_and_some_are_finished() -> None:
    rounds = MeldcodeRound.objects.prefetch_related("steps")
    last = {max(step.number for step in one.steps.all()) for one in rounds}
    assert last == {1, 2, 4, 5}
    assert {one.ended_on is not None for one in rounds} == {True, False}
    assert Compartment.objects.filter(closed_at__isnull=False).exists()


def test_each_goes_in_order_and_its_decision_follows_from_the_weighing() -> None:
    for one in MeldcodeRound.objects.prefetch_related("steps"):
        steps = sorted(one.steps.all(), key=lambda step: step.entry)
        assert [step.number for step in steps] == list(range(1, len(steps) + 1))
        assert all(earlier.done_on <= later.done_on for earlier, later in pairwise(steps))
        assert one.started_on == steps[0].done_on
        assert steps[-1].done_on <= timezone.localdate()
        assert one.ended_on == (steps[-1].done_on if steps[-1].number == MeldcodeStep.Number.DECIDE else None)
        for step in steps[3:4]:
            assert step.advised == advised({name: getattr(step, name) for name in QUESTIONS})


def test_whoever_acts_in_one_can_open_its_household() -> None:
    for member in CompartmentMember.objects.select_related("user", "compartment"):
        seen = visible_households(actor_for(member.user))
        assert seen.filter(pk=member.compartment.household_id).exists(), member.user
        assert scope(MeldcodeRound, actor_for(member.user), Purpose.HELP).exists()


def test_joris_opens_that_of_the_story_and_fatima_knows_of_nothing() -> None:
    story = Household.objects.get(name="De Vries-Yılmaz")
    compartment = Compartment.objects.get(household=story)
    joris, fatima = actor("joris.smit"), actor("fatima.bennani")
    assert scope(Compartment, joris, Purpose.HELP).filter(pk=compartment.pk).exists()
    for model in (Compartment, MeldcodeRound, MeldcodeStep):
        assert not scope(model, fatima, Purpose.HELP).filter(household=story).exists()
    assert compartment.pk not in visible(fatima, "casework_compartment")
    told = TimelineEvent.objects.filter(compartment=compartment)
    assert told.count() == 3
    assert not scope(TimelineEvent, fatima, Purpose.HELP).filter(pk__in=told.values("pk")).exists()


@pytest.mark.parametrize(("who", "sees"), [("joris.smit", True), ("fatima.bennani", False), ("noor.deboer", False)])
def test_only_who_acts_in_it_finds_it_on_the_page(client: Client, who: str, *, sees: bool) -> None:
    story = Household.objects.get(name="De Vries-Yılmaz")
    compartment = Compartment.objects.get(household=story)
    client.force_login(User.objects.get(email=f"{who}@{MAIL}"))
    page = client.get(reverse("casework:household", args=[story.pk]) + "?alles=ja").content.decode()
    assert (str(compartment.pk) in page) is sees
    answer = client.get(reverse("casework:compartment", args=[compartment.pk]))
    assert answer.status_code == (200 if sees else 404)


def test_it_makes_no_task() -> None:
    assert not Task.objects.filter(compartment__isnull=False).exists()
