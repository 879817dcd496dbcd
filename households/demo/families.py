"""The kinds of families, each made by one function, with the share of households that such a family makes up.

Shares follow the households of Almere as Statistics Netherlands counted them in 2020: 32% one person, 25% without
children, 43% with children. What goes wrong in a family is decided elsewhere, and never by its names.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from households.demo.chance import pick
from households.demo.making import YEAR, Maker
from households.demo.people import Group, Member, Resident, Stay, Tie
from households.demo.situations import die, emigrate

CHILDREN = (1, 2, 3, 4, 5)
CHILDREN_SHARES = (36, 43, 15, 5, 1)
OTHER_ORIGIN = 0.18
SAME_SEX = 0.03
TWINS = 0.08


def one_person(make: Maker) -> None:
    """Somebody alone, of any age."""
    ages = make.rng.choices(((19, 30), (30, 50), (50, 68), (68, 92)), (24, 30, 26, 20))[0]
    resident = make.resident(pick(make.rng, "MV"), ages)
    _alone(make, resident)


def widowed(make: Maker) -> None:
    """Somebody whose partner died; the partner is a former member."""
    one, two = _partners(make, (58, 90))
    group = make.group("single", make.home(), make.day(6, 35))
    lived_with = [make.move_in(group, one, "first"), make.move_in(group, two, "partner", tied_to=one)]
    died_on = make.day(0.2, 5.5)
    die(make, pick(make.rng, lived_with), died_on)
    make.marry(one, two, until=died_on)


def house_mates(make: Maker) -> None:
    """People who share an address and nothing else: each a household."""
    home, since = make.home(), make.day(0.2, 4)
    for _ in range(pick(make.rng, (2, 3))):
        resident = make.resident(pick(make.rng, "MV"), (19, 36))
        _alone(make, resident, make.group("single", home, max(since, make.day(0.1, 4))))


def couple(make: Maker) -> None:
    """Two partners; a few are not married and were joined by a worker, because the BRP does not tie them."""
    ages = make.rng.choices(((22, 35), (35, 55), (55, 88)), (28, 22, 50))[0]
    one, two = _partners(make, ages)
    group = make.group("couple", make.home(), make.day(0.3, 30 if ages[0] > 50 else 8))
    make.move_in(group, one, "first")
    if make.rng.random() < 0.8:
        make.marry(one, two)
        make.move_in(group, two, "partner", tied_to=one)
    else:
        joined = make.move_in(group, two, "joined", tied_to=one, by_worker=True)
        joined.explanation = "Vormen samen een huishouden, niet getrouwd."


def couple_with_children(make: Maker) -> None:
    """Two parents with their children."""
    one, two = _partners(make, (27, 54))
    _household_of_parents(make, one, two)


def adult_children_at_home(make: Maker) -> None:
    """Parents whose children did not leave yet; now and then a child's partner lives there too."""
    one, two = _partners(make, (46, 62))
    group = make.group("with_children", make.home(), make.day(4, 25))
    make.move_in(group, one, "first")
    make.marry(one, two)
    make.move_in(group, two, "partner", tied_to=one)
    for _ in range(pick(make.rng, (1, 1, 2))):
        child = make.child((one, two), age=make.rng.uniform(17, 26))
        make.move_in(group, child, "child", tied_to=one)
        make.authority(child, (one, two))
    if make.rng.random() < 0.06:
        friend = make.resident("V" if child.sex == "M" else "M", (19, 27))
        joined = make.move_in(group, friend, "joined", tied_to=child, by_worker=True)
        joined.explanation = f"Woont in bij {child.first_name}."


def single_parent(make: Maker) -> None:
    """One parent with children; the other lives elsewhere, left the country, died or is not known."""
    parent = make.resident(make.rng.choices("VM", (82, 18))[0], (21, 52))
    group = make.group("with_children", make.home(), make.day(0.3, 12))
    make.move_in(group, parent, "first")
    for child in _children(make, [parent]):
        make.move_in(group, child, "child", tied_to=parent)
        make.authority(child, (parent,))
    if make.rng.random() < 0.12:
        _emigrated_partner(make, group, parent)


def co_parents(make: Maker) -> None:
    """Two households after a divorce: the children belong to both, and both parents have gezag."""
    one, two = _partners(make, (29, 52))
    parted_on = make.day(0.6, 7)
    marriage = make.marry(one, two, until=parted_on)
    groups = [make.group("with_children", make.home(), parted_on + datetime.timedelta(days=20)) for _ in (one, two)]
    for group, parent in zip(groups, (one, two), strict=True):
        make.move_in(group, parent, "first")
    youngest = (make.today - parted_on).days / YEAR + 0.5
    for child in _children(make, [one, two], youngest=youngest):
        _in_both(make, child, parents=(one, two), groups=groups)
        make.authority(child, (one, two))
    if make.rng.random() < 0.35 and marriage:
        _new_partner(make, groups[1], two)


def three_generations(make: Maker) -> None:
    """A grandparent with a child and grandchildren."""
    parent = make.resident(pick(make.rng, "VM"), (32, 50))
    partner = _partner_of(make, parent) if make.rng.random() < 0.7 else None
    elder = make.resident("V", (parent.age_on(make.today) + 21, parent.age_on(make.today) + 36), origin=parent.origin)
    make.family.ties.append(Tie(elder, parent, "parent", parent.born))
    if partner:
        group = _household_of_parents(make, parent, partner)
    else:
        group = make.group("with_children", make.home(), make.day(0.5, 10))
        make.move_in(group, parent, "first")
        for child in _children(make, [parent]):
            make.move_in(group, child, "child", tied_to=parent)
            make.authority(child, (parent,))
    make.move_in(group, elder, "parent", tied_to=parent)


def without_home(make: Maker) -> None:
    """Somebody who sleeps here and there, and who has a postal address with a friend."""
    friend = make.resident(pick(make.rng, "MV"), (25, 65))
    home = make.home()
    _alone(make, friend, make.group("single", home, make.day(2, 12)))
    resident = make.resident(make.rng.choices("MV", (75, 25))[0], (20, 60))
    group = make.group("single", None, make.day(0.1, 1.5))
    make.move_in(group, resident, "first")
    make.family.stays.append(Stay(resident, home, group.since, is_postal=True))


def _alone(make: Maker, resident: Resident, group: Group | None = None) -> None:
    age = resident.age_on(make.today)
    group = group or make.group("single", make.home(), make.day(0.1, max(1, min(25, (age - 18) * 0.6))))
    make.move_in(group, resident, "first")


def _partners(make: Maker, ages: tuple[float, float]) -> tuple[Resident, Resident]:
    one = make.resident(pick(make.rng, "MV"), ages)
    return one, _partner_of(make, one)


def _partner_of(make: Maker, one: Resident) -> Resident:
    rng, age = make.rng, (make.today - one.born).days / YEAR
    sex = one.sex if rng.random() < SAME_SEX else ("V" if one.sex == "M" else "M")
    origin = None if rng.random() < OTHER_ORIGIN else one.origin
    gap = rng.gauss(2 if sex == "M" else -2, 3)
    age = max(20, age + gap)
    return make.resident(sex, (age, age + 0.9), origin=origin)


def _household_of_parents(make: Maker, one: Resident, two: Resident) -> Group:
    are_married = make.rng.random() < 0.72
    group = make.group("with_children", make.home(), make.day(0.5, 14))
    make.move_in(group, one, "first")
    children = _children(make, [one, two])
    if are_married:
        make.marry(one, two)
        make.move_in(group, two, "partner", tied_to=one)
    else:
        make.move_in(group, two, "parent", tied_to=children[0])
    for child in children:
        make.move_in(group, child, "child", tied_to=one)
        make.authority(child, (one, two), are_married=are_married)
    return group


def _children(make: Maker, parents: list[Resident], *, youngest: float = 0.1) -> list[Resident]:
    """Children who were born when their youngest parent was between 19 and 43, and who are minors mostly."""
    rng = make.rng
    age = min((make.today - parent.born).days / YEAR for parent in parents)
    oldest = max(youngest + 0.3, min(20, age - 19))
    first = max(youngest, min(age - 43, oldest - 0.2))
    ages = sorted(rng.uniform(first, oldest) for _ in range(rng.choices(CHILDREN, CHILDREN_SHARES)[0]))
    surname = pick(rng, parents).surname if len(parents) == 1 else None
    return [make.child(parents, age=age, surname=surname) for age in _apart(make, ages)]


def _apart(make: Maker, ages: list[float]) -> list[float]:
    """Ages a year apart at least, or the same: twins."""
    kept = ages[:1]
    for age in ages[1:]:
        if age - kept[-1] > 1:
            kept.append(age)
        elif make.rng.random() < TWINS:
            kept.append(kept[-1])
    return kept


def _in_both(make: Maker, child: Resident, *, parents: tuple[Resident, Resident], groups: list[Group]) -> None:
    home, other = pick(make.rng, ((0, 1), (1, 0)))
    make.move_in(groups[home], child, "child", tied_to=parents[home])
    elsewhere = Member(child, "co_parented", max(groups[other].since, child.born), tied_to=parents[other])
    elsewhere.lives_here, elsewhere.by_worker = False, True
    elsewhere.explanation = f"Staat ingeschreven bij {parents[home].first_name}."
    groups[other].members.append(elsewhere)


def _new_partner(make: Maker, group: Group, parent: Resident) -> None:
    partner = _partner_of(make, parent)
    if make.rng.random() < 0.5:
        make.marry(parent, partner)
        make.move_in(group, partner, "partner", tied_to=parent)
    else:
        make.move_in(group, partner, "joined", tied_to=parent, by_worker=True).explanation = "Woont samen."


def _emigrated_partner(make: Maker, group: Group, parent: Resident) -> None:
    partner = _partner_of(make, parent)
    member = make.move_in(group, partner, "partner", tied_to=parent)
    left_on = make.today - (make.today - member.since) * make.rng.uniform(0.1, 0.8)
    make.marry(parent, partner)
    emigrate(make, member, left_on)


@dataclass(frozen=True)
class Kind:
    """A kind of family: how it is made, its share of all households, and how many households it makes."""

    make: Callable[[Maker], None]
    share: float
    average: float = 1
    most: int = 1


KINDS = (
    Kind(one_person, 21.2),
    Kind(widowed, 5.2),
    Kind(house_mates, 4.3, average=2.5, most=3),
    Kind(without_home, 1.0, average=2, most=2),
    Kind(couple, 24.6),
    Kind(couple_with_children, 22.4),
    Kind(adult_children_at_home, 6.0),
    Kind(single_parent, 6.8),
    Kind(co_parents, 7.0, average=2, most=2),
    Kind(three_generations, 1.5),
)
