"""Whatever way a row is written, its history says what, who and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import ProgrammingError, connection

from casework.models import Task, Trajectory
from households.models import DuplicateCandidate, Household, HouseholdMembership, Person
from privacy.acting import acting
from privacy.choices import Domain
from privacy.history import WouldLeaveNoHistory
from tests.over_the_walls import acting_anywhere
from tests.people import Town


def make_one(town: Town) -> None:
    Household.objects.create(name="nieuw")


def make_many(town: Town) -> None:
    Household.objects.bulk_create([Household(name="een"), Household(name="twee")])


def get_or_make(town: Town) -> None:
    Household.objects.get_or_create(name="een")


def update_or_make(town: Town) -> None:
    Household.objects.update_or_create(pk=town.bakker.pk, defaults={"name": "anders"})


def change_one(town: Town) -> None:
    town.bakker.name = "anders"
    town.bakker.save(update_fields=["name"])


def change_a_set(town: Town) -> None:
    Household.objects.filter(name__startswith="De").update(name="anders")


def change_each(town: Town) -> None:
    rows = list(Household.objects.all())
    for row in rows:
        row.name += "!"
    Household.objects.bulk_update(rows, ["name"], batch_size=1)


def change_from_the_other_side(town: Town) -> None:
    address = town.bakker.address
    assert address is not None
    address.households.add(town.de_vries)


def remove_one(town: Town) -> None:
    Household.objects.create(name="weg").delete()


def remove_a_set(town: Town) -> None:
    Household.objects.bulk_create([Household(name="weg"), Household(name="weg")])
    Household.objects.filter(name="weg").delete()


@pytest.mark.parametrize(
    ("write", "left"),
    [
        (make_one, "+"),
        (make_many, "++"),
        (get_or_make, "+"),
        (update_or_make, "~"),
        (change_one, "~"),
        (change_a_set, "~"),
        (change_each, "~~"),
        (change_from_the_other_side, "~"),
        (remove_one, "+-"),
        (remove_a_set, "++--"),
    ],
)
def test_a_write_leaves_its_history(town: Town, write: Callable[[Town], None], left: str) -> None:
    before = set(Household.history.values_list("history_id", flat=True))
    with acting_anywhere(town.actor("Anja"), reason="proef"):
        write(town)
    entries = Household.history.exclude(history_id__in=before).order_by("history_id")
    assert "".join(entry.history_type for entry in entries) == left
    assert {(entry.history_user, entry.history_change_reason) for entry in entries} == {(town.user("Anja"), "proef")}


def test_the_history_after_a_change_of_a_set_holds_the_new_values(town: Town) -> None:
    with acting_anywhere(town.actor("Anja")):
        Household.objects.filter(pk=town.bakker.pk).update(name="anders")
    assert town.bakker.history.latest().name == "anders"


def test_removing_somebody_leaves_the_history_of_all_that_went_along(town: Town) -> None:
    lina, deniz = town.person("Lina").pk, HouseholdMembership.objects.get(person=town.person("Deniz"))
    with acting_anywhere(town.actor("Anja")):
        HouseholdMembership.objects.filter(pk=deniz.pk).update(tied_to=lina)
        Person.objects.filter(pk=lina).delete()
    assert HouseholdMembership.history.get(history_type="-").person_id == lina
    assert deniz.history.latest().tied_to_id is None


def names_in(entry: Any) -> set[str]:
    return {link.person.given_names for link in entry.persons.select_related("person")}


def test_links_are_in_the_history(town: Town) -> None:
    trajectory = town.trajectories[Domain.DEBTS]
    with acting(town.actor("Noor")):
        trajectory.persons.set([town.person("Sanne"), town.person("Deniz")])
    assert names_in(trajectory.history.latest()) == {"Sanne", "Deniz"}


def test_a_bulk_change_does_not_lose_the_links_from_the_history(town: Town) -> None:
    with acting(town.actor("Noor")):
        Trajectory.objects.filter(domain=Domain.DEBTS).update(provider="Plangroep")
    assert names_in(town.trajectories[Domain.DEBTS].history.latest()) == {"Sanne", "Emre"}


@pytest.mark.parametrize("change", ["add", "set", "clear"])
def test_links_cannot_be_changed_from_the_side_without_history(town: Town, change: str) -> None:
    lina = town.person("Lina")
    others = {"add": [town.trajectories[Domain.WMO]], "set": [[town.trajectories[Domain.WMO]]], "clear": []}
    with acting(town.actor("Noor")), pytest.raises(WouldLeaveNoHistory):
        getattr(lina.trajectories, change)(*others[change])


def test_an_insert_that_may_skip_rows_is_refused(town: Town) -> None:
    with acting_anywhere(town.actor("Anja")), pytest.raises(WouldLeaveNoHistory):
        DuplicateCandidate.objects.bulk_create([], ignore_conflicts=True)


def test_nobody_changes_the_links_when_nobody_acts(town: Town) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('samenhang.actor', '', true)")
        with pytest.raises(ProgrammingError, match="nobody acts"):
            cursor.execute("DELETE FROM casework_trajectory_persons")


def test_the_reason_is_that_of_the_moment(town: Town) -> None:
    with acting_anywhere(town.actor("Anja"), reason="de eerste"):
        Person.objects.filter(pk=town.person("Gerda").pk).update(salutation="Beste mevrouw")
    with acting_anywhere(town.actor("Anja"), reason="de tweede"):
        Task.objects.bulk_create([])
        Person.objects.filter(pk=town.person("Gerda").pk).update(salutation="Geachte mevrouw")
    reasons = town.person("Gerda").history.order_by("-history_id")[:2]
    assert [entry.history_change_reason for entry in reasons] == ["de tweede", "de eerste"]
