"""Home: what needs attention first, what changed since one's last visit, what is due."""

from __future__ import annotations

import datetime
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from casework.models import Task, TimelineEvent
from casework.services import add_task, assign, open_case, write_note
from households.models import Household
from privacy.acting import acting
from privacy.choices import Domain, Purpose, Role
from privacy.models import AccessRecord
from privacy.services import system_actor
from tests.over_the_walls import acting_anywhere
from tests.people import Town, make_address, make_household, make_person, make_user

QUERIES = 14  # two are the savepoint that the test needs
NAME = re.compile(r'caseload__name">\s*<a [^>]*>([^<]+)')


def home(client: Client) -> str:
    response = client.get(reverse("home"))
    assert response.status_code == 200
    return response.content.decode()


def households(page: str) -> list[str]:
    return NAME.findall(page)


def give(town: Town, name: str, who: str = "Fatima") -> Household:
    """A household of one more person, with its case."""
    at = timezone.now() - datetime.timedelta(days=3)
    with acting(system_actor("tests")):
        household = make_household(
            name, make_address("Laan", Household.objects.count(), "1300AA"), make_person("Kim", name, "19700101")
        )
        lead, team = town.actor("Anja"), town.teams["Wijkteam Haven"]
        open_case(actor=lead, household=household, team=team, case_manager=town.user(who), reason="melding", at=at)
    return household


def due(town: Town, household: Household, title: str, days: int, who: str = "Fatima") -> Task:
    actor = town.actor("Fatima")
    with acting(actor):
        return add_task(
            actor=actor,
            household_id=household.pk,
            title=title,
            due_on=timezone.localdate() + datetime.timedelta(days=days),
            assignee=town.user(who),
            at=timezone.now(),
        )


def visit(client: Client, household: Household) -> None:
    assert client.get(reverse("casework:household", args=[household.pk])).status_code == 200


def test_one_sees_ones_own_households_and_no_others(town: Town) -> None:
    assert households(home(town.client("Fatima"))) == ["De Vries-Yılmaz"]
    assert households(home(town.client("Joris"))) == ["De Vries-Yılmaz"]
    assert households(home(town.client("Bram"))) == ["Bakker"]


def test_a_row_says_where_who_and_in_which_domains_there_is_help(town: Town) -> None:
    page = home(town.client("Fatima"))
    text = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "Haven · 4 personen · vaste casemanager" in text
    for domain in (Domain.DEBTS, Domain.YOUTH, Domain.WMO):
        assert f'<li data-domain="{domain}">' in page
        assert str(domain.label) in text
    assert f'data-domain="{Domain.PARTICIPATION}"' not in page


def test_what_needs_attention_comes_first(town: Town) -> None:
    client = town.client("Fatima")
    names = ["Aalders", "Çelik", "Éric", "Noord", "Zwart"]
    quiet, soon, also_quiet, news, late = (give(town, name) for name in names)
    for household in (quiet, soon, also_quiet, news, late, town.de_vries):
        visit(client, household)
    due(town, late, "te laat", -1)
    due(town, soon, "binnenkort", 6)
    due(town, quiet, "later", 30)
    anja = town.actor("Anja")
    with acting_anywhere(anja):
        assign(
            actor=anja,
            case=news.cases.get(),
            user=town.user("Joris"),
            domain=Domain.WMO,
            reason="hulp",
            at=timezone.now(),
        )
    assert households(home(client)) == ["Zwart", "Çelik", "Noord", "Aalders", "De Vries-Yılmaz", "Éric"]


def join_in(town: Town, name: str) -> None:
    """Somebody more is assigned to Fatima's household, by the lead."""
    anja = town.actor("Anja")
    with acting_anywhere(anja):
        user = make_user(town, name, "Wijkteam Haven", Role.PROFESSIONAL, Domain.PARTICIPATION)
        assign(actor=anja, case=town.case, user=user, domain=Domain.PARTICIPATION, reason="x", at=timezone.now())


def test_what_others_did_since_ones_last_visit_is_new(town: Town) -> None:
    client = town.client("Fatima")
    visit(client, town.de_vries)
    assert "Er is niets veranderd sinds u keek" in home(client)
    join_in(town, "Piet Hein")
    page = home(client)
    assert "1 nieuw" in page
    assert "Piet Hein" in page[page.index('id="changed"') :]
    visit(client, town.de_vries)
    assert "1 nieuw" not in home(client)


def test_what_one_did_oneself_or_may_not_see_is_not_new(town: Town) -> None:
    client = town.client("Fatima")
    visit(client, town.de_vries)
    for who, domain in (("Fatima", ""), ("Noor", Domain.DEBTS)):
        actor = town.actor(who)
        with acting(actor):
            write_note(actor=actor, household_id=town.de_vries.pk, text="x", domain=domain, at=timezone.now())
    assert "Er is niets veranderd sinds u keek" in home(client)


def test_more_news_than_is_listed_is_counted(town: Town) -> None:
    client = town.client("Fatima")
    visit(client, town.de_vries)
    for number in range(5):
        join_in(town, f"Hulp{number} Hein")
    page = home(client)
    assert "5 nieuw" in page
    assert "en nog 2" in page


def test_a_household_that_was_never_opened_is_marked(town: Town) -> None:
    with acting(system_actor("tests")):
        TimelineEvent.objects.filter(household=town.de_vries).update(actor=town.user("Fatima"))
    client = town.client("Fatima")
    assert "nog niet bekeken" in home(client)
    visit(client, town.de_vries)
    assert "nog niet bekeken" not in home(client)


def test_my_tasks_stand_under_when_they_are_due(town: Town) -> None:
    for title, days in (("gisteren", -1), ("nu", 0), ("over een week", 7), ("over acht dagen", 8)):
        due(town, town.de_vries, title, days)
    due(town, town.de_vries, "van Noor", 0, who="Noor")
    page = home(town.client("Fatima"))
    panel = page[page.index('id="due"') : page.index('id="mine"')]
    shown = re.findall(r"<h3[^>]*>([^<]+)|<p><a [^>]*>([^<]+)</a></p>", panel)
    said = [heading or title for heading, title in shown]
    assert said == ["Te laat", "gisteren", "Vandaag", "nu", "Komende 7 dagen", "over een week"]
    assert "En 1 taak daarna" in panel


def test_a_task_is_finished_from_the_list(town: Town) -> None:
    task = due(town, town.de_vries, "bellen", 0)
    client = town.client("Fatima")
    assert reverse("casework:finish_task", args=[task.pk]) in home(client)
    response = client.post(reverse("casework:finish_task", args=[task.pk]), {"terug": "home"}, follow=True)
    assert response.redirect_chain[0][0] == reverse("home")
    assert reverse("casework:finish_task", args=[task.pk]) not in response.content.decode()


def test_finishing_a_task_from_home_does_not_count_as_a_visit(town: Town) -> None:
    task = due(town, town.de_vries, "bellen", 0)
    client = town.client("Fatima")
    visit(client, town.de_vries)
    join_in(town, "Piet Hein")
    client.post(reverse("casework:finish_task", args=[task.pk]), {"terug": "home"})
    assert "1 nieuw" in home(client)


def test_opening_home_is_one_record_of_the_households_shown(town: Town) -> None:
    home(town.client("Fatima"))
    record = AccessRecord.objects.get(action=AccessRecord.Action.LIST)
    assert (record.event, record.purpose) == ("household.list", Purpose.HELP)
    assert record.listed_household_ids == [town.de_vries.pk]


@pytest.mark.parametrize(
    ("who", "sees", "not_sees"),
    [
        ("Pieter", ["Inzagelogboek", "Wijzigingen"], ["Mijn huishoudens", "frame-search"]),
        ("Anja", ["Uw team", "Zoeken"], ["Inzagelogboek"]),
    ],
)
def test_who_has_no_households_is_shown_the_way(town: Town, who: str, sees: list[str], not_sees: list[str]) -> None:
    content = home(town.client(who))
    main = content[content.index("<main") :]
    assert all(words in main for words in sees)
    assert not any(words in main for words in not_sees)


def test_who_has_no_role_yet_is_told_what_to_do(town: Town) -> None:
    with acting(system_actor("tests")):
        town.user("Bram").memberships.all().delete()
    assert "Vraag uw teamleider" in home(town.client("Bram"))


def test_the_number_of_queries_is_the_same_for_two_and_for_twelve_households(town: Town) -> None:
    client = town.client("Fatima")
    give(town, "Aalders")
    home(client)
    with CaptureQueriesContext(connection) as two:
        assert len(households(home(client))) == 2
    for number in range(10):
        due(town, give(town, f"Berg{'x' * number}"), "bellen", number - 3)
    with CaptureQueriesContext(connection) as twelve:
        assert len(households(home(client))) == 12
    assert len(two) == len(twelve) <= QUERIES
