"""Consent: recorded in the words that were used, withdrawn at once everywhere, and seen on the screen of sharing."""

from __future__ import annotations

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from casework import grants, services
from casework.models import TimelineEvent, Trajectory
from casework.services import NotAllowed
from households.models import HouseholdGrant, Level
from privacy.acting import acting
from privacy.choices import Domain, Purpose
from privacy.models import AccessRecord, Consent, SharingDecision
from tests.casework.sharing import DAY, ask, consent, give, givers, share, use
from tests.over_the_walls import acting_anywhere
from tests.people import Town


def sees(town: Town, who: str, domain: Domain = Domain.DEBTS) -> bool:
    grants_today = HouseholdGrant.objects.on().filter(user=town.user(who), domain=domain)
    return grants_today.filter(level__gte=Level.CONTENT).exists()


def withdraw(
    town: Town, one: Consent, who: str = "Fatima", at: datetime.datetime | None = None
) -> list[SharingDecision]:
    actor = town.actor(who)
    with acting(actor):
        return services.withdraw_consent(
            actor=actor,
            consent=one,
            withdrawer=Consent.Withdrawer.GIVER,
            channel=Consent.Channel.CONVERSATION,
            at=at or town.now,
        )


def both_on_one(town: Town) -> list[SharingDecision]:
    """Joris and Fatima read the debts, on the same consents."""
    questions = [ask(town), ask(town, "Fatima", purpose=Purpose.COORDINATION)]
    consent(town, *questions)
    return [give(town, question) for question in questions]


def test_withdrawn_closes_both_that_rest_on_it_at_once_and_leaves_the_law_alone(town: Town) -> None:
    both_on_one(town)
    use(town)
    assert sees(town, "Joris")
    assert sees(town, "Fatima")
    closed = withdraw(town, Consent.objects.get(given_by_id=town.person("Emre").pk))
    assert {decision.receiver for decision in closed} == {town.user("Joris"), town.user("Fatima")}
    assert not sees(town, "Joris")
    assert not sees(town, "Fatima")
    assert sees(town, "Noor", Domain.WMO)
    assert grants.differences(on=timezone.localdate()) == (0, 0)


def test_withdrawn_on_the_first_day_it_held_on_no_day_and_the_moments_tell(town: Town) -> None:
    decision = share(town)
    one = Consent.objects.first()
    assert one is not None
    withdraw(town, one)
    decision.refresh_from_db()
    one.refresh_from_db()
    assert decision.valid_from == decision.valid_until == one.valid_from == one.valid_until
    assert decision.ended_at is not None
    assert decision.ended_because == "toestemming ingetrokken"
    assert one.withdrawn_at is not None
    assert not SharingDecision.objects.on().exists()


def test_withdrawn_later_it_held_until_the_day_before(town: Town) -> None:
    decision = share(town)
    evening = town.now + datetime.timedelta(days=10)
    one = Consent.objects.first()
    assert one is not None
    withdraw(town, one, at=evening)
    decision.refresh_from_db()
    assert decision.valid_until == timezone.localdate(evening)
    assert HouseholdGrant.objects.on(timezone.localdate(evening) - DAY).filter(user=town.user("Joris")).exists()
    later = HouseholdGrant.objects.on(timezone.localdate(evening)).filter(user=town.user("Joris"), domain="debts")
    assert not later.filter(level=Level.CONTENT).exists()


def test_the_withdrawal_is_on_the_timeline_in_the_log_and_in_the_history(town: Town) -> None:
    share(town)
    one = Consent.objects.get(given_by_id=town.person("Sanne").pk)
    withdraw(town, one)
    event = TimelineEvent.objects.get(sentence="Toestemming van Sanne de Vries ingetrokken, over Schulden")
    assert (event.depth, event.domain) == ("involvement", "debts")
    record = AccessRecord.objects.get(event="consent.withdrawn")
    assert (record.action, list(record.subject_ids)) == ("change", [town.person("Sanne").pk])
    assert AccessRecord.objects.filter(event="sharing.ended").count() == 1
    assert one.history.first().history_change_reason == "toestemming ingetrokken"


def test_consent_keeps_the_words_who_said_them_and_to_whom(town: Town) -> None:
    request = ask(town)
    consent(town, request)
    sanne = Consent.objects.get(given_by_id=town.person("Sanne").pk)
    assert sanne.words.startswith(
        "Ik geef toestemming aan Joris Smit om te lezen wat er is opgeschreven over hulp bij schulden."
    )
    assert "over mij" in sanne.words
    assert (sanne.capacity, sanne.channel, sanne.recorded_by) == ("self", "conversation", town.user("Noor"))
    assert sanne.receiver_ids == [town.user("Joris").pk]
    assert (sanne.domains, sanne.purposes) == (["debts"], ["wmo"])


def test_a_parents_words_name_the_child(town: Town) -> None:
    request = ask(town, source=Domain.YOUTH)
    consent(town, request, by="Tess")
    emre = Consent.objects.get(given_by_id=town.person("Emre").pk)
    assert emre.person_id == town.person("Deniz").pk
    assert "gegevens over Deniz Yılmaz" in emre.words


def test_consent_to_one_colleague_is_none_to_another_and_for_one_domain_none_for_another(town: Town) -> None:
    consent(town, ask(town))
    for_fatima = ask(town, "Fatima", purpose=Purpose.COORDINATION)
    with pytest.raises(NotAllowed, match="toestemming van"):
        give(town, for_fatima)
    other_domain = ask(town, source=Domain.YOUTH)
    with pytest.raises(NotAllowed, match="toestemming van"):
        give(town, other_domain, by="Tess")


def test_consent_withdrawn_before_the_answer_counts_for_nothing(town: Town) -> None:
    request = ask(town)
    consents = consent(town, request)
    withdraw(town, consents[0])
    with pytest.raises(NotAllowed, match="toestemming van"):
        give(town, request)


@pytest.mark.parametrize("who", ["Bram", "Anja", "Pieter"])
def test_who_does_not_help_this_household_records_nothing(town: Town, who: str) -> None:
    share(town)
    one = Consent.objects.first()
    assert one is not None
    with pytest.raises(NotAllowed):
        withdraw(town, one, who)
    assert town.client(who).post(reverse("casework:withdraw_consent", args=[one.pk])).status_code == 404
    assert town.client(who).get(reverse("casework:household_sharing", args=[town.de_vries.pk])).status_code == 404
    assert sees(town, "Joris")


def test_who_neither_asked_nor_owns_records_no_consent(town: Town) -> None:
    request = ask(town)
    with pytest.raises(NotAllowed):
        consent(town, request, by="Tess")
    assert not Consent.objects.exists()


def test_it_is_withdrawn_once(town: Town) -> None:
    consents = consent(town, ask(town))
    withdraw(town, consents[0])
    with pytest.raises(NotAllowed, match="al ingetrokken"):
        withdraw(town, consents[0])


def test_the_database_keeps_who_when_and_how_together(town: Town) -> None:
    one = consent(town, ask(town))[0]
    one.withdrawn_at = town.now
    with acting(town.actor("Noor")), pytest.raises(IntegrityError), transaction.atomic():
        one.save()


def test_the_screen_lists_who_sees_what_and_who_consented_and_takes_it_back(town: Town) -> None:
    share(town)
    joris, url = town.client("Joris"), reverse("casework:household_sharing", args=[town.de_vries.pk])
    page = joris.get(url).content.decode()
    assert "leest Schulden, voor maatschappelijke ondersteuning" in page
    assert "Joris Smit mag Schulden lezen" in page
    one = Consent.objects.get(given_by_id=town.person("Sanne").pk)
    withdrawal = reverse("casework:withdraw_consent", args=[one.pk])
    assert "Schulden, voor Joris Smit" in joris.get(withdrawal).content.decode()
    done = joris.post(withdrawal, {"channel": "conversation"}, follow=True).content.decode()
    assert "Wat erop rustte, is nu dicht." in done
    assert "ingetrokken op" in done
    assert not sees(town, "Joris")


def test_recording_consent_on_the_screen_reads_the_words_and_answers_several_questions(town: Town) -> None:
    request = ask(town)
    other = ask(town, "Fatima", purpose=Purpose.COORDINATION)
    url, noor = reverse("casework:record_consent", args=[request.pk]), town.client("Noor")
    page = noor.get(url).content.decode()
    assert "Ik mag mijn toestemming altijd intrekken." in page
    assert "Fatima Bennani" in page
    keys = [f"{giver.person_id}/{giver.capacity}/{giver.given_by_id}" for giver in givers(town, request)]
    data = {"givers": keys, "channel": "writing", "given_on": timezone.localdate().isoformat(), "also": [str(other.pk)]}
    again = noor.post(url, data)
    assert again.status_code == 422
    assert "Ik geef toestemming aan Joris Smit en Fatima Bennani om te lezen" in again.content.decode()
    assert not Consent.objects.exists()
    data["shown"] = str(other.pk)
    assert "De toestemming is vastgelegd." in noor.post(url, data, follow=True).content.decode()
    assert Consent.objects.count() == 2
    assert all(one.receiver_ids == [town.user("Joris").pk, town.user("Fatima").pk] for one in Consent.objects.all())
    give(town, other)
    assert sees(town, "Fatima")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"givers": []}, "Kies wie toestemming gaf."),
        ({"givers": ["iemand"]}, "Kies iemand uit de lijst."),
        ({"given_on": ""}, "Kies een dag."),
        ({"given_on": "2099-01-01"}, "niet later dan vandaag"),
        ({"given_on": "2018-01-01"}, "Kies een dag in het afgelopen jaar"),
        ({"channel": "droom"}, "droom"),
    ],
)
def test_what_cannot_be_recorded_gets_a_sentence(town: Town, fields: dict[str, object], sentence: str) -> None:
    request = ask(town)
    keys = [f"{giver.person_id}/{giver.capacity}/{giver.given_by_id}" for giver in givers(town, request)]
    data = {"givers": keys, "channel": "writing", "given_on": timezone.localdate().isoformat()} | fields
    answer = town.client("Noor").post(reverse("casework:record_consent", args=[request.pk]), data)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Consent.objects.exists()


def test_under_curatele_the_curator_consents_by_name(town: Town) -> None:
    with acting_anywhere(town.actor("Anja")):
        sanne = town.person("Sanne")
        sanne.is_under_guardianship = True
        sanne.save()
        Trajectory.objects.get(domain="debts").persons.set([sanne])
    request = ask(town)
    url, noor = reverse("casework:record_consent", args=[request.pk]), town.client("Noor")
    (giver,) = givers(town, request)
    data = {
        "givers": [f"{giver.person_id}/curator/"],
        "channel": "writing",
        "given_on": timezone.localdate().isoformat(),
    }
    assert "Vul de naam van de curator in." in noor.post(url, data).content.decode()
    noor.post(url, data | {"curator": "mr. Van Dam"})
    assert Consent.objects.get().given_by_name == "mr. Van Dam"
    give(town, request)
    assert sees(town, "Joris")


def test_who_gave_sight_may_end_it_with_the_reason(town: Town) -> None:
    decision = share(town)
    url = reverse("casework:end_sharing", args=[decision.pk])
    assert town.client("Tess").post(url, {"reason": "hoeft niet"}).status_code == 422
    assert town.client("Noor").post(url, {"reason": ""}).status_code == 422
    assert sees(town, "Joris")
    town.client("Noor").post(url, {"reason": "traject klaar"})
    decision.refresh_from_db()
    assert decision.ended_because == "traject klaar"
    assert not sees(town, "Joris")
