"""Who form a household: home and tie together, never one of them alone."""

from __future__ import annotations

import random
import uuid

from hypothesis import given
from hypothesis import strategies as st

from households.dates import PartialDate
from households.services.proposals import Place, Reason, Resident, Tie, TieKind, group

SANNE, EMRE, LINA, DENIZ, GERDA = (uuid.UUID(int=number) for number in range(1, 6))
BORN = {SANNE: "19880412", EMRE: "19860000", LINA: "20180917", DENIZ: "20110305", GERDA: "19510203"}


def resident(person: uuid.UUID) -> Resident:
    return Resident.of(person, PartialDate.from_stored(BORN[person]))


def parent(one: uuid.UUID, child: uuid.UUID) -> Tie:
    return Tie(one, child, TieKind.PARENT)


def partners(one: uuid.UUID, other: uuid.UUID) -> Tie:
    return Tie(one, other, TieKind.PARTNER)


def households(people: list[uuid.UUID], *ties: Tie) -> list[tuple[Place, ...]]:
    return group(map(resident, people), ties)


def test_a_family_is_one_household_and_each_member_has_a_reason() -> None:
    (household,) = households(
        [LINA, SANNE, EMRE, DENIZ], partners(SANNE, EMRE), parent(SANNE, LINA), parent(EMRE, DENIZ)
    )
    assert household == (
        Place(EMRE, Reason.FIRST),
        Place(SANNE, Reason.PARTNER, EMRE),
        Place(DENIZ, Reason.CHILD, EMRE),
        Place(LINA, Reason.CHILD, SANNE),
    )


def test_strangers_at_one_address_stay_apart() -> None:
    assert households([SANNE, GERDA]) == [(Place(GERDA, Reason.FIRST),), (Place(SANNE, Reason.FIRST),)]


def test_two_mothers_with_their_children_at_one_address_are_two_households() -> None:
    apart = households([SANNE, LINA, GERDA, EMRE], parent(SANNE, LINA), parent(GERDA, EMRE))
    assert [[place.person_id for place in household] for household in apart] == [[GERDA, EMRE], [SANNE, LINA]]


def test_the_partner_of_a_child_belongs_and_the_reason_says_through_whom() -> None:
    (household,) = households([GERDA, EMRE, SANNE], parent(GERDA, EMRE), partners(SANNE, EMRE))
    assert household[1:] == (Place(EMRE, Reason.CHILD, GERDA), Place(SANNE, Reason.PARTNER_OF_RELATIVE, EMRE))


def test_a_tie_to_somebody_who_lives_elsewhere_ties_nobody() -> None:
    assert len(households([SANNE, EMRE], parent(SANNE, LINA), parent(EMRE, LINA))) == 2


def test_the_oldest_comes_first_and_an_unknown_year_of_birth_last() -> None:
    unknown = Resident.of(GERDA, PartialDate())
    (household,) = group([unknown, resident(LINA)], [parent(GERDA, LINA)])
    assert household == (Place(LINA, Reason.FIRST), Place(GERDA, Reason.PARENT, LINA))


PEOPLE = [uuid.UUID(int=number) for number in range(1, 10)]
ANY_TIES = st.lists(
    st.builds(Tie, st.sampled_from(PEOPLE), st.sampled_from(PEOPLE), st.sampled_from(TieKind)), max_size=12
)
ANY_RESIDENTS = st.dictionaries(st.sampled_from(PEOPLE), st.sampled_from(sorted(BORN.values()))).map(
    lambda born: [Resident(day, person) for person, day in born.items()]
)


@given(ANY_RESIDENTS, ANY_TIES)
def test_everybody_is_in_exactly_one_household(residents: list[Resident], ties: list[Tie]) -> None:
    placed = [place.person_id for household in group(residents, ties) for place in household]
    assert sorted(placed) == sorted(resident.id for resident in residents)


@given(ANY_RESIDENTS, ANY_TIES)
def test_only_a_chain_of_ties_brings_people_together(residents: list[Resident], ties: list[Tie]) -> None:
    here = {resident.id for resident in residents}
    tied = {frozenset((tie.one, tie.other)) for tie in ties if {tie.one, tie.other} <= here}
    together = group(residents, ties)
    home = {place.person_id: number for number, household in enumerate(together) for place in household}
    assert all(len({home[person] for person in pair}) == 1 for pair in tied)
    for household in together:
        reached = {household[0].person_id}
        while new := {person for pair in tied if pair & reached for person in pair} - reached:
            reached |= new
        assert {place.person_id for place in household} == reached


@given(ANY_RESIDENTS, ANY_TIES, st.randoms(use_true_random=False))
def test_the_order_of_people_and_ties_does_not_matter(
    residents: list[Resident], ties: list[Tie], chance: random.Random
) -> None:
    shuffled = chance.sample(residents, len(residents)), chance.sample(ties, len(ties))
    assert group(*shuffled) == group(residents, ties)


@given(ANY_RESIDENTS, ANY_TIES)
def test_each_reason_names_somebody_in_the_same_household(residents: list[Resident], ties: list[Tie]) -> None:
    for household in group(residents, ties):
        members = {place.person_id for place in household}
        assert all((place.tied_to in members) == (place.reason != Reason.FIRST) for place in household)
