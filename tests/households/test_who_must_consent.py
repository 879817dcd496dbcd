"""Whose consent is needed, by age and gezag, on any day; what is not known is said."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from households.consent import ALONE, OWN_SAY, Giver, holds_until, who_must_consent
from households.dates import PartialDate
from households.models import Custody, Person
from privacy.models import Consent

TODAY = datetime.date(2026, 11, 20)
SELF, HOLDER, CURATOR = Consent.Capacity.SELF, Consent.Capacity.HOLDER, Consent.Capacity.CURATOR
DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2045, 12, 31))


def person(name: str, born: PartialDate | None, **more: Any) -> Person:
    return Person(display_name=name, given_names=name, birth_date=born or PartialDate(), **more)


def born(day: datetime.date) -> PartialDate:
    return PartialDate.from_date(day)


SANNE, EMRE = person("Sanne", PartialDate(1988, 4, 12)), person("Emre", PartialDate(1986))


def gezag(child: Person, *holders: Person, kind: str = "", **more: Any) -> list[Custody]:
    chosen = kind or ("joint" if len(holders) > 1 else "parent")
    values = {"kind": chosen, "valid_from": datetime.date(1990, 1, 1)} | more
    return [Custody(child=child, holder=holder, **values) for holder in holders]


def asked(child: Person, custodies: list[Custody], on: datetime.date = TODAY) -> list[tuple[str, str]]:
    return [(giver.name, giver.capacity) for giver in who_must_consent(child, custodies, on).givers]


def test_below_twelve_both_who_have_gezag() -> None:
    lina = person("Lina", PartialDate(2018, 9, 17))
    assert asked(lina, gezag(lina, SANNE, EMRE)) == [("Emre", HOLDER), ("Sanne", HOLDER)]


def test_from_twelve_to_fifteen_the_child_and_both() -> None:
    deniz = person("Deniz", PartialDate(2011, 3, 5))
    assert asked(deniz, gezag(deniz, SANNE, EMRE)) == [("Deniz", SELF), ("Emre", HOLDER), ("Sanne", HOLDER)]


def test_from_sixteen_the_person_alone() -> None:
    sam = person("Sam", PartialDate(2010, 11, 20))
    assert asked(sam, gezag(sam, SANNE, EMRE)) == [("Sam", SELF)]
    assert asked(sam, gezag(sam, SANNE, EMRE), TODAY - datetime.timedelta(days=1))[0] == ("Sam", SELF)
    assert len(asked(sam, gezag(sam, SANNE, EMRE), TODAY - datetime.timedelta(days=1))) == 3


def test_one_parent_with_gezag_decides_alone_and_a_guardian_whom_we_do_not_know_by_name() -> None:
    lina = person("Lina", PartialDate(2018, 9, 17))
    assert asked(lina, gezag(lina, SANNE)) == [("Sanne", HOLDER)]
    guardian = Custody(child=lina, holder_name="Stichting Voogd", kind="guardian", valid_from=TODAY)
    assert asked(lina, [guardian]) == [("Stichting Voogd", HOLDER)]


def test_for_an_adult_under_curatele_the_curator() -> None:
    assert asked(person("Gerda", PartialDate(1951, 2, 3), is_under_guardianship=True), []) == [("", CURATOR)]


@pytest.mark.parametrize("kind", ["none", "undetermined"])
def test_gezag_that_nobody_has_or_that_is_not_known_is_said_to_be(kind: str) -> None:
    lina = person("Lina", PartialDate(2018, 9, 17))
    need = who_must_consent(lina, [Custody(child=lina, kind=kind, valid_from=datetime.date(2020, 1, 1))], TODAY)
    assert need.givers == ()
    assert "Wie het gezag over Lina heeft, is niet bekend" in need.unknown


def test_gezag_is_not_guessed_from_what_is_half_known() -> None:
    lina = person("Lina", PartialDate(2018, 9, 17))
    dead = person("Emre", PartialDate(1986), suspension="deceased")
    half_known: list[list[Custody]] = [
        [],
        gezag(lina, SANNE, kind="joint"),
        gezag(lina, SANNE, dead),
        gezag(lina, SANNE, valid_until=TODAY),
        gezag(lina, SANNE, valid_from=TODAY + datetime.timedelta(days=1)),
        [Custody(child=lina, holder_name="onbekend", kind="guardian", valid_from=datetime.date(2020, 1, 1))],
        gezag(lina, person("Emre", PartialDate(1986), is_under_guardianship=True)),
    ]
    for custodies in half_known:
        need = who_must_consent(lina, custodies, TODAY)
        assert need.unknown
        assert need.givers == ()


def test_an_age_that_is_not_known_is_said_to_be() -> None:
    somebody = person("Sam", None)
    assert "geboortedatum van Sam" in who_must_consent(somebody, [], TODAY).unknown
    perhaps_sixteen = person("Sam", PartialDate(2010))
    assert "al 16" in who_must_consent(perhaps_sixteen, gezag(perhaps_sixteen, SANNE), TODAY).unknown


def test_the_dead_are_not_asked_nor_anybody_for_them() -> None:
    need = who_must_consent(person("Opa", PartialDate(1940), suspension="deceased"), [], TODAY)
    assert (need.givers, need.unknown) == ((), "")


@given(DAYS, DAYS)
def test_who_must_consent_follows_the_birthday_exactly(birth: datetime.date, on: datetime.date) -> None:
    child = person("Kind", born(birth))
    age = born(birth).age_on(on)
    assert age is not None
    found = asked(child, gezag(child, SANNE, EMRE, valid_from=datetime.date(1900, 1, 1)), on)
    assert (("Kind", SELF) in found) == (age[0] >= OWN_SAY)
    assert (("Sanne", HOLDER) in found) == (("Emre", HOLDER) in found) == (age[0] < ALONE)


@given(st.integers(1990, 2045), st.one_of(st.none(), st.integers(1, 12)), DAYS)
def test_of_a_birth_date_known_in_part_nobody_is_left_out(year: int, month: int | None, on: datetime.date) -> None:
    """Whoever would have to consent on any day it may be, is asked; or that it cannot be told is said."""
    partly = PartialDate(year, month)
    child = person("Kind", partly)
    custodies = gezag(child, SANNE, EMRE, valid_from=datetime.date(1900, 1, 1))
    need = who_must_consent(child, custodies, on)
    first, last = partly.earliest(), partly.latest()
    assert first is not None
    assert last is not None
    exact = [set(asked(_as(child, born(day)), custodies, on)) for day in (first, last)]
    if need.unknown:
        assert exact[0] != exact[1]
        assert need.givers == ()
    else:
        assert {(giver.name, giver.capacity) for giver in need.givers} == exact[0] | exact[1]


@given(DAYS, DAYS, st.integers(0, 400))
def test_until_it_may_change_the_same_people_decide(birth: datetime.date, on: datetime.date, later: int) -> None:
    child = person("Kind", born(birth))
    custodies = gezag(child, SANNE, EMRE, valid_from=datetime.date(1900, 1, 1))
    until = holds_until(child, custodies, on)
    day = on + datetime.timedelta(days=later)
    if until is None or day < until:
        assert asked(child, custodies, day) == asked(child, custodies, on)
    if until is not None:
        assert until > on
        assert asked(child, custodies, until) != asked(child, custodies, on)


def test_it_may_change_on_the_day_gezag_ends_or_begins() -> None:
    lina = person("Lina", PartialDate(2018, 9, 17))
    ends = gezag(lina, SANNE, valid_until=datetime.date(2027, 1, 1))
    assert holds_until(lina, ends, TODAY) == datetime.date(2027, 1, 1)
    begins = gezag(lina, SANNE) + gezag(lina, EMRE, valid_from=datetime.date(2027, 2, 1))
    assert holds_until(lina, begins, TODAY) == datetime.date(2027, 2, 1)
    assert holds_until(SANNE, [], TODAY) is None


def test_consent_counts_for_whom_it_was_given_by_and_for_and_as_what() -> None:
    lina = uuid4()
    emre = Giver(lina, HOLDER, EMRE.pk, "Emre")
    consent = Consent(person_id=lina, capacity=HOLDER, given_by_id=EMRE.pk, given_by_name="Emre")
    assert emre.gave(consent)
    for other in ({"person_id": uuid4()}, {"capacity": SELF}, {"given_by_id": SANNE.pk}):
        assert not emre.gave(Consent(**({"person_id": lina, "capacity": HOLDER, "given_by_id": EMRE.pk} | other)))
    guardian = Giver(lina, HOLDER, None, "Stichting Voogd")
    assert guardian.gave(Consent(person_id=lina, capacity=HOLDER, given_by_name="Stichting Voogd"))
    assert not guardian.gave(Consent(person_id=lina, capacity=HOLDER, given_by_name="Stichting Ander"))


def _as(child: Person, birth: PartialDate) -> Person:
    return Person(pk=child.pk, display_name=child.display_name, given_names=child.given_names, birth_date=birth)
