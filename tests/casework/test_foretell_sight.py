"""What a change of the purpose table is foretold to do is what it then does."""

from __future__ import annotations

import datetime
from collections import defaultdict
from itertools import product

import pytest
from django.db import transaction
from django.utils import timezone

from casework import grants
from casework.models import Assignment
from casework.services import NotAllowed
from households.models import HouseholdGrant, Level
from privacy.acting import acting
from privacy.choices import Domain, Purpose, Rule
from privacy.models import PurposePolicy
from privacy.purpose_table import Change, Place, Shift, change_cells, preview, switch_wams
from tests.casework.sharing import ask
from tests.casework.table import Ground, decide, seen_by, set_rules, today
from tests.people import Town

Sights = dict[tuple[str, str, str], str]
NONE = "geen zicht"
CELLS = (
    "debts-wmo-content",
    "wmo-wmo-content",
    "youth-coordination-content",
    "wmo-debts-involvement",
    "debts-debts-special",
)


def sights(day: datetime.date) -> Sights:
    """Who sees which household's domain on a day, in words, from the grants themselves."""
    found: dict[tuple[str, str, str], tuple[int, bool]] = {}
    for grant in HouseholdGrant.objects.on(day).exclude(domain="").select_related("user", "content_object"):
        key = (grant.user.name, str(grant.content_object_id), grant.domain)
        found[key] = max(found.get(key, (0, False)), (grant.level, grant.includes_special))
    words = {key: str(Level(level).label) for key, (level, _special) in found.items()}
    return {key: f"{word}, ook gezondheid en strafrecht" if found[key][1] else word for key, word in words.items()}


def differing(before: Sights, after: Sights) -> dict[tuple[str, str, str], tuple[int, tuple[str, ...]]]:
    """The same as the shifts of a preview, found by comparing."""
    who: dict[tuple[str, str, str], set[tuple[str, str]]] = defaultdict(set)
    for key in before.keys() | after.keys():
        was, becomes = before.get(key, NONE), after.get(key, NONE)
        if was != becomes:
            who[key[2], was, becomes].add(key[:2])
    return {
        shift: (len({household for _name, household in pairs}), tuple(sorted({name for name, _household in pairs})))
        for shift, pairs in who.items()
    }


def told(shifts: list[Shift]) -> dict[tuple[str, str, str], tuple[int, tuple[str, ...]]]:
    return {(one.domain, one.was, one.becomes): (one.households, tuple(sorted(one.workers))) for one in shifts}


def foretell(town: Town, change: Change) -> list[Shift]:
    with acting(town.actor("Pieter")):
        return preview(change)


def carry_out(town: Town, change: Change) -> None:
    officer = town.actor("Pieter")
    with acting(officer):
        change_cells(change, actor=officer, at=timezone.now())


@pytest.mark.parametrize("cell", CELLS)
def test_a_change_does_what_was_foretold(town: Town, cell: str) -> None:
    with acting(town.actor("Noor")):
        decide(town, "youth", "coordination", Ground.CONSENT)
        grants.refresh(Assignment.objects.all())
    for rule, days in product(Rule, (0, 30)):
        day = today() + datetime.timedelta(days=days)
        change = Change((Place.parse(cell),), rule, "proef", "proef", day)
        foretold, before = told(foretell(town, change)), sights(day)
        with transaction.atomic():
            carry_out(town, change)
            assert foretold == differing(before, sights(day)), (rule, days)
            transaction.set_rollback(True)


def test_a_preview_changes_nothing(town: Town) -> None:
    versions, keys = PurposePolicy.objects.count(), set(HouseholdGrant.objects.values_list("pk", flat=True))
    foretell(town, Change((Place.parse("debts-wmo-content"),), Rule.ALLOWED, "proef", "proef", today()))
    assert PurposePolicy.objects.count() == versions
    assert set(HouseholdGrant.objects.values_list("pk", flat=True)) == keys


def test_the_wams_opens_content_by_a_necessity_and_closes_again(town: Town) -> None:
    carry_out(town, switch_wams(is_on=True, reason="in werking", valid_from=today()))
    ask(town, "Fatima", Domain.DEBTS, Purpose.WAMS)
    grant = HouseholdGrant.objects.get(user=town.user("Fatima"), domain="debts", level=Level.CONTENT)
    assert (grant.purpose, grant.includes_special) == (Purpose.WAMS, False)
    carry_out(town, switch_wams(is_on=False, reason="vernietigd", valid_from=today()))
    assert {one.value for one in seen_by(town, "Fatima", Domain.DEBTS)} == {"involvement"}


def test_nothing_can_be_asked_for_the_wams_while_it_is_off(town: Town) -> None:
    with pytest.raises(NotAllowed):
        ask(town, "Fatima", Domain.DEBTS, Purpose.WAMS)


def test_a_right_that_ends_ends_with_the_change(town: Town) -> None:
    set_rules(town, "debts", "wmo", dict.fromkeys((Place.parse("debts-wmo-involvement").data_class,), Rule.NEVER))
    assert seen_by(town, "Joris", Domain.DEBTS) == set()
