"""Property: whatever happens in the town, nobody sees their own household, family's, or an unexcepted colleague's.

A machine lets people move, marry, be hired, be assigned, stand in, break glass and get exceptions in any order. After
each step, and for every model at the end, the scopes are compared with the never-rules as written here in plain
Python over the rows themselves.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from casework.models import Assignment
from casework.search.answer import PURPOSES
from casework.services import NotAllowed, break_glass, hand_over, replace
from casework.services.cases import _assign
from households.models import Household, HouseholdMembership, Person, Relation, Residence
from privacy.access import access_to, registered_models, scope
from privacy.acting import Actor, acting, actor_for
from privacy.choices import Domain, Purpose
from privacy.models import BreakGlass, ColleagueException, Membership, User
from privacy.services import system_actor
from tests.people import LONG_AGO, Town, make_person

WORKERS = ("Fatima", "Joris", "Bram", "Anja")
RESIDENTS = ("Sanne", "Emre", "Lina", "Deniz", "Gerda")
TOLD = frozenset({"breakglass", "reviewitem"})  # who is told of an emergency is no matter of sight
workers, residents = st.sampled_from(WORKERS), st.sampled_from(RESIDENTS)
people, homes = st.sampled_from([*WORKERS, *RESIDENTS]), st.booleans()
domains = st.sampled_from([None, *Domain])


class Life(RuleBasedStateMachine):
    """What can happen. `town` is set by the test; each run is rolled back."""

    town: Town

    @initialize()
    def begin(self) -> None:
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.acting = acting(system_actor("tests"))
        self.acting.__enter__()
        self.persons = dict(self.town.persons)
        for number, name in enumerate(WORKERS):
            self.persons[name] = make_person(name, "Werker", f"197{number}0101")
            User.objects.filter(pk=self.town.user(name).pk).update(person_id=self.persons[name].pk)

    def teardown(self) -> None:
        if hasattr(self, "transaction"):
            try:
                self.compare(model for model in registered_models() if model._meta.model_name not in TOLD)
            finally:
                self.acting.__exit__(None, None, None)
                transaction.set_rollback(True)
                self.transaction.__exit__(None, None, None)

    def home(self, is_bakker: bool) -> Household:
        return self.town.bakker if is_bakker else self.town.de_vries

    def case(self, is_bakker: bool) -> Any:
        return self.town.bakkers_case if is_bakker else self.town.case

    def actor(self, name: str) -> Actor:
        return actor_for(User.objects.get(pk=self.town.user(name).pk))

    def attempt(self, step: Any) -> None:
        """What is refused, by a service or by the database, did not happen."""
        with suppress(NotAllowed, IntegrityError), transaction.atomic():
            step()

    @rule(worker=workers, other=people, is_partner=st.booleans(), is_child=st.booleans())
    def tie(self, worker: str, other: str, is_partner: bool, is_child: bool) -> None:
        kind = Relation.Kind.PARTNER if is_partner else Relation.Kind.PARENT
        first, second = self.persons[worker].pk, self.persons[other].pk
        if first > second if is_partner else is_child:
            first, second = second, first
        self.attempt(lambda: Relation.objects.create(person_id=first, other_id=second, kind=kind, valid_from=LONG_AGO))

    @rule(who=people, is_bakker=homes)
    def move_in(self, who: str, is_bakker: bool) -> None:
        values = {"household": self.home(is_bakker), "person": self.persons[who], "valid_from": LONG_AGO}
        self.attempt(lambda: HouseholdMembership.objects.create(**values, reason="child"))

    @rule(who=people)
    def move_out(self, who: str) -> None:
        theirs = HouseholdMembership.objects.filter(person=self.persons[who], valid_until__isnull=True)
        theirs.update(valid_until=timezone.localdate())

    @rule(who=workers, is_bakker=homes)
    def except_(self, who: str, is_bakker: bool) -> None:
        values = {"user": self.town.user(who), "household_id": self.home(is_bakker).pk, "reason": "besproken"}
        pieter = self.town.user("Pieter")
        self.attempt(lambda: ColleagueException.objects.create(**values, decided_by=pieter, valid_from=LONG_AGO))

    @rule(who=workers, is_bakker=homes)
    def end_exception(self, who: str, is_bakker: bool) -> None:
        theirs = ColleagueException.objects.filter(user=self.town.user(who), household_id=self.home(is_bakker).pk)
        theirs.filter(valid_until__isnull=True).update(valid_until=timezone.localdate())

    @rule(who=workers, is_bakker=homes, domain=domains)
    def assign(self, who: str, is_bakker: bool, domain: Domain | None) -> None:
        """Straight past the checks of the service: sight must hold without them."""
        case, user = self.case(is_bakker), self.town.user(who)
        if domain is None:
            lead = self.actor("Anja")
            self.attempt(lambda: hand_over(actor=lead, case=case, case_manager=user, reason="x", at=timezone.now()))
            return
        given = Assignment(case=case, user=user, kind="professional", domain=domain, reason="x")
        self.attempt(lambda: _assign(self.actor("Anja"), given, timezone.now()))

    @rule(who=workers, instead_of=workers, is_bakker=homes)
    def stand_in(self, who: str, instead_of: str, is_bakker: bool) -> None:
        theirs = Assignment.objects.on().filter(case=self.case(is_bakker), user=self.town.user(instead_of))
        today = timezone.localdate()
        period = {"valid_from": today, "valid_until": today + datetime.timedelta(days=9)}
        for replaced in theirs:
            values = {"assignments": [replaced], "stand_in": self.town.user(who), "reason": "x", **period}
            self.attempt(lambda values=values: replace(actor=self.actor("Anja"), at=timezone.now(), **values))

    @rule(who=workers, is_bakker=homes, domain=domains)
    def break_the_glass(self, who: str, is_bakker: bool, domain: Domain | None) -> None:
        values: dict[str, Any] = {"reason": BreakGlass.Reason.UNSAFETY, "words": "het kan niet wachten"}
        actor, household = self.actor(who), self.home(is_bakker)
        self.attempt(lambda: break_glass(actor=actor, household=household, domain=domain, at=timezone.now(), **values))

    @rule(who=workers, is_over=st.booleans())
    def employ(self, who: str, is_over: bool) -> None:
        until = timezone.localdate() if is_over else None
        Membership.objects.filter(user=self.town.user(who)).update(valid_until=until)

    @rule(who=workers, is_active=st.booleans())
    def open_account(self, who: str, is_active: bool) -> None:
        User.objects.filter(pk=self.town.user(who).pk).update(is_active=is_active)

    @invariant()
    def nobody_sees_what_is_too_close(self) -> None:
        if hasattr(self, "persons"):
            self.compare([Household])

    def compare(self, models: Iterable[type[Model]]) -> None:
        for name in WORKERS:
            actor = self.actor(name)
            barred = {home.pk for home in (self.town.de_vries, self.town.bakker) if is_barred(actor, home)}
            for model in models:
                about = access_to(model).about
                shown = {about(row).household_id for row in scope(model, actor, Purpose.HELP)}
                assert not shown & barred, (name, model)
            self.nobody_is_identified(actor, barred)

    def nobody_is_identified(self, actor: Actor, barred: set[uuid.UUID]) -> None:
        family = circle(actor)
        for model, path in ((Person, "pk"), (Residence, "person_id")):
            assert not set(scope(model, actor, Purpose.HELP).values_list(path, flat=True)) & family, (actor, model)
        inside = set(HouseholdMembership.objects.on().filter(household__in=barred).values_list("person", flat=True))
        for purpose in PURPOSES:
            shown = set(scope(Person, actor, purpose).values_list("pk", flat=True))
            assert not shown & (family | inside), (actor, purpose)


def circle(actor: Actor) -> set[uuid.UUID]:
    """Oneself, partners, parents and children."""
    me = User.objects.get(pk=actor.id).person_id
    assert me is not None
    ties = [(row.person_id, row.other_id) for row in Relation.objects.all()]
    return {me} | {a for a, b in ties if b == me} | {b for a, b in ties if a == me}


def is_barred(actor: Actor, household: Household) -> bool:
    """The never-rules, the slow way."""
    members = set(HouseholdMembership.objects.on().filter(household=household).values_list("person", flat=True))
    colleagues = set(User.objects.filter(is_active=True, person_id__isnull=False).values_list("person_id", flat=True))
    has_exception = ColleagueException.objects.on().filter(user=actor.id, household_id=household.pk).exists()
    return bool(members & circle(actor)) or (bool(members & colleagues) and not has_exception)


@pytest.mark.django_db
def test_nobody_ever_sees_what_is_too_close(town: Town) -> None:
    Life.town = town
    few = settings(
        max_examples=8,
        stateful_step_count=20,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Life, settings=few)
