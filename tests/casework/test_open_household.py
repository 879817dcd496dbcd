"""Opening a household: who sees what, who gets a 404, and what is recorded of it."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casework.models import Assignment, TimelineEvent
from casework.services import start_trajectory, write_note
from casework.services.timeline import tell
from households.models import Household
from privacy.acting import acting
from privacy.choices import Domain, Purpose
from privacy.models import AccessRecord
from privacy.services import system_actor
from tests.casework.sharing import share
from tests.over_the_walls import acting_anywhere
from tests.people import Town, join, make_child, make_person

QUERIES = {"": 15, "?alles=ja": 19}  # two of them the savepoint that the test itself needs


def url_of(household: Household) -> str:
    return reverse("casework:household", args=[household.pk])


def whole(town: Town, who: str, household: Household) -> str:
    """The page with what is below the fold in it, as it comes without JavaScript."""
    return town.client(who).get(f"{url_of(household)}?alles=ja").content.decode()


def last_record() -> AccessRecord:
    return AccessRecord.objects.order_by("-at").first()  # type: ignore[return-value]


def test_the_case_manager_sees_members_domains_and_who_is_involved(town: Town) -> None:
    page = whole(town, "Fatima", town.de_vries)
    for text in ("De Vries-Yılmaz", "Kerkstraat 12", "Lina Yılmaz", "8 jaar", "kind van Emre en Sanne", "Joris Smit"):
        assert text in page
    assert "gezamenlijk gezag: Emre en Sanne" in page
    assert page.count("U ziet alleen dat er hulp is") == len(town.trajectories) == len(Domain) - 1
    assert page.count("Begint hier hulp, dan ziet u dat.") == 1


def test_the_one_household_belongs_to_bram_and_not_to_fatima(town: Town) -> None:
    assert town.client("Bram").get(url_of(town.bakker)).status_code == 200
    assert town.client("Fatima").get(url_of(town.bakker)).status_code == 404


def test_a_professional_sees_that_others_are_involved_and_the_content_of_her_own_domain(town: Town) -> None:
    noor = town.actor("Noor")
    with acting(noor):
        write_note(
            actor=noor, household_id=town.de_vries.pk, domain=Domain.DEBTS, text="Drie schuldeisers", at=town.now
        )
    at_noor, at_joris = whole(town, "Noor", town.de_vries), whole(town, "Joris", town.de_vries)
    assert "Drie schuldeisers" in at_noor
    assert "Drie schuldeisers" not in at_joris
    assert "Noor de Boer" in at_joris


def test_a_decision_to_share_opens_the_content_to_the_case_manager_and_says_why(town: Town) -> None:
    noor = town.actor("Noor")
    with acting(noor):
        write_note(
            actor=noor, household_id=town.de_vries.pk, domain=Domain.DEBTS, text="Drie schuldeisers", at=town.now
        )
    share(town, "Fatima", purpose=Purpose.COORDINATION)
    page = whole(town, "Fatima", town.de_vries)
    assert "Drie schuldeisers" in page
    assert "U ziet de inhoud: toestemming" in page


def test_one_record_names_the_reader_the_purpose_the_ground_and_everybody_shown(town: Town) -> None:
    town.client("Joris").get(url_of(town.de_vries))
    record = last_record()
    assert (record.actor_name, record.action, record.event) == ("Joris Smit", "read", "household.read")
    assert (record.purpose, record.ground) == ("wmo", "professional Wmo")
    assert record.household_id == town.de_vries.pk
    assert set(record.subject_ids) == {town.person(name).pk for name in ("Sanne", "Emre", "Lina", "Deniz")}


def test_a_refusal_looks_like_nothing_there_and_is_recorded(town: Town) -> None:
    bram = town.client("Bram")
    refused, absent = bram.get(url_of(town.de_vries)), bram.get(reverse("casework:household", args=[uuid.uuid4()]))
    assert (refused.status_code, absent.status_code) == (404, 404)
    assert refused.content == absent.content
    denial = AccessRecord.objects.filter(action="denied").order_by("at").first()
    assert denial is not None
    assert (denial.actor_name, denial.household_id) == ("Bram Dekker", town.de_vries.pk)


def test_sight_ends_with_the_assignment(town: Town) -> None:
    with acting(system_actor("tests")):
        Assignment.objects.filter(user=town.user("Joris")).delete()
        town.refresh_grants()
    assert town.client("Joris").get(url_of(town.de_vries)).status_code == 404


def test_sight_ends_with_the_membership_of_the_team(town: Town) -> None:
    with acting(system_actor("tests")):
        town.user("Joris").memberships.update(valid_until=town.today)
    assert town.client("Joris").get(url_of(town.de_vries)).status_code == 404


def test_since_the_last_visit_marks_what_others_did(town: Town) -> None:
    fatima = town.client("Fatima")
    fatima.get(url_of(town.de_vries))
    manager = town.actor("Anja")
    with acting_anywhere(manager):
        tell(
            actor=manager,
            at=town.now,
            household_id=town.de_vries.pk,
            kind=TimelineEvent.Kind.HOUSEHOLD,
            sentence="Het gezin is verhuisd",
        )
    page = fatima.get(url_of(town.de_vries)).content.decode()
    assert "1 nieuw sinds uw laatste bezoek" in page


def test_what_is_below_the_fold_follows_and_is_no_visit_of_its_own(town: Town) -> None:
    fatima = town.client("Fatima")
    page = fatima.get(url_of(town.de_vries)).content.decode()
    below = reverse("casework:below", args=[town.de_vries.pk])
    assert f'hx-get="{below}?sinds="' in page
    assert "Tess Mulder" in fatima.get(below).content.decode()
    events = AccessRecord.objects.filter(household_id=town.de_vries.pk, action__in=["read", "list"]).order_by("at")
    assert list(events.values_list("event", flat=True)) == ["household.read", "household.part"]
    assert town.client("Bram").get(below).status_code == 404


@pytest.mark.parametrize("address", ["", "?alles=ja"])
@pytest.mark.parametrize(("members", "trajectories"), [(0, 0), (8, 5)])
def test_the_number_of_queries_does_not_grow(town: Town, members: int, trajectories: int, address: str) -> None:
    with acting(system_actor("tests")):
        for number in range(members):
            child = make_person(f"Kind{number}", "Vries", "20150101", prefix="de")
            make_child(child, town.person("Sanne"))
            join(town.de_vries, child)
    fatima = town.actor("Fatima")
    with acting(fatima):
        for number in range(trajectories):
            start_trajectory(
                actor=fatima,
                case=town.case,
                domain=Domain.WMO,
                persons=[town.person("Sanne")],
                subject=f"hulp {number}",
                at=town.now,
            )
    client = town.client("Fatima")
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"{url_of(town.de_vries)}{address}").status_code == 200
    assert len(queries) == QUERIES[address]
