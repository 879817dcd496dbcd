"""The daily e-mail: how many tasks end today and how many are too late, and where to find them. No names, no titles.

Two halves. The timer writes a row per worker and day, in its own transaction. Sending takes the rows one by one: each
is marked *before* the mail server gets it and again when it has it. Who dies in between leaves a mail of which nobody
knows whether it arrived; it is not offered again. That loses no reminder: the notice stands in the application, and
the next mail counts what is still open.
"""

from __future__ import annotations

import datetime
import logging
import smtplib
import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext, override

from casework.models import OutgoingMail, Task
from privacy.access import scope
from privacy.acting import Actor, actor_for
from privacy.choices import Purpose
from privacy.models import User

log = logging.getLogger(__name__)
PERMANENT = 500
REFUSALS = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused)


def write_mails(_actor: Actor, day: datetime.date, at: datetime.datetime) -> int:
    """A row for every worker with something to say; answers how many. Without a mail server there are none."""
    if not settings.SENDS_MAIL:
        return 0
    waiting = Task.objects.filter(done_at__isnull=True, due_on__lte=day)
    workers = User.objects.filter(is_active=True, kind=User.Kind.PERSON, pk__in=waiting.values("assignee"))
    mails = []
    for worker in workers.iterator():
        counts = _counts(worker, day)
        if any(counts.values()):
            mails.append(OutgoingMail(user=worker, day=day, made_at=at, **counts))
    return len(OutgoingMail.objects.bulk_create(mails, batch_size=500))


def _counts(worker: User, day: datetime.date) -> dict[str, int]:
    """As the worklist of this worker would count them; what is in a closed compartment is counted nowhere else."""
    mine = scope(Task, actor_for(worker), Purpose.HELP).filter(assignee=worker, done_at__isnull=True)
    counted = mine.filter(due_on__lte=day, compartment__isnull=True).aggregate(
        due_count=Count("pk", filter=Q(due_on=day)), overdue_count=Count("pk", filter=Q(due_on__lt=day))
    )
    return {name: int(number) for name, number in counted.items()}


def send_mails(*, at: datetime.datetime) -> int:
    """Send the mails of today that wait; answers how many the mail server took. One of an earlier day is no news."""
    if not settings.SENDS_MAIL:
        return 0
    sent, tried, connection = 0, set[uuid.UUID](), get_connection()
    if not _waiting(at).exists() or not _is_open(connection):
        return 0
    try:
        while (mail := _take(at, but=tried)) is not None:
            tried.add(mail.pk)
            sent += _send(connection, mail)
    except (OSError, smtplib.SMTPException) as fault:
        log.error("the daily e-mail was interrupted: %s", type(fault).__name__)
    finally:
        connection.close()
    return sent


def _waiting(at: datetime.datetime) -> QuerySet[OutgoingMail]:
    return OutgoingMail.objects.filter(handed_over_at__isnull=True, day=timezone.localdate(at))


def _is_open(connection: BaseEmailBackend) -> bool:
    """Whether the mail server answers: before that nothing is marked."""
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as fault:
        log.error("the mail server does not answer: %s", type(fault).__name__)
        return False
    return True


def _take(at: datetime.datetime, *, but: set[uuid.UUID]) -> OutgoingMail | None:
    """The next mail, marked as ours; another sender takes another one."""
    with transaction.atomic():
        waiting = _waiting(at).exclude(pk__in=but).select_related("user").order_by("id")
        mail = waiting.select_for_update(skip_locked=True, of=("self",)).first()
        if mail is not None:
            mail.handed_over_at = timezone.now()
            mail.save(update_fields=["handed_over_at"])
    return mail


def _send(connection: BaseEmailBackend, mail: OutgoingMail) -> int:
    try:
        connection.send_messages([_message(connection, mail)])
    except REFUSALS as refusal:
        _refused(mail, refusal)
        return 0
    mail.sent_at = timezone.now()
    mail.save(update_fields=["sent_at"])
    return 1


def _refused(mail: OutgoingMail, refusal: Exception) -> None:
    """The server said no, so it has nothing: for now, and it is offered again; or for good."""
    codes = [refusal.smtp_code] if isinstance(refusal, smtplib.SMTPResponseException) else []
    if isinstance(refusal, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _words in refusal.recipients.values()]
    if all(code < PERMANENT for code in codes):
        mail.handed_over_at = None
        mail.save(update_fields=["handed_over_at"])
    else:
        log.error("the mail server refused a daily e-mail for good: %s", codes)


def _message(connection: BaseEmailBackend, mail: OutgoingMail) -> EmailMessage:
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    with override("nl"):
        return EmailMessage(
            subject=gettext("Uw werklijst van vandaag"),
            body=_body(mail),
            to=[mail.user.email],
            connection=connection,
            headers={"Message-ID": f"<{mail.pk}@{host}>", "Auto-Submitted": "auto-generated"},
        )


def _body(mail: OutgoingMail) -> str:
    lines = []
    if mail.due_count:
        lines.append(
            ngettext(
                "U hebt %(number)d taak die vandaag afloopt.",
                "U hebt %(number)d taken die vandaag aflopen.",
                mail.due_count,
            )
            % {"number": mail.due_count}
        )
    if mail.overdue_count:
        lines.append(
            ngettext(
                "%(number)d taak is al te laat.",
                "%(number)d taken zijn al te laat.",
                mail.overdue_count,
            )
            % {"number": mail.overdue_count}
        )
    address = settings.SITE_URL.rstrip("/") + reverse("casework:worklist")
    return "\n".join([*lines, "", gettext("Bekijk ze in uw werklijst: %s") % address, ""])
