"""Terms of the law as dated data, and the clocks that run by them."""

from __future__ import annotations

import uuid
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.clocks.choices import AtRest, ClockState, SuspensionGround, TermKind, Unit
from casework.models.compartments import Compartment
from casework.models.tasks import Task
from casework.models.trajectories import Trajectory
from households.models import Household
from privacy.choices import Domain
from privacy.dates import DatedQuerySet, ends_after_start, no_overlap
from privacy.history import ChangeHistory, RecordedDatedQuerySet, RecordedQuerySet
from privacy.models import User


class TermQuerySet(DatedQuerySet["Term"]):
    """Versions of terms."""

    def in_force(self) -> Self:
        """Those that count: without those replaced by another that starts on the same day."""
        return self.filter(replaced_at__isnull=True)


class Term(models.Model):
    """One version of a term (termijn): how long it is for what starts from one day until another.

    A version is never edited: a change of law is a new one. Those without `decided_by` are the law as it stood in the
    sources read; `is_verified` tells whether its article was read there.
    """

    Unit, Kind, AtRest = Unit, TermKind, AtRest

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(_("sleutel"), max_length=60)
    title = models.CharField(_("wat moet er gebeuren"), max_length=120)
    starts_with = models.CharField(_("begint bij"), max_length=120)
    kind = models.CharField(_("soort termijn"), max_length=20, choices=TermKind, default=TermKind.DEADLINE)
    length = models.PositiveSmallIntegerField(_("duur"))
    longest = models.PositiveSmallIntegerField(_("ten hoogste"), null=True, blank=True)
    unit = models.CharField(_("eenheid"), max_length=20, choices=Unit, default=Unit.DAYS)
    article = models.CharField(_("volgens"), max_length=60)
    at_rest = models.CharField(
        _("als de laatste dag in het weekend of op een feestdag valt"),
        max_length=10,
        choices=AtRest,
        default=AtRest.MOVES,
    )
    extension_times = models.PositiveSmallIntegerField(_("hoe vaak verlengen"), default=0)
    extension_length = models.PositiveSmallIntegerField(_("verlenging"), null=True, blank=True)
    extension_unit = models.CharField(_("eenheid van de verlenging"), max_length=20, choices=Unit, blank=True)
    extension_article = models.CharField(_("verlengen volgens"), max_length=60, blank=True)
    suspension_article = models.CharField(_("opschorten volgens"), max_length=60, blank=True)
    warn_on = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name=_("waarschuw op dag"), default=list, blank=True
    )
    source = models.CharField(_("bron"), max_length=200)
    is_verified = models.BooleanField(_("gelezen in de wet"), default=True)
    reason = models.CharField(_("reden van de wijziging"), max_length=300, blank=True)
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("vastgelegd door")
    )
    decided_at = models.DateTimeField(_("vastgelegd op"), null=True, blank=True)
    valid_from = models.DateField(_("geldt voor wat begint vanaf"))
    valid_until = models.DateField(_("geldt voor wat begint tot"), null=True, blank=True)
    replaced_at = models.DateTimeField(_("vervangen op"), null=True, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = _("termijn")
        verbose_name_plural = _("termijnen")
        constraints = [
            ends_after_start("term_ends_after_start"),
            no_overlap("term_once_at_a_time", "key", condition=Q(replaced_at__isnull=True)),
            models.CheckConstraint(name="term_has_length", condition=Q(length__gt=0)),
            models.CheckConstraint(
                name="term_not_too_long", condition=Q(longest__isnull=True) | Q(length__lte=F("longest"))
            ),
            models.CheckConstraint(name="term_has_article_and_source", condition=~Q(article="") & ~Q(source="")),
            models.CheckConstraint(
                name="term_extension_whole",
                condition=Q(extension_times=0, extension_length__isnull=True, extension_unit="", extension_article="")
                | (Q(extension_times__gt=0) & ~Q(extension_unit="") & ~Q(extension_article="")),
            ),
            models.CheckConstraint(
                name="term_hours_pass_as_they_pass",
                condition=~Q(unit="hours") | Q(at_rest="stays", suspension_article=""),
            ),
            models.CheckConstraint(
                name="term_change_has_reason",
                condition=Q(decided_by__isnull=True, decided_at__isnull=True)
                | (Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.valid_from:%Y-%m-%d}"

    @property
    def may_be_suspended(self) -> bool:
        """Whether the term can be suspended."""
        return bool(self.suspension_article)

    @property
    def may_be_extended(self) -> bool:
        """Whether the term can be extended at all."""
        return self.extension_times > 0


class Clock(models.Model):
    """A term that runs for a household (lopende termijn). `due_on` is its last day; hours have a moment as well.

    `warns_on` are the days on which to warn ahead. Of what is missed `ended_on` is the day on which it was done after
    all. The task is what somebody has to do for it.
    """

    State = ClockState

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="clocks", verbose_name=_("huishouden")
    )
    domain = models.CharField(_("domein"), max_length=20, choices=Domain, blank=True)
    trajectory = models.ForeignKey(
        Trajectory, on_delete=models.CASCADE, null=True, blank=True, related_name="clocks", verbose_name=_("traject")
    )
    compartment = models.ForeignKey(
        Compartment,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="clocks",
        verbose_name=_("besloten dossier"),
    )
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="clocks", verbose_name=_("termijn"))
    task = models.OneToOneField(
        Task, on_delete=models.SET_NULL, null=True, blank=True, related_name="clock", verbose_name=_("taak")
    )
    started_on = models.DateField(_("begonnen op"))
    started_at = models.DateTimeField(_("begonnen om"), null=True, blank=True)
    due_on = models.DateField(_("uiterlijk op"))
    due_at = models.DateTimeField(_("uiterlijk om"), null=True, blank=True)
    warns_on = ArrayField(models.DateField(), verbose_name=_("waarschuwt op"), default=list, blank=True)
    state = models.CharField(_("stand"), max_length=10, choices=ClockState, default=ClockState.RUNNING)
    ended_on = models.DateField(_("gestopt op"), null=True, blank=True)
    drop_reason = models.CharField(_("waarom vervallen"), max_length=300, blank=True)
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("begonnen door"))
    recorded_at = models.DateTimeField(_("vastgelegd op"), default=timezone.now)

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta:
        verbose_name = _("lopende termijn")
        verbose_name_plural = _("lopende termijnen")
        constraints = [
            models.CheckConstraint(
                name="clock_state_whole",
                condition=Q(state="running", ended_on__isnull=True)
                | Q(state="met", ended_on__isnull=False, ended_on__lte=F("due_on"))
                | (Q(state="missed") & (Q(ended_on__isnull=True) | Q(ended_on__gt=F("due_on"))))
                | Q(state="dropped", ended_on__isnull=False),
            ),
            models.CheckConstraint(
                name="clock_dropped_for_a_reason",
                condition=(Q(state="dropped") & ~Q(drop_reason="")) | (~Q(state="dropped") & Q(drop_reason="")),
            ),
            models.CheckConstraint(
                name="clock_ends_after_start",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
            ),
            models.CheckConstraint(name="clock_due_after_start", condition=Q(due_on__gte=F("started_on"))),
            models.CheckConstraint(
                name="clock_moments_together",
                condition=Q(started_at__isnull=True, due_at__isnull=True)
                | Q(started_at__isnull=False, due_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index("household", "due_on", name="clock_by_household"),
            models.Index("due_on", name="clock_open_by_day", condition=Q(ended_on__isnull=True)),
            models.Index("id", name="clock_open", condition=Q(ended_on__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.started_on:%Y-%m-%d} {self.due_on:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        """Whether there is still something to do: running, or missed and not done."""
        return self.ended_on is None

    @property
    def is_overdue(self) -> bool:
        """Whether the last day has passed without it being done; a period that is over is not too late."""
        return self.is_open and self.due_on < timezone.localdate() and self.term.kind != TermKind.PERIOD


class ClockSuspension(models.Model):
    """Days that do not count for a clock (opschorting): the day after the question is the first.

    `valid_until` is the first day that counts again: the day of the answer or, as long as there is none, the day after
    the last day for it.
    """

    Ground = SuspensionGround

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clock = models.ForeignKey(
        Clock, on_delete=models.CASCADE, related_name="suspensions", verbose_name=_("lopende termijn")
    )
    ground = models.CharField(_("grond"), max_length=20, choices=SuspensionGround)
    reason = models.CharField(_("reden"), max_length=300)
    valid_from = models.DateField(_("opgeschort vanaf"))
    valid_until = models.DateField(_("telt weer vanaf"))
    resumed_on = models.DateField(_("hervat op"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("vastgelegd door"))
    recorded_at = models.DateTimeField(_("vastgelegd op"), default=timezone.now)

    objects = RecordedDatedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta:
        verbose_name = _("opschorting")
        verbose_name_plural = _("opschortingen")
        constraints = [
            no_overlap("clock_suspended_once_at_a_time", "clock"),
            models.CheckConstraint(
                name="clock_suspension_ends_after_start", condition=Q(valid_until__gte=F("valid_from"))
            ),
            models.CheckConstraint(name="clock_suspension_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.valid_from:%Y-%m-%d} {self.valid_until:%Y-%m-%d}"


class ClockExtension(models.Model):
    """A clock that was given more time (verdaging): the how-manieth time, by how much, and since which day."""

    Unit = Unit

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clock = models.ForeignKey(
        Clock, on_delete=models.CASCADE, related_name="extensions", verbose_name=_("lopende termijn")
    )
    number = models.PositiveSmallIntegerField(_("hoeveelste"))
    length = models.PositiveSmallIntegerField(_("verlengd met"))
    unit = models.CharField(_("eenheid"), max_length=20, choices=Unit)
    reason = models.CharField(_("reden"), max_length=300)
    told_on = models.DateField(_("meegedeeld op"))
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("vastgelegd door"))
    recorded_at = models.DateTimeField(_("vastgelegd op"), default=timezone.now)

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta:
        verbose_name = _("verdaging")
        verbose_name_plural = _("verdagingen")
        constraints = [
            models.UniqueConstraint(name="clock_extension_numbered", fields=["clock", "number"]),
            models.CheckConstraint(name="clock_extension_has_length", condition=Q(length__gt=0)),
            models.CheckConstraint(name="clock_extension_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.length} {self.unit}"


class ClockRecalculation(models.Model):
    """All open clocks of a term reckoned anew after a change (herberekening), with how far it has come.

    `done_until` is the key of the last clock that was done, so that a task that was killed goes on from there.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="recalculations", verbose_name=_("termijn"))
    asked_at = models.DateTimeField(_("gevraagd op"), default=timezone.now)
    total = models.PositiveIntegerField(_("te doen"))
    done = models.PositiveIntegerField(_("gedaan"), default=0)
    changed = models.PositiveIntegerField(_("gewijzigd"), default=0)
    done_until = models.UUIDField(_("gekomen tot"), null=True, blank=True)
    finished_at = models.DateTimeField(_("klaar op"), null=True, blank=True)

    class Meta:
        verbose_name = _("herberekening")
        verbose_name_plural = _("herberekeningen")

    def __str__(self) -> str:
        return f"{self.term_id} {self.done}/{self.total}"
