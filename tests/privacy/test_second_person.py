"""A file about more than a hundred people needs a colleague: the asker cannot be that colleague, whatever they try."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from privacy.acting import acting
from privacy.choices import Role
from privacy.models import AccessRecord, ExportRequest
from tests.people import Town, make_user
from tests.privacy.log import in_words, look, newest
from tests.proof import proven

EXPORT = reverse("privacy:export_log")
WHY = {"reason": "oversight", "words": "onderzoek na een klacht"}


@pytest.fixture
def town(town: Town) -> Town:
    """With a second privacy officer, and a look at `people` residents by Joris."""
    with acting(town.actor("Anja")):
        make_user(town, "Ingrid van Dam", "Privacy", Role.PRIVACY_OFFICER)
    return town


def look_at(town: Town, people: int) -> None:
    look(town, "Joris", subject_ids=[uuid.uuid4() for _ in range(people)])


def ask(town: Town, people: int = 101, who: str = "Pieter") -> Any:
    look_at(town, people)
    return proven(town.client(who), town.user(who)).post(EXPORT, WHY | {"medewerker": town.user("Joris").pk})


def decide(town: Town, who: str, decision: str = "approved", answer: str = "te veel") -> Any:
    page = reverse("privacy:export_request", args=[ExportRequest.objects.get().pk])
    return town.client(who).post(page, {"decision": decision, "answer": answer})


def make(town: Town, who: str = "Pieter", **more: Any) -> Any:
    asked = ExportRequest.objects.get().pk
    return proven(town.client(who), town.user(who)).post(EXPORT, {"aanvraag": asked} | more)


def test_a_hundred_people_go_without(town: Town) -> None:
    assert ask(town, people=100)["Content-Type"].startswith("text/csv")


def test_a_hundred_and_one_wait_for_a_colleague(town: Town) -> None:
    answer = ask(town)
    asked = ExportRequest.objects.get()
    assert answer["Location"] == reverse("privacy:export_request", args=[asked.pk])
    assert (asked.people, asked.made_at, asked.decision) == (101, None, "")
    assert not AccessRecord.objects.filter(action="export").exists()
    page = in_words(town.client("Pieter").get(answer["Location"]).content.decode())
    assert "Een collega besluit mee" in page
    assert "Keur goed" not in page


def test_once_approved_the_asker_makes_it_once(town: Town) -> None:
    ask(town)
    assert decide(town, "Ingrid").status_code == 302
    assert newest().event in ("exportrequest.decided", "exportrequest.read")
    file = make(town)
    assert file["Content-Disposition"].startswith("attachment")
    record = AccessRecord.objects.get(action="export")
    assert (record.actor_name, len(record.subject_ids)) == ("Pieter Kok", 101)
    assert make(town).status_code == 404


def test_the_file_holds_what_was_there_when_it_was_asked(town: Town) -> None:
    ask(town)
    decide(town, "Ingrid")
    look(town, "Joris", minutes_ago=-1, subject_ids=[town.person("Gerda").pk])
    assert str(town.person("Gerda").pk) not in make(town).content.decode()


def test_more_people_than_were_approved_do_not_go(town: Town) -> None:
    ask(town)
    decide(town, "Ingrid")
    look_at(town, 5)
    answer = make(town)
    assert answer.status_code == 422
    assert "meer mensen dan is goedgekeurd" in in_words(answer.content.decode())


def test_the_asker_does_not_approve(town: Town) -> None:
    ask(town)
    answer = decide(town, "Pieter")
    assert answer.status_code == 422
    assert "niet (meer) besluiten" in in_words(answer.content.decode())
    assert make(town).status_code == 404


def test_the_database_refuses_the_asker_too(town: Town) -> None:
    ask(town)
    with acting(town.actor("Pieter")), pytest.raises(IntegrityError, match="decided_by_other"), transaction.atomic():
        ExportRequest.objects.update(
            decision="approved", decided_by=town.user("Pieter"), decided_at=timezone.now(), made_at=timezone.now()
        )


@pytest.mark.parametrize("fields", [{}, {"decision": "refused"}])
def test_the_database_makes_nothing_large_without_approval(town: Town, fields: dict[str, Any]) -> None:
    ask(town)
    if fields:
        fields |= {"decided_by": town.user("Ingrid"), "decided_at": timezone.now()}
    with acting(town.actor("Pieter")), pytest.raises(IntegrityError, match="export_"), transaction.atomic():
        ExportRequest.objects.update(made_at=timezone.now(), **fields)


@pytest.mark.parametrize("who", ["Fatima", "Anja", "Joris"])
def test_colleagues_without_the_role_do_not_see_it(town: Town, who: str) -> None:
    ask(town)
    assert decide(town, who).status_code == 404
    assert ExportRequest.objects.get().decision == ""


def test_a_refusal_says_why_and_makes_nothing(town: Town) -> None:
    ask(town)
    assert decide(town, "Ingrid", "refused", answer="").status_code == 422
    decide(town, "Ingrid", "refused", answer="kies een kortere periode")
    page = town.client("Pieter").get(reverse("privacy:export_request", args=[ExportRequest.objects.get().pk]))
    assert "kies een kortere periode" in page.content.decode()
    assert make(town).status_code == 404


def test_a_decision_is_made_once(town: Town) -> None:
    ask(town)
    decide(town, "Ingrid", "refused")
    assert decide(town, "Ingrid", "approved").status_code == 422
    assert ExportRequest.objects.get().decision == "refused"


def test_what_was_approved_expires(town: Town) -> None:
    ask(town)
    decide(town, "Ingrid")
    with acting(town.actor("Pieter")):
        ExportRequest.objects.update(expires_at=timezone.now() - datetime.timedelta(minutes=1))
    assert make(town).status_code == 404


def test_the_parameters_are_those_that_were_approved(town: Town) -> None:
    ask(town)
    decide(town, "Ingrid")
    look(town, "Noor", subject_ids=[town.person("Gerda").pk])
    file = make(town, medewerker=town.user("Noor").pk, with_names="on").content.decode()
    assert str(town.person("Gerda").pk) not in file


def test_somebody_elses_approval_is_not_ones_own(town: Town) -> None:
    ask(town)
    decide(town, "Ingrid")
    assert make(town, who="Ingrid").status_code == 404


@pytest.mark.parametrize("key", ["x", "00000000-0000-4000-8000-000000000000"])
def test_an_invented_request_makes_nothing(town: Town, key: str) -> None:
    assert proven(town.client("Pieter"), town.user("Pieter")).post(EXPORT, {"aanvraag": key}).status_code == 404


def test_the_list_shows_officers_everything_and_others_their_own(town: Town) -> None:
    ask(town)
    listed = reverse("privacy:export_requests")
    assert "1 aanvraag wacht op uw besluit" in in_words(town.client("Ingrid").get(listed).content.decode())
    assert "wacht op uw besluit" not in town.client("Pieter").get(listed).content.decode()
    assert "Pieter Kok" not in town.client("Fatima").get(listed).content.decode()
