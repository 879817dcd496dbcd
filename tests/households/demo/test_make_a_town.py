"""The demo town: plausible, varied, the same for the same seed, and nobody in it is real."""

from __future__ import annotations

from collections import Counter
from itertools import islice, pairwise
from math import gcd

import pytest

from households.bsn import is_bsn
from households.demo import numbers
from households.demo.numbers import unissued_bsns
from households.demo.people import Family, Group
from tests.households.demo.towns import TODAY, families, groups, residents

MANY = 3000


def described(family: Family) -> list[object]:
    people = [(one.id, one.bsn, one.given_names, str(one.surname), one.birth_date) for one in family.residents]
    return [*people, *((home.id, home.street.name, home.house_number) for home in family.homes)]


def share(kind: str) -> float:
    return sum(group.kind == kind for group in groups(MANY)) / MANY


def test_the_same_seed_makes_the_same_town() -> None:
    again = families.__wrapped__(60, 1)
    assert [described(family) for family in families(60, 1)] == [described(family) for family in again]


def test_another_seed_makes_another_town() -> None:
    keys = [{one.id for family in families(60, seed) for one in family.residents} for seed in (1, 2)]
    assert keys[0].isdisjoint(keys[1])


@pytest.mark.parametrize("households", [10, 11, 60])
def test_a_town_has_exactly_the_households_that_were_asked(households: int) -> None:
    assert len(groups(households)) == households


def test_the_kinds_of_households_have_the_shares_of_almere() -> None:
    assert 0.29 < share("single") < 0.36
    assert 0.21 < share("couple") < 0.28
    assert 0.39 < share("with_children") < 0.47
    assert 2.1 < len(residents(MANY)) / MANY < 2.5


def test_every_bsn_passes_the_elfproef_and_comes_from_a_range_that_is_never_issued() -> None:
    bsns = [resident.bsn for resident in residents(MANY) if resident.is_known_to_brp]
    assert len(set(bsns)) == len(bsns)
    assert all(is_bsn(bsn) and bsn.startswith("9999") for bsn in bsns)


def test_when_the_first_range_is_used_up_the_second_one_follows() -> None:
    bsns = list(islice(unissued_bsns(), 12_000))
    assert len(set(bsns)) == len(bsns)
    assert Counter(next(prefix for prefix in numbers.PREFIXES if bsn.startswith(prefix)) for bsn in bsns) == {
        "9999": 9_091,
        "00": 12_000 - 9_091,
    }
    assert all(map(is_bsn, bsns))


def test_no_number_of_a_range_comes_twice() -> None:
    assert all(gcd(count, step) == 1 for _first, count, step in numbers._RANGES)


def test_a_postcode_belongs_to_one_street_and_an_address_to_one_home() -> None:
    homes = [home for family in families(MANY) for home in family.homes]
    assert len({home.street.postcode for home in homes}) == len({home.street for home in homes})
    whole = [(home.street.postcode, home.house_number, home.house_letter, home.house_suffix) for home in homes]
    assert len(set(whole)) == len(whole)
    assert all(home.street.postcode.startswith("13") for home in homes)


def test_a_child_of_two_homes_belongs_to_both_and_both_parents_have_custody() -> None:
    family = families(60)[0]
    noor = next(resident for resident in family.residents if resident.given_names == "Noor")
    assert [group.label for group in family.groups if noor in group.present] == ["story", ""]
    holders = [held.holder.given_names for held in family.authorities if held.child is noor and held.holder]
    assert sorted(holders) == ["Kemal", "Samira Ayşe"]


def test_house_mates_share_an_address_and_no_household() -> None:
    homes = Counter(group.home.id for group in groups(MANY) if group.home)
    assert max(homes.values()) > 1


def test_there_is_somebody_of_everything_that_screens_must_show() -> None:
    people = residents(MANY)
    stays = [stay for family in families(MANY) for stay in family.stays]
    kinds = {held.kind for family in families(MANY) for held in family.authorities}
    assert {"joint", "parent", "guardian"} <= kinds
    for found in (
        [one for one in people if one.died_on],
        [one for one in people if one.emigrated_on],
        [one for one in people if one.is_secret],
        [one for one in people if one.is_under_guardianship],
        [one for one in people if one.birth_date.endswith("00")],
        [one for one in people if one.name_use != "own"],
        [one for one in people if one.surname.prefix],
        [one for one in people if not one.given_names.isascii()],
        [one for one in people if not one.is_known_to_brp],
        [stay for stay in stays if stay.is_postal],
        [stay for stay in stays if stay.is_under_investigation],
        [stay for stay in stays if stay.country],
    ):
        assert found


def test_parents_are_grown_up_when_their_children_are_born() -> None:
    ages = [tie.person.age_on(tie.other.born) for one in families(MANY) for tie in one.ties if tie.kind == "parent"]
    assert min(ages) >= 15


def test_nobody_lives_somewhere_before_birth_or_at_two_places_at_once() -> None:
    for family in families(MANY):
        for resident in family.residents:
            stays = [stay for stay in family.stays if stay.resident is resident]
            assert all(resident.born <= stay.since <= TODAY for stay in stays)
            assert all(one.until and one.until <= two.since for one, two in pairwise(stays))


def test_siblings_have_different_first_names() -> None:
    def children(group: Group) -> list[str]:
        return [one.first_name for one in group.children(TODAY)]

    assert all(len(set(children(group))) == len(children(group)) for group in groups(MANY))
