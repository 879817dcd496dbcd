"""Closed parts of a household's file: seen by those who act in them, and by nobody else."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from households.models import Household
from privacy.choices import Domain
from privacy.history import ChangeHistory, RecordedQuerySet
from privacy.models import User


class Compartment(models.Model):
    """A closed compartment (besloten dossier): what is in it, and that it is there, is for its members alone.

    A row that points at a compartment is in it. Without a domain it belongs to the coordination of the household.
    """

    class Kind(models.TextChoices):
        MELDCODE = "meldcode", _("meldcode")
        SAFETY = "safety", _("veiligheid")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    household = models.ForeignKey(
        Household, on_delete=models.PROTECT, related_name="compartments", verbose_name=_("huishouden")
    )
    kind = models.CharField(_("soort"), max_length=20, choices=Kind)
    domain = models.CharField(_("domein"), max_length=20, choices=Domain, blank=True)
    reason = models.CharField(_("reden"), max_length=300)
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("geopend door"))
    opened_at = models.DateTimeField(_("geopend op"), default=timezone.now)
    closed_at = models.DateTimeField(_("gesloten op"), null=True, blank=True)

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta:
        verbose_name = _("besloten dossier")
        verbose_name_plural = _("besloten dossiers")
        constraints = [
            models.CheckConstraint(name="compartment_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="compartment_closes_after_opening",
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=models.F("opened_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.opened_at:%Y-%m-%d}"


class CompartmentMember(models.Model):
    """Somebody who acts in a compartment, from one moment until another. Who is removed sees nothing of it at once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    compartment = models.ForeignKey(
        Compartment, on_delete=models.CASCADE, related_name="members", verbose_name=_("besloten dossier")
    )
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("wie"))
    reason = models.CharField(_("reden"), max_length=300)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("toegevoegd door"))
    added_at = models.DateTimeField(_("toegevoegd op"), default=timezone.now)
    removed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("verwijderd door")
    )
    removed_at = models.DateTimeField(_("verwijderd op"), null=True, blank=True)
    removal_reason = models.CharField(_("reden van verwijderen"), max_length=300, blank=True)

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta:
        verbose_name = _("lid van een besloten dossier")
        verbose_name_plural = _("leden van een besloten dossier")
        constraints = [
            models.UniqueConstraint(
                name="compartment_member_once", fields=["user", "compartment"], condition=Q(removed_at__isnull=True)
            ),
            models.CheckConstraint(name="compartment_member_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="compartment_member_removed_by_somebody",
                condition=Q(removed_at__isnull=True, removed_by__isnull=True, removal_reason="")
                | (Q(removed_at__isnull=False, removed_by__isnull=False) & ~Q(removal_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.added_at:%Y-%m-%d}"
