"""One person under two records: offered, previewed, merged by a person, undone on the screen."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from households.models.persons import Person
from privacy.history import ChangeHistory, RecordedQuerySet


class DuplicateCandidate(models.Model):
    """Two records that may be one person. `first` has the smaller key, so that a pair is offered once."""

    class Status(models.TextChoices):
        OPEN = "open", _("nog beoordelen")
        MERGED = "merged", _("samengevoegd")
        DIFFERENT = "different", _("twee verschillende mensen")

    class Reason(models.TextChoices):
        SAME_BSN = "same_bsn", _("hetzelfde burgerservicenummer")
        SAME_EVERYTHING = "same_everything", _("alle gegevens gelijk, ander burgerservicenummer")
        SAME_NAME_AND_ADDRESS = (
            "same_name_and_address",
            _("zelfde naam, geboortedatum en adres; een zonder burgerservicenummer"),
        )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", verbose_name=_("eerste"))
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", verbose_name=_("tweede"))
    reason = models.CharField(_("waarom"), max_length=30, choices=Reason)
    status = models.CharField(_("oordeel"), max_length=10, choices=Status, default=Status.OPEN)
    found_at = models.DateTimeField(_("gevonden op"), default=timezone.now)

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta:
        verbose_name = _("mogelijk dubbele persoon")
        verbose_name_plural = _("mogelijk dubbele personen")
        constraints = [
            models.CheckConstraint(name="duplicate_in_order", condition=Q(first__lt=F("second"))),
            models.UniqueConstraint(name="duplicate_offered_once", fields=["first", "second"]),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} = {self.second_id}?"


class PersonMerge(models.Model):
    """A merge: which record stays, which points at it, and exactly which rows moved, so that it can be undone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges", verbose_name=_("blijft"))
    merged = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("gaat op in"))
    moved = models.JSONField(_("verplaatst"), default=dict)
    reason = models.CharField(_("waarom"), max_length=300)
    merged_at = models.DateTimeField(_("samengevoegd op"), default=timezone.now)
    merged_by = models.ForeignKey(
        "privacy.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("samengevoegd door")
    )
    undone_at = models.DateTimeField(_("ongedaan gemaakt op"), null=True, blank=True)

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta:
        verbose_name = _("samenvoeging")
        verbose_name_plural = _("samenvoegingen")
        constraints = [
            models.CheckConstraint(name="merge_two_records", condition=~Q(kept=F("merged"))),
            models.UniqueConstraint(name="merge_once", fields=["merged"], condition=Q(undone_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.merged_id} → {self.kept_id}"
