"""Giving or refusing sight: by who works in the domain, on the consent of everybody who must consent."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from casework import grants, services
from casework.models import Assignment, JournalEntry, SightRequest, Task, TimelineEvent
from casework.services import NotAllowed, start_trajectory, write_note
from casework.tasks import end_uncovered_sharing
from casework.youth.rules import reaches
from households.models import Custody, HouseholdGrant, Level
from households.services.merging import merge, undo
from privacy.access import scope
from privacy.acting import acting
from privacy.choices import Domain, Purpose
from privacy.models import AccessRecord, Consent, SharingDecision
from privacy.services import system_actor
from tests.casework.sharing import DAY, ask, consent, give, givers, share, use
from tests.over_the_walls import acting_anywhere
from tests.people import BORN, Town, build_town, make_person


def reads(town: Town, who: str, domain: Domain = Domain.DEBTS) -> bool:
    return scope(JournalEntry, town.actor(who), Purpose.HELP).filter(domain=domain).exists()


@pytest.fixture(autouse=True)
def a_note_on_debts(request: pytest.FixtureRequest) -> None:
    if "town" in request.fixturenames:
        town: Town = request.getfixturevalue("town")
        noor = town.actor("Noor")
        with acting(noor):
            write_note(actor=noor, household_id=town.de_vries.pk, text="gebeld", domain=Domain.DEBTS, at=town.now)


def page_of(town: Town, who: str, request: SightRequest) -> str:
    return town.client(who).get(reverse("casework:sight_request", args=[request.pk])).content.decode()


def answer(town: Town, who: str, request: SightRequest, words: str = "Akkoord", *, refuse: bool = False) -> Any:
    data = {"answer": words, ("refuse" if refuse else "give"): "ja"}
    return town.client(who).post(reverse("casework:sight_request", args=[request.pk]), data, follow=True)


def test_with_the_consent_of_all_it_opens_for_who_asked_until_the_day_asked(town: Town) -> None:
    request = ask(town)
    consent(town, request)
    assert not reads(town, "Joris")
    assert "Uw collega krijgt bericht" in answer(town, "Noor", request).content.decode()
    assert reads(town, "Joris")
    assert not reads(town, "Fatima")
    decision = SharingDecision.objects.get()
    assert (decision.receiver, decision.valid_until) == (town.user("Joris"), request.wished_until)
    assert set(decision.consent_ids) == set(Consent.objects.values_list("pk", flat=True))
    grant = HouseholdGrant.objects.get(user=town.user("Joris"), domain="debts", level=Level.CONTENT)
    assert grant.valid_until == request.wished_until
    assert grants.differences(on=timezone.localdate()) == (0, 0)


def test_the_owner_sees_exactly_what_would_open_and_the_asker_does_not(town: Town) -> None:
    noor = town.actor("Noor")
    with acting(noor):
        write_note(
            actor=noor,
            household_id=town.de_vries.pk,
            text="alleen voor mij",
            domain=Domain.DEBTS,
            visibility=JournalEntry.Visibility.AUTHOR,
            at=town.now,
        )
    request = ask(town)
    owner = page_of(town, "Noor", request)
    assert "1 notitie" in owner
    assert "hulp Schulden (aangemeld)" in owner
    assert "Sanne de Vries, Emre Yılmaz" in owner or "Emre Yılmaz, Sanne de Vries" in owner
    asker = page_of(town, "Joris", request)
    assert "1 notitie" not in asker
    assert "hulp Schulden" not in asker


def test_the_asker_is_told_and_everything_is_recorded(town: Town) -> None:
    share(town)
    told = Task.objects.filter(assignee=town.user("Joris"), done_at=None)
    assert {task.title for task in told} == {
        "U hebt zicht op Schulden: lees het antwoord",
        "Uw zicht op Schulden eindigt binnenkort: vraag verlenging als het nodig blijft",
    }
    assert not Task.objects.filter(assignee=town.user("Noor"), done_at=None).exists()
    assert TimelineEvent.objects.filter(sentence__startswith="Joris Smit heeft zicht op Schulden").exists()
    for event in ("sightrequest.asked", "consent.recorded", "sharing.decided"):
        record = AccessRecord.objects.filter(event=event).first()
        assert record is not None
        assert (record.action, record.ground) == ("change", "toestemming")


def test_while_one_consent_is_missing_nobody_can_give(town: Town) -> None:
    request = ask(town)
    sanne, emre = givers(town, request)
    consent(town, request, whose=[sanne])
    assert "Geef zicht" not in page_of(town, "Noor", request)
    refused = answer(town, "Noor", request)
    assert refused.status_code == 422
    assert f"nog geen toestemming van {emre.name}" in refused.content.decode()
    consent(town, request, whose=[emre])
    assert "Geef zicht" in page_of(town, "Noor", request)
    give(town, request)
    assert reads(town, "Joris")


def test_help_of_a_child_of_fifteen_opens_with_the_child_and_both_parents_only(town: Town) -> None:
    request = ask(town, source=Domain.YOUTH)
    child, *parents = givers(town, request)
    assert (child.name, len(parents)) == ("Deniz Yılmaz", 2)
    consent(town, request, by="Tess", whose=parents)
    with pytest.raises(NotAllowed, match="Deniz"):
        give(town, request, by="Tess")
    consent(town, request, by="Tess", whose=[child])
    decision = give(town, request, by="Tess")
    assert decision.person_ids == [town.person("Deniz").pk]


def test_unknown_gezag_is_said_and_nothing_can_be_given(town: Town) -> None:
    with acting(system_actor("tests")):
        Custody.objects.filter(child=town.person("Deniz")).delete()
    request = ask(town, source=Domain.YOUTH)
    assert "Wie het gezag over Deniz Yılmaz heeft, is niet bekend" in page_of(town, "Tess", request)
    with pytest.raises(NotAllowed, match="niet bekend"):
        give(town, request, by="Tess")


def test_sight_of_a_childs_help_ends_on_the_birthday_that_changes_who_decides(town: Town) -> None:
    request = ask(town, source=Domain.YOUTH, wished_until=timezone.localdate() + 360 * DAY)
    consent(town, request, by="Tess")
    decision = give(town, request, by="Tess")
    sixteen = reaches(BORN["Deniz"], 16)
    assert decision.valid_until == min(sixteen, request.wished_until)


@pytest.mark.parametrize("who", ["Fatima", "Tess", "Joris"])
def test_who_does_not_work_in_the_domain_decides_nothing(town: Town, who: str) -> None:
    request = ask(town)
    consent(town, request)
    actor = town.actor(who)
    for change in (services.give_sight, services.refuse_sight):
        with acting(actor), pytest.raises(NotAllowed):
            change(actor=actor, request=request, answer="Mag", at=town.now)
    status = answer(town, who, request).status_code
    assert status == (422 if who == "Joris" else 404)
    assert not SharingDecision.objects.exists()


def test_somebody_of_another_household_finds_nothing(town: Town) -> None:
    request = ask(town)
    for name in ("sight_request", "record_consent"):
        assert town.client("Bram").get(reverse(f"casework:{name}", args=[request.pk])).status_code == 404


def test_refused_is_refused_with_the_words_and_opens_nothing(town: Town) -> None:
    request = ask(town)
    consent(town, request)
    answer(town, "Noor", request, "Eerst zelf met Emre praten", refuse=True)
    request.refresh_from_db()
    assert (request.status, request.decided_by) == ("refused", town.user("Noor"))
    assert not reads(town, "Joris")
    assert not SharingDecision.objects.exists()
    assert "Eerst zelf met Emre praten" in page_of(town, "Joris", request)
    assert "Vraag opnieuw" not in page_of(town, "Joris", request)
    assert AccessRecord.objects.filter(event="sightrequest.refused").count() == 1
    assert Task.objects.filter(assignee=town.user("Joris"), title__contains="geen zicht").exists()


@pytest.mark.parametrize("words", ["", "  ", "x" * 301])
def test_an_answer_has_words(town: Town, words: str) -> None:
    request = ask(town)
    consent(town, request)
    assert answer(town, "Noor", request, words).status_code == 422
    assert not SharingDecision.objects.exists()


def test_it_is_answered_once(town: Town) -> None:
    request = ask(town)
    consent(town, request)
    give(town, request)
    with pytest.raises(NotAllowed, match="al beantwoord"):
        give(town, request)
    assert SharingDecision.objects.count() == 1


def test_it_ends_by_itself_on_its_day(town: Town) -> None:
    decision = share(town)
    assert decision.valid_until is not None
    last = HouseholdGrant.objects.on(decision.valid_until - DAY).filter(user=town.user("Joris"), domain="debts")
    after = HouseholdGrant.objects.on(decision.valid_until).filter(user=town.user("Joris"), domain="debts")
    assert last.filter(level=Level.CONTENT).exists()
    assert not after.filter(level=Level.CONTENT).exists()


def test_shortly_before_its_end_it_can_be_asked_again_and_the_answer_replaces_it(town: Town) -> None:
    request = ask(town, wished_until=timezone.localdate() + 20 * DAY)
    consent(town, request)
    first = give(town, request)
    assert "Vraag verlenging" in page_of(town, "Joris", request)
    again = ask(town)
    with pytest.raises(NotAllowed, match="toestemming"):
        give(town, again)
    consent(town, again)
    give(town, again)
    first.refresh_from_db()
    assert first.ended_at is not None
    assert first.valid_until == first.valid_from
    assert SharingDecision.objects.on(timezone.localdate()).count() == 1
    assert reads(town, "Joris")


def test_who_left_the_household_gets_nothing(town: Town) -> None:
    request = ask(town)
    consent(town, request)
    fatima = town.actor("Fatima")
    with acting(fatima):
        assignment = Assignment.objects.get(user=town.user("Joris"))
        services.end_assignment(actor=fatima, assignment=assignment, reason="klaar", at=town.now)
    with pytest.raises(NotAllowed, match="werkt niet meer"):
        give(town, request)


def test_somebody_new_in_the_domain_must_consent_too(town: Town) -> None:
    request = ask(town)
    consent(town, request)
    fatima = town.actor("Fatima")
    with acting(fatima):
        start_trajectory(
            actor=fatima,
            case=town.case,
            domain=Domain.DEBTS,
            persons=[town.person("Lina")],
            subject="spaarrekening",
            at=town.now,
        )
    with pytest.raises(NotAllowed, match="toestemming van"):
        give(town, request)


def test_an_unanswered_question_is_no_task_to_tick_off(town: Town) -> None:
    request = ask(town)
    task = Task.objects.get(sight_request=request)
    noor = town.client("Noor")
    answered = noor.post(reverse("casework:finish_task", args=[task.pk]), follow=True)
    assert "Beantwoord de vraag" in answered.content.decode()
    task.refresh_from_db()
    assert task.done_at is None
    actor = town.actor("Noor")
    with acting(actor), pytest.raises(NotAllowed, match="Beantwoord"):
        services.finish_task(actor=actor, task=task, at=town.now)


def test_what_was_used_by_necessity_only_its_user_ends(town: Town) -> None:
    decision = use(town)
    joris, noor = town.actor("Joris"), town.actor("Noor")
    with acting(joris), pytest.raises(NotAllowed, match="noodzaak"):
        services.end_sharing(actor=joris, decision=decision, reason="liever niet", at=town.now)
    with acting(noor):
        services.end_sharing(actor=noor, decision=decision, reason="niet meer nodig", at=town.now)
    decision.refresh_from_db()
    assert decision.ended_because == "niet meer nodig"
    with acting(noor), pytest.raises(NotAllowed, match="al beëindigd"):
        services.end_sharing(actor=noor, decision=decision, reason="nog eens", at=town.now)


def test_of_two_who_decide_at_once_one_is_first(committing_database: str) -> None:
    town = build_town()
    request = ask(town)
    consent(town, request)
    outcomes: list[str] = []

    def decide(refuses: bool) -> None:
        actor = town.actor("Noor")
        change = services.refuse_sight if refuses else services.give_sight
        try:
            with acting(actor):
                change(actor=actor, request=request, answer="Besloten", at=town.now)
            outcomes.append("done")
        except NotAllowed:
            outcomes.append("late")
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=[refuses]) for refuses in (True, False)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", "late"]
    request.refresh_from_db()
    assert SharingDecision.objects.count() == (request.status == "given")


def test_when_somebody_new_is_helped_in_the_domain_sight_on_consent_ends_and_is_told(town: Town) -> None:
    share(town)
    fatima = town.actor("Fatima")
    start: dict[str, Any] = {"actor": fatima, "case": town.case, "domain": Domain.DEBTS, "at": town.now}
    with acting(fatima):
        start_trajectory(persons=[town.person("Sanne")], subject="tweede plan", **start)
    assert reads(town, "Joris")
    with acting(fatima):
        start_trajectory(persons=[town.person("Lina")], subject="spaarrekening", **start)
    assert not reads(town, "Joris")
    assert SharingDecision.objects.get().ended_because == "niet iedereen over wie het gaat, gaf toestemming"
    assert Task.objects.filter(assignee=town.user("Joris"), title="Uw zicht op Schulden is beëindigd").exists()


def test_every_night_sight_ends_that_rests_on_the_consent_of_who_has_no_gezag_any_more(town: Town) -> None:
    share(town, source=Domain.YOUTH, by="Tess")
    use(town)
    assert end_uncovered_sharing() == {"ended": 0}
    with acting(system_actor("tests")):
        Custody.objects.filter(child=town.person("Deniz"), holder=town.person("Emre")).update(kind="undetermined")
    assert end_uncovered_sharing() == {"ended": 1}
    assert SharingDecision.objects.get(ended_at=None).ground == "necessity"


def test_sight_stays_when_two_records_of_who_consented_become_one_and_two_again(town: Town) -> None:
    decision, emre, fatima = share(town), town.person("Emre"), town.actor("Fatima")
    before = set(Consent.objects.values_list("person_id", "given_by_id"))
    with acting_anywhere(fatima):
        other = make_person("Emre", "Yılmaz", "19860701", bsn="999990068")
        merged = merge(actor=fatima, kept=other, merged=emre, reason="dubbel ingevoerd", at=town.now)
    assert end_uncovered_sharing() == {"ended": 0}
    decision.refresh_from_db()
    assert set(decision.person_ids) == {town.person("Sanne").pk, other.pk}
    assert emre.pk not in {key for pair in Consent.objects.values_list("person_id", "given_by_id") for key in pair}
    with acting(fatima):
        assert undo(actor=fatima, merge=merged, at=town.now) == 0
    assert set(Consent.objects.values_list("person_id", "given_by_id")) == before
    assert end_uncovered_sharing() == {"ended": 0}
    assert reads(town, "Joris")
