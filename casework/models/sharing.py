"""Asking for sight of another domain."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from households.models import Household, Person
from privacy.choices import Domain, Purpose
from privacy.history import ChangeHistory, RecordedQuerySet
from privacy.models import SharingDecision, User

REASON_LENGTH = 1000
ANSWER_LENGTH = 300


class SightRequest(models.Model):
    """A question to see what help in another domain is about (vraag om zicht), and the answer.

    `persons` are those whom that help concerned when it was asked; `wished_until` is the first day without sight.
    """

    class Status(models.TextChoices):
        OPEN = "open", _("wacht op antwoord")
        GIVEN = "given", _("zicht gegeven")
        REFUSED = "refused", _("niet gegeven")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="sight_requests", verbose_name=_("huishouden")
    )
    asker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("wie vraagt"))
    source = models.CharField(_("gegevens uit"), max_length=20, choices=Domain)
    purpose = models.CharField(_("doel"), max_length=20, choices=Purpose)
    persons = models.ManyToManyField(Person, related_name="+", verbose_name=_("over wie"))
    includes_special = models.BooleanField(_("ook gezondheid of strafrecht"), default=False)
    ground = models.CharField(_("grondslag"), max_length=20, choices=SharingDecision.Ground)
    article = models.CharField(_("volgens"), max_length=200)
    reason = models.TextField(_("waarom nodig"), max_length=REASON_LENGTH)
    wished_until = models.DateField(_("gevraagd tot"))
    asked_at = models.DateTimeField(_("gevraagd op"), default=timezone.now)
    status = models.CharField(_("stand"), max_length=10, choices=Status, default=Status.OPEN)
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("besloten door")
    )
    decided_at = models.DateTimeField(_("besloten op"), null=True, blank=True)
    answer = models.CharField(_("antwoord"), max_length=ANSWER_LENGTH, blank=True)
    decision = models.OneToOneField(
        SharingDecision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="request",
        verbose_name=_("deelbesluit"),
    )

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory(m2m_fields=[persons])

    class Meta:
        verbose_name = _("vraag om zicht")
        verbose_name_plural = _("vragen om zicht")
        constraints = [
            models.CheckConstraint(name="sight_request_has_reason", condition=~Q(reason="")),
            models.UniqueConstraint(
                name="sight_request_one_open",
                fields=["household", "asker", "source", "purpose"],
                condition=Q(status="open"),
            ),
            models.CheckConstraint(
                name="sight_request_decided_whole",
                condition=Q(status="open", decided_by__isnull=True, decided_at__isnull=True, decision__isnull=True)
                | Q(status="given", decided_by__isnull=False, decided_at__isnull=False, decision__isnull=False)
                | Q(status="refused", decided_by__isnull=False, decided_at__isnull=False, decision__isnull=True),
            ),
            # Where the law asks consent somebody else decides; what is necessary the user of the data answers for.
            models.CheckConstraint(
                name="sight_request_decided_by_other",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asker")) | Q(ground="necessity"),
            ),
        ]
        indexes = [models.Index(fields=["household", "-asked_at"], name="sight_request_by_household")]

    def __str__(self) -> str:
        return f"{self.get_source_display()} → {self.get_purpose_display()}: {self.get_status_display()}"
