"""One law's work for members of a household."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from households.models import Household, Person
from privacy.choices import Domain
from privacy.history import ChangeHistory, RecordedQuerySet


class Trajectory(models.Model):
    """A trajectory (traject): one law, one or more persons. `household` repeats the case's, for scope and speed."""

    class State(models.TextChoices):
        REQUESTED = "requested", _("aangemeld")
        INVESTIGATING = "investigating", _("in onderzoek")
        RUNNING = "running", _("hulp loopt")
        AFTERCARE = "aftercare", _("nazorg")
        ENDED = "ended", _("afgerond")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(
        "casework.Case", on_delete=models.PROTECT, related_name="trajectories", verbose_name=_("dossier")
    )
    household = models.ForeignKey(
        Household, on_delete=models.PROTECT, related_name="trajectories", verbose_name=_("huishouden")
    )
    domain = models.CharField(_("domein"), max_length=20, choices=Domain)
    persons = models.ManyToManyField(Person, related_name="trajectories", verbose_name=_("voor wie"))
    subject = models.CharField(_("waarover"), max_length=120)
    state = models.CharField(_("stand"), max_length=20, choices=State, default=State.REQUESTED)
    provider = models.CharField(_("aanbieder"), max_length=120, blank=True)
    started_on = models.DateField(_("begonnen op"))
    ended_on = models.DateField(_("geëindigd op"), null=True, blank=True)

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory(m2m_fields=[persons])

    class Meta:
        verbose_name = _("traject")
        verbose_name_plural = _("trajecten")
        constraints = [
            models.CheckConstraint(
                name="trajectory_ends_after_start",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=models.F("started_on")),
            ),
            models.CheckConstraint(
                name="trajectory_ended_has_day", condition=Q(state="ended", ended_on__isnull=False) | ~Q(state="ended")
            ),
        ]
        indexes = [models.Index("household", "domain", name="trajectory_by_household")]

    def __str__(self) -> str:
        return f"{self.get_domain_display()}: {self.get_state_display()}"
