"""Rights end on the day the membership ends in which they were got, without a job; also for whoever stays elsewhere."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.models import Assignment
from casework.services import assign
from households.models import Household
from privacy.access import scope
from privacy.acting import acting, actor_for
from privacy.choices import Domain, Purpose, Role
from privacy.models import Membership
from privacy.services import system_actor
from tests.people import LONG_AGO, Town

DAY = datetime.timedelta(days=1)


@pytest.fixture
def two_teams(town: Town) -> Town:
    """Joris works in Stad as well, on the same domain."""
    with acting(system_actor("tests")):
        Membership.objects.create(
            user=town.user("Joris"),
            team=town.teams["Wijkteam Stad"],
            role=Role.PROFESSIONAL,
            domains=[Domain.WMO],
            valid_from=LONG_AGO,
        )
    return town


def of(town: Town, team: str, who: str = "Joris") -> Membership:
    return Membership.objects.get(user=town.user(who), team=town.teams[team])


def change(membership: Membership, **fields: object) -> None:
    with acting(system_actor("tests")):
        Membership.objects.filter(pk=membership.pk).update(**fields)


def sees(town: Town, who: str, day: datetime.date | None = None) -> set[Household]:
    return set(scope(Household, actor_for(town.user(who), on=day), Purpose.HELP))


def test_a_professional_in_two_teams_loses_what_was_got_in_the_one_that_ends(two_teams: Town) -> None:
    town = two_teams
    with acting(town.actor("Bram")):
        assign(
            actor=town.actor("Bram"),
            case=town.bakkers_case,
            user=town.user("Joris"),
            domain=Domain.WMO,
            reason="hulpvraag",
            at=town.now,
        )
    teams = {row.case_id: row.team.name for row in Assignment.objects.filter(user=town.user("Joris"))}
    assert teams == {town.case.pk: "Wijkteam Haven", town.bakkers_case.pk: "Wijkteam Stad"}
    assert sees(town, "Joris") == {town.de_vries, town.bakker}
    change(of(town, "Wijkteam Haven"), valid_until=timezone.localdate())
    assert sees(town, "Joris") == {town.bakker}
    client = town.client("Joris")
    assert client.get(reverse("casework:household", args=[town.de_vries.pk])).status_code == 404
    assert client.get(reverse("casework:household", args=[town.bakker.pk])).status_code == 200


def test_they_end_on_that_day_and_not_the_day_before(town: Town) -> None:
    today = timezone.localdate()
    change(of(town, "Wijkteam Haven"), valid_until=today + DAY)
    assert sees(town, "Joris", today) == {town.de_vries}
    assert sees(town, "Joris", today + DAY) == set()


def test_losing_the_domain_is_losing_the_grant(town: Town) -> None:
    change(of(town, "Wijkteam Haven"), domains=[Domain.YOUTH])
    assert sees(town, "Joris") == set()


def test_losing_the_role_is_losing_the_coordination(town: Town) -> None:
    change(of(town, "Wijkteam Haven", "Fatima"), role=Role.TEAM_LEAD)
    assert sees(town, "Fatima") == set()


def test_a_membership_that_goes_on_as_another_row_keeps_the_rights(town: Town) -> None:
    today = timezone.localdate()
    old = of(town, "Wijkteam Haven")
    change(old, valid_until=today)
    with acting(system_actor("tests")):
        Membership.objects.create(
            user=old.user, team=old.team, role=old.role, domains=[Domain.WMO, Domain.DEBTS], valid_from=today
        )
    assert sees(town, "Joris") == {town.de_vries}


def test_it_works_through_the_configuration_screen(two_teams: Town) -> None:
    town, membership = two_teams, of(two_teams, "Wijkteam Haven")
    change(membership, valid_until=timezone.localdate())
    assert Assignment.objects.on().filter(user=town.user("Joris"), case=town.case).exists()
    assert sees(town, "Joris") == set()


def test_others_of_the_team_keep_theirs(town: Town) -> None:
    change(of(town, "Wijkteam Haven"), valid_until=timezone.localdate())
    assert sees(town, "Noor") == {town.de_vries}
