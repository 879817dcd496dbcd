"""Whatever happens to teams, assignments and households: the wall lets through what the scope does, no more."""

from __future__ import annotations

import datetime
from contextlib import suppress
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from casework import grants
from casework.models import Alert, Assignment, Case, JournalEntry, Task, TimelineEvent, Trajectory
from casework.services import write_note
from households.models import Household, HouseholdGrant, HouseholdMembership, Person, Residence
from privacy.access import scope
from privacy.acting import acting, actor_for
from privacy.choices import Domain, Purpose, Role
from privacy.models import ColleagueException, Membership
from privacy.services import system_actor
from tests.people import Town, build_town, make_partners
from tests.privacy.walled import everything

DAY = datetime.timedelta(days=1)
NAMES = ("Fatima", "Joris", "Noor", "Anja", "Bram")
# Of these the wall is exactly as wide as the scope for help.
EXACTLY = (Household, HouseholdMembership, Case, Assignment, HouseholdGrant)
AT_LEAST = (*EXACTLY, Person, Residence, JournalEntry, Task, Alert, TimelineEvent, Trajectory)
DAYS = st.integers(-2, 2)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("assign"), st.sampled_from(NAMES), st.sampled_from(["", *Domain.values]), DAYS, DAYS),
        st.tuples(st.just("leave_team"), st.sampled_from(NAMES), DAYS),
        st.tuples(st.just("join_household"), st.sampled_from(["Gerda", "Sanne"]), DAYS),
        st.tuples(st.just("lives_here"), st.sampled_from(NAMES), st.sampled_from(["Gerda", "Sanne"])),
        st.tuples(st.just("family"), st.sampled_from(NAMES)),
        st.tuples(st.just("exception"), st.sampled_from(NAMES)),
    ),
    max_size=6,
)


class World:
    """The town, and what may happen to it; what the database refuses did not happen."""

    def __init__(self, town: Town) -> None:
        self.town, self.today = town, timezone.localdate()

    def step(self, name: str, *values: Any) -> None:
        with suppress(IntegrityError), acting(system_actor("tests")), transaction.atomic():
            getattr(self, name)(*values)

    def assign(self, who: str, domain: str, begins: int, lasts: int) -> None:
        user = self.town.user(who)
        start = self.today + begins * DAY
        membership = user.memberships.order_by("valid_from").first()
        assert membership is not None
        kind = Assignment.Kind.PROFESSIONAL if domain else Assignment.Kind.CASE_MANAGER
        case = self.town.bakkers_case
        if not domain:
            Assignment.objects.filter(case=case, kind=kind).delete()
        made = Assignment.objects.create(
            case=case,
            user=user,
            team=membership.team,
            kind=kind,
            domain=domain,
            reason="x",
            valid_from=start,
            valid_until=start + (abs(lasts) + 1) * DAY,
        )
        grants.refresh([made])

    def leave_team(self, who: str, day: int) -> None:
        Membership.objects.filter(user=self.town.user(who)).update(valid_until=self.today + day * DAY)

    def join_household(self, who: str, day: int) -> None:
        target = self.town.de_vries if who == "Gerda" else self.town.bakker
        HouseholdMembership.objects.filter(household=target, person=self.town.person(who)).delete()
        HouseholdMembership.objects.create(
            household=target, person=self.town.person(who), reason="joined", valid_from=self.today + day * DAY
        )

    def lives_here(self, who: str, as_: str) -> None:
        user = self.town.user(who)
        user.person_id = self.town.person(as_).pk
        user.save()

    def family(self, who: str) -> None:
        self.lives_here(who, "Gerda")
        pair = (self.town.person("Gerda"), self.town.person("Emre"))
        if not pair[0].relations_from.exists() and not pair[0].relations_to.exists():
            make_partners(*pair)

    def exception(self, who: str) -> None:
        other = next(name for name in NAMES if name != who)
        ColleagueException.objects.filter(user=self.town.user(who)).delete()
        ColleagueException.objects.create(
            user=self.town.user(who),
            household_id=self.town.bakker.pk,
            reason="x",
            decided_by=self.town.user(other),
            valid_from=self.today,
        )


@pytest.mark.django_db
@settings(max_examples=8)
@given(steps=STEPS)
def test_wall_and_scope_agree(behind_the_walls: None, steps: list[tuple[Any, ...]]) -> None:
    with transaction.atomic():
        with everything():
            world = World(build_town())
            noor = world.town.actor("Noor")
            with acting(noor):
                write_note(
                    actor=noor, household_id=world.town.de_vries.pk, domain=Domain.DEBTS, text="x", at=timezone.now()
                )
        for name, *values in steps:
            world.step(name, *values)
        for who in NAMES:
            agree(world.town, who)
        transaction.set_rollback(True)


def agree(town: Town, who: str) -> None:
    with everything():
        actor = actor_for(town.user(who))
        seen = {model: keys(scope(model, actor, Purpose.HELP)) for model in AT_LEAST if model is not HouseholdGrant}
        has_sight = {row.household_id for row in HouseholdMembership.objects.all()} & seen[Household]
    with acting(actor):
        walled = {model: keys(model._default_manager.all()) for model in AT_LEAST}
    for model, scoped in seen.items():
        assert scoped <= walled[model], (who, model)
    for model in EXACTLY[:-1]:
        assert walled[model] == seen[model], (who, model)
    assert has_sight <= walled[Household]
    assert Role.TEAM_LEAD in actor.roles or walled[Household] == seen[Household]


def keys(rows: Any) -> set[Any]:
    return set(rows.values_list("pk", flat=True))
