"""The nightly check finds a grant without its assignment, and an assignment without its grant."""

from __future__ import annotations

from casework.models import Assignment
from casework.tasks import check_grants
from households.models import HouseholdGrant
from privacy.acting import acting
from privacy.services import system_actor
from tests.people import Town


def test_all_is_well_after_ordinary_work(town: Town) -> None:
    assert check_grants() == {"missing": 0, "unfounded": 0}


def test_a_grant_that_disappeared_is_missed(town: Town) -> None:
    HouseholdGrant.objects.filter(user=town.user("Joris"), domain="wmo").delete()
    assert check_grants() == {"missing": 1, "unfounded": 0}


def test_a_grant_whose_assignment_is_gone_is_unfounded(town: Town) -> None:
    with acting(system_actor("tests")):
        Assignment.objects.filter(user=town.user("Joris")).delete()
    assert check_grants() == {"missing": 0, "unfounded": 5}


def test_a_grant_that_somebody_widened_is_both(town: Town) -> None:
    grant = HouseholdGrant.objects.get(user=town.user("Joris"), domain="debts")
    HouseholdGrant.objects.filter(pk=grant.pk).update(level=3)
    assert check_grants() == {"missing": 1, "unfounded": 1}
