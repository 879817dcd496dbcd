"""The daily e-mail: numbers and an address, nobody's name; once a day, whoever sends it and whenever it dies."""

from __future__ import annotations

import datetime
import smtplib
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import override_settings
from django.utils import timezone

from casework.models import OutgoingMail
from casework.timers import Timer, run_once
from casework.timers.mailing import MOST_BREAKS, send_mails, write_mails
from privacy.acting import acting
from privacy.services import system_actor
from tests.casework.closed import make_compartment
from tests.casework.working import day, give_task
from tests.people import Town

TIMER = Timer("daily_mail", write_mails, datetime.time(6, 30), rests_at_weekends=True)


class Killed(BaseException):
    """What a worker that is killed leaves behind: nothing is caught, nothing is finished."""


class DiesBefore(EmailBackend):
    """The worker dies while it offers the mail, and the server has nothing."""

    def send_messages(self, messages: Any) -> int:
        raise Killed


class DiesAfterwards(EmailBackend):
    """The server has the mail, and the worker dies before it can say so."""

    def send_messages(self, messages: Any) -> int:
        super().send_messages(messages)
        raise Killed


class BreaksOffAtJoris(EmailBackend):
    """The connection breaks at one mail, each time."""

    def send_messages(self, messages: Any) -> int:
        if "joris@haven.example" in messages[0].to:
            raise smtplib.SMTPServerDisconnected
        return super().send_messages(messages)


class IsDown(EmailBackend):
    """No server answers."""

    def open(self) -> None:
        raise ConnectionRefusedError


class RefusesForNow(EmailBackend):
    """The server says that it is busy."""

    def send_messages(self, messages: Any) -> int:
        raise smtplib.SMTPDataError(451, b"later")


class RefusesForGood(EmailBackend):
    """The server knows nobody of that name."""

    def send_messages(self, messages: Any) -> int:
        raise smtplib.SMTPRecipientsRefused({"x": (550, b"unknown")})


@pytest.fixture(autouse=True)
def mail_server() -> Iterator[None]:
    with override_settings(SENDS_MAIL=True, EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        yield


def write() -> int | None:
    return run_once(TIMER, day=day(0), at=timezone.now())


def send(backend: type[EmailBackend] = EmailBackend) -> int:
    with override_settings(EMAIL_BACKEND=f"{backend.__module__}.{backend.__name__}"):
        return send_mails(at=timezone.now())


def test_it_says_how_many_and_where_and_nothing_else(town: Town) -> None:
    give_task(town, "bel Sanne over de huur", 0)
    give_task(town, "bel Emre", -2)
    write()
    assert send() == 1
    [sent] = mail.outbox
    assert sent.to == ["fatima@haven.example"]
    assert "U hebt 1 taak die vandaag afloopt.\n1 taak is al te laat." in sent.body
    assert "/werklijst/" in sent.body
    everything = str(sent.message())
    for word in ("Sanne", "Emre", "Vries", "huur", str(town.de_vries.pk), "Kerkstraat", "Wmo"):
        assert word not in everything


def test_who_has_nothing_that_ends_gets_none(town: Town) -> None:
    give_task(town, "later", 1)
    assert write() == 0
    assert send() == 0


def test_what_one_no_longer_sees_is_not_counted(town: Town) -> None:
    give_task(town, "voor Joris", 0, who="Joris", by="Fatima")
    with acting(system_actor("tests")):
        town.case.assignments.filter(user=town.user("Joris")).update(valid_until=day(0))
        town.refresh_grants()
    assert write() == 0


def test_what_is_in_a_closed_compartment_is_not_counted(town: Town) -> None:
    give_task(town, "overleg", 0, who="Tess", compartment=make_compartment(town))
    assert write() == 0


def test_without_a_mail_server_none_is_made(town: Town) -> None:
    give_task(town, "een", 0)
    with override_settings(SENDS_MAIL=False):
        assert write() == 0
        assert send() == 0
    assert not OutgoingMail.objects.exists()


def test_a_second_round_sends_nothing_more(town: Town) -> None:
    give_task(town, "een", 0)
    write()
    assert (send(), send()) == (1, 0)
    assert write() is None
    assert len(mail.outbox) == 1


def test_a_worker_that_dies_before_the_server_has_it_loses_none(town: Town) -> None:
    give_task(town, "een", 0)
    write()
    with pytest.raises(Killed):
        send(DiesBefore)
    assert OutgoingMail.objects.get().sent_at is None
    assert (send(), send()) == (1, 0)
    assert len(mail.outbox) == 1


def test_a_mail_of_which_nobody_knows_whether_it_arrived_is_offered_again_as_the_same_mail(town: Town) -> None:
    give_task(town, "een", 0)
    write()
    with pytest.raises(Killed):
        send(DiesAfterwards)
    assert (send(), send()) == (1, 0)
    one, again = mail.outbox
    assert one.extra_headers["Message-ID"] == again.extra_headers["Message-ID"]
    assert one.body == again.body


def test_a_mail_that_breaks_the_connection_holds_up_no_other_and_is_not_offered_for_ever(town: Town) -> None:
    for who in ("Fatima", "Joris", "Noor", "Tess"):
        give_task(town, "een", 0, who=who, by="Fatima")
    write()
    for _minute in range(MOST_BREAKS):
        send(BreaksOffAtJoris)
    assert OutgoingMail.objects.get(user=town.user("Joris")).broken_off == MOST_BREAKS
    send(BreaksOffAtJoris)
    assert {message.to[0].partition("@")[0] for message in mail.outbox} == {"fatima", "noor", "tess"}
    assert len(mail.outbox) == 3


@pytest.mark.parametrize("fault", [IsDown, RefusesForNow])
def test_what_the_server_did_not_take_is_sent_later(town: Town, fault: type[EmailBackend]) -> None:
    give_task(town, "een", 0)
    write()
    assert send(fault) == 0
    assert send() == 1
    assert len(mail.outbox) == 1


def test_what_the_server_refuses_for_good_is_not_tried_again(town: Town) -> None:
    give_task(town, "een", 0)
    write()
    assert (send(RefusesForGood), send()) == (0, 0)


def test_a_mail_of_yesterday_is_no_news(town: Town) -> None:
    give_task(town, "een", 0)
    write()
    assert send_mails(at=timezone.now() + datetime.timedelta(days=1)) == 0


def test_on_saturday_nobody_is_mailed() -> None:
    saturday = datetime.datetime(2026, 11, 21, 12, tzinfo=datetime.UTC)
    monday = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
    assert (TIMER.is_due(saturday), TIMER.is_due(monday)) == (False, True)
