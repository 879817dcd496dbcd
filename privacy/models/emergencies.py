"""Emergencies: who opened a household outside their sight, who was told of it, and how it was judged afterwards."""

from __future__ import annotations

import datetime
import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext_lazy as _

from privacy.choices import Domain
from privacy.history import ChangeHistory, RecordedQuerySet

LASTS = datetime.timedelta(hours=4)
FEWEST_CHARACTERS = 10  # of the words that explain it


class BreakGlass(models.Model):
    """Emergency access to one household by somebody without an assignment there (noodtoegang): four hours, never more.

    It gives *dat* in every domain and *wat* in `domain`, if one was chosen.
    """

    class Reason(models.TextChoices):
        UNSAFETY = "unsafety", _("iemand is nu niet veilig")
        MEDICAL = "medical", _("medisch noodgeval")
        MISSING = "missing", _("iemand is vermist")
        EVICTION = "eviction", _("huisuitzetting dreigt nu")
        SHUT_OFF = "shut_off", _("afsluiting van energie of water dreigt nu")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey("privacy.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("wie"))
    household_id = models.UUIDField(_("huishouden"), db_index=True)
    reason = models.CharField(_("reden"), max_length=20, choices=Reason)
    words = models.TextField(_("in eigen woorden"))
    domain = models.CharField(_("inhoud van"), max_length=20, choices=Domain, blank=True)
    opened_at = models.DateTimeField(_("geopend op"))
    expires_at = models.DateTimeField(_("geldig tot het moment"))
    ended_at = models.DateTimeField(_("zelf gestopt op"), null=True, blank=True)

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta:
        verbose_name = _("noodtoegang")
        verbose_name_plural = _("noodtoegangen")
        constraints = [
            models.CheckConstraint(
                name="break_glass_lasts_four_hours", condition=Q(expires_at=F("opened_at") + models.Value(LASTS))
            ),
            models.CheckConstraint(
                name="break_glass_ends_while_it_lasts",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("opened_at"), ended_at__lte=F("expires_at")),
            ),
            models.CheckConstraint(
                name="break_glass_is_explained",
                condition=GreaterThanOrEqual(Length(Trim("words")), FEWEST_CHARACTERS),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.household_id}"

    @property
    def until(self) -> datetime.datetime:
        """When it ended or will end."""
        return self.ended_at or self.expires_at


class EmergencyNotice(models.Model):
    """One worker who is told of an emergency, on every page until they say that they saw it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    break_glass = models.ForeignKey(
        BreakGlass, on_delete=models.PROTECT, related_name="notices", verbose_name=_("noodtoegang")
    )
    user = models.ForeignKey("privacy.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("wie"))
    acknowledged_at = models.DateTimeField(_("gezien op"), null=True, blank=True)

    class Meta:
        verbose_name = _("melding van noodtoegang")
        verbose_name_plural = _("meldingen van noodtoegang")
        constraints = [models.UniqueConstraint(name="emergency_notice_once", fields=["break_glass", "user"])]
        indexes = [models.Index("user", name="emergency_notice_unseen", condition=Q(acknowledged_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.user_id} {self.break_glass_id}"


class ReviewItem(models.Model):
    """Something that a privacy officer has to judge afterwards; it can only go away by a judgement, with words."""

    class Kind(models.TextChoices):
        BREAK_GLASS = "break_glass", _("noodtoegang")

    class Judgement(models.TextChoices):
        JUSTIFIED = "justified", _("terecht")
        NOT_JUSTIFIED = "not_justified", _("niet terecht")
        ASK_MORE = "ask_more", _("eerst navragen")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("soort"), max_length=20, choices=Kind)
    break_glass = models.OneToOneField(
        BreakGlass, on_delete=models.PROTECT, related_name="review", verbose_name=_("noodtoegang")
    )
    user = models.ForeignKey("privacy.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("over wie"))
    household_id = models.UUIDField(_("huishouden"))
    created_at = models.DateTimeField(_("gemaakt op"))
    due_on = models.DateField(_("uiterlijk op"))
    judgement = models.CharField(_("oordeel"), max_length=20, choices=Judgement, blank=True)
    words = models.TextField(_("toelichting"), blank=True)
    judged_by = models.ForeignKey(
        "privacy.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("beoordeeld door"),
    )
    judged_at = models.DateTimeField(_("beoordeeld op"), null=True, blank=True)
    closed_at = models.DateTimeField(_("gesloten op"), null=True, blank=True)

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta:
        verbose_name = _("beoordeling")
        verbose_name_plural = _("beoordelingen")
        constraints = [
            models.CheckConstraint(
                name="review_closes_with_a_judgement",
                condition=Q(closed_at__isnull=True)
                | Q(judgement__in=["justified", "not_justified"], judged_by__isnull=False, judged_at__isnull=False),
            ),
            models.CheckConstraint(name="review_judgement_has_words", condition=Q(judgement="") | ~Q(words="")),
            models.CheckConstraint(
                name="review_by_somebody_else", condition=Q(judged_by__isnull=True) | ~Q(judged_by=F("user"))
            ),
        ]
        indexes = [models.Index("due_on", name="review_open", condition=Q(closed_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.due_on}"
