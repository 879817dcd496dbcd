"""Who may see which household at which level: guardian's grants in a direct foreign-key table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from households.models.households import Household, Level
from privacy.choices import Domain, Purpose
from privacy.dates import DatedQuerySet, ends_after_start


class HouseholdGrant(UserObjectPermissionBase):
    """One level in one domain for one user, derived from one assignment; it ends with its assignment.

    `domain` and `level` repeat the permission so that a scope needs one index look-up. The empty domain is the
    coordination of the household itself.
    """

    content_object = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="grants", verbose_name=_("huishouden")
    )
    assignment_id = models.UUIDField(_("toewijzing"))
    domain = models.CharField(_("domein"), max_length=20, choices=Domain, blank=True)
    level = models.PositiveSmallIntegerField(_("niveau"), choices=Level)
    purpose = models.CharField(_("doel"), max_length=20, choices=Purpose)
    ground = models.CharField(_("grondslag"), max_length=200)
    valid_from = models.DateField(_("geldig vanaf"))
    valid_until = models.DateField(_("geldig tot"), null=True, blank=True)

    objects: ClassVar[Any] = DatedQuerySet.as_manager()  # type: ignore[assignment]  # guardian has its own

    class Meta(UserObjectPermissionBase.Meta):
        verbose_name = _("inzagerecht")
        verbose_name_plural = _("inzagerechten")
        unique_together: ClassVar[list[Sequence[str]]] = []
        constraints = [
            ends_after_start("grant_ends_after_start"),
            models.UniqueConstraint(name="grant_once", fields=["assignment_id", "permission", "valid_from"]),
        ]
        indexes = [models.Index("user", "content_object", name="grant_by_user")]
