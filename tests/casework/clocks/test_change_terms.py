"""A change of law is a new row, in the past or the future; clocks that run follow it."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.clocks.changing import NotPossible, TermChange, outcome_of
from casework.clocks.terms import NoTerm, Terms
from casework.models import Clock, ClockRecalculation, Term
from casework.services import NotAllowed
from casework.services.clocks import (
    carry_on_all,
    change_term,
    extend_clock,
    mark_passed,
    meet_clock,
    preview_term,
    recompute_clocks,
)
from casework.services.clocks.recomputing import BATCH, carry_on
from privacy.acting import acting
from privacy.choices import Role
from privacy.models import AccessRecord
from privacy.services import system_actor
from tests.casework.clocks.running import DAY, ago, run
from tests.people import Town, make_user

KEY = "wmo.onderzoek"


@pytest.fixture
def beheer(town: Town) -> Town:
    """The town, with Els as functional administrator."""
    with acting(system_actor("tests")):
        make_user(town, "Els Prins", "Beheer", Role.ADMINISTRATOR)
    return town


def longer(since: datetime.date, *, until: datetime.date | None = None, **values: Any) -> TermChange:
    """Eight weeks instead of six."""
    return TermChange(KEY, since, "wet gewijzigd", until, {"length": 56, "article": "Wmo 2015 art. 9.9"} | values)


def change(town: Town, one: TermChange, *, who: str = "Els") -> ClockRecalculation:
    actor = town.actor(who)
    with acting(actor):
        return change_term(one, actor=actor, at=town.now)


@pytest.mark.django_db
def test_a_change_in_the_past_moves_the_clocks_that_started_since_and_their_tasks(beheer: Town) -> None:
    before, since = run(beheer, KEY, ago(30)), run(beheer, KEY, ago(10))
    asked = change(beheer, longer(ago(20)))
    assert (asked.total, asked.finished_at) == (2, None)
    assert carry_on_all() == {str(asked.pk): 1}
    for clock in (before, since):
        clock.refresh_from_db()
    assert before.due_on <= ago(30) + DAY * 47
    assert since.due_on >= ago(10) + DAY * 56
    assert since.task is not None
    assert since.task.due_on == since.due_on
    assert since.term.article == "Wmo 2015 art. 9.9"
    asked.refresh_from_db()
    assert (asked.done, asked.changed) == (2, 1)
    assert asked.finished_at is not None


@pytest.mark.django_db
def test_a_change_in_the_future_moves_nothing_that_runs(beheer: Town) -> None:
    clock = run(beheer, KEY, ago(10))
    asked = change(beheer, longer(ago(-30)))
    assert carry_on_all() == {str(asked.pk): 0}
    assert [Terms.load().on(KEY, ago(days)).length for days in (-29, -30)] == [42, 56]
    clock.refresh_from_db()
    assert clock.term.length == 42


@pytest.mark.django_db
def test_what_has_ended_stays_as_it_was(beheer: Town) -> None:
    joris, clock = beheer.actor("Joris"), run(beheer, KEY, ago(10))
    with acting(joris):
        meet_clock(actor=joris, clock=clock, on=ago(1), at=beheer.now)
    change(beheer, longer(ago(20)))
    carry_on_all()
    clock.refresh_from_db()
    assert clock.term.length == 42


@pytest.mark.django_db
def test_the_preview_counts_what_the_change_then_does(beheer: Town) -> None:
    for days in (5, 12, 40, 60):
        run(beheer, KEY, ago(days))
    run(beheer, "jw.plan", ago(5))
    els = beheer.actor("Els")
    with acting(els):
        shorter = preview_term(longer(ago(50), length=28), today=ago(0))
        later = preview_term(longer(ago(15)), today=ago(0))
    assert (shorter.running, shorter.sooner, shorter.later, shorter.overdue) == (4, 3, 0, 1)
    assert (later.running, later.later, later.changing) == (4, 2, 2)
    assert Clock.objects.filter(term__length=42).count() == 5
    change(beheer, longer(ago(15)))
    assert list(carry_on_all().values()) == [2]


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["Fatima", "Pieter", "Anja"])
def test_nobody_but_the_administrator_changes_a_term(beheer: Town, who: str) -> None:
    with pytest.raises(NotAllowed, match="functioneel beheerder"):
        change(beheer, longer(ago(20)), who=who)
    assert not ClockRecalculation.objects.exists()


@pytest.mark.django_db
def test_a_change_is_recorded_with_who_and_why(beheer: Town) -> None:
    change(beheer, longer(ago(20)))
    new = Term.objects.get(key=KEY, length=56)
    assert (new.decided_by, new.reason) == (beheer.user("Els"), "wet gewijzigd")
    record = AccessRecord.objects.get(event="term.changed")
    assert record.details == {"term": KEY, "from": str(ago(20))}


@pytest.mark.django_db
def test_a_row_that_runs_into_the_next_one_is_refused_in_plain_words(beheer: Town) -> None:
    change(beheer, longer(ago(-100)))
    with pytest.raises(NotPossible, match=r"geldt al een andere regel: 56 dagen, Wmo 2015 art. 9.9"):
        change(beheer, longer(ago(10), until=ago(-200), length=30))


@pytest.mark.django_db
def test_a_row_before_the_first_or_that_ends_before_it_begins_is_refused(beheer: Town) -> None:
    with pytest.raises(NotPossible, match="bestaat vanaf 1 januari 2015"):
        change(beheer, longer(datetime.date(2014, 1, 1)))
    with pytest.raises(NotPossible, match="voor de eerste"):
        change(beheer, longer(ago(10), until=ago(11)))


@pytest.mark.django_db
def test_a_correction_on_the_same_day_replaces_the_row_and_keeps_it_readable(beheer: Town) -> None:
    clock = run(beheer, KEY, ago(10))
    change(beheer, longer(ago(20)))
    change(beheer, longer(ago(20), length=49))
    carry_on_all()
    clock.refresh_from_db()
    assert clock.term.length == 49
    assert Term.objects.get(key=KEY, length=56).replaced_at is not None


@pytest.mark.django_db
def test_more_time_that_was_given_stays_given(beheer: Town) -> None:
    joris, clock = beheer.actor("Joris"), run(beheer, "awb.bezwaar", ago(10))
    with acting(joris):
        extend_clock(actor=joris, clock=clock, reason="x", told_on=ago(1), at=beheer.now)
    change(beheer, TermChange("awb.bezwaar", ago(20), "wet gewijzigd", None, {"length": 56}))
    carry_on_all()
    clock.refresh_from_db()
    assert ago(10) + DAY * 98 <= clock.due_on <= ago(10) + DAY * 103


@pytest.mark.django_db
def test_what_was_missed_runs_again_when_the_law_gives_more_time(beheer: Town) -> None:
    clock = run(beheer, KEY, ago(50))
    night = system_actor("tests")
    with acting(night):
        assert mark_passed(actor=night, day=ago(0), at=beheer.now) == 1
    change(beheer, longer(ago(60)))
    carry_on_all()
    clock.refresh_from_db()
    assert clock.state == "running"


@pytest.mark.django_db
def test_reckoning_all_anew_twice_changes_nothing_the_second_time(beheer: Town) -> None:
    for days in range(6):
        run(beheer, KEY, ago(days))
    with acting(system_actor("tests")):
        Clock.objects.update(due_on=ago(-1))
    told: list[int] = []
    assert recompute_clocks(at=beheer.now, progress=told.append).changed == 6
    assert recompute_clocks(at=beheer.now).changed == 0
    assert told == [6]


@pytest.mark.django_db
def test_a_recalculation_that_was_killed_goes_on_where_it_was(beheer: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casework.services.clocks.recomputing.BATCH", 2)
    for days in range(5):
        run(beheer, KEY, ago(days))
    asked = change(beheer, longer(ago(20)))
    assert carry_on(asked, at=beheer.now)
    asked.refresh_from_db()
    assert (asked.done, asked.total) == (2, 5)
    carry_on_all()
    asked.refresh_from_db()
    assert (asked.done, asked.changed) == (5, 5)
    assert not carry_on(asked, at=beheer.now)
    assert BATCH > 2


DAYS = st.dates(datetime.date(2015, 1, 1), datetime.date(2030, 12, 31))


@given(steps=st.lists(st.tuples(DAYS, st.none() | DAYS), max_size=6), days=st.lists(DAYS, min_size=1, max_size=20))
def test_whatever_is_changed_every_day_has_exactly_one_version(
    steps: list[tuple[datetime.date, datetime.date | None]], days: list[datetime.date]
) -> None:
    first = Term(key=KEY, length=42, article="x", source="x", valid_from=datetime.date(2015, 1, 1))
    rows = [first]
    for number, (since, until) in enumerate(steps):
        one = TermChange(KEY, since, "x", until, {"length": 1000 + number})
        try:
            outcome = outcome_of(one, rows)
        except NotPossible:
            continue
        for row in outcome.closed:
            row.valid_until = since
        for row in outcome.replaced:
            row.replaced_at = datetime.datetime.now(datetime.UTC)
        rows += outcome.new
    live = [row for row in rows if row.replaced_at is None]
    for day in days:
        holding = [row for row in live if row.valid_from <= day and (row.valid_until is None or day < row.valid_until)]
        assert len(holding) == 1
        assert Terms(rows).on(KEY, day) is holding[0]
    with pytest.raises(NoTerm):
        Terms(rows).on(KEY, datetime.date(2014, 12, 31))
