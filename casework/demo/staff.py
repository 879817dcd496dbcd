"""Who works in the demo municipality: neighbourhood teams that grow with the town, and one account per role."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, cycle
from math import ceil
from random import Random

from households.demo.chance import Key, new_key, pick
from households.demo.names import NameBook
from households.demo.places import districts
from households.demo.town import Town
from households.names import search_key
from privacy.choices import Domain, Role

HOUSEHOLDS_PER_MANAGER = 25
TRAJECTORIES_PER_PROFESSIONAL = 38
OPEN_CASES = 0.45  # of all households
CASES_PER_TEAM = 400
PER_CASE = {Domain.DEBTS: 0.62, Domain.YOUTH: 0.36, Domain.WMO: 0.42, Domain.PARTICIPATION: 0.46}
SHARES = {"Haven": 0.15, "Stad": 0.38, "Buiten": 0.31, "Poort": 0.16}
MAIL = "demo.samenhang.example"
PRIVACY_DESK = "Privacy"


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who works here, in one team and role."""

    id: Key
    membership_id: Key
    mailbox: str
    name: str
    phone: str
    team: str
    role: Role
    domains: tuple[Domain, ...]
    since: datetime.date

    @property
    def email(self) -> str:
        """Under a domain that never exists."""
        return f"{self.mailbox}@{MAIL}"

    @property
    def first_name(self) -> str:
        """As colleagues and residents say it."""
        return self.name.split(" ")[0]


# One account per role, and per law for who carries it out, with a name that guides can mention.
NAMED = (
    ("fatima.bennani", "Fatima Bennani", "Wijkteam Haven", Role.CASE_MANAGER, ()),
    ("joris.smit", "Joris Smit", "Wijkteam Haven", Role.PROFESSIONAL, (Domain.WMO,)),
    ("noor.deboer", "Noor de Boer", "Wijkteam Haven", Role.PROFESSIONAL, (Domain.DEBTS,)),
    ("tess.mulder", "Tess Mulder", "Wijkteam Haven", Role.PROFESSIONAL, (Domain.YOUTH,)),
    ("karim.haddad", "Karim Haddad", "Wijkteam Haven", Role.PROFESSIONAL, (Domain.PARTICIPATION,)),
    ("anneke.visser", "Anneke Visser", "Wijkteam Haven", Role.TEAM_LEAD, ()),
    ("delano.pinas", "Delano Pinas", "Wijkteam Haven", Role.EARLY_SIGNAL_WORKER, ()),
    ("ingrid.vandam", "Ingrid van Dam", PRIVACY_DESK, Role.PRIVACY_OFFICER, ()),
    ("tom.willems", "Tom Willems", PRIVACY_DESK, Role.ADMINISTRATOR, ()),
)
RESIDENT_COLLEAGUE = ("sanne.koopman", "Sanne Koopman", "Wijkteam Stad", Role.PROFESSIONAL, (Domain.PARTICIPATION,))


def teams_of(district: str, cases: float) -> list[str]:
    """The names of the teams that work in a district: one, or in a larger town some more."""
    more = range(2, round(cases / CASES_PER_TEAM) + 1)
    return [f"Wijkteam {district}", *(f"Wijkteam {district} {number}" for number in more)]


class Staff:
    """All workers of a town of this size, and whose turn it is for the next household."""

    def __init__(self, town: Town) -> None:
        self._rng = Random(f"{town.seed}/staff")  # noqa: S311 - a demo wants to be repeated
        self._names, self._today = NameBook(), town.today
        self._mailboxes: set[str] = set()
        cases = {district: town.households * OPEN_CASES * SHARES[district] for district in districts()}
        self.teams_of = {district: teams_of(district, expected) for district, expected in cases.items()}
        self.teams = {name: new_key(self._rng) for name in (*chain(*self.teams_of.values()), PRIVACY_DESK)}
        self._team_turns = {district: cycle(names) for district, names in self.teams_of.items()}
        self.workers = [
            self._worker(mailbox, name, team=team, role=role, domains=domains)
            for mailbox, name, team, role, domains in (*NAMED, RESIDENT_COLLEAGUE)
        ]
        for district, names in self.teams_of.items():
            for name in names:
                self._hire(name, cases[district] / len(names))
        self._by_team: dict[tuple[str, str], list[Worker]] = defaultdict(list)
        for worker in self.workers:
            for task in worker.domains or (worker.role,):
                self._by_team[worker.team, task].append(worker)
        self._turns: dict[tuple[str, str], Iterator[Worker]] = {
            key: _turns(key, who) for key, who in self._by_team.items()
        }

    def __getitem__(self, mailbox: str) -> Worker:
        return next(worker for worker in self.workers if worker.mailbox == mailbox)

    def next(self, team: str, task: str) -> Worker:
        """Whose turn it is in a team, for a role or a domain."""
        return next(self._turns[team, task])

    def team_in(self, district: str) -> str:
        """The team that the next household of a district comes to."""
        return next(self._team_turns[district])

    def another(self, team: str, task: str, *, but: Worker | None = None) -> Worker:
        """Anybody of a team with this role or domain, except one; every team has two at least."""
        while True:
            worker = pick(self._rng, self._by_team[team, task])
            if worker is not but:
                return worker

    def lead(self, team: str) -> Worker:
        """The team lead."""
        return self._by_team[team, Role.TEAM_LEAD][0]

    def _hire(self, team: str, cases: float) -> None:
        has_lead = any(worker.team == team and worker.role == Role.TEAM_LEAD for worker in self.workers)
        if not has_lead:
            self.workers.append(self._somebody(team, Role.TEAM_LEAD))
        for _ in range(self._missing(team, Role.CASE_MANAGER, cases / HOUSEHOLDS_PER_MANAGER)):
            self.workers.append(self._somebody(team, Role.CASE_MANAGER))
        for domain in Domain:
            wanted = cases * PER_CASE[domain] / TRAJECTORIES_PER_PROFESSIONAL
            for _ in range(self._missing(team, domain, wanted)):
                self.workers.append(self._somebody(team, Role.PROFESSIONAL, domain))

    def _missing(self, team: str, task: str, wanted: float) -> int:
        present = sum(worker.team == team and task in (worker.role, *worker.domains) for worker in self.workers)
        return max(2, ceil(wanted) + 1) - present

    def _somebody(self, team: str, role: Role, *domains: Domain) -> Worker:
        rng, names = self._rng, self._names
        origin = names.origin(rng)
        given = names.given(rng, origin, sex=rng.choice("VVM"), year=rng.randint(1962, 2000)).split(" ")[0]
        name = f"{given} {names.surname(rng, origin)}"
        number = 1
        mailbox = _mailbox(name)
        while mailbox in self._mailboxes:
            number += 1
            mailbox = f"{_mailbox(name)}{number}"
        return self._worker(mailbox, name, team=team, role=role, domains=domains)

    def _worker(self, mailbox: str, name: str, *, team: str, role: Role, domains: tuple[Domain, ...]) -> Worker:
        rng = self._rng
        self._mailboxes.add(mailbox)
        return Worker(
            id=new_key(rng),
            membership_id=new_key(rng),
            mailbox=mailbox,
            name=name,
            phone=f"036 000 {rng.randrange(100):02} {rng.randrange(100):02}",
            team=team,
            role=role,
            domains=domains,
            since=self._today - datetime.timedelta(days=rng.randint(1700, 4200)),
        )


def _turns(key: tuple[str, str], workers: list[Worker]) -> Iterator[Worker]:
    """Professionals take turns; a case manager gets a full caseload before the next one does."""
    in_a_row = HOUSEHOLDS_PER_MANAGER if key[1] == Role.CASE_MANAGER else 1
    return (worker for worker in cycle(workers) for _ in range(in_a_row))


def _mailbox(name: str) -> str:
    first, *rest = name.split(" ")
    return f"{search_key(first)}.{search_key(''.join(rest))}"
