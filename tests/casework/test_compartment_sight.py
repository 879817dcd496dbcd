"""Closed compartments: what is in one is nowhere but with its members of this moment, whatever kind of row it is."""

from __future__ import annotations

import pytest
from django.db.models import Model

from casework.models import Compartment, CompartmentMember, JournalEntry, Task
from casework.services import NotAllowed, add_task, finish_task, write_note
from privacy.access import scope
from privacy.acting import acting
from privacy.choices import Domain, Purpose
from privacy.services import system_actor
from tests.casework.closed import in_compartments, make_compartment, make_row, remove
from tests.people import Town

EVERYBODY = ["Fatima", "Joris", "Noor", "Tess", "Anja", "Bram", "Pieter"]
KINDS = pytest.mark.parametrize("model", in_compartments(), ids=lambda model: model._meta.label)


def see(model: type[Model], town: Town, pk: object) -> set[str]:
    """Who has this row in any scope at all."""
    return {
        name
        for name in EVERYBODY
        for purpose in Purpose
        if scope(model, town.actor(name), purpose).filter(pk=pk).exists()
    }


def test_every_kind_of_row_that_may_be_closed_off_is_known() -> None:
    names = {model.__name__ for model in in_compartments()}
    assert names >= {"JournalEntry", "Task", "Alert", "TimelineEvent", "CompartmentMember"}


@KINDS
def test_a_row_in_a_compartment_is_for_its_members_alone(town: Town, model: type[Model]) -> None:
    compartment = make_compartment(town, "Joris")
    with acting(town.actor("Tess")):
        row = make_row(model, town, compartment, town.de_vries) if model is not CompartmentMember else None
    pk = row.pk if row is not None else compartment.members.get(user=town.user("Joris")).pk
    assert see(model, town, pk) == {"Tess", "Joris"}


@KINDS
def test_who_is_removed_sees_nothing_of_it_at_once(town: Town, model: type[Model]) -> None:
    compartment = make_compartment(town, "Joris")
    with acting(town.actor("Tess")):
        row = make_row(model, town, compartment, town.de_vries) if model is not CompartmentMember else None
    remove(town, compartment, "Joris")
    pk = row.pk if row is not None else compartment.members.get(user=town.user("Tess")).pk
    assert see(model, town, pk) == {"Tess"}


@KINDS
def test_a_member_of_another_compartment_is_not_a_member_of_this_one(town: Town, model: type[Model]) -> None:
    compartment = make_compartment(town)
    make_compartment(town, who="Fatima", domain="")
    make_compartment(town, who="Joris", domain=Domain.WMO)
    with acting(town.actor("Tess")):
        row = make_row(model, town, compartment, town.de_vries) if model is not CompartmentMember else None
    pk = row.pk if row is not None else compartment.members.get(user=town.user("Tess")).pk
    assert see(model, town, pk) == {"Tess"}


@KINDS
def test_a_member_who_no_longer_helps_the_household_sees_nothing(town: Town, model: type[Model]) -> None:
    compartment = make_compartment(town, "Joris")
    with acting(system_actor("tests")):
        row = make_row(model, town, compartment, town.de_vries) if model is not CompartmentMember else None
        town.case.assignments.filter(user=town.user("Joris")).delete()
        town.refresh_grants()
    pk = row.pk if row is not None else compartment.members.get(user=town.user("Tess")).pk
    assert see(model, town, pk) == {"Tess"}


def test_a_compartment_itself_is_for_its_members_alone(town: Town) -> None:
    compartment = make_compartment(town, "Joris")
    assert see(Compartment, town, compartment.pk) == {"Tess", "Joris"}
    assert scope(Compartment, town.actor("Fatima"), Purpose.HELP).count() == 0


def test_outside_compartments_level_and_domain_decide_as_before(town: Town) -> None:
    with acting(town.actor("Tess")):
        rows = [make_row(model, town, None, town.de_vries) for model in (JournalEntry, Task)]
    assert [see(type(row), town, row.pk) for row in rows] == [{"Tess"}, {"Tess"}]


def test_a_note_for_its_author_alone_stays_that_in_a_compartment(town: Town) -> None:
    compartment = make_compartment(town, "Joris")
    with acting(town.actor("Tess")):
        entry = write_note(
            actor=town.actor("Tess"),
            household_id=town.de_vries.pk,
            compartment=compartment,
            visibility=JournalEntry.Visibility.AUTHOR,
            text="eerst nadenken",
            at=town.now,
        )
    assert see(JournalEntry, town, entry.pk) == {"Tess"}


def test_a_task_in_a_compartment_is_for_a_member_and_done_by_a_member(town: Town) -> None:
    compartment, tess = make_compartment(town), town.actor("Tess")
    asked = {"household_id": town.de_vries.pk, "title": "bel de school", "due_on": town.today, "at": town.now}
    with acting(tess), pytest.raises(NotAllowed):
        add_task(actor=tess, assignee=town.user("Joris"), compartment=compartment, **asked)  # type: ignore[arg-type]
    with acting(tess):
        task = add_task(actor=tess, assignee=tess.user, compartment=compartment, **asked)  # type: ignore[arg-type]
    with acting(town.actor("Fatima")), pytest.raises(NotAllowed):
        finish_task(actor=town.actor("Fatima"), task=task, at=town.now)
    with acting(tess):
        finish_task(actor=tess, task=task, at=town.now)
    assert task.done_by == tess.user
