"""Why people are in a household: said as when the BRP is imported, so that an import changes nothing."""

from __future__ import annotations

from uuid import UUID

from households.demo.people import Family, Group
from households.services.proposals import Place, Resident, Tie, TieKind, group

_KINDS = {"partner": TieKind.PARTNER, "parent": TieKind.PARENT}


def explain(family: Family) -> None:
    """Give every member who is not a worker's decision the reason that a proposal gives."""
    for household in family.groups:
        places = {place.person_id.hex: place for place in _places(family, household)}
        people = {resident.id: resident for resident in household.present}
        for member in household.members:
            place = places.get(member.resident.id)
            if member.until is None and place is not None and not member.by_worker:
                member.reason = place.reason.value
                member.tied_to = people[place.tied_to.hex] if place.tied_to else None
                member.lives_here = household.home is not None


def _places(family: Family, household: Group) -> list[Place]:
    here = {member.resident.id: member for member in household.members if member.until is None and member.lives_here}
    ties = [
        Tie(UUID(tie.person.id), UUID(tie.other.id), _KINDS[tie.kind])
        for tie in family.ties
        if tie.until is None and tie.person.id in here and tie.other.id in here
    ]
    joined = [key for key, member in here.items() if member.by_worker]
    ties += [Tie(UUID(one), UUID(other), TieKind.JOINED) for one in joined for other in here if one != other]
    residents = [Resident(_born(member.resident.birth_date), UUID(key)) for key, member in here.items()]
    return [place for places in group(residents, ties) for place in places]


def _born(birth_date: str) -> str:
    return "99999999" if birth_date.startswith("0000") else birth_date
