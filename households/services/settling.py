"""Bringing households in line with what is proposed: only differences are written, and workers' decisions stay."""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from households.models import Household, HouseholdMembership, Person, Residence
from households.services.naming import household_name, rename
from households.services.proposals import Place, Proposal, Reason, Source, current_stays, propose
from privacy.dates import on_day
from privacy.history import RecordedDatedQuerySet

# What a proposal may write and take back; co-parenting and joining are decisions of people.
FROM_THE_BRP = (Reason.FIRST, Reason.PARTNER, Reason.PARENT, Reason.CHILD, Reason.PARTNER_OF_RELATIVE)
_EXPLAINS = ["reason", "tied_to", "lives_here"]


@dataclass
class Settled:
    """What was changed: numbers, and the people it was about."""

    households_made: int = 0
    households_ended: int = 0
    households_moved: int = 0
    members_added: int = 0
    members_left: int = 0
    members_explained: int = 0
    person_ids: set[uuid.UUID] = field(default_factory=set)

    def add(self, other: Settled) -> None:
        """Count another round in."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) | value if isinstance(value, set) else getattr(self, name) + value)


def settle(*, address_ids: Iterable[uuid.UUID], at: datetime.datetime) -> Settled:
    """Propose the households at these addresses and make them so, from today on; doing it twice changes nothing.

    Where a household moves or falls apart, the other addresses of its members are looked at as well. Inside `acting`;
    the caller writes the access record.
    """
    day = timezone.localdate(at)
    neighbourhood = _Neighbourhood(day)
    neighbourhood.widen(set(address_ids))
    proposals = sorted(propose(neighbourhood.address_ids, on=day), key=lambda proposal: proposal.places[0].person_id)
    assigned = neighbourhood.assign(proposals)
    settled = Settled()
    for household in neighbourhood.households.values():
        _Round(household, neighbourhood.memberships[household.pk], day, settled).close(assigned.get(household.pk))
    for proposal in proposals:
        kept = neighbourhood.chosen.get(proposal)
        household = neighbourhood.households[kept] if kept else _make(proposal, settled)
        _Round(household, neighbourhood.memberships[household.pk], day, settled).open(proposal)
    return settled


def end_when_empty(household: Household, day: datetime.date) -> bool:
    """End a household in which nobody is left, and revive one that has members again. Whether it ended now."""
    is_empty = not HouseholdMembership.objects.filter(
        on_day(day), household=household, person__merged_into__isnull=True
    ).exists()
    if is_empty == (household.ended_on is not None):
        return False
    household.ended_on = day if is_empty else None
    household.save(update_fields=["ended_on"])
    return is_empty


@dataclass
class _Neighbourhood:
    """The addresses that must be looked at together, with the households and memberships that are there now."""

    day: datetime.date
    address_ids: set[uuid.UUID] = field(default_factory=set)
    households: dict[uuid.UUID, Household] = field(default_factory=dict)
    memberships: dict[uuid.UUID, list[HouseholdMembership]] = field(default_factory=lambda: defaultdict(list))
    chosen: dict[Proposal, uuid.UUID] = field(default_factory=dict)

    def widen(self, address_ids: set[uuid.UUID]) -> None:
        """Add addresses, the households of who lives there, and so on until nothing is added."""
        while new := address_ids - self.address_ids:
            self.address_ids |= new
            members = self._members_of(self._households_at(new))
            elsewhere = Residence.objects.filter(current_stays(self.day), person__in=members)
            address_ids = set(elsewhere.values_list("address_id", flat=True))

    # Keys are read first and put into the next query: where tables grow fast, joins are planned badly.
    def _households_at(self, address_ids: set[uuid.UUID]) -> list[uuid.UUID]:
        stays = Residence.objects.filter(current_stays(self.day), address__in=address_ids)
        people = list(stays.values_list("person_id", flat=True))
        at_address = Household.objects.filter(address__in=address_ids, ended_on__isnull=True)
        theirs = self._open().filter(person__in=people).values_list("household_id", flat=True)
        new = {*at_address.values_list("pk", flat=True), *theirs} - self.households.keys()
        found = Household.objects.filter(pk__in=new).order_by("created_at", "pk")
        self.households |= {household.pk: household for household in found}
        return list(new)

    def _members_of(self, household_ids: list[uuid.UUID]) -> set[uuid.UUID]:
        members = list(self._open().filter(household__in=household_ids).order_by("valid_from", "pk"))
        for membership in members:
            self.memberships[membership.household_id].append(membership)
        return {membership.person_id for membership in members}

    def assign(self, proposals: Sequence[Proposal]) -> dict[uuid.UUID, Proposal]:
        """Give each proposal the present household that shares most people with it; each household goes to one."""
        wishes = [
            (-overlap, household.address_id != proposal.address_id, household.created_at, household.pk, number)
            for number, proposal in enumerate(proposals)
            for household in self.households.values()
            if (overlap := len(proposal.person_ids & self._members(household.pk)))
        ]
        taken: dict[uuid.UUID, Proposal] = {}
        for *_preference, household_id, number in sorted(wishes):
            if household_id not in taken and proposals[number] not in self.chosen:
                taken[household_id] = proposals[number]
                self.chosen[proposals[number]] = household_id
        return taken

    def _members(self, household_id: uuid.UUID) -> set[uuid.UUID]:
        rows = self.memberships[household_id]
        return {row.person_id for row in rows if row.lives_here or _is_ours(row)}

    def _open(self) -> RecordedDatedQuerySet[HouseholdMembership]:
        return HouseholdMembership.objects.on(self.day)


def _make(proposal: Proposal, settled: Settled) -> Household:
    people = Person.objects.filter(pk__in=proposal.person_ids).order_by("birth_date", "pk")
    settled.households_made += 1
    return Household.objects.create(name=household_name(people), address_id=proposal.address_id)


@dataclass
class _Round:
    """The changes to one household."""

    household: Household
    memberships: Collection[HouseholdMembership]
    day: datetime.date
    settled: Settled

    def close(self, proposal: Proposal | None) -> None:
        """End the places of those who no longer belong here by what the BRP says."""
        staying = proposal.person_ids if proposal else frozenset()
        leaving = [row for row in self.memberships if _is_ours(row) and row.person_id not in staying]
        for membership in leaving:
            if membership.valid_from >= self.day:  # it never held for a whole day
                membership.delete()
            else:
                membership.valid_until = self.day
                membership.save(update_fields=["valid_until"])
            self.settled.members_left += 1
            self.settled.person_ids.add(membership.person_id)
        if leaving and proposal is None:
            if end_when_empty(self.household, self.day):
                self.settled.households_ended += 1
            else:
                rename(self.household)

    def open(self, proposal: Proposal) -> None:
        """Let the household be as proposed."""
        if self.household.address_id != proposal.address_id:
            self.household.address_id = proposal.address_id
            self.household.save(update_fields=["address"])
            self.settled.households_moved += 1
        present = {row.person_id: row for row in self.memberships}
        missing = [place for place in proposal.places if place.person_id not in present]
        self._add(missing, lives_here=proposal.address_id is not None)
        for place in proposal.places:
            self._explain(present.get(place.person_id), place, lives_here=proposal.address_id is not None)
        rename(self.household)

    def _add(self, places: Sequence[Place], *, lives_here: bool) -> None:
        HouseholdMembership.objects.bulk_create(
            HouseholdMembership(
                household=self.household,
                person_id=place.person_id,
                reason=place.reason,
                tied_to_id=place.tied_to,
                lives_here=lives_here,
                valid_from=self.day,
            )
            for place in places
        )
        self.settled.members_added += len(places)
        self.settled.person_ids |= {place.person_id for place in places}

    def _explain(self, membership: HouseholdMembership | None, place: Place, *, lives_here: bool) -> None:
        if membership is None or not _is_ours(membership):
            return
        present = (membership.reason, membership.tied_to_id, membership.lives_here)
        if present != (place.reason, place.tied_to, lives_here):
            membership.reason, membership.tied_to_id, membership.lives_here = place.reason, place.tied_to, lives_here
            membership.save(update_fields=_EXPLAINS)
            self.settled.members_explained += 1
            self.settled.person_ids.add(place.person_id)


def _is_ours(membership: HouseholdMembership) -> bool:
    return membership.source == Source.PROPOSED and membership.reason in FROM_THE_BRP
