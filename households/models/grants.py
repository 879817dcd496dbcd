"""Who may see which household at which level: guardian's grants in a direct foreign-key table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from households.models.households import Household, Level
from privacy.choices import Domain, Purpose
from privacy.dates import DatedQuerySet, ends_after_start


class HouseholdGrant(UserObjectPermissionBase):
    """One level in one domain for one user, derived from one assignment or one emergency; it ends with that.

    `domain` and `level` repeat the permission so that a scope needs one index look-up. The empty domain is the
    coordination of the household itself. `rests_on` is the place in a team (`privacy.acting.place`) in which the user
    got this: whoever has that place no longer, has this grant no longer, without a row being touched. A grant of an
    emergency ends at a moment, `expires_at`. Content without `includes_special` leaves out what is marked as health or
    criminal data.
    """

    content_object = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="grants", verbose_name=_("huishouden")
    )
    assignment_id = models.UUIDField(_("toewijzing"), null=True, blank=True)
    break_glass_id = models.UUIDField(_("noodtoegang"), null=True, blank=True)
    domain = models.CharField(_("domein"), max_length=20, choices=Domain, blank=True)
    level = models.PositiveSmallIntegerField(_("niveau"), choices=Level)
    includes_special = models.BooleanField(_("ook gezondheid of strafrecht"), default=False)
    purpose = models.CharField(_("doel"), max_length=20, choices=Purpose)
    ground = models.CharField(_("grondslag"), max_length=200)
    valid_from = models.DateField(_("geldig vanaf"))
    valid_until = models.DateField(_("geldig tot"), null=True, blank=True)
    expires_at = models.DateTimeField(_("geldig tot het moment"), null=True, blank=True)
    rests_on = models.CharField(_("plaats in een team"), max_length=70)

    objects: ClassVar[Any] = DatedQuerySet.as_manager()  # type: ignore[assignment]  # guardian has its own

    class Meta(UserObjectPermissionBase.Meta):
        verbose_name = _("inzagerecht")
        verbose_name_plural = _("inzagerechten")
        unique_together: ClassVar[list[Sequence[str]]] = []
        constraints = [
            ends_after_start("grant_ends_after_start"),
            models.UniqueConstraint(
                name="grant_once", fields=["assignment_id", "permission", "purpose", "includes_special", "valid_from"]
            ),
            models.CheckConstraint(
                name="grant_has_one_source",
                condition=Q(assignment_id__isnull=False, break_glass_id__isnull=True, expires_at__isnull=True)
                | Q(assignment_id__isnull=True, break_glass_id__isnull=False, expires_at__isnull=False),
            ),
        ]
        indexes = [models.Index("user", "content_object", name="grant_by_user")]
