"""What the screens for people who may be registered twice show."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from households.bsn import mask_bsn
from households.models import DuplicateCandidate, HouseholdMembership, Person, PersonMerge, Residence
from households.secrecy import of_stay
from households.services.merging import CannotMerge, preview
from privacy import access
from privacy.acting import Actor
from privacy.choices import Purpose
from privacy.dates import on_day
from privacy.reading import PrivateRequest

SHOWN = 100
FOR = Purpose.REGISTRATION
Words = Mapping[uuid.UUID, list[str]]


@dataclass(frozen=True)
class Fact:
    """One line of the comparison."""

    label: str
    first: str
    second: str

    @property
    def differs(self) -> bool:
        """Whether the records do not say the same; what only one of them knows is a difference too."""
        return self.first != self.second


@dataclass(frozen=True)
class Counted:
    """How many rows of one kind."""

    kind: str
    number: int


@dataclass(frozen=True)
class Choice:
    """One of the two as the record that stays, and what then moves and what does not.

    Kinds and numbers only: the rows themselves name other people, and addresses that may be secret.
    """

    kept: Person
    moves: list[Counted]
    stays: list[Counted]
    in_files: int


@dataclass(frozen=True)
class Comparison:
    """Two records beside each other. Without `choices` they cannot be merged, and `refusal` says why."""

    candidate: DuplicateCandidate
    facts: list[Fact]
    choices: list[Choice]
    refusal: str = ""


def open_candidates(rows: QuerySet[DuplicateCandidate]) -> QuerySet[DuplicateCandidate]:
    """The pairs that nobody has judged, the oldest first; not those of which one was merged with a third by now."""
    waiting = rows.filter(
        status=DuplicateCandidate.Status.OPEN, first__merged_into__isnull=True, second__merged_into__isnull=True
    )
    return waiting.select_related("first", "second").order_by("found_at", "pk")


def merges_done(rows: QuerySet[PersonMerge]) -> QuerySet[PersonMerge]:
    """The latest merges, those that were undone among them."""
    return rows.select_related("kept", "merged", "merged_by").order_by("-merged_at", "pk")[:SHOWN]


def with_people(actor: Actor) -> QuerySet[DuplicateCandidate]:
    """All pairs in the actor's scope, with both records."""
    return access.scope(DuplicateCandidate, actor, FOR).select_related("first", "second")


def compare(request: PrivateRequest, candidate: DuplicateCandidate) -> Comparison:
    """Lay two records side by side, and try a merge in both directions."""
    people = (candidate.first, candidate.second)
    addresses, homes = _addresses(request, people), _households(request, people)
    one, other = (_told(person, addresses, homes) for person in people)
    facts = [Fact(label, one[label], other[label]) for label in one if one[label] or other[label]]
    if candidate.status != DuplicateCandidate.Status.OPEN:
        return Comparison(candidate, facts, [], _("Dit tweetal is al beoordeeld."))
    choices, refusal = [], ""
    for kept, merged in (people, people[::-1]):
        try:
            choices.append(_choice(kept, merged))
        except CannotMerge as reason:
            refusal = str(reason)
    return Comparison(candidate, facts, choices, "" if choices else refusal)


def _choice(kept: Person, merged: Person) -> Choice:
    shown = preview(kept=kept, merged=merged)
    moves, stays = (Counter(row.kind for row in rows) for rows in (shown.moves, shown.stays))
    return Choice(
        kept, [Counted(*item) for item in moves.items()], [Counted(*item) for item in stays.items()], shown.in_files
    )


def _told(person: Person, addresses: Words, homes: Words) -> dict[str, str]:
    secret = _("geheim") if person.is_secret else ""
    return {
        _("Naam"): person.display_name,
        _("Voornamen"): person.given_names,
        _("Geboren"): str(person.birth_date or ""),
        _("BSN"): mask_bsn(person.bsn),
        _("Adres"): "; ".join(addresses.get(person.pk, [])) or secret,
        _("Huishouden"): ", ".join(homes.get(person.pk, [])) or secret,
        _("Bijhouding gestopt"): person.get_suspension_display() if person.suspension else "",
        _("Ingevoerd"): person.get_source_display(),
    }


def _addresses(request: PrivateRequest, people: Iterable[Person]) -> Words:
    """Where they live today; of somebody with geheimhouding or a secret address only where the scope allows."""
    stays = access.scope(Residence, request.actor, FOR).filter(on_day(), person__in=list(people))
    found: defaultdict[uuid.UUID, list[str]] = defaultdict(list)
    shown = stays.annotate(shown_address=of_stay(request.actor)).order_by("valid_from")
    for stay in access.read(request, shown, FOR):
        found[stay.person_id].append(stay.shown_address.line)  # type: ignore[attr-defined]  # annotated
    return found


def _households(request: PrivateRequest, people: Iterable[Person]) -> Words:
    """The names of their households today, within the same limits."""
    known = access.scope(Person, request.actor, FOR).filter(pk__in=[person.pk for person in people])
    places = HouseholdMembership.objects.filter(on_day(), person__in=known).select_related("household")
    found: defaultdict[uuid.UUID, list[str]] = defaultdict(list)
    for place in access.read(request, places.order_by("valid_from"), FOR):
        found[place.person_id].append(place.household.name)
    return found
