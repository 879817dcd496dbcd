"""Who belong to the household: age, ties, gezag, who lives there and who does not."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from casework.page import Page, Question
from casework.panels.genogram import draw_genogram
from casework.panels.genogram.kin import has_died
from casework.panels.made_once import address
from households.models import Custody, HouseholdMembership, Level, Person, Relation, Residence
from households.querysets import TODAY
from privacy.dates import on_day

ADULT = 18
KIN_FIELDS = ("given_names", "surname", "display_name", "suspension")
RELATIONS = Question(
    Relation,
    lambda rows: (
        rows.filter(on_day(TODAY))
        .select_related("person", "other")
        .only("kind", *(f"{end}__{name}" for end in ("person", "other") for name in KIN_FIELDS))
    ),
)
CUSTODIES = Question(
    Custody,
    lambda rows: (
        rows.filter(on_day(TODAY))
        .select_related("child", "holder")
        .only("kind", "holder_name", "child__birth_date", *(f"holder__{name}" for name in KIN_FIELDS))
    ),
)
RESIDENCES = Question(Residence, lambda rows: rows.filter(on_day(TODAY)))


@dataclass
class Member:
    """One member as the page shows it."""

    membership: HouseholdMembership
    facts: str
    custody: str
    residence: Residence | None
    bsn_url: str
    leave_url: str

    @property
    def person(self) -> Person:
        return self.membership.person

    @property
    def reason(self) -> str:
        return str(HouseholdMembership.Reason(self.membership.reason).label)

    @property
    def initials(self) -> str:
        person = self.person
        return f"{person.given_names[:1]}{person.surname[:1]}"


def members(page: Page) -> dict[str, Any]:
    """Three queries beside the memberships: ties, gezag, residences."""
    persons = [membership.person_id for membership in page.memberships]
    relations, custodies = page.read(RELATIONS), _over_minors(page)
    ties, custody = _ties(relations, persons), _custody(custodies)
    stays = page.read(RESIDENCES)
    residences = {stay.person_id: stay for stay in stays}
    return {
        "members": [
            Member(
                membership,
                facts=" · ".join(part for part in (age_text(membership.person), *ties[membership.person_id]) if part),
                custody=custody.get(membership.person_id, ""),
                residence=residences.get(membership.person_id),
                bsn_url=address("casework:show_bsn", membership.person_id),
                leave_url=address("casework:remove_member", page.household.pk, membership.pk),
            )
            for membership in page.memberships
        ],
        "may_change": page.sight.reaches(Level.WORK),
        "add_url": address("casework:add_member", page.household.pk),
        "genogram": draw_genogram(page.memberships, relations, custodies, today=page.today),
    }


def age_text(person: Person) -> str:
    """`38 jaar`, `39 of 40 jaar`, or that it is not known."""
    age = person.age_on()
    if age is None:
        return _("leeftijd onbekend")
    youngest, oldest = age
    if youngest == oldest:
        return _("%s jaar") % oldest
    return _("%(youngest)s of %(oldest)s jaar") % {"youngest": youngest, "oldest": oldest}


def _ties(relations: Iterable[Relation], persons: list[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    parents, children, partners = defaultdict(list), defaultdict(list), defaultdict(list)
    for relation in relations:
        one, other = relation.person, relation.other
        if relation.kind == Relation.Kind.PARENT:
            children[one.pk].append(other)
            parents[other.pk].append(one)
        else:
            partners[one.pk].append(other)
            partners[other.pk].append(one)
    return defaultdict(
        list,
        {
            person: [
                *([_("partner van %s") % _names(partners[person])] if partners[person] else []),
                *([_("ouder van %s") % _names(children[person])] if children[person] else []),
                *([_("kind van %s") % _names(parents[person])] if parents[person] else []),
            ]
            for person in persons
        },
    )


def _over_minors(page: Page) -> list[Custody]:
    """Gezag ends at eighteen; a child whose age is not known keeps it."""
    ages = [(row, row.child.age_on(page.today)) for row in page.read(CUSTODIES)]
    return [row for row, age in ages if age is None or age[0] < ADULT]


def _custody(custodies: Iterable[Custody]) -> dict[uuid.UUID, str]:
    holders: dict[uuid.UUID, list[str]] = defaultdict(list)
    kinds: dict[uuid.UUID, str] = {}
    for row in custodies:
        kinds[row.child_id] = str(Custody.Kind(row.kind).label)
        if row.holder or row.holder_name:
            holders[row.child_id].append(row.holder.given_names if row.holder else row.holder_name)
    return {
        child: _("%(kind)s: %(names)s") % {"kind": kind, "names": _list(holders[child])} if holders[child] else kind
        for child, kind in kinds.items()
    }


def _names(persons: Iterable[Person]) -> str:
    return _list(_name(person) for person in persons)


def _name(person: Person) -> str:
    name = person.given_names or person.display_name
    return _("%s (overleden)") % name if has_died(person) else name


def _list(words: Iterable[str]) -> str:
    return get_text_list(sorted(words), _("en"))
