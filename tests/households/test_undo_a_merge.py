"""Whatever two records held, merging them and undoing it leaves every row as it was."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.models import Alert, TimelineEvent, Trajectory
from households.models import Custody, Household, HouseholdMembership, Person, Relation, Residence
from households.services.merging import merge, undo
from households.services.naming import rename
from privacy.acting import Actor
from privacy.models import User
from tests.over_the_walls import acting_anywhere
from tests.people import Town, make_address, make_person

MODELS: tuple[type[Model], ...] = (
    Person,
    Residence,
    Household,
    HouseholdMembership,
    Relation,
    Custody,
    TimelineEvent,
    Alert,
    Trajectory,
    User,
)
FIRST_DAY = datetime.date(2020, 1, 1)

KINDS = st.sampled_from(["residence", "membership", "child", "parent", "partner", "custody", "held", "event"])
FACTS = st.tuples(KINDS, st.booleans(), st.integers(0, 3), st.integers(0, 3), st.integers(1, 4))
"""Kind, whether about the record that goes, with whom or where, from which year and for how many (4: no end)."""


@pytest.fixture
def fatima(town: Town) -> Iterator[Actor]:
    actor = town.actor("Fatima")
    with acting_anywhere(actor):
        yield actor


class Two:
    """Two records of one person, and a few people and places around them."""

    def __init__(self) -> None:
        self.kept, self.merged = make_person("Ria", "Smit", "19600101"), make_person("Ria", "Smid", "19600101")
        self.others = [make_person(f"Ander{number}", "Bos", "19900101") for number in range(4)]
        self.addresses = [make_address("Plein", number, "1354ZZ") for number in range(1, 5)]
        self.households = [Household.objects.create(name="Bos") for _number in range(4)]

    def add(self, fact: tuple[str, bool, int, int, int]) -> None:
        """Write a fact, unless the database does not take it."""
        kind, about_merged, which, begin, years = fact
        one, other = self.merged if about_merged else self.kept, self.others[which]
        dates: dict[str, Any] = {"valid_from": FIRST_DAY.replace(year=2020 + begin)}
        dates["valid_until"] = None if years == 4 else FIRST_DAY.replace(year=2020 + begin + years)
        try:
            with transaction.atomic():
                self._write(kind, one, other, which, dates)
        except IntegrityError:
            return

    def _write(self, kind: str, one: Person, other: Person, which: int, dates: dict[str, Any]) -> None:
        first, second = sorted((one, other), key=lambda person: person.pk)
        if kind == "residence":
            Residence.objects.create(person=one, address=self.addresses[which], **dates)
        elif kind == "membership":
            household = self.households[which]
            HouseholdMembership.objects.create(household=household, person=one, reason="joined", **dates)
            rename(household)
        elif kind in ("child", "parent"):
            parent, child = (one, other) if kind == "child" else (other, one)
            Relation.objects.create(person=parent, other=child, kind="parent", **dates)
        elif kind == "partner":
            Relation.objects.create(person=first, other=second, kind="partner", **dates)
        elif kind in ("custody", "held"):
            child, holder = (one, other) if kind == "custody" else (other, one)
            Custody.objects.create(child=child, holder=holder, kind="parent", **dates)
        else:
            TimelineEvent.objects.create(
                household=self.households[which],
                at=timezone.now(),
                kind="contact",
                depth="content",
                sentence="Gebeld",
                person=one,
            )


def everything() -> dict[tuple[str, Any], dict[str, Any]]:
    """All rows of all models, by model and key."""
    return {
        (model.__name__, row.pk): {
            column.attname: getattr(row, column.attname) for column in model._meta.concrete_fields
        }
        for model in MODELS
        for row in model._base_manager.all()
    }


@settings(max_examples=40)
@given(st.lists(FACTS, max_size=10), st.lists(FACTS.filter(lambda fact: not fact[1]), max_size=3))
def test_merging_and_undoing_leaves_every_row_as_it_was(
    fatima: Actor, facts: list[tuple[str, bool, int, int, int]], later: list[tuple[str, bool, int, int, int]]
) -> None:
    with transaction.atomic():
        two = Two()
        for fact in facts:
            two.add(fact)
        before = everything()
        done = merge(actor=fatima, kept=two.kept, merged=two.merged, reason="dubbel", at=timezone.now())
        in_between = everything()
        for fact in later:
            two.add(fact)
        added = everything().keys() - in_between.keys()
        assert undo(actor=fatima, merge=done, at=timezone.now()) == 0
        after = everything()
        names_may_differ = {key for key in after if key[0] == "Household"} if added else set()
        assert {key: after[key] for key in before if key not in names_may_differ} == {
            key: before[key] for key in before if key not in names_may_differ
        }
        assert after.keys() - before.keys() == added
        transaction.set_rollback(True)
