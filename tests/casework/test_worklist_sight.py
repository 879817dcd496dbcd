"""What must not show through a worklist: closed compartments, secret addresses, other households."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.models import Task
from casework.timers import run_due
from tests.casework.closed import make_compartment
from tests.casework.secrets import hide
from tests.casework.working import give_task, titles, worklist
from tests.people import Town


def closed_task(town: Town) -> Task:
    """A task of Tess in a closed compartment beside youth help."""
    return give_task(town, "afwegingskader", 0, who="Tess", compartment=make_compartment(town))


@pytest.mark.parametrize("whose", ["mine", "team"])
@pytest.mark.parametrize("who", ["Fatima", "Joris", "Anja", "Bram"])
def test_what_is_in_a_closed_compartment_stands_on_no_other_list(town: Town, who: str, whose: str) -> None:
    closed_task(town)
    page = worklist(town.client(who), whose=whose)
    assert titles(page) == []
    assert "morgen te laat</li>" not in page


def test_who_acts_in_it_has_it_on_the_list_and_is_reminded(town: Town) -> None:
    closed_task(town)
    run_due(at=timezone.now().replace(hour=12))
    page = worklist(town.client("Tess"))
    assert titles(page) == ["afwegingskader"]
    assert "Deze taak loopt af" in page


@pytest.mark.parametrize(("who", "whose", "title"), [("Fatima", "mine", "bellen"), ("Anja", "team", "Taak")])
def test_a_filter_by_neighbourhood_does_not_tell_where_somebody_hides(
    town: Town, who: str, whose: str, title: str
) -> None:
    give_task(town, "bellen", 0)
    client = town.client(who)
    assert titles(worklist(client, whose=whose, area="Haven")) == [title]
    hide(town)
    page = worklist(client, whose=whose)
    assert titles(page) == [title]
    assert '<option value="Haven"' not in page
    assert "· Haven" not in page
    assert titles(worklist(client, whose=whose, area="Haven")) == []


@pytest.mark.parametrize("name", ["worklist", "calendar_settings"])
def test_who_has_no_role_finds_an_empty_list(town: Town, name: str) -> None:
    give_task(town, "bij De Vries", 0)
    page = town.client("Pieter").get(reverse(f"casework:{name}")).content.decode()
    assert "De Vries" not in page
