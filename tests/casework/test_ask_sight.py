"""Asking for sight of another domain from its tile: which ground, what is needed, who decides."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import IntegrityError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework import services
from casework.models import JournalEntry, SightRequest, Task, TimelineEvent
from casework.services import NotAllowed, write_note
from privacy.access import scope
from privacy.acting import acting
from privacy.choices import Domain, Purpose, Rule
from privacy.models import AccessRecord, PurposePolicy, SharingDecision, SharingTerms
from privacy.services import system_actor
from tests.casework.sharing import DAY, ask, use
from tests.people import Town

REASON = "Zonder overzicht van de schulden lukt de hulp thuis niet."


def page_url(town: Town) -> str:
    return reverse("casework:household", args=[town.de_vries.pk])


def ask_url(town: Town, source: str = "debts") -> str:
    return reverse("casework:ask_sight", args=[town.de_vries.pk, source])


def send(client: Client, town: Town, source: str = "debts", **fields: Any) -> HttpResponse:
    until = timezone.localdate() + 90 * DAY
    data = {"reason": REASON, "until": until.isoformat()} | fields
    return client.post(ask_url(town, source), data, follow=True)  # type: ignore[return-value]


def rule(source: Domain, purpose: Purpose, becomes: Rule) -> None:
    with acting(system_actor("tests")):
        PurposePolicy.objects.filter(source=source, purpose=purpose).update(rule=becomes, article="Proefwet art. 1")


def test_a_tile_of_level_dat_leads_to_the_question_and_a_tile_of_ones_own_does_not(town: Town) -> None:
    page = town.client("Joris").get(page_url(town)).content.decode()
    assert ask_url(town, "debts") in page
    assert ask_url(town, "youth") in page
    assert ask_url(town, "wmo") not in page
    assert ask_url(town, "participation") not in page


def test_the_question_says_the_ground_who_must_consent_and_who_decides(town: Town) -> None:
    page = town.client("Joris").get(ask_url(town)).content.decode()
    assert "Wmo 2015 art. 5.1.1 lid 4" in page
    assert "Sanne de Vries" in page
    assert "Emre Yılmaz" in page
    assert "Noor de Boer" in page


def test_help_for_a_child_of_fifteen_needs_the_child_and_both_parents(town: Town) -> None:
    page = town.client("Joris").get(ask_url(town, "youth")).content.decode()
    assert "Deniz Yılmaz</li>" in page
    assert "Sanne de Vries, die gezag heeft over Deniz Yılmaz" in page
    assert "Emre Yılmaz, die gezag heeft over Deniz Yılmaz" in page


def test_one_sentence_is_enough_and_the_owner_gets_a_task_that_leads_to_it(town: Town) -> None:
    answer = send(town.client("Joris"), town)
    assert "De vraag is gesteld." in answer.content.decode()
    request = SightRequest.objects.get()
    assert (request.asker, request.status, request.reason) == (town.user("Joris"), "open", REASON)
    assert set(request.persons.all()) == {town.person("Sanne"), town.person("Emre")}
    task = Task.objects.get(sight_request=request)
    assert task.assignee == town.user("Noor")
    noor = town.client("Noor")
    link = reverse("casework:sight_request", args=[request.pk])
    assert link in noor.get(reverse("home")).content.decode()
    assert link in noor.get(page_url(town)).content.decode()


def test_the_question_opens_nothing_and_tells_the_others_that_it_was_asked(town: Town) -> None:
    noor = town.actor("Noor")
    with acting(noor):
        write_note(actor=noor, household_id=town.de_vries.pk, text="gebeld", domain=Domain.DEBTS, at=town.now)
    request = ask(town)
    assert not scope(JournalEntry, town.actor("Joris"), Purpose.HELP).exists()
    event = TimelineEvent.objects.get(sentence__startswith="Zicht gevraagd op Schulden")
    assert (event.depth, event.domain) == ("involvement", "debts")
    assert REASON not in event.sentence
    record = AccessRecord.objects.get(event="sightrequest.asked")
    assert (record.action, record.purpose, record.ground) == ("change", "wmo", "toestemming")
    assert set(record.subject_ids) == set(request.persons.values_list("pk", flat=True))


def test_what_debt_help_needs_opens_with_the_note_that_says_why(town: Town) -> None:
    joris, noor = town.actor("Joris"), town.actor("Noor")
    with acting(joris):
        write_note(actor=joris, household_id=town.de_vries.pk, text="trap", domain=Domain.WMO, at=town.now)
    page = town.client("Noor").get(ask_url(town, "wmo")).content.decode()
    assert "zonder toestemming" in page
    assert "Wgs art. 8d" in page
    answer = send(town.client("Noor"), town, "wmo")
    assert "U ziet de inhoud nu." in answer.content.decode()
    assert scope(JournalEntry, noor, Purpose.HELP).filter(domain="wmo").count() == 1
    request = SightRequest.objects.get()
    assert (request.status, request.ground, request.decided_by) == ("given", "necessity", town.user("Noor"))
    assert request.decision is not None
    assert request.decision.words == REASON
    assert Task.objects.get(sight_request=request, assignee=town.user("Joris")).title.startswith("Noor de Boer")


def test_nobody_else_sees_what_was_opened_for_one(town: Town) -> None:
    with acting(town.actor("Anja")):
        services.assign(
            actor=town.actor("Fatima"),
            case=town.case,
            user=_second_debt_worker(town),
            domain=Domain.DEBTS,
            reason="samen",
            at=town.now,
        )
    joris = town.actor("Joris")
    with acting(joris):
        write_note(actor=joris, household_id=town.de_vries.pk, text="trap", domain=Domain.WMO, at=town.now)
    use(town)
    assert scope(JournalEntry, town.actor("Noor"), Purpose.HELP).filter(domain="wmo").exists()
    assert not scope(JournalEntry, town.actor("Ravi"), Purpose.HELP).filter(domain="wmo").exists()


def _second_debt_worker(town: Town) -> Any:
    from privacy.choices import Role
    from tests.people import make_user

    return make_user(town, "Ravi Singh", "Wijkteam Haven", Role.PROFESSIONAL, Domain.DEBTS)


def test_what_never_may_cannot_be_asked_and_says_why(town: Town) -> None:
    rule(Domain.DEBTS, Purpose.WMO, Rule.NEVER)
    client = town.client("Joris")
    page = client.get(ask_url(town)).content.decode()
    assert "Dit kan niet" in page
    assert "Proefwet art. 1" in page
    assert "<textarea" not in page
    assert client.post(ask_url(town), {"reason": REASON, "until": (town.today + DAY).isoformat()}).status_code == 422
    with pytest.raises(NotAllowed, match="Dit kan niet"):
        ask(town)
    assert not SightRequest.objects.exists()


def test_a_cell_that_nobody_wrote_opens_nothing(town: Town) -> None:
    with acting(system_actor("tests")):
        PurposePolicy.objects.filter(source="debts", purpose="wmo").delete()
    with pytest.raises(NotAllowed, match="nooit"):
        ask(town)


def test_a_question_is_asked_once(town: Town) -> None:
    request = ask(town)
    with pytest.raises(NotAllowed, match="al"):
        ask(town)
    assert "U vroeg dit al" in town.client("Joris").get(ask_url(town)).content.decode()
    request.pk = None
    with acting(town.actor("Joris")), pytest.raises(IntegrityError):
        request.save(force_insert=True)


@pytest.mark.parametrize(("who", "source", "purpose"), [("Bram", "debts", "coordination"), ("Joris", "debts", "debts")])
def test_who_does_not_work_here_for_that_purpose_asks_nothing(town: Town, who: str, source: str, purpose: str) -> None:
    with pytest.raises(NotAllowed):
        ask(town, who, Domain(source), Purpose(purpose))


def test_another_household_is_not_there(town: Town) -> None:
    bram = town.client("Bram")
    assert bram.get(ask_url(town)).status_code == 404
    assert send(bram, town).status_code == 404
    assert not SightRequest.objects.exists()


def test_a_domain_that_does_not_exist_is_not_there(town: Town) -> None:
    assert town.client("Joris").get(ask_url(town, "belasting")).status_code == 404


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"reason": ""}, "Schrijf in een zin waarvoor u dit nodig hebt."),
        ({"reason": "   "}, "Schrijf in een zin waarvoor u dit nodig hebt."),
        ({"reason": "x" * 1001}, "Schrijf het korter op"),
        ({"reason": "voor\x00na"}, "Null-tekens zijn niet toegestaan."),
        ({"until": ""}, "Kies tot en met welke dag."),
        ({"until": "31-02-2027"}, "Deze datum bestaat niet."),
        ({"until": "2020-01-01"}, "Deze dag is al voorbij."),
        ({"until": "9999-12-31"}, "Kies een eerdere dag."),
        ({"until": "2099-01-01"}, "Zicht duurt ten hoogste 12 maanden."),
    ],
)
def test_what_cannot_be_asked_gets_a_sentence(town: Town, fields: dict[str, str], sentence: str) -> None:
    answer = send(town.client("Joris"), town, **fields)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not SightRequest.objects.exists()


def test_any_other_text_is_shown_as_text(town: Town) -> None:
    send(town.client("Joris"), town, reason="<script>alert(1)</script>{{ 7|add:7 }}")
    request = SightRequest.objects.get()
    page = town.client("Noor").get(reverse("casework:sight_request", args=[request.pk])).content.decode()
    assert "<script>alert" not in page
    assert "{{ 7|add:7 }}" in page


def test_how_long_sight_lasts_is_what_the_organisation_settled(town: Town) -> None:
    with acting(system_actor("tests")):
        SharingTerms.objects.update(months=1, most_months=2)
    page = town.client("Joris").get(ask_url(town)).content.decode()
    assert SharingTerms.objects.get().usual_end(timezone.localdate()) - DAY in {
        datetime.date.fromisoformat(part[:10])
        for part in page.split('value="')
        if part[:4].isdigit() and part[4] == "-"
    }
    with pytest.raises(NotAllowed, match="ten hoogste 2 maanden"):
        ask(town, wished_until=timezone.localdate() + 70 * DAY)


def test_without_anybody_who_works_there_nobody_can_be_asked(town: Town) -> None:
    from casework.models import Assignment

    noors = Assignment.objects.get(user=town.user("Noor"))
    fatima = town.actor("Fatima")
    with acting(fatima):
        services.end_assignment(actor=fatima, assignment=noors, reason="klaar", at=town.now)
    assert "Niemand werkt nu aan dit domein" in town.client("Joris").get(ask_url(town)).content.decode()
    with pytest.raises(NotAllowed, match="Niemand werkt nu aan Schulden"):
        ask(town)
    assert not SharingDecision.objects.exists()
