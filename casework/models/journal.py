"""What was said and what happened."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.models.compartments import Compartment
from casework.models.trajectories import Trajectory
from households.models import Household, Person
from privacy.choices import Domain
from privacy.history import ChangeHistory, RecordedQuerySet
from privacy.models import User

NOTE_LENGTH = 10_000


class JournalEntry(models.Model):
    """A contact or note (contactmoment, notitie). Without a domain it belongs to the coordination of the household.

    Health and criminal data (AVG articles 9 and 10) are marked: who may not read them sees that there is such a note.
    """

    class Visibility(models.TextChoices):
        DOMAIN = "domain", _("wie dit domein mag inzien")
        WORK = "work", _("alleen wie aan dit domein werkt")
        AUTHOR = "author", _("alleen ik")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    household = models.ForeignKey(
        Household, on_delete=models.PROTECT, related_name="journal_entries", verbose_name=_("huishouden")
    )
    domain = models.CharField(_("domein"), max_length=20, choices=Domain, blank=True)
    trajectory = models.ForeignKey(
        Trajectory,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="journal_entries",
        verbose_name=_("traject"),
    )
    compartment = models.ForeignKey(
        Compartment,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="journal_entries",
        verbose_name=_("besloten dossier"),
    )
    visibility = models.CharField(_("wie mag dit lezen"), max_length=10, choices=Visibility, default=Visibility.DOMAIN)
    is_special = models.BooleanField(_("bevat gezondheids- of strafgegevens"), default=False, db_default=False)
    text = models.TextField(_("notitie"), max_length=NOTE_LENGTH)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("geschreven door"))
    written_at = models.DateTimeField(_("geschreven op"), default=timezone.now)

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta:
        verbose_name = _("notitie")
        verbose_name_plural = _("notities")
        constraints = [models.CheckConstraint(name="journal_entry_not_empty", condition=~Q(text=""))]
        indexes = [models.Index(fields=["household", "-written_at"], name="journal_by_household")]

    def __str__(self) -> str:
        return f"{self.author_id} {self.written_at:%Y-%m-%d}"


class TimelineEvent(models.Model):
    """Something that happened to a household, ready to show. Written by the service that made it happen."""

    class Depth(models.TextChoices):
        """From which level on the event is visible."""

        INVOLVEMENT = "involvement", _("dat")
        CONTENT = "content", _("wat")
        WORK = "work", _("werk")

    class Kind(models.TextChoices):
        CASE = "case", _("dossier")
        ASSIGNMENT = "assignment", _("wie helpt")
        TRAJECTORY = "trajectory", _("traject")
        CONTACT = "contact", _("contact")
        DECISION = "decision", _("besluit")
        TASK = "task", _("taak")
        SIGNAL = "signal", _("signaal")
        HOUSEHOLD = "household", _("huishouden")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="timeline_events", verbose_name=_("huishouden")
    )
    compartment = models.ForeignKey(
        Compartment,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="timeline_events",
        verbose_name=_("besloten dossier"),
    )
    at = models.DateTimeField(_("wanneer"))
    domain = models.CharField(_("domein"), max_length=20, choices=Domain, blank=True)
    kind = models.CharField(_("soort"), max_length=20, choices=Kind)
    depth = models.CharField(_("zichtbaar vanaf"), max_length=20, choices=Depth)
    sentence = models.CharField(_("wat er gebeurde"), max_length=300)
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("over wie")
    )
    actor = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("door wie")
    )

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta:
        verbose_name = _("gebeurtenis")
        verbose_name_plural = _("gebeurtenissen")
        indexes = [models.Index(fields=["household", "-at"], name="timeline_by_household")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.kind}"
