"""The daily e-mail: how many tasks end today and how many are too late, and where to find them. No names, no titles.

Two halves. The timer writes a row per worker and day, in its own transaction. Sending takes the rows one by one, each
in a transaction of its own that holds the row until the mail server has answered, and then says so. Who is killed
before that leaves a mail that waits as before, so none is lost. When the server had it already, it gets it once more,
under the same Message-ID: by that, mail servers and programs know it for the same mail.
"""

from __future__ import annotations

import datetime
import logging
import smtplib
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext, override

from casework.models import Assignment, OutgoingMail, Task
from casework.worklist.rows import own_rows
from privacy.acting import Actor, actor_for
from privacy.models import User

log = logging.getLogger(__name__)
PERMANENT = 500
MOST_BREAKS = 3  # one mail that breaks every connection is not offered all day
REFUSALS = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused)


def write_mails(_actor: Actor, day: datetime.date, at: datetime.datetime) -> int:
    """A row for every worker with something to say; answers how many. Without a mail server there are none."""
    if not settings.SENDS_MAIL:
        return 0
    mails = []
    for worker in _workers(day).iterator():
        counts = _counts(worker, day)
        if any(counts.values()):
            mails.append(OutgoingMail(user=worker, day=day, made_at=at, **counts))
    return len(OutgoingMail.objects.bulk_create(mails, batch_size=500))


def _workers(day: datetime.date) -> QuerySet[User]:
    """Who has a task that ends by this day, and who stands in for somebody today."""
    waiting = Task.objects.filter(done_at__isnull=True, due_on__lte=day)
    standing_in = Assignment.objects.on(day).filter(kind=Assignment.Kind.REPLACEMENT)
    has_work = Q(pk__in=waiting.values("assignee")) | Q(pk__in=standing_in.values("user"))
    return User.objects.filter(has_work, is_active=True, kind=User.Kind.PERSON)


def _counts(worker: User, day: datetime.date) -> dict[str, int]:
    """As the worklist of this worker would count them; what is in a closed compartment is counted nowhere else."""
    mine = own_rows(actor_for(worker)).filter(due_on__lte=day, compartment__isnull=True)
    counted = mine.aggregate(
        due_count=Count("pk", filter=Q(due_on=day)), overdue_count=Count("pk", filter=Q(due_on__lt=day))
    )
    return {name: int(number) for name, number in counted.items()}


def send_mails(*, at: datetime.datetime) -> int:
    """Send the mails of today that wait; answers how many the mail server took. One of an earlier day is no news."""
    if not settings.SENDS_MAIL:
        return 0
    # In another order each time, so that one at which the connection breaks does not hold up the same others.
    waiting = list(_waiting(at).order_by("?").values_list("pk", flat=True))
    sent, connection = 0, get_connection()
    if not waiting or not _is_open(connection):
        return 0
    try:
        for key in waiting:
            sent += _offer(connection, _waiting(at).filter(pk=key))
    except (OSError, smtplib.SMTPException) as fault:
        OutgoingMail.objects.filter(pk=key).update(broken_off=F("broken_off") + 1)
        log.error("the daily e-mail was interrupted: %s", type(fault).__name__)
    finally:
        connection.close()
    return sent


def _waiting(at: datetime.datetime) -> QuerySet[OutgoingMail]:
    mine = OutgoingMail.objects.filter(day=timezone.localdate(at), broken_off__lt=MOST_BREAKS)
    return mine.filter(sent_at__isnull=True, refused_at__isnull=True)


def _is_open(connection: BaseEmailBackend) -> bool:
    """Whether the mail server answers: before that nothing is offered."""
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as fault:
        log.error("the mail server does not answer: %s", type(fault).__name__)
        return False
    return True


def _offer(connection: BaseEmailBackend, waiting: QuerySet[OutgoingMail]) -> int:
    """Offer one mail, unless another sender has it or had it; 1 when the server took it.

    The row is held until the answer is written down. A sender that is killed lets go of it, and it waits again.
    """
    with transaction.atomic():
        mail = waiting.select_related("user").select_for_update(skip_locked=True, of=("self",)).first()
        if mail is None:
            return 0
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
    if not all(code < PERMANENT for code in codes):
        mail.refused_at = timezone.now()
        mail.save(update_fields=["refused_at"])
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
