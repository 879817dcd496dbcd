"""One search over one's own households and, for a purpose, over the other residents; every search is recorded."""

from __future__ import annotations

import re
import uuid
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import F, QuerySet

from casework.models import Case
from households.dates import PartialDate
from households.models import Household, HouseholdMembership, Person
from households.querysets import member_in_sight
from households.search import Question, find
from households.secrecy import of_household, of_stay, open_stays
from privacy.access import scope
from privacy.acting import Actor, may_have_purpose
from privacy.audit import About
from privacy.choices import DataClass, Purpose, Role
from privacy.dates import on_day
from privacy.models import AccessRecord
from privacy.reading import PrivateRequest

# What a search outside one's own households may be for; which of them, follows from one's roles.
PURPOSES = (Purpose.FIRST_CONTACT, Purpose.SIGNAL, Purpose.REGISTRATION)
CASE_NUMBER = re.compile(r"(?:dossier\s*)?(\d{4})-?(\d{6})", re.IGNORECASE)


@dataclass(frozen=True)
class Home:
    """A household of somebody who was found; `street` tells it from another, and is empty where that is a secret."""

    pk: uuid.UUID
    name: str
    street: str


@dataclass
class Hit:
    """Somebody who was found, with the least that tells people apart, and what can be done next."""

    person: Person
    born: str
    place: str
    households: list[Home] = field(default_factory=list)


@dataclass
class Answer:
    """What a search found: one's own households, people in them, and other residents when a purpose was chosen."""

    cases: list[Case] = field(default_factory=list)
    own: list[Hit] = field(default_factory=list)
    own_is_cut: bool = False
    others: list[Hit] | None = None
    others_is_cut: bool = False
    may_open_case: bool = False
    may_break_glass: bool = False

    @property
    def count(self) -> int:
        """All hits of both parts."""
        return len(self.cases) + len(self.own) + len(self.others or [])


def purposes_of(actor: Actor) -> list[Purpose]:
    """What this actor may search other residents for."""
    return [purpose for purpose in PURPOSES if may_have_purpose(actor, purpose)]


def case_number(text: str) -> str:
    """The case number that was typed, or "" when it is something else."""
    found = CASE_NUMBER.fullmatch(text.strip())
    return f"{found[1]}-{found[2]}" if found else ""


def search_case(request: PrivateRequest, number: str) -> Answer:
    """The case with this number among those of one's own households."""
    cases = scope(Case, request.actor, Purpose.HELP).filter(number=number).select_related("household")
    cases = cases.annotate(shown_address=of_household(request.actor, "household", "household__address"))
    answer = Answer(cases=list(cases))
    abouts = [About(household_id=case.household_id) for case in answer.cases]
    _record(request, purpose=Purpose.HELP, criteria=["case_number"], abouts=abouts, answer=answer)
    return answer


def search(request: PrivateRequest, question: Question, purpose: Purpose | None) -> Answer:
    """Answer a question; without a purpose from one's own households only."""
    actor = request.actor
    stays = open_stays(actor)
    mine = find(scope(Person, actor, Purpose.HELP), question, stays=stays, are_few=True)
    answer = Answer(own=_own_hits(actor, mine.people), own_is_cut=mine.is_cut)
    abouts = [About(home.pk, (hit.person.pk,)) for hit in answer.own for home in hit.households]
    abouts += [About(subject_ids=(hit.person.pk,)) for hit in answer.own if not hit.households]
    if purpose is not None:
        elsewhere = scope(Person, actor, purpose).exclude(member_in_sight(actor))
        found = find(elsewhere, question, stays=stays)
        answer.others, answer.others_is_cut = _other_hits(actor, found.people), found.is_cut
        answer.may_open_case = actor.has(Role.CASE_MANAGER)
        answer.may_break_glass = may_have_purpose(actor, Purpose.EMERGENCY)
        abouts += [About(subject_ids=(person.pk,)) for person in found.people]
    _record(request, purpose=purpose or Purpose.HELP, criteria=question.criteria, abouts=abouts, answer=answer)
    return answer


def household_of(person: Person, pk: uuid.UUID) -> Household | None:
    """The household with this key, when the person is a member of it today."""
    return Household.objects.filter(on_day(prefix="memberships__"), memberships__person=person, pk=pk).first()


def _record(
    request: PrivateRequest, *, purpose: Purpose, criteria: Sequence[str], abouts: Sequence[About], answer: Answer
) -> None:
    request.reading.widen(
        "person.search",
        action=AccessRecord.Action.SEARCH,
        purpose=purpose,
        abouts=abouts,
        data_classes=[DataClass.IDENTITY, DataClass.ADDRESS] if abouts else [],
    )
    own = len(answer.cases) + len(answer.own)
    request.reading.details |= {"criteria": list(criteria), "own": own, "others": len(answer.others or [])}


def _own_hits(actor: Actor, people: Sequence[Person]) -> list[Hit]:
    households = _households(actor, scope(HouseholdMembership, actor, Purpose.HELP).filter(person__in=people))
    places = _places(actor, people)
    return [Hit(person, str(person.birth_date), places.get(person.pk, ""), households[person.pk]) for person in people]


def _other_hits(actor: Actor, people: Sequence[Person]) -> list[Hit]:
    """The birth year, and the whole date only of people whom name and year do not tell apart."""
    alike = Counter(_name_and_year(person) for person in people)
    today = HouseholdMembership.objects.filter(on_day(), person__in=people, household__ended_on__isnull=True)
    households, places = _households(actor, today), _places(actor, people)
    hits = []
    for person in people:
        born = person.birth_date or PartialDate()
        if alike[_name_and_year(person)] == 1:
            born = PartialDate(born.year)
        hits.append(Hit(person, str(born), places.get(person.pk, ""), households[person.pk]))
    return hits


def _name_and_year(person: Person) -> tuple[str, int | None]:
    return person.display_name, person.birth_date.year if person.birth_date else None


def _households(actor: Actor, memberships: QuerySet[HouseholdMembership]) -> defaultdict[uuid.UUID, list[Home]]:
    """The households of each person: those of today first, the one where they live before the other."""
    found: defaultdict[uuid.UUID, list[Home]] = defaultdict(list)
    latest_first = (F("valid_until").desc(nulls_first=True), F("lives_here").desc(), F("household__name"))
    rows = memberships.select_related("household").only("person", "household__name").order_by(*latest_first)
    for row in rows.annotate(shown_address=of_household(actor, "household", "household__address")):
        shown = row.shown_address
        home = Home(row.household_id, row.household.name, (shown.street or shown.city) if shown else "")
        if home not in found[row.person_id]:
            found[row.person_id].append(home)
    return found


def _places(actor: Actor, people: Sequence[Person]) -> dict[uuid.UUID, str]:
    """The neighbourhood where each person lives, else the street; never the house number, nothing of a secret."""
    stays = open_stays(actor).filter(on_day(), person__in=people).order_by()
    rows = stays.annotate(shown_address=of_stay(actor)).values_list("person_id", "shown_address")
    return {person_id: shown.area for person_id, shown in rows}
