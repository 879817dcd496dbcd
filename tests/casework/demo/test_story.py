"""What a guide can show in any demo: one household with everything, colleagues who live here, twelve at one address."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from casework.clocks.calendar import working_day_from
from casework.demo.load import load
from casework.demo.staff import MAIL
from casework.models import Assignment, Case, Trajectory
from households.demo.town import Town
from households.models import Household, HouseholdMembership, Level
from households.querysets import granted, visible_households
from privacy.acting import Actor, actor_for
from privacy.choices import Domain
from privacy.dates import on_day
from privacy.looks import last_visit, recent_looks
from privacy.models import AccessRecord, User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def town(db: None) -> None:
    load(Town(20, 7, timezone.localdate()), password="een-wachtwoord-voor-de-demo")


@pytest.fixture
def story() -> Household:
    return Household.objects.get(name="De Vries-Yılmaz")


def actor(mailbox: str) -> Actor:
    return actor_for(User.objects.get(email=f"{mailbox}@{MAIL}"))


def household_of(given: str, surname: str) -> Household:
    membership = HouseholdMembership.objects.get(on_day(), person__given_names=given, person__surname=surname)
    return membership.household


def reaches(mailbox: str, household: Household, *, level: Level, domain: str) -> bool:
    who = actor(mailbox)
    return Household.objects.filter(granted(who, level=level, in_domain=domain), pk=household.pk).exists()


def test_all_four_domains_run_and_the_inquiry_is_at_day_31_of_42(story: Household) -> None:
    running = {row.domain: row for row in Trajectory.objects.filter(household=story, ended_on__isnull=True)}
    assert set(running) == set(Domain)
    wmo = running[Domain.WMO]
    assert (wmo.state, (timezone.localdate() - wmo.started_on).days) == (Trajectory.State.INVESTIGATING, 31)
    report = story.tasks.get(domain=Domain.WMO, done_at__isnull=True)
    six_weeks = working_day_from(wmo.started_on + datetime.timedelta(days=42))
    assert (report.article, report.due_on) == ("Wmo 2015 art. 2.3.2 lid 8", six_weeks)


def test_fatima_is_the_second_case_manager_in_two_years(story: Household) -> None:
    managers = Assignment.objects.filter(case__household=story, kind=Assignment.Kind.CASE_MANAGER)
    assert managers.count() == 2
    assert managers.get(valid_until__isnull=True).user.name == "Fatima Bennani"


def test_the_case_manager_sees_what_in_three_domains_and_that_in_youth(story: Household) -> None:
    seen = {domain: reaches("fatima.bennani", story, level=Level.CONTENT, domain=domain) for domain in Domain.values}
    assert seen == {"debts": True, "youth": False, "wmo": True, "participation": True}
    assert reaches("fatima.bennani", story, level=Level.INVOLVEMENT, domain=Domain.YOUTH)


def test_joris_works_on_the_wmo_and_sees_that_there_is_debt_counselling(story: Household) -> None:
    assert reaches("joris.smit", story, level=Level.WORK, domain=Domain.WMO)
    assert not reaches("joris.smit", story, level=Level.CONTENT, domain=Domain.DEBTS)


def test_there_is_enough_on_its_timeline(story: Household) -> None:
    assert story.timeline_events.count() >= 50
    assert story.journal_entries.filter(text__startswith="Gebeld met Samira. De brief van de corporatie").exists()


def test_there_is_news_since_fatima_looked_and_others_looked_since(story: Household) -> None:
    last = Household.objects.values_list(last_visit(actor("fatima.bennani"))).get(pk=story.pk)[0]
    assert last is not None
    assert story.timeline_events.filter(at__gt=last).count() >= 2
    assert {look.actor_name for look in recent_looks(story.pk)} >= {"Joris Smit", "Noor de Boer"}


def test_the_privacy_officer_can_find_a_colleague_who_tried_to_look() -> None:
    refused = AccessRecord.objects.get(event="household.denied")
    assert refused.household_id == household_of("Sanne", "Koopman").pk
    assert refused.subject_ids == []


def test_fatima_never_sees_her_own_household_nor_her_mothers() -> None:
    own, mothers = household_of("Fatima", "Bennani"), household_of("Zohra", "Ouali")
    assert not Case.objects.filter(household=own).exists()
    assert not visible_households(actor("fatima.bennani")).filter(pk__in=[own.pk, mothers.pk]).exists()


def test_a_colleagues_household_is_seen_by_a_named_exception_only() -> None:
    household = household_of("Sanne", "Koopman")
    helpers = Assignment.objects.on().filter(case__household=household)
    assert helpers
    for assignment in helpers:
        assert visible_households(actor_for(assignment.user)).filter(pk=household.pk).exists()
    assert not visible_households(actor("sanne.koopman")).filter(pk=household.pk).exists()


def test_one_household_has_twelve_members_and_eight_trajectories() -> None:
    household = household_of("Els", "Horst")
    assert HouseholdMembership.objects.on().filter(household=household).count() == 12
    assert Trajectory.objects.filter(household=household).count() == 8
