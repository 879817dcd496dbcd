"""What may be used for what: the purpose table (domain handbook 7.2), and exceptions to the never-rules."""

from __future__ import annotations

import datetime
import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from privacy.choices import DataClass, Purpose, Rule, Source
from privacy.dates import DatedQuerySet, ends_after_start, no_overlap
from privacy.history import ChangeHistory, RecordedDatedQuerySet


class PolicyQuerySet(DatedQuerySet["PurposePolicy"]):
    """Versions of cells of the purpose table."""

    def in_force(self) -> Self:
        """The versions that make up the table, of all days: without those replaced on the day they began."""
        return self.filter(replaced_at__isnull=True)

    def on(self, day: datetime.date | None = None) -> Self:
        """The table as it holds on a day."""
        return super().on(day).in_force()


class PurposePolicy(models.Model):
    """One version of a cell of the purpose table: may data of this source be used for this purpose, from which day?

    A version is never edited. A later one closes it (`valid_until`); one that takes effect on the day it began
    replaces it (`replaced_at`). Those without `decided_by` are the law as it stood in the sources read.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.CharField(_("gegevens uit"), max_length=20, choices=Source)
    purpose = models.CharField(_("doel"), max_length=20, choices=Purpose)
    data_class = models.CharField(_("soort gegevens"), max_length=20, choices=DataClass, default=DataClass.CONTENT)
    rule = models.CharField(_("regel"), max_length=20, choices=Rule)
    article = models.CharField(_("grondslag"), max_length=200)
    reason = models.CharField(_("reden van de wijziging"), max_length=300, blank=True)
    decided_by = models.ForeignKey(
        "privacy.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("vastgelegd door"),
    )
    decided_at = models.DateTimeField(_("vastgelegd op"), null=True, blank=True)
    valid_from = models.DateField(_("geldig vanaf"))
    valid_until = models.DateField(_("geldig tot"), null=True, blank=True)
    replaced_at = models.DateTimeField(_("vervangen op"), null=True, blank=True)

    objects = PolicyQuerySet.as_manager()

    class Meta:
        verbose_name = _("doelregel")
        verbose_name_plural = _("doelregels")
        constraints = [
            ends_after_start("policy_ends_after_start"),
            no_overlap(
                "policy_once_at_a_time", "source", "purpose", "data_class", condition=Q(replaced_at__isnull=True)
            ),
            models.CheckConstraint(
                name="policy_change_has_reason",
                condition=Q(decided_by__isnull=True, decided_at__isnull=True)
                | (Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(reason="")),
            ),
            # Wgs art. 8a and 8b: health and criminal data serve debt counselling alone, never a signal.
            models.CheckConstraint(
                name="policy_special_never_for_signals",
                condition=~Q(purpose="signal", data_class="special") | Q(rule="never"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()} → {self.get_purpose_display()}: {self.get_rule_display()}"

    def holds_on(self, day: datetime.date) -> bool:
        """Whether this version holds on a day."""
        return self.valid_from <= day and (self.valid_until is None or self.valid_until > day)


class ColleagueException(models.Model):
    """A named exception to the never-rule: this worker may help this household although a colleague lives there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey("privacy.User", on_delete=models.CASCADE, related_name="+", verbose_name=_("wie"))
    household_id = models.UUIDField(_("huishouden"))
    reason = models.CharField(_("reden"), max_length=300)
    decided_by = models.ForeignKey(
        "privacy.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("vastgelegd door")
    )
    valid_from = models.DateField(_("geldig vanaf"))
    valid_until = models.DateField(_("geldig tot"), null=True, blank=True)

    objects = RecordedDatedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta:
        verbose_name = _("uitzondering voor een collega")
        verbose_name_plural = _("uitzonderingen voor collega's")
        constraints = [
            ends_after_start("colleague_exception_ends_after_start"),
            no_overlap("colleague_exception_once", "user", "household_id"),
            models.CheckConstraint(
                name="colleague_exception_by_other", condition=~models.Q(user=models.F("decided_by"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.household_id}"
