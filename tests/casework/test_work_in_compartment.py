"""The screens of a closed compartment: opening, writing, letting in, taking out, closing. Others find nothing."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casework.models import Alert, Compartment, JournalEntry, TimelineEvent
from casework.services import add_task, raise_alert, write_note
from privacy.acting import acting
from privacy.models import AccessRecord
from tests.casework.closed import SECRET, make_compartment
from tests.casework.test_open_household import QUERIES
from tests.people import Town

OTHERS = ["Fatima", "Noor", "Anja", "Bram", "Pieter"]


def page_of(compartment: Compartment, name: str = "compartment", *more: Any) -> str:
    return reverse(f"casework:{name}", args=[compartment.pk, *more])


def household_page(town: Town, who: str) -> str:
    url = reverse("casework:household", args=[town.de_vries.pk])
    return town.client(who).get(f"{url}?alles=ja").content.decode()


def member_of(town: Town, compartment: Compartment, name: str) -> Any:
    return compartment.members.get(user=town.user(name))


def counts_of(town: Town) -> list[int]:
    """What the team lead is told of everybody's tasks."""
    (page,) = town.client("Anja").get(reverse("casework:team")).context["pages"]
    return [number for one in page.members for number in (one.open_tasks, one.overdue_tasks)]


def fill(town: Town, compartment: Compartment) -> None:
    """Something of every kind, by Tess."""
    tess = town.actor("Tess")
    where: dict[str, Any] = {"actor": tess, "household_id": town.de_vries.pk, "compartment": compartment}
    with acting(tess):
        write_note(text=f"note {SECRET}", at=town.now, **where)
        add_task(title=f"task {SECRET}", due_on=town.today, assignee=tess.user, at=town.now, **where)
        raise_alert(severity=Alert.Severity.DANGER, text=f"alert {SECRET}", at=town.now, **where)


def test_a_professional_opens_one_and_writes_in_it(town: Town) -> None:
    tess = town.client("Tess")
    data = {"kind": "meldcode", "domain": "youth", "reason": "signalen van school"}
    answer = tess.post(reverse("casework:open_compartment", args=[town.de_vries.pk]), data)
    compartment = Compartment.objects.get()
    assert answer["Location"] == page_of(compartment)
    tess.post(page_of(compartment), {"text": SECRET})
    page = tess.get(page_of(compartment)).content.decode()
    assert SECRET in page
    assert "Tess Mulder" in page
    assert page_of(compartment) in household_page(town, "Tess")
    assert JournalEntry.objects.get().compartment == compartment


@pytest.mark.parametrize(
    ("who", "domain", "status"), [("Fatima", "", 302), ("Joris", "wmo", 302), ("Noor", "debts", 403)]
)
def test_who_works_in_youth_or_wmo_or_coordinates_may_open_one(town: Town, who: str, domain: str, status: int) -> None:
    url = reverse("casework:open_compartment", args=[town.de_vries.pk])
    data = {"kind": "safety", "domain": domain, "reason": "dreiging"}
    assert town.client(who).post(url, data).status_code == status
    assert Compartment.objects.count() == (status == 302)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"reason": " "}, "Schrijf op waarom dit besloten moet zijn."),
        ({"reason": "x" * 301}, "Schrijf de reden korter op"),
        ({"kind": "anders"}, "anders"),
        ({"domain": "wmo"}, "wmo"),
    ],
)
def test_what_does_not_fit_gets_a_sentence(town: Town, change: dict[str, str], sentence: str) -> None:
    data = {"kind": "meldcode", "domain": "youth", "reason": "signalen"} | change
    answer = town.client("Tess").post(reverse("casework:open_compartment", args=[town.de_vries.pk]), data)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Compartment.objects.exists()


@pytest.mark.parametrize("who", OTHERS)
def test_for_others_it_is_not_there(town: Town, who: str) -> None:
    compartment = make_compartment(town, "Joris")
    joris = member_of(town, compartment, "Joris")
    client = town.client(who)
    nowhere = client.get(reverse("casework:compartment", args=[uuid.uuid4()])).content
    assert client.get(page_of(compartment)).content == nowhere
    for name, more in (("add_compartment_member", []), ("remove_compartment_member", [joris.pk])):
        assert client.get(page_of(compartment, name, *more)).status_code == 404
        assert client.post(page_of(compartment, name, *more), {"reason": "x"}).status_code == 404
    assert client.post(page_of(compartment, "close_compartment")).status_code == 404
    assert client.post(page_of(compartment), {"text": "x"}).status_code == 404
    denied = AccessRecord.objects.filter(event="compartment.denied", actor_id=town.user(who).pk)
    assert denied.filter(household_id=town.de_vries.pk).exists()


@pytest.mark.parametrize("who", OTHERS)
def test_nothing_of_it_is_on_any_page_of_others(town: Town, who: str) -> None:
    compartment = make_compartment(town, "Joris")
    client = town.client(who)
    urls = [reverse("home"), reverse("casework:team")]
    parts = ("household", "below", "timeline", "open_compartment", "secret_addresses")
    urls += [reverse(f"casework:{name}", args=[town.de_vries.pk]) for name in parts]
    urls.append(reverse("casework:household_changes", args=[town.de_vries.pk]))
    urls.append(f"{reverse('privacy:change_history')}?huishouden={town.de_vries.pk}")
    household = reverse("casework:household", args=[town.de_vries.pk])
    client.get(household)
    fill(town, compartment)
    for url in [*urls, f"{household}?alles=ja"]:
        page = client.get(url).content.decode()
        assert SECRET not in page
        assert page_of(compartment) not in page
        assert "signalen van school" not in page
        assert "1 nieuw" not in page
        assert "3 nieuw" not in page


def test_the_team_lead_does_not_count_its_tasks(town: Town) -> None:
    before = counts_of(town)
    fill(town, make_compartment(town, "Joris"))
    assert counts_of(town) == before


def test_members_see_it_on_the_household_page(town: Town) -> None:
    compartment = make_compartment(town, "Joris")
    town.client("Joris").get(reverse("casework:household", args=[town.de_vries.pk]))
    fill(town, compartment)
    page = household_page(town, "Joris")
    for word in ("note", "task", "alert"):
        assert f"{word} {SECRET}" in page
    assert "nieuw sinds uw laatste bezoek" in page


def test_the_officer_sees_that_something_happened_and_by_whom(town: Town) -> None:
    compartment = make_compartment(town, "Joris")
    fill(town, compartment)
    town.client("Joris").get(page_of(compartment))
    officer = town.client("Pieter")
    changes = officer.get(f"{reverse('privacy:change_history')}?huishouden={town.de_vries.pk}").content.decode()
    assert "Tess Mulder voegde iets in een besloten dossier" in changes
    log = officer.get(f"{reverse('privacy:access_log')}?huishouden={town.de_vries.pk}").content.decode()
    assert "Joris Smit" in log
    assert "besloten dossier" in log
    assert SECRET not in changes + log
    chosen_from = re.compile(r"<option.*?</option>", re.DOTALL)
    assert "meldcode" not in chosen_from.sub("", changes + log)


def test_a_colleague_is_let_in_with_a_reason_and_taken_out_again(town: Town) -> None:
    compartment = make_compartment(town)
    tess, joris = town.client("Tess"), town.client("Joris")
    data = {"user": str(town.user("Joris").pk), "reason": "kent het gezin"}
    assert tess.post(page_of(compartment, "add_compartment_member"), data).status_code == 302
    assert joris.get(page_of(compartment)).status_code == 200
    again = tess.post(page_of(compartment, "add_compartment_member"), data)
    assert (again.status_code, "hoort al bij" in again.content.decode()) == (422, True)
    place = member_of(town, compartment, "Joris")
    tess.post(page_of(compartment, "remove_compartment_member", place.pk), {"reason": "andere baan"})
    assert joris.get(page_of(compartment)).status_code == 404
    page = tess.get(page_of(compartment)).content.decode()
    assert "kent het gezin" in page
    assert "andere baan" in page


@pytest.mark.parametrize("who", ["Bram", "Anja"])
def test_only_who_helps_the_household_can_be_let_in(town: Town, who: str) -> None:
    compartment = make_compartment(town)
    data = {"user": str(town.user(who).pk), "reason": "kijkt mee"}
    answer = town.client("Tess").post(page_of(compartment, "add_compartment_member"), data)
    assert answer.status_code == 422
    assert "betrokken" in answer.content.decode()


def test_the_last_member_stays(town: Town) -> None:
    compartment = make_compartment(town)
    place = member_of(town, compartment, "Tess")
    answer = town.client("Tess").post(page_of(compartment, "remove_compartment_member", place.pk), {"reason": "klaar"})
    assert (answer.status_code, "Er blijft altijd iemand" in answer.content.decode()) == (422, True)


def test_a_member_of_another_compartment_is_not_found_in_this_one(town: Town) -> None:
    mine, other = make_compartment(town), make_compartment(town, "Joris")
    place = member_of(town, other, "Joris")
    url = page_of(mine, "remove_compartment_member", place.pk)
    assert town.client("Tess").post(url, {"reason": "x"}).status_code == 404


def test_a_closed_one_can_be_read_and_not_written(town: Town) -> None:
    compartment = make_compartment(town)
    tess = town.client("Tess")
    assert tess.post(page_of(compartment, "close_compartment")).status_code == 302
    assert "gesloten op" in tess.get(page_of(compartment)).content.decode()
    refused = tess.post(page_of(compartment), {"text": "nog iets"})
    assert refused.status_code == 422
    assert not JournalEntry.objects.exists()


@pytest.mark.parametrize("text", ["", "  ", "x" * 10_001])
def test_a_note_that_cannot_be_kept_gets_a_sentence(town: Town, text: str) -> None:
    answer = town.client("Tess").post(page_of(make_compartment(town)), {"text": text})
    assert answer.status_code == 422
    assert not JournalEntry.objects.exists()


def test_what_happens_in_it_is_told_in_it(town: Town) -> None:
    compartment = make_compartment(town, "Joris")
    fill(town, compartment)
    told = TimelineEvent.objects.filter(at__gt=compartment.opened_at, household=town.de_vries)
    assert told.count() >= 2
    assert not told.filter(compartment=None).exists()


def test_it_costs_the_household_page_no_query(town: Town) -> None:
    fill(town, make_compartment(town))
    client = town.client("Tess")
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("casework:household", args=[town.de_vries.pk]))
    assert len(queries) == QUERIES[""]
