"""The register of processing (AVG art. 30): what personal data is processed for, in versions that never change."""

from __future__ import annotations

import datetime
import uuid
from typing import Any, NoReturn, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from privacy.choices import DataClass

LONGEST_LINE = 200


class LegalGround(models.TextChoices):
    """The six grounds of AVG art. 6 lid 1; e has two halves."""

    CONSENT = "consent", _("toestemming (AVG art. 6 lid 1 a)")
    CONTRACT = "contract", _("overeenkomst (AVG art. 6 lid 1 b)")
    LEGAL_OBLIGATION = "legal_obligation", _("wettelijke plicht (AVG art. 6 lid 1 c)")
    VITAL_INTEREST = "vital_interest", _("vitaal belang (AVG art. 6 lid 1 d)")
    PUBLIC_INTEREST = "public_interest", _("taak van algemeen belang (AVG art. 6 lid 1 e)")
    OFFICIAL_AUTHORITY = "official_authority", _("openbaar gezag (AVG art. 6 lid 1 e)")
    LEGITIMATE_INTEREST = "legitimate_interest", _("gerechtvaardigd belang (AVG art. 6 lid 1 f)")


class ProcessingActivity(models.Model):
    """What we do with personal data for one purpose. Screens, tasks and records refer to it by its identifier."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(_("kenmerk"), max_length=60, unique=True)
    is_active = models.BooleanField(_("wordt uitgevoerd"), default=True)

    class Meta:
        verbose_name = _("verwerkingsactiviteit")
        verbose_name_plural = _("verwerkingsactiviteiten")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.slug


class ActivityVersionQuerySet(models.QuerySet["ActivityVersion"]):
    """Versions of activities."""

    def in_force(self, at: datetime.datetime | None = None) -> Self:
        """The version of each activity that holds at a moment (default: now)."""
        newest = ActivityVersion.objects.filter(
            activity=OuterRef("activity"), valid_from__lte=at or timezone.now()
        ).order_by("-number")
        return self.filter(pk=Subquery(newest.values("pk")[:1])).select_related("activity").order_by("name")


class ActivityVersion(models.Model):
    """An activity as it was described from a moment on; the next version ends it. The database refuses any change."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    activity = models.ForeignKey(
        ProcessingActivity, on_delete=models.PROTECT, related_name="versions", verbose_name=_("verwerkingsactiviteit")
    )
    number = models.PositiveSmallIntegerField(_("versie"))
    valid_from = models.DateTimeField(_("geldig vanaf"))
    written_by = models.ForeignKey(
        "privacy.User", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("vastgelegd door")
    )
    reason = models.CharField(_("reden van de wijziging"), max_length=300)
    name = models.CharField(_("naam"), max_length=LONGEST_LINE)
    purpose = models.TextField(_("doel"))
    legal_ground = models.CharField(_("grondslag"), max_length=30, choices=LegalGround)
    article = models.TextField(_("wetsartikelen"))
    data_classes = ArrayField(
        models.CharField(max_length=20, choices=DataClass), verbose_name=_("soorten gegevens"), default=list
    )
    subjects = ArrayField(models.CharField(max_length=LONGEST_LINE), verbose_name=_("betrokkenen"))
    recipients = ArrayField(models.CharField(max_length=LONGEST_LINE), verbose_name=_("ontvangers"), default=list)
    operations = ArrayField(models.CharField(max_length=LONGEST_LINE), verbose_name=_("bewerkingen"), default=list)
    measures = ArrayField(models.CharField(max_length=LONGEST_LINE), verbose_name=_("maatregelen"), default=list)
    retention_period = models.CharField(_("bewaartermijn (ISO 8601)"), max_length=20)
    retention = models.TextField(_("bewaartermijn in woorden"))
    controller = models.CharField(_("verwerkingsverantwoordelijke"), max_length=LONGEST_LINE)
    processors = ArrayField(models.CharField(max_length=LONGEST_LINE), verbose_name=_("verwerkers"), default=list)

    objects = ActivityVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("versie van een verwerkingsactiviteit")
        verbose_name_plural = _("versies van verwerkingsactiviteiten")
        ordering = ["activity", "-number"]
        constraints = [models.UniqueConstraint(fields=["activity", "number"], name="activity_version_once")]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: what was in force once stays in the register."""
        raise TypeError("a version of a processing activity cannot be deleted")
