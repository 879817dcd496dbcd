"""A person as the BRP or a worker knows them."""

from __future__ import annotations

import datetime
import uuid

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from households.fields import PartialDateField
from privacy.crypto import EncryptedTextField, blind_index
from privacy.history import ChangeHistory, RecordedQuerySet


class PersonQuerySet(RecordedQuerySet["Person"]):
    """Reads of persons."""

    def with_bsn(self, bsn: str) -> PersonQuerySet:
        """Everybody with this burgerservicenummer: mostly one, sometimes two records of one person."""
        return self.filter(bsn_index=blind_index(bsn))

    def unmerged(self) -> PersonQuerySet:
        """Without the records that were merged into another."""
        return self.filter(merged_into__isnull=True)


class Person(models.Model):
    """A person (persoon). The burgerservicenummer is encrypted; every name part is kept as the BRP gives it."""

    class NameUse(models.TextChoices):
        OWN = "own", _("eigen naam")
        PARTNER = "partner", _("naam partner")
        PARTNER_FIRST = "partner_first", _("naam partner, eigen naam")
        OWN_FIRST = "own_first", _("eigen naam, naam partner")

    class Suspension(models.TextChoices):
        """Why the BRP no longer keeps this person up to date (opschorting bijhouding)."""

        DECEASED = "deceased", _("overleden")
        EMIGRATED = "emigrated", _("geëmigreerd")
        NON_RESIDENT = "non_resident", _("niet-ingezetene (RNI)")
        MINISTERIAL = "ministerial", _("ministerieel besluit")
        WITHDRAWN = "withdrawn", _("afgevoerd")
        UNKNOWN = "unknown", _("onbekend")

    class Source(models.TextChoices):
        BRP = "brp", _("BRP")
        WORKER = "worker", _("door medewerker")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bsn = EncryptedTextField(_("burgerservicenummer"))
    bsn_index = models.BinaryField(null=True, editable=False)
    source = models.CharField(_("bron"), max_length=10, choices=Source, default=Source.BRP)
    given_names = models.CharField(_("voornamen"), max_length=200, blank=True)
    initials = models.CharField(_("voorletters"), max_length=30, blank=True)
    prefix = models.CharField(_("voorvoegsel"), max_length=20, blank=True)
    surname = models.CharField(_("geslachtsnaam"), max_length=200, blank=True)
    partner_prefix = models.CharField(_("voorvoegsel partner"), max_length=20, blank=True)
    partner_surname = models.CharField(_("geslachtsnaam partner"), max_length=200, blank=True)
    name_use = models.CharField(_("naamgebruik"), max_length=20, choices=NameUse, default=NameUse.OWN)
    display_name = models.CharField(_("naam"), max_length=420)
    salutation = models.CharField(_("aanhef"), max_length=240, blank=True)
    birth_date = PartialDateField(_("geboortedatum"))
    died_on = PartialDateField(_("overleden op"), null=True, blank=True)
    suspension = models.CharField(_("opschorting"), max_length=20, choices=Suspension, blank=True)
    suspended_on = PartialDateField(_("opgeschort sinds"), null=True, blank=True)
    is_secret = models.BooleanField(_("geheimhouding"), default=False)
    is_under_investigation = models.BooleanField(_("in onderzoek"), default=False)
    is_under_guardianship = models.BooleanField(_("onder curatele"), default=False)
    surname_key = models.CharField(max_length=200, editable=False)
    partner_key = models.CharField(max_length=200, editable=False, blank=True)
    given_key = models.CharField(max_length=200, editable=False)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name=_("samengevoegd met"),
    )
    brp_checked_at = models.DateTimeField(_("BRP geraadpleegd op"), null=True, blank=True)
    created_at = models.DateTimeField(_("gemaakt op"), default=timezone.now)

    objects = PersonQuerySet.as_manager()
    history = ChangeHistory()

    class Meta:
        verbose_name = _("persoon")
        verbose_name_plural = _("personen")
        constraints = [
            models.CheckConstraint(name="person_not_merged_into_self", condition=~Q(merged_into=models.F("id"))),
            models.CheckConstraint(
                name="person_bsn_has_index", condition=Q(bsn=b"", bsn_index=None) | Q(bsn_index__isnull=False)
            ),
        ]
        indexes = [
            models.Index("bsn_index", name="person_by_bsn", condition=Q(bsn_index__isnull=False)),
            models.Index("surname_key", "given_key", "birth_date", name="person_by_name"),
            models.Index(
                "partner_key", "given_key", "birth_date", name="person_by_partner_name", condition=~Q(partner_key="")
            ),
            models.Index("birth_date", "surname_key", name="person_by_birth_date"),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def is_current(self) -> bool:
        """Whether this person can be a living member of a household here."""
        return not self.suspension and self.merged_into_id is None

    def age_on(self, day: datetime.date | None = None) -> tuple[int, int] | None:
        """Youngest and oldest possible age in years on a day (default: today); None when the year is unknown."""
        return self.birth_date.age_on(day or timezone.localdate()) if self.birth_date else None


class NameKey(models.Model):
    """A surname that occurs, in search form. Typing errors are looked up here, which is fast in any town."""

    key = models.CharField(primary_key=True, max_length=200)

    class Meta:
        verbose_name = _("zoeknaam")
        verbose_name_plural = _("zoeknamen")
        indexes = [GinIndex(fields=["key"], opclasses=["gin_trgm_ops"], name="namekey_alike")]

    def __str__(self) -> str:
        return self.key
