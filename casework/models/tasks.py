"""What is to be done, and what to look out for."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.models.compartments import Compartment
from casework.models.sharing import SightRequest
from casework.models.trajectories import Trajectory
from households.models import Household, Person
from privacy.choices import Domain
from privacy.history import ChangeHistory, RecordedQuerySet
from privacy.models import User


class Task(models.Model):
    """Something to do by a day (taak). `article` names the law when the day follows from one.

    A task that repeats is followed by the next one when it is done; `repeats_from` is the first day of the series.
    What happened to a `person` (`HAPPENED`) makes one task per trajectory and cause, and no second one when it is done.
    """

    class Cause(models.TextChoices):
        PERSON = "person", _("iemand maakte de taak")
        TERM = "term", _("een wettelijke termijn")
        STEP = "step", _("een stap in het traject")
        QUESTION = "question", _("een vraag om zicht")
        REPEAT = "repeat", _("een taak die terugkomt")
        AGE = "age", _("een leeftijd")
        HANDOVER = "handover", _("hulp die op 18 verdergaat")
        DEATH = "death", _("een overlijden")
        DEPARTURE = "departure", _("een vertrek")
        DOUBLE = "double", _("twee trajecten voor dezelfde schulden")

    class Repeats(models.TextChoices):
        WEEKLY = "weekly", _("elke week")
        FORTNIGHTLY = "fortnightly", _("om de week")
        MONTHLY = "monthly", _("elke maand")
        QUARTERLY = "quarterly", _("elk kwartaal")
        YEARLY = "yearly", _("elk jaar")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="tasks", verbose_name=_("huishouden")
    )
    domain = models.CharField(_("domein"), max_length=20, choices=Domain, blank=True)
    trajectory = models.ForeignKey(
        Trajectory, on_delete=models.CASCADE, null=True, blank=True, related_name="tasks", verbose_name=_("traject")
    )
    compartment = models.ForeignKey(
        Compartment,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name=_("besloten dossier"),
    )
    sight_request = models.ForeignKey(
        SightRequest,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name=_("vraag om zicht"),
    )
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("om wie")
    )
    title = models.CharField(_("wat moet er gebeuren"), max_length=200)
    article = models.CharField(_("volgens"), max_length=60, blank=True)
    due_on = models.DateField(_("uiterlijk op"))
    assignee = models.ForeignKey(User, on_delete=models.PROTECT, related_name="tasks", verbose_name=_("voor wie"))
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("gemaakt door"))
    created_at = models.DateTimeField(_("gemaakt op"), default=timezone.now)
    done_at = models.DateTimeField(_("gedaan op"), null=True, blank=True)
    done_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("gedaan door")
    )
    caused_by = models.CharField(
        _("waardoor"), max_length=20, choices=Cause, default=Cause.PERSON, db_default=Cause.PERSON.value
    )
    repeats = models.CharField(_("komt terug"), max_length=20, choices=Repeats, blank=True, default="", db_default="")
    repeats_from = models.DateField(_("voor het eerst op"), null=True, blank=True)
    repeats_until = models.DateField(_("komt terug tot"), null=True, blank=True)
    follows = models.OneToOneField(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="followed_by",
        verbose_name=_("volgt op"),
    )
    delegated_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("overgedragen door")
    )
    delegated_at = models.DateTimeField(_("overgedragen op"), null=True, blank=True)

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory()

    HAPPENED = (Cause.DEATH, Cause.DEPARTURE, Cause.DOUBLE)

    class Meta:
        verbose_name = _("taak")
        verbose_name_plural = _("taken")
        constraints = [
            models.UniqueConstraint(
                name="task_happened_once",
                fields=["trajectory", "person", "caused_by"],
                condition=Q(caused_by__in=["death", "departure", "double"]),
            ),
            models.CheckConstraint(
                name="task_done_has_doer",
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
            ),
            models.CheckConstraint(name="task_has_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="task_repeats_whole",
                condition=Q(repeats="", repeats_from__isnull=True, repeats_until__isnull=True)
                | (~Q(repeats="") & Q(repeats_from__isnull=False)),
            ),
            models.CheckConstraint(
                name="task_delegated_whole",
                condition=Q(delegated_by__isnull=True, delegated_at__isnull=True)
                | Q(delegated_by__isnull=False, delegated_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index("household", "due_on", name="task_open_by_household", condition=Q(done_at__isnull=True)),
            models.Index("assignee", "due_on", name="task_open_by_assignee", condition=Q(done_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.due_on:%Y-%m-%d}"

    @property
    def domain_label(self) -> str:
        """The domain in words; Django's own way translates the words of all domains to find one."""
        return str(Domain(self.domain).label) if self.domain else ""

    @property
    def cause_label(self) -> str:
        """What made the task, in words."""
        return str(self.Cause(self.caused_by).label)

    @property
    def is_set_by_law(self) -> bool:
        """Whether its day follows from a law, so that nobody can choose another."""
        return bool(self.article) or self.caused_by == self.Cause.TERM

    @property
    def is_overdue(self) -> bool:
        """Whether the day has passed without the task being done."""
        return self.done_at is None and self.due_on < timezone.localdate()


class Alert(models.Model):
    """Something everybody who visits or calls must know first (attentie), until a day."""

    class Severity(models.TextChoices):
        INFORMATION = "information", _("goed om te weten")
        WARNING = "warning", _("let op")
        DANGER = "danger", _("gevaar")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="alerts", verbose_name=_("huishouden")
    )
    domain = models.CharField(_("domein"), max_length=20, choices=Domain, blank=True)
    compartment = models.ForeignKey(
        Compartment,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="alerts",
        verbose_name=_("besloten dossier"),
    )
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("over wie")
    )
    severity = models.CharField(_("ernst"), max_length=20, choices=Severity)
    text = models.CharField(_("tekst"), max_length=300)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("van wie"))
    raised_at = models.DateTimeField(_("gegeven op"), default=timezone.now)
    expires_on = models.DateField(_("vervalt op"), null=True, blank=True)

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta:
        verbose_name = _("attentie")
        verbose_name_plural = _("attenties")
        indexes = [models.Index(fields=["household", "-raised_at"], name="alert_by_household")]

    def __str__(self) -> str:
        return f"{self.severity} {self.raised_at:%Y-%m-%d}"

    @property
    def severity_label(self) -> str:
        """The severity in words, as `Task.domain_label`."""
        return str(self.Severity(self.severity).label)
