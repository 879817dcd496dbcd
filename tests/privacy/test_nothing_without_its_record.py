"""A page and its access record come together, or not at all."""

from __future__ import annotations

import uuid

import pytest
from django.db import connections
from django.utils import timezone

from privacy.acting import acting
from privacy.audit import About, UnknownEvent, record
from privacy.choices import Purpose
from privacy.models import AccessRecord
from tests.over_the_walls import acting_anywhere
from tests.people import LONG_AGO, Town, build_town, make_person

THE_INSERT_FAILS = """
    CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no room'; END $$;
    CREATE TRIGGER broken BEFORE INSERT ON privacy_accessrecord FOR EACH ROW EXECUTE FUNCTION broken()
"""
NO_MONTH_TO_WRITE_IN = f"DROP TABLE privacy_accessrecord_{timezone.now():%Y_%m}"

pytestmark = pytest.mark.usefixtures("own_pages")


def page_of(household: uuid.UUID) -> str:
    return f"/proef/leden/{household}/"


def the_record() -> AccessRecord:
    return AccessRecord.objects.latest("at", "id")


@pytest.mark.parametrize("breakage", [THE_INSERT_FAILS, NO_MONTH_TO_WRITE_IN])
def test_a_page_whose_record_cannot_be_written_shows_nothing(committing_database: str, breakage: str) -> None:
    town = build_town()
    fatima = town.client("Fatima")
    fatima.raise_request_exception = False
    assert "Sanne" in fatima.get(page_of(town.de_vries.pk)).content.decode()
    with connections["owner"].cursor() as cursor:
        cursor.execute(breakage)
    answer = fatima.get(page_of(town.de_vries.pk))
    assert answer.status_code == 500
    assert not any(name in answer.content.decode() for name in town.persons)


def test_a_page_that_shows_five_people_names_five_subjects(town: Town) -> None:
    with acting_anywhere(town.actor("Anja")):
        noah = make_person("Noah", "Vries", "20220101", prefix="de")
        town.de_vries.memberships.create(person=noah, reason="child", valid_from=LONG_AGO)
    shown = town.client("Fatima").get(page_of(town.de_vries.pk)).content.decode()
    entry = the_record()
    assert shown.count(",") == 4
    assert set(entry.subject_ids) == {
        noah.pk,
        *(town.person(name).pk for name in ("Sanne", "Emre", "Lina", "Deniz")),
    }
    assert (entry.household_id, entry.event, entry.action) == (town.de_vries.pk, "household.read", "read")


def test_the_record_says_who_in_which_role_for_which_purpose(town: Town) -> None:
    town.client("Fatima").get(page_of(town.de_vries.pk))
    entry = the_record()
    assert (entry.actor_id, entry.actor_name) == (town.user("Fatima").pk, "Fatima Bennani")
    assert (entry.role, entry.team, entry.purpose) == ("case_manager", "Wijkteam Haven", "help")
    assert entry.data_classes == ["address", "family", "identity"]
    assert entry.request_id is not None


def test_a_foreign_household_is_refused_like_one_that_does_not_exist(town: Town) -> None:
    bram = town.client("Bram")
    foreign = bram.get(page_of(town.de_vries.pk))
    entry = the_record()
    nowhere = bram.get(page_of(uuid.uuid4()))
    assert (foreign.status_code, nowhere.status_code) == (404, 404)
    assert foreign.content == nowhere.content
    assert {name: foreign.headers[name] for name in foreign.headers} == dict(nowhere.headers.items())
    assert (entry.event, entry.action, entry.household_id) == ("household.denied", "denied", town.de_vries.pk)
    assert the_record().household_id is None


def test_a_page_that_shows_nobody_leaves_no_record(town: Town) -> None:
    before = AccessRecord.objects.count()
    assert town.client("Fatima").get("/proef/leeg/").status_code == 200
    assert AccessRecord.objects.count() == before


def test_an_event_that_nobody_registered_is_refused(town: Town) -> None:
    actor = town.actor("Fatima")
    with acting(actor), pytest.raises(UnknownEvent):
        record(
            "household.gossiped",
            actor=actor,
            action=AccessRecord.Action.READ,
            purpose=Purpose.HELP,
            about=About(household_id=town.de_vries.pk),
        )
