"""What leaves the system: every file and print, why, of how many people, and who allowed it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from privacy.history import ChangeHistory, RecordedQuerySet

# Above this number of people a colleague decides as well.
MOST_WITHOUT_COLLEAGUE = 100


class ExportRequest(models.Model):
    """One file or print with personal data: asked with a reason, decided on by a colleague when large, made once.

    `parameters` holds what is needed to make it again: opaque keys, days and kinds. The file itself is kept nowhere.
    """

    class Reason(models.TextChoices):
        RESIDENT = "resident", _("de inwoner vraagt erom")
        MEETING = "meeting", _("overleg of huisbezoek")
        OTHER_ORGANISATION = "other_organisation", _("overdracht aan een andere organisatie")
        LEGAL_DUTY = "legal_duty", _("wettelijke plicht, rechter of toezichthouder")
        OVERSIGHT = "oversight", _("onderzoek naar het gebruik van gegevens")
        OTHER = "other", _("anders")

    class Decision(models.TextChoices):
        APPROVED = "approved", _("goedgekeurd")
        REFUSED = "refused", _("afgewezen")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("wat"), max_length=40)
    asked_by = models.ForeignKey(
        "privacy.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("gevraagd door")
    )
    asked_at = models.DateTimeField(_("gevraagd op"), default=timezone.now)
    reason = models.CharField(_("reden"), max_length=30, choices=Reason)
    words = models.CharField(_("toelichting"), max_length=300)
    household_id = models.UUIDField(_("huishouden"), null=True, blank=True)
    person_id = models.UUIDField(_("inwoner"), null=True, blank=True)
    parameters = models.JSONField(_("welke gegevens"), default=dict)
    people = models.PositiveIntegerField(_("aantal mensen"))
    rows = models.PositiveIntegerField(_("aantal regels"))
    decision = models.CharField(_("besluit"), max_length=20, choices=Decision, blank=True)
    decided_by = models.ForeignKey(
        "privacy.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("besloten door"),
    )
    decided_at = models.DateTimeField(_("besloten op"), null=True, blank=True)
    answer = models.CharField(_("toelichting bij het besluit"), max_length=300, blank=True)
    expires_at = models.DateTimeField(_("te maken tot"))
    made_at = models.DateTimeField(_("gemaakt op"), null=True, blank=True)

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta:
        verbose_name = _("aanvraag voor een bestand")
        verbose_name_plural = _("aanvragen voor bestanden")
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(name="export_decided_by_other", condition=~Q(decided_by=F("asked_by"))),
            models.CheckConstraint(
                name="export_decision_is_whole",
                condition=Q(decision="", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(decision="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="export_large_needs_colleague",
                condition=Q(made_at__isnull=True) | Q(people__lte=MOST_WITHOUT_COLLEAGUE) | Q(decision="approved"),
            ),
            models.CheckConstraint(
                name="export_refused_is_not_made", condition=Q(made_at__isnull=True) | ~Q(decision="refused")
            ),
            models.CheckConstraint(
                name="export_made_in_time", condition=Q(made_at__isnull=True) | Q(made_at__lte=F("expires_at"))
            ),
            models.CheckConstraint(name="export_has_words", condition=~Q(words="")),
        ]
        indexes = [models.Index(fields=["asked_by", "-asked_at"], name="export_by_asker")]

    def __str__(self) -> str:
        return f"{self.kind} {self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def is_open(self) -> bool:
        """Whether a colleague may still decide on it."""
        return not self.decision and self.made_at is None and self.expires_at > timezone.now()

    @property
    def may_be_made(self) -> bool:
        """Whether the file may be made now: approved, in time, not made before."""
        is_approved = self.decision == self.Decision.APPROVED
        return is_approved and self.made_at is None and self.expires_at > timezone.now()
