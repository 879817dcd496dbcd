"""What a household is called."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from households.models import Household, HouseholdMembership, Person
from privacy.dates import on_day

ADULT = 18
NAMES = 2


def capitalised(text: str) -> str:
    """A prefix that stands in front begins with a capital: De Vries."""
    return text[:1].upper() + text[1:]


def household_name(members: Iterable[Person]) -> str:
    """The surnames of the first two adults, each once: `De Vries-Yılmaz`; of the children where no adult is."""
    people = list(members)
    adults = [person for person in people if (age := person.age_on()) is None or age[1] >= ADULT]
    surnames = (" ".join(part for part in (p.prefix, p.surname) if part) for p in (adults or people)[:NAMES])
    return "-".join(dict.fromkeys(capitalised(name) for name in surnames if name)) or "onbekend"


def rename(household: Household) -> None:
    """Bring the name of a household in line with its members of today."""
    name = household_name(row.person for row in members(household))
    if name != household.name:
        household.name = name
        household.save(update_fields=["name"])


def members(household: Household) -> QuerySet[HouseholdMembership]:
    """The memberships of today in the order in which they name the household; merged records are not members."""
    rows = HouseholdMembership.objects.filter(on_day(), household=household, person__merged_into__isnull=True)
    return rows.select_related("person").order_by("valid_from", "person__birth_date", "person_id")
