"""What sets people apart in the BRP: death, emigration, secrecy, an address that is looked into, a second record."""

from __future__ import annotations

import dataclasses
import datetime

from households.demo.chance import new_key
from households.demo.making import Maker
from households.demo.people import Day, Member, Resident, Stay

# Where people go, with the code in the table of countries of the BRP (34).
COUNTRIES = {
    "België": "5010",
    "Canada": "5001",
    "Duitsland": "6029",
    "Groot-Brittannië": "6039",
    "Portugal": "7050",
    "Spanje": "6037",
    "Suriname": "5007",
    "Zweden": "5039",
}
SECRET = 0.013  # of families
STAY_LOOKED_INTO = 0.008
PERSON_LOOKED_INTO = 0.003
UNDER_GUARDIANSHIP = 0.004
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
        resident.is_under_guardianship = rng.random() < UNDER_GUARDIANSHIP and resident.age_on(make.today) >= 18
    if rng.random() < TWICE:
        _record_twice(make)


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
