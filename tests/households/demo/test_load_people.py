"""The people of the demo in the database: as if the BRP had been imported and workers had done the rest."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import timezone

from households.brp.answers import Context, answer
from households.brp.register import Register
from households.brp.tables import NationalTables
from households.demo import brp_people
from households.demo.copying import Past, write_history
from households.models import Address, Household, HouseholdMembership, Person, Relation
from households.services.naming import household_name, members
from households.services.settling import Settled, settle
from privacy.acting import acting
from privacy.models import AccessRecord
from privacy.services import system_actor
from tests.households.demo.towns import SINCE, load_people

HOUSEHOLDS = 60


@pytest.fixture(autouse=True)
def people(db: None) -> Iterator[None]:
    with acting(system_actor("demo_municipality")):
        load_people(HOUSEHOLDS)
        yield


def test_what_was_copied_can_be_read_through_the_models() -> None:
    samira = Person.objects.get(given_names="Samira Ayşe")
    assert samira.display_name == "Samira Ayşe de Vries-Yılmaz"
    assert samira.bsn.startswith("9999")
    assert list(Person.objects.with_bsn(samira.bsn)) == [samira]
    assert (samira.surname_key, samira.partner_key) == ("yilmaz", "vries")


def test_the_import_of_the_brp_would_propose_the_same_households() -> None:
    addresses = Address.objects.values_list("pk", flat=True)
    assert settle(address_ids=list(addresses), at=timezone.now()) == Settled()


def test_households_are_called_as_services_call_them() -> None:
    for household in Household.objects.all():
        assert household.name == household_name(row.person for row in members(household))


def test_every_row_gets_the_history_of_its_making() -> None:
    past = Past(SINCE, system_actor("demo_municipality").id, "proef", "valid_from")
    write_history(HouseholdMembership, past)
    entries = HouseholdMembership.history.all()
    assert {entry.id for entry in entries} == set(HouseholdMembership.objects.values_list("pk", flat=True))
    assert {(entry.history_type, entry.history_change_reason) for entry in entries} == {("+", "proef")}
    assert min(entry.history_date for entry in entries) == SINCE


def test_the_demo_gives_its_people_out_as_the_brp_would() -> None:
    noor = Person.objects.get(given_names="Noor", surname="Aydın")
    question = {
        "type": "RaadpleegMetBurgerservicenummer",
        "burgerservicenummer": [noor.bsn],
        "fields": ["naam", "gezag", "ouders", "verblijfplaats"],
    }
    context = Context(source=Register(brp_people()), tables=NationalTables(), today=timezone.localdate())
    found = answer(question, context)["personen"][0]
    assert found["naam"]["volledigeNaam"] == "Noor Aydın"
    assert {parent["naam"]["voornamen"] for parent in found["ouders"]} == {"Samira Ayşe", "Kemal"}
    assert found["gezag"][0]["type"] == "GezamenlijkOuderlijkGezag"
    assert found["verblijfplaats"]["verblijfadres"]["woonplaats"] == "Almere"


def test_everybody_with_a_number_is_given_out_once_and_that_is_recorded() -> None:
    given_out = list(brp_people())
    assert len(given_out) == Person.objects.exclude(bsn_index=None).count() == len({one.bsn for one in given_out})
    entry = AccessRecord.objects.get()
    assert (entry.actor_name, entry.action, entry.details) == ("brp_test_server", "export", {"count": len(given_out)})


def test_partners_are_tied_once_with_the_smaller_key_first() -> None:
    partners = Relation.objects.filter(kind=Relation.Kind.PARTNER)
    assert partners
    assert all(tie.person_id < tie.other_id for tie in partners)
