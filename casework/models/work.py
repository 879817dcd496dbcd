"""What a worker keeps for their own work, and what the scheduler has done: no data of a resident stands here."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.models.tasks import Task
from privacy.models import User


class SavedFilter(models.Model):
    """A choice of what the worklist shows, by the name its owner gave it (bewaard filter)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", verbose_name=_("van wie"))
    name = models.CharField(_("naam"), max_length=60)
    chosen = models.JSONField(_("keuze"), default=dict)

    class Meta:
        verbose_name = _("bewaard filter")
        verbose_name_plural = _("bewaarde filters")
        constraints = [
            models.UniqueConstraint(name="saved_filter_once", fields=["user", "name"]),
            models.CheckConstraint(name="saved_filter_has_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


class Notice(models.Model):
    """That a worker is told something of a task (melding). What it is about stands in the task, behind its wall.

    `due_on` is the day the task had then: a task that was postponed is reminded of anew, and never twice of one day.
    """

    class Kind(models.TextChoices):
        GIVEN = "given", _("u kreeg een taak")
        DUE = "due", _("deze taak loopt af")
        OVERDUE = "overdue", _("deze taak is te laat")
        AHEAD = "ahead", _("deze termijn nadert")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", verbose_name=_("voor wie"))
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="notices", verbose_name=_("taak"))
    kind = models.CharField(_("soort"), max_length=20, choices=Kind)
    due_on = models.DateField(_("uiterlijk op"))
    told_at = models.DateTimeField(_("gemeld op"), default=timezone.now)
    seen_at = models.DateTimeField(_("gezien op"), null=True, blank=True)

    class Meta:
        verbose_name = _("melding")
        verbose_name_plural = _("meldingen")
        constraints = [models.UniqueConstraint(name="notice_once", fields=["task", "user", "kind", "due_on"])]
        indexes = [models.Index("user", "told_at", name="notice_unseen", condition=Q(seen_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on:%Y-%m-%d}"

    @property
    def kind_label(self) -> str:
        """The kind in words."""
        return str(self.Kind(self.kind).label)


class CalendarFeed(models.Model):
    """A private address at which a worker's calendar program finds their days (agenda-abonnement).

    The secret of the address is kept as a hash only: whoever reads the database cannot read the calendar.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", verbose_name=_("van wie"))
    token_hash = models.BinaryField(_("hash van het geheim"), max_length=32, unique=True)
    made_at = models.DateTimeField(_("gemaakt op"), default=timezone.now)
    revoked_at = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)
    last_read_at = models.DateTimeField(_("laatst gelezen op"), null=True, blank=True)

    class Meta:
        verbose_name = _("agenda-abonnement")
        verbose_name_plural = _("agenda-abonnementen")
        constraints = [
            models.UniqueConstraint(name="calendar_feed_one", fields=["user"], condition=Q(revoked_at__isnull=True)),
            models.CheckConstraint(
                name="calendar_feed_revoked_after_made",
                condition=Q(revoked_at__isnull=True) | Q(revoked_at__gte=F("made_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.made_at:%Y-%m-%d}"


class TimerRun(models.Model):
    """That a timer did its work for a day (uitgevoerde timer): written in the transaction of that work, once."""

    timer = models.CharField(_("timer"), max_length=60)
    day = models.DateField(_("dag"))
    ran_at = models.DateTimeField(_("uitgevoerd op"))
    count = models.PositiveIntegerField(_("aantal"), default=0)

    class Meta:
        verbose_name = _("uitgevoerde timer")
        verbose_name_plural = _("uitgevoerde timers")
        constraints = [models.UniqueConstraint(name="timer_run_once", fields=["timer", "day"])]

    def __str__(self) -> str:
        return f"{self.timer} {self.day:%Y-%m-%d}"


class OutgoingMail(models.Model):
    """The e-mail of one day to one worker (uitgaande e-mail): numbers and an address of this site, nothing else.

    Written with the timer that caused it. `sent_at` is set in the transaction in which the mail server takes it: who
    dies in between leaves a mail that is offered again, under the same Message-ID. `refused_at`: the server wants none
    of it. `broken_off`: how often the connection broke while it was offered.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", verbose_name=_("aan wie"))
    day = models.DateField(_("dag"))
    due_count = models.PositiveIntegerField(_("taken die vandaag aflopen"))
    overdue_count = models.PositiveIntegerField(_("taken die te laat zijn"))
    made_at = models.DateTimeField(_("gemaakt op"), default=timezone.now)
    sent_at = models.DateTimeField(_("verzonden op"), null=True, blank=True)
    refused_at = models.DateTimeField(_("geweigerd op"), null=True, blank=True)
    broken_off = models.PositiveSmallIntegerField(_("keer afgebroken"), default=0)

    class Meta:
        verbose_name = _("uitgaande e-mail")
        verbose_name_plural = _("uitgaande e-mails")
        constraints = [
            models.UniqueConstraint(name="outgoing_mail_once", fields=["user", "day"]),
            models.CheckConstraint(
                name="outgoing_mail_sent_or_refused",
                condition=Q(sent_at__isnull=True) | Q(refused_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                "day",
                "id",
                name="outgoing_mail_waiting",
                condition=Q(sent_at__isnull=True, refused_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.day:%Y-%m-%d}"
