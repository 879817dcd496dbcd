"""What jeugdhulp asks of ages and days. Dates alone: no database, no clock."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from casework.models.youth import AgeReached
from households.models import Person

if TYPE_CHECKING:
    from casework.workflow.engine import Situation

OWN_SAY, ALONE, ADULT, LONGEST = 12, 16, 18, 23
HALF_A_YEAR = 6
Milestone = AgeReached.Milestone
MILESTONES = (
    (Milestone.SIXTEEN, 16, 0),
    (Milestone.SEVENTEEN_AND_A_HALF, 17, HALF_A_YEAR),
    (Milestone.EIGHTEEN, ADULT, 0),
)


def reaches(born: datetime.date, years: int, months: int = 0) -> datetime.date:
    """The day on which somebody is so old; a day that a month does not have is the first of the next (29 February)."""
    whole = born.month - 1 + months
    year, month = born.year + years + whole // 12, whole % 12 + 1
    try:
        return datetime.date(year, month, born.day)
    except ValueError:
        return datetime.date(year + month // 12, month % 12 + 1, 1)


def day_of(person: Person, years: int, months: int = 0) -> datetime.date | None:
    """The first day on which a person may be so old; None when the year of birth is unknown."""
    born = person.birth_date.earliest() if person.birth_date else None
    return reaches(born, years, months) if born else None


def milestone_on(person: Person, day: datetime.date) -> tuple[Milestone, datetime.date] | None:
    """The last age of the three that a person has come to by a day, and when."""
    found = [(milestone, day_of(person, years, months)) for milestone, years, months in MILESTONES]
    passed = [(milestone, reached) for milestone, reached in found if reached is not None and reached <= day]
    return passed[-1] if passed else None


def extension_fits_age(situation: Situation) -> str:
    """A sentence when an extension goes beyond the age of 23 (Jeugdwet art. 1.1)."""
    until = situation.facts.get("extended_until")
    for person in situation.persons:
        last = day_of(person, LONGEST)
        if last is not None and isinstance(until, datetime.date) and until >= last:
            return _("Jeugdhulp kan doorlopen tot 23 jaar. Kies een dag voor %s.") % f"{last:%d-%m-%Y}"
    return ""


def handover_is_agreed(situation: Situation) -> str:
    """A sentence when something is handed over without the young person's word."""
    hands_over = any(situation.facts.get(f"to_{domain}") for domain in ("wmo", "participation", "debts"))
    if hands_over and not situation.facts.get("handover_agreed"):
        return _("Overdragen kan alleen als de jongere dat wil. Vraag het, en kruis het dan aan.")
    return ""
