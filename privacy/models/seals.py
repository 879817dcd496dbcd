"""Seals over the access record: what they hold, where they have arrived, and when they were last checked."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Seal(models.Model):
    """A signed Merkle root over access records that nobody can widen or narrow afterwards, chained to the one before.

    It covers the records that stand after one position and up to another, in the order of the transaction that wrote
    them and their key. `leaves` names each of them with its hash. The application's role can insert and select only.
    """

    number = models.PositiveBigIntegerField(_("nummer"), primary_key=True)
    sealed_at = models.DateTimeField(_("verzegeld op"))
    form = models.PositiveSmallIntegerField(_("vorm van een regel"))
    after_transaction = models.BigIntegerField(_("na transactie"))
    after_id = models.UUIDField(_("na regel"))
    until_transaction = models.BigIntegerField(_("tot en met transactie"))
    until_id = models.UUIDField(_("tot en met regel"))
    count = models.PositiveIntegerField(_("aantal regels"))
    root = models.BinaryField(_("wortel"), max_length=32)
    previous = models.BinaryField(_("vorig zegel"), max_length=32, unique=True)
    removed_before = models.DateTimeField(_("vernietigd van voor"), null=True, blank=True)
    key_id = models.CharField(_("sleutel"), max_length=16)
    signature = models.BinaryField(_("handtekening"), max_length=64)
    leaves = models.BinaryField(_("bladeren"))

    class Meta:
        verbose_name = _("zegel")
        verbose_name_plural = _("zegels")
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} ({self.sealed_at:%Y-%m-%d %H:%M})"


class SealCopy(models.Model):
    """The other side has acknowledged that it received this seal."""

    seal = models.OneToOneField(
        Seal, on_delete=models.PROTECT, primary_key=True, related_name="copy", verbose_name=_("zegel")
    )
    acknowledged_at = models.DateTimeField(_("ontvangen op"))

    class Meta:
        verbose_name = _("ontvangen zegel")
        verbose_name_plural = _("ontvangen zegels")

    def __str__(self) -> str:
        return str(self.pk)


class SealCheck(models.Model):
    """A verification of the access record against its seals, and what it found."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    checked_at = models.DateTimeField(_("gecontroleerd op"))
    is_of_everything = models.BooleanField(_("gaat over alles"))
    seals = models.PositiveBigIntegerField(_("aantal zegels"))
    records = models.PositiveBigIntegerField(_("aantal regels"))
    faults = models.PositiveBigIntegerField(_("aantal fouten"))
    first_faults = models.JSONField(_("eerste fouten"), default=list)

    class Meta:
        verbose_name = _("controle van de zegels")
        verbose_name_plural = _("controles van de zegels")
        ordering = ["-checked_at"]

    def __str__(self) -> str:
        return f"{self.checked_at:%Y-%m-%d %H:%M}"
