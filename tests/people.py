"""The people of the tests.

Team Haven: Fatima is a case manager, Joris a Wmo professional, Noor a debt professional, Anja the team lead.
Team Stad: Bram is a case manager, of another household. Pieter is the privacy officer.
Fatima is the permanent case manager of the household of Sanne de Vries and Emre Yılmaz with their children Lina (8) and
Deniz (15), whatever year it is. Joris works there on a Wmo trajectory for Sanne; Noor on their debts; youth help runs
for Deniz.
Bram is the case manager of Gerda Bakker, who lives alone.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from django.test import Client
from django.utils import timezone

from casework import grants
from casework.models import Assignment, Case, Trajectory
from casework.services import assign, open_case, start_trajectory
from households.dates import PartialDate
from households.models import (
    Address,
    Custody,
    Household,
    HouseholdGrant,
    HouseholdMembership,
    Person,
    Relation,
    Residence,
)
from households.names import search_key
from privacy.acting import Actor, acting, actor_for
from privacy.choices import Domain, Role
from privacy.crypto import blind_index
from privacy.models import Membership, Team, User
from privacy.services import system_actor
from tests.kept import Kept

PASSWORD = "een-lang-wachtwoord-voor-de-proef"
LONG_AGO = datetime.date(2020, 1, 1)
BSN = {"Sanne": "999990019", "Emre": "999990020", "Lina": "999990032", "Deniz": "999990044", "Gerda": "999990056"}


def turned(age: int) -> datetime.date:
    """The birth date of who came to this age some hundred days ago."""
    birthday = timezone.localdate() - datetime.timedelta(days=100)
    return birthday.replace(year=birthday.year - age, day=min(birthday.day, 28))


BORN = {"Deniz": turned(15), "Lina": turned(8)}


@dataclass
class Town:
    """Everybody in the tests, by first name; `client("Fatima")` is Fatima's signed-in browser."""

    users: dict[str, User] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    trajectories: dict[Domain, Trajectory] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.de_vries: Household
        self.bakker: Household
        self.case: Case
        self.bakkers_case: Case

    @property
    def today(self) -> datetime.date:
        """This day, here: after midnight another one than in UTC."""
        return timezone.localdate()

    @property
    def now(self) -> datetime.datetime:
        """This moment: the tests pass it where a service wants the time."""
        return timezone.now()

    def refresh_grants(self) -> None:
        """Rebuild all grants from the assignments that are there."""
        HouseholdGrant.objects.all().delete()
        grants.refresh(Assignment.objects.all())

    def user(self, name: str) -> User:
        return self.users[name]

    def person(self, name: str) -> Person:
        return self.persons[name]

    def actor(self, name: str) -> Actor:
        return actor_for(self.users[name])

    def client(self, name: str) -> Client:
        client = Client()
        client.force_login(self.users[name])
        return client


def make_user(town: Town, name: str, team: str, role: Role, *domains: Domain) -> User:
    user = User.objects.create_user(
        f"{name.split()[0].lower()}@haven.example", PASSWORD, name=name, phone="036 000 00 00"
    )
    town.teams.setdefault(team, Team.objects.get_or_create(name=team, defaults={"phone": "036 111 11 11"})[0])
    Membership.objects.create(user=user, team=town.teams[team], role=role, domains=list(domains), valid_from=LONG_AGO)
    town.users[name.split()[0]] = user
    return user


def make_person(given: str, surname: str, born: str, *, prefix: str = "", bsn: str = "", **fields: object) -> Person:
    """A person, born on `YYYYMMDD` with zeros for what is not known."""
    values: dict[str, object] = {
        "given_names": given,
        "initials": f"{given[:1]}.",
        "prefix": prefix,
        "surname": surname,
        "display_name": " ".join(part for part in (given, prefix, surname) if part),
        "birth_date": PartialDate.from_stored(born),
        "surname_key": search_key(surname),
        "given_key": search_key(given),
        "bsn": bsn,
        "bsn_index": blind_index(bsn) if bsn else None,
    }
    return Person.objects.create(**values | fields)


def make_address(street: str, number: int, postcode: str) -> Address:
    return Address.objects.create(
        key=f"{postcode} {number}",
        street=street,
        house_number=number,
        postcode=postcode,
        city="Almere",
        neighbourhood="Haven",
    )


def make_household(name: str, address: Address, *persons: Person, since: datetime.date = LONG_AGO) -> Household:
    household = Household.objects.create(name=name, address=address)
    for person in persons:
        first = person is persons[0]
        HouseholdMembership.objects.create(
            household=household,
            person=person,
            reason=HouseholdMembership.Reason.FIRST if first else HouseholdMembership.Reason.PARTNER,
            tied_to=None if first else persons[0],
            valid_from=since,
        )
        Residence.objects.create(person=person, address=address, valid_from=since)
    return household


def join(household: Household, person: Person) -> HouseholdMembership:
    """Somebody more in a household, who lives there."""
    return HouseholdMembership.objects.create(
        household=household, person=person, reason=HouseholdMembership.Reason.CHILD, valid_from=LONG_AGO
    )


def make_partners(one: Person, other: Person) -> Relation:
    first, second = sorted([one, other], key=lambda person: person.pk)
    return Relation.objects.create(person=first, other=second, kind=Relation.Kind.PARTNER, valid_from=LONG_AGO)


def make_child(child: Person, *parents: Person) -> None:
    kind = Custody.Kind.JOINT if len(parents) > 1 else Custody.Kind.PARENT
    for parent in parents:
        Relation.objects.create(person=parent, other=child, kind=Relation.Kind.PARENT, valid_from=LONG_AGO)
        Custody.objects.create(child=child, holder=parent, kind=kind, valid_from=LONG_AGO)


def _staff(town: Town) -> None:
    make_user(town, "Fatima Bennani", "Wijkteam Haven", Role.CASE_MANAGER)
    make_user(town, "Joris Smit", "Wijkteam Haven", Role.PROFESSIONAL, Domain.WMO)
    make_user(town, "Noor de Boer", "Wijkteam Haven", Role.PROFESSIONAL, Domain.DEBTS)
    make_user(town, "Tess Mulder", "Wijkteam Haven", Role.PROFESSIONAL, Domain.YOUTH)
    make_user(town, "Anja Visser", "Wijkteam Haven", Role.TEAM_LEAD)
    make_user(town, "Bram Dekker", "Wijkteam Stad", Role.CASE_MANAGER)
    make_user(town, "Pieter Kok", "Privacy", Role.PRIVACY_OFFICER)


def _residents(town: Town) -> None:
    sanne = make_person("Sanne", "Vries", "19880412", prefix="de", bsn=BSN["Sanne"])
    emre = make_person("Emre", "Yılmaz", "19860000", bsn=BSN["Emre"])
    deniz = make_person("Deniz", "Yılmaz", f"{BORN['Deniz']:%Y%m%d}", bsn=BSN["Deniz"])
    lina = make_person("Lina", "Yılmaz", f"{BORN['Lina']:%Y%m%d}", bsn=BSN["Lina"])
    gerda = make_person("Gerda", "Bakker", "19510203", bsn=BSN["Gerda"])
    town.persons = {person.given_names: person for person in (sanne, emre, deniz, lina, gerda)}
    make_partners(sanne, emre)
    make_child(deniz, sanne, emre)
    make_child(lina, sanne, emre)
    town.de_vries = make_household(
        "De Vries-Yılmaz", make_address("Kerkstraat", 12, "1354AB"), sanne, emre, deniz, lina
    )
    town.bakker = make_household("Bakker", make_address("Marktplein", 3, "1315CD"), gerda)


def _work(town: Town, at: datetime.datetime) -> None:
    lead, fatima = town.actor("Anja"), town.user("Fatima")
    haven, stad = town.teams["Wijkteam Haven"], town.teams["Wijkteam Stad"]
    town.case = open_case(
        actor=lead, household=town.de_vries, team=haven, case_manager=fatima, reason="aanmelding huisarts", at=at
    )
    manager = town.actor("Fatima")
    for name, domain in (("Joris", Domain.WMO), ("Noor", Domain.DEBTS), ("Tess", Domain.YOUTH)):
        assign(actor=manager, case=town.case, user=town.user(name), domain=domain, reason="hulpvraag", at=at)
    who = {Domain.WMO: ["Sanne"], Domain.DEBTS: ["Sanne", "Emre"], Domain.YOUTH: ["Deniz"]}
    for domain, names in who.items():
        town.trajectories[domain] = start_trajectory(
            actor=manager,
            case=town.case,
            domain=domain,
            persons=[town.person(name) for name in names],
            subject=f"hulp {domain.label}",
            at=at,
        )
    town.bakkers_case = open_case(
        actor=lead, household=town.bakker, team=stad, case_manager=town.user("Bram"), reason="eigen melding", at=at
    )


def build_town(at: datetime.datetime | None = None) -> Town:
    """Everybody is there; the work begins a week ago unless `at` says otherwise."""
    return _make(at) if at else _A_WEEK_AGO.there()


def _make(at: datetime.datetime | None = None) -> Town:
    town = Town()
    with acting(system_actor("tests"), reason="proefopstelling"):
        _staff(town)
        _residents(town)
        _work(town, at or timezone.now() - datetime.timedelta(days=7))
    return town


_A_WEEK_AGO = Kept(_make)
