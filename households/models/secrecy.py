"""Addresses that only named workers may see, for the safety of who lives there."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from households.models.persons import Person
from privacy.history import ChangeHistory, RecordedQuerySet
from privacy.models import User


class SecretAddress(models.Model):
    """Where this person lives is a secret (adres geheim), as of a woman in a shelter; also of the next address.

    Beside geheimhouding in the BRP, which is about giving data to others: this hides the address inside the house too.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="secret_addresses", verbose_name=_("persoon")
    )
    reason = models.CharField(_("reden"), max_length=300)
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("ingesteld door"))
    set_at = models.DateTimeField(_("ingesteld op"), default=timezone.now)
    lifted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("opgeheven door")
    )
    lifted_at = models.DateTimeField(_("opgeheven op"), null=True, blank=True)
    lifting_reason = models.CharField(_("reden van opheffen"), max_length=300, blank=True)

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta:
        verbose_name = _("geheim adres")
        verbose_name_plural = _("geheime adressen")
        constraints = [
            models.UniqueConstraint(name="secret_address_once", fields=["person"], condition=Q(lifted_at__isnull=True)),
            models.CheckConstraint(name="secret_address_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="secret_address_lifted_by_somebody",
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True, lifting_reason="")
                | (Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(lifting_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.set_at:%Y-%m-%d}"


class SecretAddressReader(models.Model):
    """A worker who is named to see a secret address, from one moment until another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    secret_address = models.ForeignKey(
        SecretAddress, on_delete=models.CASCADE, related_name="readers", verbose_name=_("geheim adres")
    )
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("wie"))
    named_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("genoemd door"))
    named_at = models.DateTimeField(_("genoemd op"), default=timezone.now)
    removed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("verwijderd door")
    )
    removed_at = models.DateTimeField(_("verwijderd op"), null=True, blank=True)

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta:
        verbose_name = _("lezer van een geheim adres")
        verbose_name_plural = _("lezers van een geheim adres")
        constraints = [
            models.UniqueConstraint(
                name="secret_address_reader_once",
                fields=["secret_address", "user"],
                condition=Q(removed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="secret_address_reader_removed_by_somebody",
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.named_at:%Y-%m-%d}"
