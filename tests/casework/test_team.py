"""The team page: the lead sees who has which household, members what they share."""

from __future__ import annotations

import datetime
import re

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from casework.models import Assignment
from casework.services import add_task, assign, open_case
from privacy.acting import acting
from privacy.choices import Domain, Purpose, Role
from privacy.models import AccessRecord
from privacy.services import system_actor
from tests.people import LONG_AGO, Town, make_address, make_household, make_person, make_user

QUERIES = 19  # four beside the savepoint that the test needs are those of going beyond sight to count


def team(client: Client) -> str:
    response = client.get(reverse("casework:team"))
    assert response.status_code == 200
    return response.content.decode()


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page[page.index("<main") :]).split())


def give(town: Town, number: int) -> None:
    at = timezone.now()
    with acting(system_actor("tests")):
        person = make_person("Kim", f"Berg{number}", "19700101")
        home = make_household(f"Berg{number}", make_address("Laan", number, "1300AA"), person)
        haven, fatima = town.teams["Wijkteam Haven"], town.user("Fatima")
        case = open_case(actor=town.actor("Anja"), household=home, team=haven, case_manager=fatima, reason="x", at=at)
        assign(actor=town.actor("Fatima"), case=case, user=town.user("Joris"), domain=Domain.WMO, reason="x", at=at)


def test_the_lead_sees_who_has_which_household_since_when(town: Town) -> None:
    page = words(team(town.client("Anja")))
    since = Assignment.objects.get(kind="case_manager", case=town.case).valid_from
    assert "Fatima Bennani casemanager · 036 000 00 00 · 1 huishouden" in page
    assert f"De Vries-Yılmaz {town.case.number} vaste casemanager {since.day} " in page
    assert "Joris Smit professional (Wmo)" in page
    assert "Anja Visser teamleider · 036 000 00 00 · 0 huishoudens" in page


def test_the_lead_sees_how_many_tasks_are_open_and_too_late_and_not_what_they_are(town: Town) -> None:
    fatima = town.actor("Fatima")
    with acting(fatima):
        for days in (-3, 0, 5):
            add_task(
                actor=fatima,
                household_id=town.de_vries.pk,
                title="geheim onderwerp",
                due_on=timezone.localdate() + datetime.timedelta(days=days),
                assignee=fatima.user,
                at=timezone.now(),
            )
    page = team(town.client("Anja"))
    assert re.search(
        r"De Vries-Yılmaz</td>.*?<td class=\"number\">3</td>\s*<td class=\"number late\">1</td>", page, re.S
    )
    assert "geheim onderwerp" not in page


def test_the_lead_of_one_team_does_not_see_the_households_of_another(town: Town) -> None:
    page = team(town.client("Anja"))
    assert "Bakker" not in page
    assert town.bakkers_case.number not in page


def test_the_lead_does_not_see_the_household_of_a_colleague_or_of_family(town: Town) -> None:
    noor = town.user("Noor")
    noor.person_id = town.person("Sanne").pk
    noor.save()
    assert "De Vries" not in team(town.client("Anja"))


def test_a_household_without_a_case_manager_stands_out(town: Town) -> None:
    with acting(system_actor("tests")):
        Assignment.objects.filter(kind="case_manager", case=town.case).delete()
    assert "Zonder vaste casemanager De Vries-Yılmaz" in words(team(town.client("Anja")))


def test_somebody_of_another_team_who_helps_here_is_shown_with_what_they_do(town: Town) -> None:
    with acting(system_actor("tests")):
        user = make_user(town, "Piet Hein", "Wijkteam Stad", Role.PROFESSIONAL, Domain.PARTICIPATION)
        fatima = town.actor("Fatima")
        assign(actor=fatima, case=town.case, user=user, domain=Domain.PARTICIPATION, reason="x", at=timezone.now())
    assert "Piet Hein van een ander team" in words(team(town.client("Anja")))


def test_a_member_sees_colleagues_and_only_the_households_they_share(town: Town) -> None:
    give(town, 1)
    page = words(team(town.client("Noor")))
    assert "Fatima Bennani casemanager 036 000 00 00 2 huishoudens Samen met u: De Vries-Yılmaz" in page
    assert "Joris Smit professional (Wmo) 036 000 00 00 2 huishoudens Samen met u: De Vries-Yılmaz" in page
    assert "Berg1" not in page
    assert "Berg1" in words(team(town.client("Joris")))


def test_a_member_of_another_team_sees_nothing_of_this_one(town: Town) -> None:
    page = team(town.client("Bram"))
    assert "De Vries" not in page
    assert "Fatima" not in page


def test_who_has_left_is_no_longer_on_the_page(town: Town) -> None:
    tess = town.user("Tess")
    tess.is_active = False
    tess.save()
    with acting(system_actor("tests")):
        town.user("Joris").memberships.update(valid_until=timezone.localdate())
    page = words(team(town.client("Fatima")))
    assert "Tess" not in page
    assert "Joris" not in page


def test_each_team_of_a_reader_has_its_own_rules(town: Town) -> None:
    with acting(system_actor("tests")):
        town.user("Anja").memberships.create(
            team=town.teams["Wijkteam Stad"], role=Role.PROFESSIONAL, domains=[Domain.WMO], valid_from=LONG_AGO
        )
    page = words(team(town.client("Anja")))
    assert "De Vries-Yılmaz" in page
    assert "Bram Dekker" in page
    assert "Bakker" not in page


def test_opening_the_page_is_one_record_for_its_purpose(town: Town) -> None:
    team(town.client("Anja"))
    record = AccessRecord.objects.get(action=AccessRecord.Action.LIST)
    assert (record.event, record.purpose) == ("case.list", Purpose.CASELOAD)
    assert record.listed_household_ids == [town.de_vries.pk]
    team(town.client("Noor"))
    record = AccessRecord.objects.filter(action=AccessRecord.Action.LIST).order_by("-at")[0]
    assert (record.event, record.purpose) == ("assignment.list", Purpose.HELP)


def test_the_number_of_queries_does_not_grow_with_the_caseload(town: Town) -> None:
    for who in ("Anja", "Noor"):
        client = town.client(who)
        team(client)
        with CaptureQueriesContext(connection) as few:
            team(client)
        for number in range(8):
            give(town, number + (100 if who == "Noor" else 0))
        with CaptureQueriesContext(connection) as many:
            team(client)
        assert len(few) == len(many) <= QUERIES
