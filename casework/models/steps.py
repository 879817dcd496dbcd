"""What was done in a trajectory, step by step, and what was decided in it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.models.trajectories import KEY, Trajectory
from households.models import Household
from privacy.choices import Domain
from privacy.history import ChangeHistory, RecordedQuerySet
from privacy.models import User

GROUND_LENGTH = 2000


class TrajectoryStep(models.Model):
    """A step that was taken in a trajectory (stap). The number of the next one is free once: nobody takes it twice.

    `facts` are the answers to what the step asks, by their keys in the table of the workflow.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    trajectory = models.ForeignKey(
        Trajectory, on_delete=models.PROTECT, related_name="steps", verbose_name=_("traject")
    )
    household = models.ForeignKey(
        Household, on_delete=models.PROTECT, related_name="trajectory_steps", verbose_name=_("huishouden")
    )
    domain = models.CharField(_("domein"), max_length=20, choices=Domain)
    number = models.PositiveSmallIntegerField(_("nummer"))
    step = models.CharField(_("stap"), max_length=30)
    from_stage = models.CharField(_("stond op"), max_length=30)
    to_stage = models.CharField(_("staat op"), max_length=30)
    taken_on = models.DateField(_("op"))
    taken_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("door"))
    taken_at = models.DateTimeField(_("vastgelegd op"), default=timezone.now)
    reason = models.CharField(_("toelichting"), max_length=300, blank=True)
    facts = models.JSONField(_("wat erbij hoort"), default=dict, blank=True)
    letter = models.CharField(_("brief"), max_length=20, blank=True)

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta:
        verbose_name = _("stap in een traject")
        verbose_name_plural = _("stappen in een traject")
        constraints = [
            models.UniqueConstraint(name="trajectory_step_once", fields=["trajectory", "number"]),
            models.CheckConstraint(name="trajectory_step_counts_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="trajectory_step_named",
                condition=Q(step__regex=KEY, from_stage__regex=KEY, to_stage__regex=KEY),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.step}"


class Decision(models.Model):
    """A decision with a letter (beschikking), its objection term, and the objection against it when there is one."""

    class Kind(models.TextChoices):
        GRANT = "grant", _("toegekend")
        REFUSE = "refuse", _("afgewezen")
        NOT_PROCESSED = "not_processed", _("buiten behandeling gelaten")
        CHANGE = "change", _("gewijzigd")
        END = "end", _("beëindigd")
        TEMPORARY = "temporary", _("tijdelijk toegekend")

    class Objection(models.TextChoices):
        """What came of an objection (Awb 7:11)."""

        UPHELD = "upheld", _("gegrond")
        PARTLY = "partly", _("deels gegrond")
        REJECTED = "rejected", _("ongegrond")
        INADMISSIBLE = "inadmissible", _("niet-ontvankelijk")
        WITHDRAWN = "withdrawn", _("ingetrokken")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    trajectory = models.ForeignKey(
        Trajectory, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("traject")
    )
    step = models.OneToOneField(
        TrajectoryStep, on_delete=models.PROTECT, related_name="decision", verbose_name=_("stap")
    )
    household = models.ForeignKey(
        Household, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("huishouden")
    )
    domain = models.CharField(_("domein"), max_length=20, choices=Domain)
    kind = models.CharField(_("soort beschikking"), max_length=20, choices=Kind)
    ground = models.TextField(_("waarop het besluit rust"), max_length=GROUND_LENGTH)
    decided_on = models.DateField(_("besloten op"))
    sent_on = models.DateField(_("verstuurd op"))
    object_until = models.DateField(_("bezwaar kan tot en met"))
    starts_on = models.DateField(_("geldt vanaf"), null=True, blank=True)
    ends_on = models.DateField(_("geldt tot en met"), null=True, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("door"))
    objected_on = models.DateField(_("bezwaar ontvangen op"), null=True, blank=True)
    has_committee = models.BooleanField(_("met adviescommissie"), default=False)
    objection = models.CharField(_("besluit op bezwaar"), max_length=20, choices=Objection, blank=True)
    objection_ground = models.TextField(_("waarop dat besluit rust"), max_length=GROUND_LENGTH, blank=True)
    objection_decided_on = models.DateField(_("op bezwaar besloten op"), null=True, blank=True)

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta:
        verbose_name = _("beschikking")
        verbose_name_plural = _("beschikkingen")
        constraints = [
            models.CheckConstraint(name="decision_has_ground", condition=~Q(ground="")),
            models.CheckConstraint(name="decision_sent_after_it", condition=Q(sent_on__gte=F("decided_on"))),
            models.CheckConstraint(name="decision_term_after_it", condition=Q(object_until__gt=F("sent_on"))),
            models.CheckConstraint(
                name="decision_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=False, ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="decision_objection_after_it",
                condition=Q(objected_on__isnull=True) | Q(objected_on__gte=F("decided_on")),
            ),
            models.CheckConstraint(
                name="decision_objection_decided_whole",
                condition=Q(objection="", objection_decided_on__isnull=True)
                | (
                    ~Q(objection="")
                    & ~Q(objection_ground="")
                    & Q(objected_on__isnull=False, objection_decided_on__gte=F("objected_on"))
                ),
            ),
        ]
        indexes = [models.Index(fields=["trajectory", "decided_on"], name="decision_by_trajectory")]

    def __str__(self) -> str:
        return f"{self.kind} {self.decided_on:%Y-%m-%d}"
