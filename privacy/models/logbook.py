"""How far the lines of the Logboek Dataverwerkingen have come (privacy.logbook)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class LogbookPosition(models.Model):
    """Per place that lines go to: which access records it has acknowledged.

    Not a moment but a snapshot of PostgreSQL: which transactions had ended. A record of a transaction that lasts is
    none of them, however old the record is, and comes with a later snapshot. `sending` is the snapshot that is being
    worked through, `transaction` and `record_id` the last record of it that was acknowledged.
    """

    class Place(models.TextChoices):
        COLLECTOR = "collector", _("logboek")
        FILE = "file", _("bestand")

    place = models.CharField(_("plaats"), max_length=20, choices=Place, primary_key=True)
    sent = models.TextField(_("verstuurd"), default="1:1:")
    sending = models.TextField(_("wordt verstuurd"), blank=True)
    transaction = models.BigIntegerField(_("transactie"), default=0)
    record_id = models.UUIDField(_("inzageregel"), null=True, blank=True)
    records = models.BigIntegerField(_("aantal inzageregels"), default=0)
    lines = models.BigIntegerField(_("aantal logregels"), default=0)
    updated_at = models.DateTimeField(_("bijgewerkt op"), auto_now=True)

    class Meta:
        verbose_name = _("stand van het logboek")
        verbose_name_plural = _("standen van het logboek")

    def __str__(self) -> str:
        return self.place
