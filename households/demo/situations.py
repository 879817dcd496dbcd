"""What sets people apart in the BRP: death, emigration, secrecy, an address that is looked into, a second record."""

from __future__ import annotations

import dataclasses
import datetime

from households.brp import tables
from households.demo.chance import new_key
from households.demo.making import Maker
from households.demo.people import Authority, Day, Member, Resident, Stay

# Where people go, with the code that the BRP has for it.
COUNTRIES = {name: code for code, name in tables.COUNTRIES.items() if name != "Nederland"}
SECRET = 0.013  # of families
STAY_LOOKED_INTO = 0.008
PERSON_LOOKED_INTO = 0.003
UNDER_GUARDIANSHIP = 0.004
FOSTERED = 0.006
# As the BRP explains it.
NOBODY_ABLE = "De ouder met gezag kan dat niet uitoefenen."
NO_PARENTS = "Er is geen ouder bekend."
TWICE = 0.004


def die(make: Maker, member: Member, on: Day) -> None:
    """End somebody's life, stay and membership."""
    member.until = member.resident.died_on = on
    _end_stays(make, member.resident, on)


def emigrate(make: Maker, member: Member, on: Day) -> None:
    """Let somebody leave the country."""
    member.until = member.resident.emigrated_on = on
    _end_stays(make, member.resident, on)
    make.family.stays.append(Stay(member.resident, None, on, country=make.rng.choice(list(COUNTRIES))))


def set_apart(make: Maker) -> None:
    """Give a few of the people of a family what makes them special; drawn blindly."""
    rng, family = make.rng, make.family
    if rng.random() < SECRET:
        for resident in rng.choice(family.groups).present:
            resident.is_secret = True
    for stay in family.stays:
        stay.is_under_investigation = rng.random() < STAY_LOOKED_INTO
    for resident in family.residents:
        resident.is_under_investigation = rng.random() < PERSON_LOOKED_INTO
    _put_under_guardianship(make)
    if rng.random() < FOSTERED:
        _foster(make)
    if rng.random() < TWICE:
        _record_twice(make)


def _put_under_guardianship(make: Maker) -> None:
    """Curatele for a few adults. A parent under curatele has no gezag; nobody may have it then (BW 1:246, 1:253f)."""
    parents = {held.holder.id for held in make.family.authorities if held.holder}
    for resident in make.family.residents:
        if make.rng.random() > UNDER_GUARDIANSHIP or resident.age_on(make.today) < 18:
            continue
        theirs = [held for held in make.family.authorities if held.holder is resident]
        if resident.id in parents and any(held.kind != "parent" for held in theirs):
            continue  # the other parent would go on alone: rarer than this town is large
        resident.is_under_guardianship = True
        for held in theirs:
            make.family.authorities.remove(held)
            make.family.authorities.append(Authority(held.child, "none", held.since, explanation=NOBODY_ABLE))


def _foster(make: Maker) -> None:
    """A foster child in a family with children: no parent is known, so the BRP cannot say who has gezag."""
    group, rng = make.family.groups[0], make.rng
    if group.kind != "with_children" or group.home is None:
        return
    child = make.resident(rng.choice("MV"), (2, 15))
    child.birth_date = f"{child.born:%Y%m%d}"
    since = max(group.since, make.today - (make.today - child.born) * rng.uniform(0.1, 0.8))
    make.family.stays.append(Stay(child, group.home, since))
    foster = group.members[0].resident
    group.members.append(
        Member(
            child, "joined", since, tied_to=foster, by_worker=True, explanation=f"Pleegkind van {foster.first_name}."
        )
    )
    make.family.authorities.append(Authority(child, "undetermined", child.born, explanation=NO_PARENTS))


def _record_twice(make: Maker) -> None:
    """A worker added somebody by hand, without the burgerservicenummer, whom the BRP knows as well."""
    group, rng = make.family.groups[0], make.rng
    first = group.members[0]
    if first.until or group.home is None:
        return
    since = max(first.since, make.today - datetime.timedelta(days=rng.randint(20, 200)))
    twin = dataclasses.replace(first.resident, id=new_key(rng), bsn="", is_known_to_brp=False)
    make.family.residents.append(twin)
    make.family.stays.append(Stay(twin, group.home, since))
    group.members.append(
        Member(
            twin, "joined", since, tied_to=first.resident, by_worker=True, explanation="Toegevoegd bij de aanmelding."
        )
    )
    make.family.duplicates.append((first.resident, twin))


def _end_stays(make: Maker, resident: Resident, on: Day) -> None:
    for stay in make.family.stays:
        if stay.resident is resident:
            stay.until = on
