"""Asking the BRP for people and for those who belong with them, in rounds that are written one by one.

Of whom was asked for, and of whoever lives with them, the partners, parents and children are looked at: those at the
same address come along, as do parents of minors and minor children elsewhere, because of gezag. Of nobody else more is
asked than the address (AVG article 5(1)(c)).
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from django.utils.translation import gettext as _

from households.brp import persons as brp
from households.brp.client import BrpClient
from households.brp.errors import BrpAnswerInvalid
from households.brp.fields import Purpose
from households.brp.patterns import MOST_NUMBERS
from households.brp.questions import ByBsn
from households.services.importing.places import address_key, is_home
from households.services.importing.report import Problem
from households.services.importing.ties import is_minor, is_present


@dataclass
class Round:
    """People who are written together. `asked` gives the line of each number that was asked for."""

    asked: Mapping[str, int | None]
    records: list[brp.Person] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    at_home: set[str] = field(default_factory=set)  # asked for, or living with whom was asked for

    @property
    def followed(self) -> int:
        """How many came along."""
        return sum(record.bsn not in self.asked for record in self.records)


@dataclass
class Fetcher:
    """Asks, and remembers over the rounds of one import who was fetched already."""

    client: BrpClient
    day: datetime.date
    fetched: set[str] = field(default_factory=set)
    at_home: set[str] = field(default_factory=set)
    _homes: dict[str, str] = field(default_factory=dict)

    def rounds(self, asked: Mapping[str, int | None], *, follow: bool) -> Iterator[Round]:
        """Twenty people at a time, with those who come along. Raises `BrpUnavailable` and `BrpRefused`."""
        numbers = iter(asked)
        while chunk := list(islice(numbers, MOST_NUMBERS)):
            this = Round({bsn: asked[bsn] for bsn in chunk})
            self._fetch([bsn for bsn in chunk if bsn not in self.at_home], this)
            this.at_home |= set(chunk)
            if follow:
                self._follow(this)
                self.at_home |= this.at_home
            yield this

    def _follow(self, this: Round) -> None:
        new = [record for record in this.records if record.is_current]
        while new:
            homes = {address_key(one.address) for one in new if one.address and is_home(one.address)}
            known = len(this.records)
            self._fetch(self._relatives(new, this), this)
            new = [one for one in this.records[known:] if one.is_current and _home(one) in homes]
            this.at_home |= {one.bsn for one in new}

    def _relatives(self, records: Iterable[brp.Person], this: Round) -> list[str]:
        """The numbers of those who come along with these people."""
        because_of_gezag: dict[str, None] = {}
        if_at_home: dict[str, set[str]] = defaultdict(set)
        for record in records:
            for relative, is_needed in _relatives(record, self.day):
                if not relative.bsn or relative.bsn in self.fetched:
                    continue
                if is_needed:
                    because_of_gezag[relative.bsn] = None
                elif home := _home(record):
                    if_at_home[relative.bsn].add(home)
        unknown = [bsn for bsn in if_at_home if bsn not in because_of_gezag and bsn not in self._homes]
        self._look_up_homes(unknown, this)
        at_home = [bsn for bsn, homes in if_at_home.items() if self._homes.get(bsn) in homes]
        return list(because_of_gezag | dict.fromkeys(at_home))

    def _look_up_homes(self, bsns: Sequence[str], this: Round) -> None:
        self._homes |= dict.fromkeys(bsns, "")
        try:
            for answer in self.client.fetch(bsns, Purpose.CHECK_ADDRESS):
                self._homes |= {person.bsn: _home(person) for person in answer.persons if person.is_current}
        except BrpAnswerInvalid as error:  # these relatives do not come along; whoever was asked for does
            this.problems.append(Problem(str(error)))

    def _fetch(self, bsns: Sequence[str], this: Round) -> None:
        for start in range(0, len(bsns), MOST_NUMBERS):
            self._ask(tuple(bsns[start : start + MOST_NUMBERS]), this)

    def _ask(self, bsns: tuple[str, ...], this: Round) -> None:
        try:
            answer = self.client.ask(ByBsn(bsns=bsns), Purpose.IMPORT)
        except BrpAnswerInvalid as error:
            if len(bsns) == 1:
                self._refuse(bsns, str(error), this)
                return
            for bsn in bsns:  # one of them is wrong; the others have a right to be imported
                self._ask((bsn,), this)
            return
        self.fetched |= set(bsns)
        this.records += answer.persons
        for rejection in answer.rejections:
            self._refuse([rejection.bsn], str(rejection.problem), this)
        given = {person.bsn for person in answer.persons} | {rejection.bsn for rejection in answer.rejections}
        if "" not in given:  # else somebody's number could not be read, and it may be one of these
            missing = [bsn for bsn in bsns if bsn not in given]
            self._refuse(missing, _("Dit burgerservicenummer staat niet in de BRP."), this, only_asked=True)

    def _refuse(self, bsns: Iterable[str], reason: str, this: Round, *, only_asked: bool = False) -> None:
        for bsn in bsns:
            if bsn in this.asked or not only_asked:
                this.problems.append(Problem(reason, this.asked.get(bsn)))


def _home(person: brp.Person) -> str:
    """What tells the address apart where somebody lives; empty for whoever lives nowhere that we know of."""
    return address_key(person.address) if person.address and is_home(person.address) else ""


def _relatives(record: brp.Person, day: datetime.date) -> Iterator[tuple[brp.Relative, bool]]:
    """Partners, parents and children, and whether they are needed wherever they live."""
    for partner in record.partners:
        if is_present(partner):
            yield partner, False
    for parent in record.parents:
        yield parent, is_minor(record.birth_date, day)
    for child in record.children:
        yield child, is_minor(child.birth_date, day)
