"""The private calendar: only for who has the secret, without anybody's name, revocable, and recorded."""

from __future__ import annotations

import datetime
import re

from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from casework.models import CalendarFeed
from privacy.acting import acting
from privacy.choices import Domain
from privacy.models import AccessRecord
from privacy.services import system_actor
from tests.casework.closed import make_compartment
from tests.casework.working import day, give_task
from tests.people import Town

ADDRESS = re.compile(r"/agenda/[\w-]+\.ics")
NAMES = ("Sanne", "Vries", "Emre", "Kerkstraat", "Fatima", "huur", "Haven")


def make_address(town: Town, who: str = "Fatima") -> str:
    page = town.client(who).post(reverse("casework:calendar_settings"), {"action": "make"}).content.decode()
    [address] = ADDRESS.findall(page)
    return str(address)


def events(address: str) -> list[tuple[str, datetime.date]]:
    answer = Client().get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    calendar = Calendar.from_ical(answer.content)
    return [(str(event["summary"]), event.decoded("dtstart")) for event in calendar.walk("VEVENT")]


def test_a_calendar_program_reads_when_things_end_and_nothing_more(town: Town) -> None:
    give_task(town, "bel Sanne over de huur", 3)
    give_task(town, "besluit over Emre", 1, article="Wgs art. 4a")
    address = make_address(town)
    assert events(address) == [("Termijn", day(1)), ("Taak", day(3))]
    text = Client().get(address).content.decode()
    assert not any(name in text for name in NAMES)
    assert str(town.de_vries.pk) not in text


def test_the_domain_stands_with_it(town: Town) -> None:
    give_task(town, "overzicht", 3, who="Noor", domain=Domain.DEBTS)
    assert events(make_address(town, "Noor")) == [("Taak: Schulden", day(3))]


def test_it_holds_ones_own_tasks_only(town: Town) -> None:
    give_task(town, "van Fatima", 3)
    assert events(make_address(town, "Bram")) == []
    assert events(make_address(town, "Joris")) == []


def test_nothing_of_a_closed_compartment_is_in_it(town: Town) -> None:
    give_task(town, "overleg", 2, who="Tess", compartment=make_compartment(town))
    assert events(make_address(town, "Tess")) == []


def test_every_look_is_recorded_as_its_owners(town: Town) -> None:
    give_task(town, "een", 3)
    address = make_address(town)
    events(address)
    events(address)
    records = AccessRecord.objects.filter(event="calendar.read")
    assert records.count() == 2
    record = records[0]
    assert (record.actor_id, record.listed_household_ids) == (town.user("Fatima").pk, [town.de_vries.pk])


def test_a_revoked_address_is_not_there_any_more(town: Town) -> None:
    address = make_address(town)
    town.client("Fatima").post(reverse("casework:calendar_settings"), {"action": "revoke"})
    assert Client().get(address).status_code == 404


def test_a_new_address_ends_the_one_before(town: Town) -> None:
    first, second = make_address(town), make_address(town)
    assert (Client().get(first).status_code, Client().get(second).status_code) == (404, 200)
    assert CalendarFeed.objects.filter(revoked_at=None).count() == 1


def test_the_secret_is_nowhere_in_the_database_and_shown_once(town: Town) -> None:
    address = make_address(town)
    secret = address.removeprefix("/agenda/").removesuffix(".ics")
    assert secret.encode() not in bytes(CalendarFeed.objects.get().token_hash)
    assert secret not in town.client("Fatima").get(reverse("casework:calendar_settings")).content.decode()


def test_who_left_has_no_calendar(town: Town) -> None:
    address = make_address(town)
    with acting(system_actor("tests")):
        user = town.user("Fatima")
        user.is_active = False
        user.save()
    assert Client().get(address).status_code == 404


def test_what_one_no_longer_sees_leaves_the_calendar(town: Town) -> None:
    give_task(town, "voor Joris", 3, who="Joris", by="Fatima")
    address = make_address(town, "Joris")
    assert len(events(address)) == 1
    with acting(system_actor("tests")):
        town.case.assignments.filter(user=town.user("Joris")).update(valid_until=day(0))
        town.refresh_grants()
    assert events(address) == []


def test_a_guess_finds_nothing(town: Town) -> None:
    make_address(town)
    assert Client().get(reverse("casework:calendar", args=["geraden"])).status_code == 404


def test_who_opens_somebody_elses_address_in_a_browser_is_not_recorded_as_themselves(town: Town) -> None:
    give_task(town, "een", 3)
    address = make_address(town)
    assert town.client("Bram").get(address).status_code == 200
    assert AccessRecord.objects.get(event="calendar.read").actor_id == town.user("Fatima").pk
