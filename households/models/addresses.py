"""Where people live, dated."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from households.fields import PartialDateField
from households.models.persons import Person
from privacy.dates import ends_after_start, no_overlap
from privacy.history import ChangeHistory, RecordedDatedQuerySet


class Address(models.Model):
    """An address (adres) with its BAG identification; abroad only the lines are known. `key` tells addresses apart."""

    class Kind(models.TextChoices):
        DUTCH = "dutch", _("adres")
        LOCATION = "location", _("locatie")
        FOREIGN = "foreign", _("buitenland")
        UNKNOWN = "unknown", _("onbekend")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=250, unique=True, editable=False)
    kind = models.CharField(_("soort"), max_length=10, choices=Kind, default=Kind.DUTCH)
    street = models.CharField(_("straat"), max_length=100, blank=True)
    house_number = models.PositiveIntegerField(_("huisnummer"), null=True, blank=True)
    house_letter = models.CharField(_("huisletter"), max_length=1, blank=True)
    house_suffix = models.CharField(_("toevoeging"), max_length=4, blank=True)
    postcode = models.CharField(_("postcode"), max_length=6, blank=True)
    city = models.CharField(_("woonplaats"), max_length=80, blank=True)
    lines = models.CharField(_("adresregels"), max_length=250, blank=True)
    country = models.CharField(_("land"), max_length=80, blank=True)
    neighbourhood = models.CharField(_("wijk"), max_length=100, blank=True)
    bag_object_id = models.CharField(_("adresseerbaar object"), max_length=16, blank=True)
    bag_number_id = models.CharField(_("nummeraanduiding"), max_length=16, blank=True)

    class Meta:
        verbose_name = _("adres")
        verbose_name_plural = _("adressen")
        indexes = [
            models.Index("postcode", "house_number", name="address_by_postcode"),
            models.Index(Upper("street"), "house_number", name="address_by_street"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def number(self) -> str:
        """House number with letter and suffix, as written on an envelope."""
        suffix = f"-{self.house_suffix}" if self.house_suffix else ""
        return f"{self.house_number or ''}{self.house_letter}{suffix}"

    @property
    def one_line(self) -> str:
        """The address on one line. Screens print addresses through `households.secrecy`."""
        if self.kind == self.Kind.DUTCH:
            postcode = f"{self.postcode[:4]} {self.postcode[4:]}".strip()
            return ", ".join(
                part for part in (f"{self.street} {self.number}".strip(), f"{postcode} {self.city}".strip()) if part
            )
        return ", ".join(part for part in (self.lines, self.country) if part) or str(self.get_kind_display())


class Residence(models.Model):
    """A person's stay at an address (verblijf). `starts_as_known` keeps the date as far as the BRP knows it."""

    class Kind(models.TextChoices):
        HOME = "home", _("woonadres")
        CORRESPONDENCE = "correspondence", _("briefadres")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="residences", verbose_name=_("persoon"))
    address = models.ForeignKey(Address, on_delete=models.PROTECT, related_name="residences", verbose_name=_("adres"))
    kind = models.CharField(_("soort"), max_length=20, choices=Kind, default=Kind.HOME)
    is_under_investigation = models.BooleanField(_("adres in onderzoek"), default=False)
    starts_as_known = PartialDateField(_("begin zoals bekend"), null=True, blank=True)
    valid_from = models.DateField(_("geldig vanaf"))
    valid_until = models.DateField(_("geldig tot"), null=True, blank=True)

    objects = RecordedDatedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta:
        verbose_name = _("verblijf")
        verbose_name_plural = _("verblijven")
        constraints = [
            ends_after_start("residence_ends_after_start"),
            no_overlap("residence_one_at_a_time", "person"),
        ]
        indexes = [
            models.Index("address", name="residence_current", condition=Q(valid_until__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.valid_from}"
