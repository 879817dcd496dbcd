"""One bad record does not stop the others, and a BRP that fails half-way costs nothing that was done."""

from __future__ import annotations

import itertools
import logging
from dataclasses import replace
from typing import Any, ClassVar

import pytest

from households.brp.fields import FIELDS, Purpose
from households.brp.records import Name, PersonRecord
from households.brp.test_server import BrpRequestHandler
from households.bsn import is_bsn
from households.models import Custody, Person
from privacy.acting import acting
from privacy.services import system_actor
from tests.households.brp.people import EMRE, HAVEN, LINA, SANNE, bea, emre, family, on, sanne
from tests.households.importing.bringing import bring_in, households, person, rows
from tests.people import make_person

pytestmark = pytest.mark.django_db

UNKNOWN = "999990093"


class SpoilsEmre(BrpRequestHandler):
    """Gives Emre a birth date that does not exist."""

    def reply(self, body: object) -> tuple[int, dict[str, Any]]:
        """See `BrpRequestHandler`."""
        status, content = super().reply(body)
        for given in content.get("personen", []):
            if given.get("burgerservicenummer") == EMRE:
                given["geboorte"] = {"datum": {"type": "Datum", "datum": "1983-02-31"}}
        return status, content


class SpoilsAddresses(BrpRequestHandler):
    """Gives nonsense to whoever asks for an address only."""

    def reply(self, body: object) -> tuple[int, dict[str, Any]]:
        """See `BrpRequestHandler`."""
        status, content = super().reply(body)
        asks_address = isinstance(body, dict) and body["fields"] == list(FIELDS[Purpose.CHECK_ADDRESS])
        return (status, {"type": "larie"}) if asks_address else (status, content)


class BreaksDown(BrpRequestHandler):
    """Answers so many questions and then no more."""

    left: ClassVar[itertools.count[int]]
    most: ClassVar[int]

    def reply(self, body: object) -> tuple[int, dict[str, Any]]:
        """See `BrpRequestHandler`."""
        return super().reply(body) if next(self.left) < self.most else (503, {})


def breaking_down_after(questions: int) -> type[BreaksDown]:
    return type("FreshlyBreakingDown", (BreaksDown,), {"left": itertools.count(), "most": questions})


def neighbours(count: int) -> list[PersonRecord]:
    """People with a home of their own, with numbers from the test range."""
    numbers = [f"9999{number:05}" for number in range(40000, 40000 + count * 20)]
    return [
        PersonRecord(
            reference=f"buur{index}",
            bsn=bsn,
            name=Name(given=f"Buur{index}", surname="Buren"),
            birth=replace(sanne().birth, date=on("19800101")),
            residence=replace(HAVEN, house_number=100 + index, house_letter=""),
        )
        for index, bsn in enumerate(list(filter(is_bsn, numbers))[:count])
    ]


def test_a_number_that_the_brp_does_not_know_is_reported_with_its_line() -> None:
    report = bring_in(family(), SANNE, UNKNOWN)
    assert [(problem.line, problem.reason) for problem in report.problems] == [
        (2, "Dit burgerservicenummer staat niet in de BRP.")
    ]
    assert households() == [{"Emre", "Lina", "Sanne"}]


def test_a_record_that_breaks_the_specification_is_reported_and_the_others_come_in() -> None:
    report = bring_in(family(), SANNE, EMRE, LINA, handler=SpoilsEmre)
    (problem,) = report.problems
    assert problem.line == 2
    assert "geboorte.datum: geen bestaande datum" in problem.reason
    assert households() == [{"Lina", "Sanne"}]
    # He is known by name, from Sanne's record; not from his own.
    assert person(EMRE).brp_checked_at is None


def test_a_wrong_answer_about_relatives_leaves_out_no_more_than_them() -> None:
    people = [sanne(children=()), emre(children=())]
    report = bring_in(people, SANNE, handler=SpoilsAddresses)
    assert (report.is_complete, len(report.problems)) == (True, 1)
    assert households() == [{"Sanne"}]
    assert (bring_in(people, SANNE).problems, households()) == ([], [{"Emre", "Sanne"}])


def test_what_does_not_fit_what_is_there_is_taken_back_and_reported_without_personal_data(
    caplog: pytest.LogCaptureFixture,
) -> None:
    bring_in([sanne(partners=(), children=()), emre(partners=(), children=())], SANNE, EMRE)
    with acting(system_actor("tests")):
        child = make_person("Lina", "Yılmaz", "20150220", bsn=LINA)
        held: dict[str, Any] = {"child": child, "holder": person(SANNE), "kind": "parent", "source": "worker"}
        Custody.objects.create(**held, valid_from="2020-01-01", valid_until="2090-01-01")
    with caplog.at_level(logging.INFO):
        report = bring_in(family(), SANNE, LINA, EMRE)
    (problem,) = report.problems
    assert problem.line == 2
    assert "custody_once_at_a_time" in problem.reason
    assert Custody.objects.count() == 1
    assert not any(word in caplog.text for word in (SANNE, LINA, "Sanne", "Lina", "Vries"))


def test_a_brp_that_fails_half_way_costs_nothing_that_was_done_and_a_second_run_goes_on() -> None:
    people = neighbours(45)
    numbers = [record.bsn for record in people]
    report = bring_in(people, *numbers, handler=breaking_down_after(2))
    assert not report.is_complete
    assert report.problems[-1].reason == "De BRP is nu niet bereikbaar. Probeer het over een paar minuten opnieuw."
    assert Person.objects.count() == 40
    again = bring_in(people, *numbers)
    assert (again.is_complete, again.new, again.unchanged) == (True, 5, 40)
    assert len(households()) == 45


def test_an_answer_without_persons_leaves_everything_as_it_is() -> None:
    bring_in(family(), SANNE)
    before = rows()
    report = bring_in([bea()], SANNE)
    assert rows() == before
    assert len(report.problems) == 1
