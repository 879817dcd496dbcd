"""The access record: who saw what of whom, when, why (NEN 7513; design section 4.1)."""

from __future__ import annotations

import uuid
from typing import NoReturn

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from privacy.choices import DataClass, Purpose, Role
from privacy.compiled import CompiledInsert

NAMED_SUBJECTS = 12


class AccessRecord(models.Model):
    """One access by one actor. Partitioned by month; the application's role can insert and select, nothing else.

    Persons and households are opaque keys, not foreign keys: the record outlives their erasure. `activity` is the
    identifier in the register of processing; its version is the one in force at `at`. The table has one column more,
    which the database fills itself: `written_in`, the transaction, by which the logbook knows what it has not sent.
    """

    class Action(models.TextChoices):
        READ = "read", _("bekeken")
        SEARCH = "search", _("gezocht")
        LIST = "list", _("lijst bekeken")
        PRINT = "print", _("afgedrukt")
        EXPORT = "export", _("geëxporteerd")
        CHANGE = "change", _("gewijzigd")
        BREAK_GLASS = "break_glass", _("noodtoegang")
        DENIED = "denied", _("geweigerd")
        FAILED = "failed", _("vastgelopen")

    pk = models.CompositePrimaryKey("at", "id")
    at = models.DateTimeField(_("wanneer"), default=timezone.now)
    id = models.UUIDField(default=uuid.uuid4, editable=False)
    event = models.CharField(_("gebeurtenis"), max_length=60)
    action = models.CharField(_("handeling"), max_length=20, choices=Action)
    actor_id = models.UUIDField(_("wie"))
    actor_name = models.CharField(_("naam toen"), max_length=150)
    role = models.CharField(_("rol"), max_length=30, choices=Role, blank=True)
    team = models.CharField(_("team"), max_length=100, blank=True)
    on_behalf_of_id = models.UUIDField(_("namens"), null=True, blank=True)
    activity = models.CharField(_("verwerkingsactiviteit"), max_length=60, blank=True, default="", db_default="")
    purpose = models.CharField(_("doel"), max_length=20, choices=Purpose)
    ground = models.CharField(_("grondslag"), max_length=300, blank=True)
    household_id = models.UUIDField(_("huishouden"), null=True, blank=True)
    listed_household_ids = ArrayField(models.UUIDField(), verbose_name=_("getoonde huishoudens"), default=list)
    subject_ids = ArrayField(models.UUIDField(), verbose_name=_("betrokkenen"), default=list)
    data_classes = ArrayField(
        models.CharField(max_length=20, choices=DataClass), verbose_name=_("soorten gegevens"), default=list
    )
    request_id = models.UUIDField(_("verzoek"), null=True, blank=True)
    took_ms = models.PositiveIntegerField(_("duur in milliseconden"), default=0, db_default=0)
    details = models.JSONField(_("bijzonderheden"), default=dict)

    class Meta:
        verbose_name = _("inzageregel")
        verbose_name_plural = _("inzageregels")
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["actor_id", "-at"], name="access_by_actor"),
            models.Index(fields=["household_id", "-at"], name="access_by_household"),
            models.Index(fields=["action", "-at"], name="access_by_action"),
            models.Index(fields=["event", "-at"], name="access_by_event"),
            models.Index(fields=["purpose", "-at"], name="access_by_purpose"),
            GinIndex("subject_ids", name="access_by_subject"),
            GinIndex("listed_household_ids", name="access_by_listed", condition=~models.Q(listed_household_ids=[])),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.get_action_display()}"

    @property
    def named_subject_ids(self) -> list[uuid.UUID]:
        """The people a list of records names. Of a look at the log itself it names nobody.

        Otherwise each look at the log would repeat everybody in the looks before it, and never end.
        """
        return [] if self.event.startswith("accessrecord.") else self.subject_ids[:NAMED_SUBJECTS]

    def add(self) -> None:
        """Write this record; every request does, so its statement is put together once."""
        INSERT.add(self)

    def delete(self, *args: object, **kwargs: object) -> NoReturn:
        """Refuse: an access record is never removed by the application."""
        raise TypeError("an access record cannot be deleted")


INSERT = CompiledInsert(AccessRecord)
