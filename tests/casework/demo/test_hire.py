"""The workers of the demo: teams that people can know each other in, however large the town."""

from __future__ import annotations

import datetime
from collections import Counter

import pytest

from casework.demo.staff import Staff, teams_of
from households.demo.places import districts
from households.demo.town import Town
from privacy.choices import Role


def test_a_small_town_has_one_team_in_each_district() -> None:
    assert teams_of("Haven", 60) == ["Wijkteam Haven"]
    assert teams_of("Haven", 800) == ["Wijkteam Haven", "Wijkteam Haven 2"]


@pytest.mark.parametrize("households", [400, 1_000, 20_000])
def test_no_team_is_larger_than_its_lead_can_know(households: int) -> None:
    staff = Staff(Town(seed=1, households=households, today=datetime.date(2026, 11, 20)))
    sizes = Counter(worker.team for worker in staff.workers)
    assert max(sizes.values()) < 60
    leads = Counter(worker.team for worker in staff.workers if worker.role == Role.TEAM_LEAD)
    assert leads == {name: 1 for names in staff.teams_of.values() for name in names}


def test_households_of_a_district_come_to_its_teams_in_turn() -> None:
    staff = Staff(Town(seed=1, households=20_000, today=datetime.date(2026, 11, 20)))
    for district in districts():
        names = staff.teams_of[district]
        assert [staff.team_in(district) for _ in range(2 * len(names))] == [*names, *names]
