"""The privacy officer sees who looked at what, when and why."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from households.models import Person
from households.services.merging import merge
from privacy import moments
from privacy.acting import acting
from privacy.querysets import PAGE
from privacy.services import system_actor
from tests.over_the_walls import acting_anywhere
from tests.people import Town, make_person
from tests.privacy.log import LOG, address, in_words, lines, look, newest

TODAY = timezone.localdate()
LONG_AGO = 60 * 24 * 40
QUERIES = 13


def test_a_record_reads_as_a_sentence(town: Town) -> None:
    at = timezone.now() - datetime.timedelta(days=1)
    record = look(town, "Fatima", at=at)
    page = town.client("Pieter").get(address(medewerker=record.actor_id, handeling="read")).content.decode()
    words = in_words(page)
    assert (
        f"{moments.in_words(at)} Fatima Bennani (casemanager, Wijkteam Haven) bekeek huishouden De Vries-Yılmaz "
        "2 betrokkenen · doel: regie voeren over het huishouden · grond: vaste casemanager"
    ) in words
    assert "Betrokkenen Sanne de Vries, Emre Yılmaz Gegevens wie het is, gezin en gezag" in words
    assert str(record.request_id) in words


def test_a_moment_of_another_year_says_which() -> None:
    at = datetime.datetime(2025, 11, 20, 13, 32, tzinfo=datetime.UTC)
    assert moments.in_words(at) == "do 20 nov 2025 14:32"


@pytest.mark.parametrize(
    ("filters", "who"),
    [
        ({}, ["Fatima", "Joris", "Bram", "Noor"]),
        ({"persoon": "Gerda"}, ["Bram"]),
        ({"huishouden": "de_vries"}, ["Fatima", "Joris", "Noor"]),
        ({"medewerker": "Joris"}, ["Joris"]),
        ({"van": TODAY - datetime.timedelta(days=30), "tot": TODAY}, ["Fatima", "Joris", "Bram"]),
        ({"tot": TODAY - datetime.timedelta(days=30)}, ["Noor"]),
        ({"handeling": "print"}, ["Joris"]),
        ({"gebeurtenis": "person.bsn_shown"}, ["Bram"]),
        ({"doel": "wmo"}, ["Joris"]),
        ({"huishouden": "de_vries", "medewerker": "Noor", "tot": TODAY}, ["Noor"]),
        ({"huishouden": "de_vries", "medewerker": "Bram"}, []),
    ],
)
def test_the_filters_hold_together(town: Town, filters: dict[str, Any], who: list[str]) -> None:
    gerda = [town.person("Gerda").pk]
    look(town, "Fatima", minutes_ago=1)
    look(town, "Joris", minutes_ago=2, action="print", purpose="wmo")
    look(town, "Bram", minutes_ago=3, event="person.bsn_shown", household_id=town.bakker.pk, subject_ids=gerda)
    look(town, "Noor", minutes_ago=LONG_AGO, household_id=None, listed_household_ids=[town.de_vries.pk])
    keys = {"de_vries": town.de_vries.pk, "Gerda": gerda[0]} | {name: user.pk for name, user in town.users.items()}
    asked = {name: keys.get(str(value), value) for name, value in filters.items()}
    found = lines(town.client("Pieter"), **asked)
    made_by_the_town = ("opende een dossier", "wees iemand toe", "begon een traject")
    assert [
        name
        for line in found
        if not any(words in line for words in made_by_the_town)
        for name in town.users
        if town.user(name).name in line
    ] == who


@pytest.fixture
def thrice(town: Town) -> list[Person]:
    """Sanne under three records, merged one into the other."""
    fatima = town.actor("Fatima")
    with acting_anywhere(fatima):
        records = [town.person("Sanne"), *(make_person("Sanne", "Vries", "19880412", prefix="de") for _ in range(2))]
    for kept, merged in ((records[1], records[2]), (records[0], records[1])):
        with acting(fatima):
            merge(actor=fatima, kept=kept, merged=merged, reason="dubbel ingevoerd", at=town.now)
    return records


def test_what_was_seen_under_a_record_that_was_merged_is_in_the_log_of_the_person(
    town: Town, thrice: list[Person]
) -> None:
    for record in thrice:
        look(town, "Bram", household_id=None, subject_ids=[record.pk], event="person.bsn_shown")
    look(town, "Bram", household_id=None, subject_ids=[town.person("Gerda").pk], event="person.bsn_shown")
    pieter = town.client("Pieter")
    for record in thrice:
        assert len(lines(pieter, persoon=record.pk, gebeurtenis="person.bsn_shown")) == len(thrice)


def test_every_record_is_on_exactly_one_page(town: Town) -> None:
    joris, moment = town.user("Joris"), timezone.now() - datetime.timedelta(hours=1)
    # Records of one moment must not fall between two pages.
    for number in range(2 * PAGE + 5):
        look(town, "Joris", at=moment, ground=f"nummer {number}.")
    pieter, where, grounds, pages = town.client("Pieter"), f"{LOG}?medewerker={joris.pk}", [], 0
    while where:
        log = pieter.get(where).context["log"]
        grounds += [line.record.ground for line in log.lines]
        where, pages = log.older_url and f"{LOG}{log.older_url}", pages + 1
    assert pages == 3
    assert sorted(grounds) == sorted(f"nummer {number}." for number in range(2 * PAGE + 5))


def test_newer_leads_back_to_where_one_was(town: Town) -> None:
    for number in range(PAGE + 5):
        look(town, "Joris", minutes_ago=number)
    pieter, where = town.client("Pieter"), f"{LOG}?medewerker={town.user('Joris').pk}"
    first = pieter.get(where).context["log"]
    second = pieter.get(f"{LOG}{first.older_url}").context["log"]
    back = pieter.get(f"{LOG}{second.newer_url}").context["log"]
    assert (first.newer_url, second.older_url, back.newer_url) == ("", "", "")
    assert [line.record.pk for line in back.lines] == [line.record.pk for line in first.lines]


def test_who_was_erased_is_shown_by_key(town: Town) -> None:
    gone = uuid.uuid4()
    look(town, "Joris", subject_ids=[gone], household_id=None, event="person.read")
    (line,) = lines(town.client("Pieter"), persoon=gone)
    assert f"bekeek persoon: niet meer bekend (sleutel {str(gone)[:8]})" in line


def test_looking_at_the_log_is_recorded_with_everybody_in_view(town: Town) -> None:
    look(town, "Fatima")
    lines(town.client("Pieter"), huishouden=town.de_vries.pk, handeling="read", van=TODAY - datetime.timedelta(days=1))
    entry = newest()
    assert (entry.event, entry.action, entry.purpose) == ("accessrecord.list", "list", "oversight")
    assert (entry.actor_name, entry.household_id) == ("Pieter Kok", town.de_vries.pk)
    assert set(entry.subject_ids) == {town.person("Sanne").pk, town.person("Emre").pk}
    assert entry.details == {"filters": ["household", "since", "action"]}
    assert entry.data_classes == ["access_log", "identity"]


def test_looking_at_looks_at_the_log_does_not_pile_up(town: Town) -> None:
    look(town, "Fatima")
    pieter, key = town.client("Pieter"), town.user("Pieter").pk
    lines(pieter, medewerker=town.user("Fatima").pk)
    lines(pieter, medewerker=key)
    assert newest().subject_ids == []


def test_counts_are_there_for_a_bounded_period_only(town: Town) -> None:
    for _ in range(3):
        look(town, "Joris")
    pieter = town.client("Pieter")
    month = {"van": TODAY - datetime.timedelta(days=30), "tot": TODAY, "handeling": "read"}
    counts = pieter.get(address(**month)).context["log"].counts
    assert [(count.named.label, count.times) for count in counts["worker"]] == [("Joris Smit", 3)]
    assert [(count.named.label, count.times) for count in counts["household"]] == [("De Vries-Yılmaz", 3)]
    too_long = month | {"van": TODAY - datetime.timedelta(days=31)}
    assert pieter.get(address(**too_long)).context["log"].counts == {}


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"van": "2026-02-31"}, "Deze datum bestaat niet."),
        ({"van": "2026-11-20", "tot": "2026-11-19"}, "De laatste dag ligt voor de eerste."),
        ({"persoon": "jan"}, "Deze link klopt niet."),
        ({"handeling": "gluren"}, "Selecteer een geldige keuze."),
    ],
)
def test_a_wrong_filter_is_explained_and_shows_nobody(town: Town, asked: dict[str, str], sentence: str) -> None:
    page = town.client("Pieter").get(LOG, asked)
    assert page.status_code == 422
    assert sentence in in_words(page.content.decode())
    assert not any(name in page.content.decode() for name in ("Sanne", "Fatima"))


@pytest.mark.parametrize("place", ["gisteren", "2026-11-20_x", "2026-11-20T10:00:00Z_\x00", "_"])
def test_a_broken_place_shows_the_newest(town: Town, place: str) -> None:
    look(town, "Fatima")
    assert len(lines(town.client("Pieter"), voor=place, medewerker=town.user("Fatima").pk)) > 0


def test_an_event_of_a_version_long_gone_is_still_shown(town: Town) -> None:
    look(town, "Joris", event="household.sung_to")
    assert "bekeken (household.sung_to)" in lines(town.client("Pieter"), medewerker=town.user("Joris").pk)[0]


def test_one_record_shows_everybody_and_the_rest_of_its_request(town: Town) -> None:
    request_id = uuid.uuid4()
    everybody = [person.pk for person in town.persons.values()]
    record = look(town, "Noor", request_id=request_id, subject_ids=everybody, listed_household_ids=[town.bakker.pk])
    look(town, "Noor", request_id=request_id, event="journalentry.written", action="change")
    look(town, "Joris")
    pieter = town.client("Pieter")
    where = reverse("privacy:access_record", args=[f"{record.at:%Y-%m-%dT%H:%M:%S.%fZ}_{record.id}"])
    words = in_words(pieter.get(where).content.decode())
    assert "Gerda Bakker" in words
    assert "schreef een notitie, huishouden De Vries-Yılmaz" in words
    assert "Joris" not in words
    entry = newest()
    assert (entry.event, set(entry.subject_ids)) == ("accessrecord.read", set(everybody))
    assert set(entry.listed_household_ids) | {entry.household_id} >= {town.bakker.pk, town.de_vries.pk}


@pytest.mark.parametrize("place", ["gisteren", "2026-11-20T10:00:00Z_7b1f1a86-7c0e-4a4e-8a0e-3f5c0a4a1d11"])
def test_a_record_that_does_not_exist_is_a_404(town: Town, place: str) -> None:
    assert town.client("Pieter").get(reverse("privacy:access_record", args=[place])).status_code == 404


@pytest.mark.parametrize("people", [1, 40])
def test_the_number_of_queries_does_not_grow(town: Town, people: int) -> None:
    with acting(system_actor("tests")):
        shown = Person.objects.bulk_create(
            Person(display_name=f"Mens {number}", birth_date=town.person("Sanne").birth_date)
            for number in range(people)
        )
    for person in shown:
        look(town, "Joris", subject_ids=[person.pk], household_id=None)
    pieter = town.client("Pieter")
    asked = {"medewerker": town.user("Joris").pk, "van": TODAY - datetime.timedelta(days=3), "tot": TODAY}
    with CaptureQueriesContext(connection) as queries:
        pieter.get(address(**asked))
    assert len(queries) == QUERIES


def test_a_filter_that_fits_nobody_is_not_planned_as_one_that_fits_many(town: Town) -> None:
    with CaptureQueriesContext(connection) as queries:
        lines(town.client("Pieter"), persoon=uuid.uuid4())
    sql = [query["sql"] for query in queries]
    planned = sql.index("SET LOCAL plan_cache_mode = force_custom_plan")
    assert planned < next(number for number, one in enumerate(sql) if '"subject_ids" &&' in one)
