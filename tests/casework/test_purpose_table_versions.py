"""Versions of the purpose table: no gap, no overlap, nothing lost, and sight on each day as the table of that day."""

from __future__ import annotations

import datetime

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from casework import grants
from households.models import HouseholdGrant, Level
from privacy.acting import acting
from privacy.choices import Rule
from privacy.models import PurposePolicy
from privacy.purpose_table import NotPossible, Place, history_of, table_on
from tests.casework.table import DAT, SPECIAL, WAT, set_rules, today
from tests.people import Town

PLACE = {one: Place.parse(f"debts-wmo-{one.value}") for one in (DAT, WAT, SPECIAL)}
CHANGES = st.lists(
    st.tuples(st.sampled_from([DAT, WAT, SPECIAL]), st.sampled_from(Rule), st.integers(0, 12)), min_size=1, max_size=6
)


def level_on(town: Town, day: datetime.date) -> tuple[int, bool] | None:
    """What Joris sees of the debts on a day."""
    rows = HouseholdGrant.objects.on(day).filter(user=town.user("Joris"), domain="debts")
    return rows.order_by("-level", "-includes_special").values_list("level", "includes_special").first()


def table_says(day: datetime.date) -> tuple[int, bool] | None:
    """The same from the table, where nobody has decided anything."""
    table = table_on(day)
    is_open = {one: table[place].rule == Rule.ALLOWED for one, place in PLACE.items()}
    if not is_open[DAT]:
        return None
    return (Level.CONTENT, is_open[SPECIAL]) if is_open[WAT] else (Level.INVOLVEMENT, False)


@settings(max_examples=12)
@given(changes=CHANGES)
def test_whatever_is_changed_when_each_day_has_one_rule_and_sight_follows_it(
    town: Town, changes: list[tuple[object, Rule, int]]
) -> None:
    with transaction.atomic():
        for data_class, rule, days in changes:
            set_rules(town, "debts", "wmo", {data_class: rule}, day=today() + datetime.timedelta(days=days))  # type: ignore[dict-item]
        for days in range(14):
            day = today() + datetime.timedelta(days=days)
            held = PurposePolicy.objects.on(day).filter(source="debts", purpose="wmo")
            assert held.count() == len(PLACE)
            assert level_on(town, day) == table_says(day), day
        assert sum(len(history_of(place)) for place in PLACE.values()) == len(PLACE) + len(changes)
        assert grants.differences(on=today()) == (0, 0)
        transaction.set_rollback(True)


def test_a_planned_change_needs_nobody_on_its_day(town: Town) -> None:
    tomorrow = today() + datetime.timedelta(days=1)
    set_rules(town, "debts", "wmo", {WAT: Rule.ALLOWED}, day=tomorrow)
    assert (level_on(town, today()), level_on(town, tomorrow)) == ((1, False), (2, False))


def test_a_version_keeps_who_decided_it_and_why(town: Town) -> None:
    set_rules(town, "debts", "wmo", {WAT: Rule.ALLOWED})
    newest, law = history_of(PLACE[WAT])
    assert (newest.decided_by, newest.reason, law.decided_by) == (town.user("Pieter"), "proef", None)
    assert (law.valid_until, newest.valid_from, newest.valid_until) == (today(), today(), None)


def test_a_version_of_today_that_is_changed_today_is_kept_as_replaced(town: Town) -> None:
    set_rules(town, "debts", "wmo", {WAT: Rule.ALLOWED})
    set_rules(town, "debts", "wmo", {WAT: Rule.NEVER})
    rules = [(version.rule, version.replaced_at is not None) for version in history_of(PLACE[WAT])]
    assert rules == [(Rule.NEVER, False), (Rule.ALLOWED, True), (Rule.CONSENT, False)]


def test_a_change_before_a_planned_one_lasts_until_that(town: Town) -> None:
    later = today() + datetime.timedelta(days=10)
    set_rules(town, "debts", "wmo", {WAT: Rule.ALLOWED}, day=later)
    set_rules(town, "debts", "wmo", {WAT: Rule.NEVER})
    assert table_on(today())[PLACE[WAT]].valid_until == later
    assert table_on(later)[PLACE[WAT]].rule == Rule.ALLOWED


def test_yesterday_cannot_be_changed(town: Town) -> None:
    with pytest.raises(NotPossible):
        set_rules(town, "debts", "wmo", {WAT: Rule.ALLOWED}, day=today() - datetime.timedelta(days=1))


@pytest.mark.parametrize(("purpose", "data_class"), [("wmo", "content"), ("signal", "special")])
def test_the_database_refuses_two_rules_on_one_day_and_special_data_for_signals(
    town: Town, purpose: str, data_class: str
) -> None:
    with pytest.raises(IntegrityError), acting(town.actor("Pieter")):
        PurposePolicy.objects.create(
            source="debts", purpose=purpose, data_class=data_class, rule="allowed", article="x", valid_from=today()
        )
