"""The steps of which families are made: a person, a home, a household, a marriage, a child."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from random import Random

from households.demo.chance import new_key, pick
from households.demo.names import NameBook, Origin, Surname
from households.demo.people import Authority, Day, Family, Group, Member, Resident, Stay, Tie
from households.demo.places import AddressBook, Home

YEAR = 365.25
GROWN_UP = 6680  # days, a little over eighteen years
_PARTLY_KNOWN = 0.08  # of those born abroad
_LESS_KNOWN = ((4, "{:%Y%m}00"), (5, "{:%Y}0000"), (1, "00000000"))
_JOINT_UNMARRIED = 0.85
_GUARDIAN = 0.008


class Maker:
    """Makes one family. Everything random comes from `rng`, so that a family does not depend on the others."""

    def __init__(
        self, family: Family, rng: Random, *, books: tuple[NameBook, AddressBook, Iterator[str]], today: Day
    ) -> None:
        self.family, self.rng, self.today = family, rng, today
        self.names, self._addresses, self._bsns = books

    def day(self, first: float, last: float) -> Day:
        """A day between so many and so many years ago."""
        return self.today - datetime.timedelta(days=int(self.rng.uniform(first, last) * YEAR))

    def resident(
        self, sex: str, ages: tuple[float, float], *, origin: Origin | None = None, surname: Surname | None = None
    ) -> Resident:
        """A person aged between these years."""
        rng = self.rng
        origin = origin or self.names.origin(rng)
        born = self.day(*ages)
        resident = Resident(
            id=new_key(self.rng),
            bsn=next(self._bsns),
            sex=sex,
            given_names=self.names.given(rng, origin, sex=sex, year=born.year),
            surname=surname or self.names.surname(rng, origin),
            origin=origin,
            born=born,
            birth_date=self._known(born, origin),
        )
        self.family.residents.append(resident)
        return resident

    def home(self, neighbourhood: str = "") -> Home:
        """A home that nobody lives in yet."""
        home = self._addresses.next(self.rng, neighbourhood=neighbourhood)
        self.family.homes.append(home)
        return home

    def group(self, kind: str, home: Home | None, since: Day) -> Group:
        """A household without members."""
        group = Group(new_key(self.rng), kind, home, since)
        self.family.groups.append(group)
        return group

    def move_in(
        self, group: Group, resident: Resident, reason: str, *, tied_to: Resident | None = None, by_worker: bool = False
    ) -> Member:
        """Let somebody live in a household: children from birth, others from when they were grown up."""
        grown_up = resident.born if reason == "child" else resident.born + datetime.timedelta(days=GROWN_UP)
        since = max(group.since, grown_up)
        if reason == "first":
            group.since = since
        member = Member(resident, reason, since, tied_to=tied_to, by_worker=by_worker)
        group.members.append(member)
        if group.home is not None:
            self.family.stays.append(Stay(resident, group.home, since))
        return member

    def marry(self, one: Resident, two: Resident, *, until: Day | None = None) -> Day:
        """Make two people partners; answers since when."""
        rng, both_adult = self.rng, max(one.born, two.born) + datetime.timedelta(days=int(20 * YEAR))
        latest = (until or self.today) - datetime.timedelta(days=200)
        since = both_adult + (latest - both_adult) * rng.random() if latest > both_adult else latest
        self.family.ties.append(Tie(one, two, "partner", since, until))
        for resident, other in ((one, two), (two, one)):
            if until is None or resident.partner_surname is None:  # after a divorce the BRP still gives the name
                resident.partner_surname = other.surname
        if until is None or one.died_on or two.died_on:
            wife = one if one.sex == "V" else two
            wife.name_use = rng.choices(("own", "partner_first", "partner", "own_first"), (48, 34, 12, 6))[0]
        return since

    def child(self, parents: Sequence[Resident], *, age: float, surname: Surname | None = None) -> Resident:
        """A child of these parents, born here."""
        rng, first = self.rng, parents[0]
        if surname is None:
            father = next((parent for parent in parents if parent.sex == "M"), first)
            surname = father.surname if rng.random() < 0.85 else first.surname
        child = self.resident(pick(rng, "MV"), (age, age), origin=pick(rng, parents).origin, surname=surname)
        child.birth_date = f"{child.born:%Y%m%d}"
        while any(other.first_name == child.first_name for other in self.family.residents if other is not child):
            child.given_names = self.names.given(rng, child.origin, sex=child.sex, year=child.born.year)
        for parent in parents:
            self.family.ties.append(Tie(parent, child, "parent", child.born))
        return child

    def authority(self, child: Resident, holders: Sequence[Resident], *, are_married: bool = True) -> None:
        """Who has gezag over a child; nothing for an adult. Mostly the parents, together."""
        if child.age_on(self.today) >= 18:
            return
        rng, family = self.rng, self.family
        if rng.random() < _GUARDIAN:  # the BRP knows that there is a guardian, not who
            family.authorities.append(Authority(child, "guardian", child.born, holder_name="onbekend"))
        elif len(holders) > 1 and (are_married or rng.random() < _JOINT_UNMARRIED):
            family.authorities += [Authority(child, "joint", child.born, holder) for holder in holders]
        else:
            mother = next((holder for holder in holders if holder.sex == "V"), holders[0])
            family.authorities.append(Authority(child, "parent", child.born, mother))

    def _known(self, born: Day, origin: Origin) -> str:
        rng, pattern = self.rng, "{:%Y%m%d}"
        if rng.random() < origin.born_abroad * _PARTLY_KNOWN:
            pattern = rng.choices([text for _, text in _LESS_KNOWN], [weight for weight, _ in _LESS_KNOWN])[0]
        return pattern.format(born)
