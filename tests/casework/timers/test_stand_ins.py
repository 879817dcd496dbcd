"""While somebody stands in, they are told what the colleague is told, of that work and of no other."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest
from django.core import mail
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from casework.models import Assignment, Notice, Task
from casework.services import delegate_task, replace
from casework.timers import Timer, run_due, run_once
from casework.timers.mailing import send_mails, write_mails
from privacy.acting import acting
from privacy.choices import Domain, Role
from privacy.services import system_actor
from tests.casework.clocks.running import ago, run
from tests.casework.closed import make_compartment
from tests.casework.working import another_household, day, give_task, titles, worklist
from tests.people import Town, make_user


@pytest.fixture(autouse=True)
def karim(town: Town) -> Iterator[None]:
    """A case manager of team Haven, without households; and a mail server."""
    with acting(system_actor("tests")):
        make_user(town, "Karim Aziz", "Wijkteam Haven", Role.CASE_MANAGER)
    with override_settings(SENDS_MAIL=True, EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        yield


def stand_in(town: Town, *, who: str = "Karim", away: str = "Fatima", first: int = 0, back: int = 5) -> None:
    """Of `away` in the household De Vries, from the first day until they are back: days from today, past or future."""
    anja = town.actor("Anja")
    replaced = Assignment.objects.on().get(user=town.user(away), case=town.case)
    with acting(anja):
        (made,) = replace(
            actor=anja,
            assignments=[replaced],
            stand_in=town.user(who),
            valid_from=day(max(first, 0)),
            valid_until=day(max(back, 1)),
            reason="verlof",
            at=timezone.now(),
        )
    with acting(system_actor("tests")):
        Assignment.objects.filter(pk=made.pk).update(valid_from=day(first), valid_until=day(back))
        town.refresh_grants()


def night() -> None:
    """Every timer of today."""
    run_due(at=timezone.make_aware(datetime.datetime.combine(day(0), datetime.time(6))))
    run_once(Timer("daily_mail", write_mails, datetime.time(6, 30)), day=day(0), at=timezone.now())
    send_mails(at=timezone.now())


def told(who: str = "Karim") -> set[tuple[str, str]]:
    rows = Notice.objects.filter(user__name__startswith=who)
    return set(rows.values_list("task__title", "kind"))


def mailed() -> set[str]:
    return {message.to[0].partition("@")[0] for message in mail.outbox}


def test_reminders_mail_and_worklist_reach_who_stands_in_as_well_as_who_is_away(town: Town) -> None:
    stand_in(town)
    give_task(town, "bel de school", 0)
    night()
    assert told() == told("Fatima") == {("bel de school", "due")}
    assert mailed() == {"fatima", "karim"}
    page = worklist(town.client("Karim"))
    assert titles(page) == ["bel de school"]
    assert page.count("voor Fatima Bennani") == 2  # the notice and the line
    assert "voor Fatima Bennani" in town.client("Karim").get(reverse("home")).content.decode()
    assert "voor Fatima" not in worklist(town.client("Fatima"))


def test_a_warning_of_a_clock_reaches_who_stands_in(town: Town) -> None:
    with acting(system_actor("tests")):
        make_user(town, "Youssef Amrani", "Wijkteam Haven", Role.PROFESSIONAL, Domain.WMO)
    clock = run(town, "wmo.onderzoek", ago(30))
    stand_in(town, who="Youssef", away="Joris")
    night()
    assert clock.task is not None
    assert (clock.task.title, "ahead") in told("Joris") & told("Youssef")
    assert "ahead" not in {kind for _title, kind in told()}


def test_who_stands_in_is_told_of_a_task_that_is_given_meanwhile(town: Town) -> None:
    stand_in(town)
    give_task(town, "van Joris", 9, who="Fatima", by="Joris", domain=Domain.WMO)
    task = give_task(town, "voor Noor", 9, who="Noor", domain=Domain.DEBTS)
    with acting(town.actor("Noor")):
        delegate_task(actor=town.actor("Noor"), task=task, assignee=town.user("Fatima"), at=timezone.now())
    assert told() == told("Fatima") == {("van Joris", "given"), ("voor Noor", "given")}


@pytest.mark.parametrize(("first", "back"), [(-5, 0), (1, 5)], ids=["ended yesterday", "starts tomorrow"])
def test_before_the_first_day_and_after_the_last_nobody_else_is_told(town: Town, first: int, back: int) -> None:
    stand_in(town, first=first, back=back)
    give_task(town, "bel de school", 0)
    give_task(town, "van Joris", 0, who="Fatima", by="Joris", domain=Domain.WMO)
    night()
    assert told() == set()
    assert mailed() == {"fatima"}
    assert titles(worklist(town.client("Karim"))) == []


def test_what_was_told_goes_when_it_ends(town: Town) -> None:
    stand_in(town)
    give_task(town, "bel de school", 0)
    night()
    with acting(system_actor("tests")):
        Assignment.objects.filter(kind="replacement").update(valid_from=day(-1), valid_until=day(0))
        town.refresh_grants()
    page = worklist(town.client("Karim"))
    assert "bel de school" not in page
    assert "De Vries" not in page


def test_another_household_of_the_colleague_and_work_of_others_are_not_told(town: Town) -> None:
    stand_in(town)
    give_task(town, "bij Aalders", 0, household_id=another_household(town, "Aalders").pk)
    give_task(town, "van Joris zelf", 0, who="Joris", domain=Domain.WMO)
    night()
    assert told() == set()
    assert mailed() == {"fatima", "joris"}


def test_who_stands_in_for_a_professional_is_told_of_that_domain_alone(town: Town) -> None:
    with acting(system_actor("tests")):
        make_user(town, "Youssef Amrani", "Wijkteam Haven", Role.PROFESSIONAL, Domain.WMO)
    stand_in(town, who="Youssef", away="Joris")
    give_task(town, "keukentafel", 0, who="Joris", domain=Domain.WMO)
    give_task(town, "regie", 0, who="Joris", by="Fatima")
    night()
    assert told("Youssef") == {("keukentafel", "due")}
    assert Task.objects.count() == 2


def test_what_is_in_a_closed_compartment_is_told_to_its_members_alone(town: Town) -> None:
    with acting(system_actor("tests")):
        make_user(town, "Sara Vos", "Wijkteam Haven", Role.PROFESSIONAL, Domain.YOUTH)
    stand_in(town, who="Sara", away="Tess")
    compartment = make_compartment(town, "Joris")
    give_task(town, "afwegingskader", 0, who="Tess", by="Joris", compartment=compartment)
    night()
    assert told("Tess") == {("afwegingskader", "given"), ("afwegingskader", "due")}
    assert told("Sara") == set()
    assert mailed() == set()
    page = worklist(town.client("Sara"))
    assert "afwegingskader" not in page
    assert "nieuwe melding" not in town.client("Sara").get(reverse("home")).content.decode()
