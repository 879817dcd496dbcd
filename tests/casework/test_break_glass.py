"""Opening a household outside one's sight in an emergency: the least that serves, for four hours, told at once."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework.models import JournalEntry, TimelineEvent, Trajectory
from casework.services import NotAllowed, break_glass, end_emergency, write_note
from casework.tasks import check_grants
from households.models import Household, HouseholdGrant, Level
from households.querysets import granted
from privacy.access import scope
from privacy.acting import acting
from privacy.choices import Domain, Purpose
from privacy.models import AccessRecord, BreakGlass, EmergencyNotice, ReviewItem
from tests.people import Town

WHY = "buurvrouw belt: ruzie, kinderen huilen"
NOON = datetime.datetime(2026, 11, 20, 12, 0, tzinfo=datetime.UTC)


def opened(town: Town, who: str = "Bram", *, at: datetime.datetime | None = None, **other: Any) -> BreakGlass:
    actor = town.actor(who)
    values: dict[str, Any] = {"household": town.de_vries, "reason": BreakGlass.Reason.UNSAFETY, "words": WHY}
    with acting(actor):
        return break_glass(actor=actor, at=at or town.now, **values | other)


def post(client: Client, town: Town, **other: object) -> Any:
    values = {
        "person": town.person("Sanne").pk,
        "household": town.de_vries.pk,
        "purpose": "first_contact",
        "reason": "unsafety",
        "words": WHY,
        "domain": "",
    }
    return client.post(reverse("casework:break_glass"), values | other)


def page_of(town: Town, who: str) -> Any:
    return town.client(who).get(reverse("casework:household", args=[town.de_vries.pk]))


def test_the_form_says_what_it_does_before_it_does_it(town: Town) -> None:
    values = {"person": town.person("Sanne").pk, "household": town.de_vries.pk, "purpose": "first_contact"}
    answer = town.client("Bram").post(reverse("casework:break_glass"), values)
    assert answer.status_code == 200
    assert "De vaste casemanager en de privacy officer krijgen dit direct te zien" in answer.content.decode()
    assert not BreakGlass.objects.exists()


def test_it_opens_the_household_that_was_a_404(town: Town) -> None:
    assert page_of(town, "Bram").status_code == 404
    assert post(town.client("Bram"), town).status_code == 302
    assert page_of(town, "Bram").status_code == 200
    assert page_of(town, "Anja").status_code == 404


def test_it_gives_the_least_and_work_nowhere(town: Town) -> None:
    opened(town, domain=Domain.YOUTH)
    bram, here = town.actor("Bram"), Household.objects.filter(pk=town.de_vries.pk)
    assert scope(Trajectory, bram, Purpose.HELP).filter(household=town.de_vries).count() == 3
    assert here.filter(granted(bram, level=Level.CONTENT, in_domain=Domain.YOUTH)).exists()
    for domain in ("", Domain.DEBTS, Domain.WMO, Domain.PARTICIPATION):
        assert not here.filter(granted(bram, level=Level.CONTENT, in_domain=domain)).exists()
    assert not here.filter(granted(bram, level=Level.WORK)).exists()


def test_without_a_domain_it_opens_no_content(town: Town) -> None:
    noor = town.actor("Noor")
    with acting(noor):
        write_note(actor=noor, household_id=town.de_vries.pk, text="gebeld", domain=Domain.DEBTS, at=NOON)
    opened(town)
    assert not scope(JournalEntry, town.actor("Bram"), Purpose.HELP).exists()


def test_it_lasts_exactly_four_hours(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(town, at=NOON)
    last = NOON + datetime.timedelta(hours=4)
    for at, expected in (
        (last - datetime.timedelta(microseconds=1), 200),
        (last, 404),
        (last + datetime.timedelta(days=1), 404),
    ):
        monkeypatch.setattr(timezone, "now", lambda at=at: at)
        here = Household.objects.filter(granted(town.actor("Bram")), pk=town.de_vries.pk)
        assert here.exists() == (expected == 200)
        assert (
            bool(scope(Trajectory, town.actor("Bram"), Purpose.HELP).filter(household=town.de_vries)) == here.exists()
        )
        assert page_of(town, "Bram").status_code == expected


def test_it_goes_on_past_midnight(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    late = datetime.datetime(2026, 11, 20, 22, 30, tzinfo=datetime.UTC)
    opened(town, at=late)
    monkeypatch.setattr(timezone, "now", lambda: late + datetime.timedelta(hours=3))
    assert page_of(town, "Bram").status_code == 200


def test_the_one_inside_sees_the_time_left_and_stops_by_a_button(town: Town) -> None:
    emergency = opened(town)
    page = page_of(town, "Bram").content.decode()
    assert "U bent hier met noodtoegang" in page
    town.client("Bram").post(reverse("casework:end_emergency", args=[emergency.pk]))
    assert page_of(town, "Bram").status_code == 404
    emergency.refresh_from_db()
    assert emergency.ended_at is not None


def test_nobody_else_can_stop_it(town: Town) -> None:
    emergency = opened(town)
    url = reverse("casework:end_emergency", args=[emergency.pk])
    assert town.client("Joris").post(url).status_code == 404
    assert town.client("Fatima").post(url).status_code == 403
    with acting(town.actor("Fatima")), pytest.raises(NotAllowed):
        end_emergency(actor=town.actor("Fatima"), emergency=emergency, at=town.now)
    assert page_of(town, "Bram").status_code == 200


def test_the_case_manager_and_the_privacy_officer_see_it_at_once_on_every_page(town: Town) -> None:
    opened(town)
    for who in ("Fatima", "Pieter"):
        for name in ("home", "casework:team", "privacy:notices"):
            assert "Een collega opende in nood een huishouden" in town.client(who).get(reverse(name)).content.decode()
        told = town.client(who).get(reverse("privacy:notices")).content.decode()
        assert {words for words in ("Bram Dekker", WHY, "De Vries-Yılmaz") if words not in told} == set()
    for who in ("Joris", "Bram", "Anja"):
        assert "Een collega opende in nood" not in town.client(who).get(reverse("home")).content.decode()


def test_the_notice_stays_until_it_is_acknowledged(town: Town) -> None:
    emergency = opened(town)
    fatima, url = town.client("Fatima"), reverse("privacy:acknowledge_notice", args=[emergency.pk])
    assert town.client("Joris").post(url).status_code == 404
    assert fatima.post(url).status_code == 302
    assert "Een collega opende in nood" not in fatima.get(reverse("home")).content.decode()
    assert "Een collega opende in nood" in town.client("Pieter").get(reverse("home")).content.decode()


def test_the_case_manager_sees_who_is_inside_on_the_household_page(town: Town) -> None:
    opened(town, domain=Domain.YOUTH)
    below = reverse("casework:below", args=[town.de_vries.pk])
    side = re.sub(r"\s+", " ", town.client("Fatima").get(below).content.decode())
    assert "Nu binnen met noodtoegang" in side
    assert "ziet de inhoud van Jeugdhulp" in side
    assert "Nu binnen met noodtoegang" not in town.client("Joris").get(below).content.decode()


def test_opening_and_reading_are_recorded_with_ground_and_purpose(town: Town) -> None:
    post(town.client("Bram"), town)
    page_of(town, "Bram")
    broken = AccessRecord.objects.get(action=AccessRecord.Action.BREAK_GLASS)
    assert (broken.event, broken.actor_id, broken.household_id) == (
        "household.glass_broken",
        town.user("Bram").pk,
        town.de_vries.pk,
    )
    look = AccessRecord.objects.get(event="household.read", household_id=town.de_vries.pk)
    assert (look.purpose, look.ground) == ("emergency", "noodtoegang: iemand is nu niet veilig")
    assert "Noodtoegang tot" in TimelineEvent.objects.filter(household=town.de_vries).latest("at").sentence


@pytest.mark.parametrize(
    "changes",
    [
        {"reason": ""},
        {"reason": "boredom"},
        {"words": ""},
        {"words": "  spoed   "},
        {"words": "x" * 1001},
        {"domain": "health"},
    ],
)
def test_bad_input_gets_a_sentence_and_opens_nothing(town: Town, changes: dict[str, str]) -> None:
    assert post(town.client("Bram"), town, **changes).status_code == 422
    assert not BreakGlass.objects.exists()


@pytest.mark.parametrize("changes", [{"person": "x"}, {"household": ""}, {"purpose": "help"}])
def test_a_form_that_was_tampered_with_is_a_bad_request(town: Town, changes: dict[str, str]) -> None:
    assert post(town.client("Bram"), town, **changes).status_code == 400


def test_a_household_of_somebody_else_than_the_hit_is_a_404(town: Town) -> None:
    assert post(town.client("Bram"), town, person=town.person("Gerda").pk).status_code == 404
    assert post(town.client("Bram"), town, household=town.bakker.pk).status_code == 404


def test_only_caregivers_reach_it(town: Town) -> None:
    assert post(town.client("Pieter"), town).status_code == 403
    assert town.client("Bram").get(reverse("casework:break_glass")).status_code == 405
    with acting(town.actor("Pieter")), pytest.raises(NotAllowed):
        break_glass(
            actor=town.actor("Pieter"),
            household=town.de_vries,
            reason=BreakGlass.Reason.MEDICAL,
            words=WHY,
            at=town.now,
        )


def test_whoever_sees_the_household_already_needs_no_emergency(town: Town) -> None:
    with pytest.raises(NotAllowed, match="U ziet dit huishouden al"):
        opened(town, "Joris")


def test_one_without_a_place_in_a_team_any_more_loses_it(town: Town) -> None:
    opened(town)
    with acting(town.actor("Anja")):
        town.user("Bram").memberships.update(valid_until=timezone.localdate())
    assert page_of(town, "Bram").status_code == 404


def test_the_database_holds_what_an_emergency_is(town: Town) -> None:
    emergency = opened(town)
    for changes in (
        {"expires_at": emergency.opened_at + datetime.timedelta(hours=5)},
        {"words": "kort"},
        {"ended_at": emergency.expires_at + datetime.timedelta(seconds=1)},
    ):
        with acting(town.actor("Bram")), pytest.raises(IntegrityError), transaction.atomic():
            BreakGlass.objects.filter(pk=emergency.pk).update(**changes)
    with pytest.raises(IntegrityError, match="grant_has_one_source"), transaction.atomic():
        HouseholdGrant.objects.filter(break_glass_id=emergency.pk).update(assignment_id=emergency.pk)


def unreviewed(town: Town) -> None:
    values = {"user": town.user("Bram"), "household_id": town.de_vries.pk, "reason": "medical", "words": WHY}
    BreakGlass.objects.create(**values, opened_at=NOON, expires_at=NOON + datetime.timedelta(hours=4))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_an_emergency_without_its_review_does_not_come_to_be(town: Town) -> None:
    with (
        acting(town.actor("Bram")),
        pytest.raises(IntegrityError, match="without its review"),
        transaction.atomic(),
    ):
        unreviewed(town)


def test_who_is_told_is_written_down(town: Town) -> None:
    emergency = opened(town)
    told = EmergencyNotice.objects.filter(break_glass=emergency).values_list("user__name", flat=True)
    assert set(told) == {"Fatima Bennani", "Pieter Kok"}
    item = ReviewItem.objects.get(break_glass=emergency)
    assert (item.user, item.household_id, item.closed_at) == (town.user("Bram"), town.de_vries.pk, None)


def test_the_nightly_check_knows_what_an_emergency_may_give(town: Town) -> None:
    emergency = opened(town, domain=Domain.YOUTH)
    theirs = HouseholdGrant.objects.filter(break_glass_id=emergency.pk)
    assert check_grants() == {"missing": 0, "unfounded": 0}
    theirs.filter(domain=Domain.DEBTS).update(level=Level.CONTENT)
    theirs.filter(domain=Domain.YOUTH).update(level=Level.WORK)
    theirs.filter(domain=Domain.WMO).update(expires_at=emergency.expires_at + datetime.timedelta(hours=1))
    assert check_grants() == {"missing": 0, "unfounded": 3}
