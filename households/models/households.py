"""Households: people who live together and are tied, or whom a worker has joined."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from households.models.addresses import Address
from households.models.persons import Person
from privacy.choices import Domain
from privacy.dates import ends_after_start, no_overlap
from privacy.history import ChangeHistory, RecordedDatedQuerySet, RecordedQuerySet


class Level(models.IntegerChoices):
    """How far sight reaches in one domain: that there is help, what it is, or changing it."""

    INVOLVEMENT = 1, _("dat")
    CONTENT = 2, _("wat")
    WORK = 3, _("werk")


def codename(level: Level, domain: str) -> str:
    """The permission for a level in a domain; the empty domain is the coordination of the household itself."""
    return f"{level.name.lower()}_{domain or 'household'}"


LEVEL_PERMISSIONS = [
    (codename(level, domain), f"{level.label} {domain}") for domain in ("", *Domain.values) for level in Level
]


class Household(models.Model):
    """A household (huishouden). `name` is prepared from its members; nobody types it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("naam"), max_length=200)
    address = models.ForeignKey(
        Address, on_delete=models.PROTECT, null=True, blank=True, related_name="households", verbose_name=_("adres")
    )
    created_at = models.DateTimeField(_("gemaakt op"), default=timezone.now)
    ended_on = models.DateField(_("opgeheven op"), null=True, blank=True)

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta:
        verbose_name = _("huishouden")
        verbose_name_plural = _("huishoudens")
        permissions = tuple(LEVEL_PERMISSIONS)

    def __str__(self) -> str:
        return self.name


class HouseholdMembership(models.Model):
    """Somebody's place in a household, dated, with the reason. A child may belong to two households."""

    class Reason(models.TextChoices):
        """Why this person is in this household."""

        FIRST = "first", _("staat hier ingeschreven")
        PARTNER = "partner", _("partner op hetzelfde adres")
        PARENT = "parent", _("ouder op hetzelfde adres")
        CHILD = "child", _("kind op hetzelfde adres")
        PARTNER_OF_RELATIVE = "partner_of_relative", _("partner van een familielid op hetzelfde adres")
        CO_PARENTED = "co_parented", _("woont afwisselend bij beide ouders")
        JOINED = "joined", _("toegevoegd door een medewerker")

    class Source(models.TextChoices):
        PROPOSED = "proposed", _("voorstel uit de BRP")
        WORKER = "worker", _("door medewerker")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("huishouden")
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("persoon"))
    reason = models.CharField(_("waarom"), max_length=30, choices=Reason)
    tied_to = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("via")
    )
    source = models.CharField(_("bron"), max_length=10, choices=Source, default=Source.PROPOSED)
    explanation = models.CharField(_("toelichting"), max_length=300, blank=True)
    lives_here = models.BooleanField(_("woont hier"), default=True)
    valid_from = models.DateField(_("geldig vanaf"))
    valid_until = models.DateField(_("geldig tot"), null=True, blank=True)

    objects = RecordedDatedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta:
        verbose_name = _("lid van het huishouden")
        verbose_name_plural = _("leden van het huishouden")
        constraints = [
            ends_after_start("household_membership_ends_after_start"),
            no_overlap("household_membership_once_at_a_time", "household", "person"),
        ]
        indexes = [
            models.Index("person", name="membership_current", condition=Q(valid_until__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.household_id}"
