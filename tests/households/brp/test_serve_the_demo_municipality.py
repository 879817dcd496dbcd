"""The people of the demo municipality come out of their BRP by the specification, and whole through the client."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from tenacity import wait_none

from households.brp.answers.paths import PERSON, select
from households.brp.answers.persons import Context, person_json
from households.brp.client import BrpClient
from households.brp.fields import Purpose
from households.brp.records import PersonRecord
from households.brp.register import Register
from households.brp.tables import NationalTables
from households.bsn import is_bsn
from households.demo import brp_people
from tests.households.brp.conftest import TODAY, Serve
from tests.households.brp.shared import needs_shared_data
from tests.households.brp.specification import faults


@pytest.fixture
def people(committing_database: str) -> list[PersonRecord]:
    """Everybody of a small town, as its BRP holds them."""
    call_command("demo_municipality", households=60, today=TODAY, json=True)
    return list(brp_people())


@needs_shared_data
def test_everybody_is_given_out_by_the_specification(people: list[PersonRecord]) -> None:
    context = Context(source=Register(people), tables=NationalTables(), today=TODAY)
    persons = [select(person_json(record, context), PERSON, PERSON) for record in people]
    assert len(persons) > 100
    assert set(faults({"type": "RaadpleegMetBurgerservicenummer", "personen": persons})) == set()


def test_everybody_arrives_whole_through_the_client(people: list[PersonRecord], serve: Serve) -> None:
    with BrpClient(serve(people).url, wait=wait_none()) as client:
        answers = list(client.fetch([record.bsn for record in people], Purpose.IMPORT))
    persons = {person.bsn: person for answer in answers for person in answer.persons}
    assert [answer.rejections for answer in answers if answer.rejections] == []
    for record in people:
        person = persons[record.bsn]
        assert is_bsn(person.bsn)
        assert (person.name.surname, person.birth_date) == (record.name.surname, record.birth.date)
        assert {child.bsn for child in person.children} == {child.bsn for child in record.children}
