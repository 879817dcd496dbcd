"""The case of a household, and who is assigned to it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.models.trajectories import Trajectory
from households.models import Household
from privacy.choices import Domain, Role
from privacy.dates import ends_after_start, no_overlap
from privacy.history import ChangeHistory, RecordedDatedQuerySet, RecordedQuerySet
from privacy.models import Team, User


class Case(models.Model):
    """The case file of a household (regiedossier). A household has one open case at most."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(_("dossiernummer"), max_length=20, unique=True)
    household = models.ForeignKey(
        Household, on_delete=models.PROTECT, related_name="cases", verbose_name=_("huishouden")
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="cases", verbose_name=_("team"))
    opened_on = models.DateField(_("geopend op"))
    closed_on = models.DateField(_("gesloten op"), null=True, blank=True)

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta:
        verbose_name = _("regiedossier")
        verbose_name_plural = _("regiedossiers")
        constraints = [
            models.UniqueConstraint(name="case_one_open", fields=["household"], condition=Q(closed_on__isnull=True)),
            models.CheckConstraint(
                name="case_closes_after_opening",
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=models.F("opened_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Assignment(models.Model):
    """Why somebody may see a household (toewijzing): dated, with a reason. Sight is derived from it.

    It is made to somebody as a member of one team, and has no effect on a day when they are not in that team with that
    role or domain. A replacement (vervanging) has the domain of the assignment it `replaces`, and always an end.
    """

    class Kind(models.TextChoices):
        CASE_MANAGER = "case_manager", _("vaste casemanager")
        PROFESSIONAL = "professional", _("professional")
        REPLACEMENT = "replacement", _("vervanger")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(
        "casework.Case", on_delete=models.CASCADE, related_name="assignments", verbose_name=_("dossier")
    )
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="assignments", verbose_name=_("wie"))
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", verbose_name=_("als lid van"))
    kind = models.CharField(_("als"), max_length=20, choices=Kind)
    domain = models.CharField(_("domein"), max_length=20, choices=Domain, blank=True)
    trajectory = models.ForeignKey(
        Trajectory,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name=_("traject"),
    )
    replaces = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="replacements",
        verbose_name=_("in plaats van"),
    )
    reason = models.CharField(_("reden"), max_length=300)
    valid_from = models.DateField(_("geldig vanaf"))
    valid_until = models.DateField(_("geldig tot"), null=True, blank=True)

    objects = RecordedDatedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta:
        verbose_name = _("toewijzing")
        verbose_name_plural = _("toewijzingen")
        constraints = [
            ends_after_start("assignment_ends_after_start"),
            no_overlap("assignment_one_case_manager", "case", condition=Q(kind="case_manager")),
            no_overlap("assignment_professional_once", "case", "user", "domain", condition=Q(kind="professional")),
            no_overlap("assignment_one_replacement", "replaces", condition=Q(kind="replacement")),
            models.CheckConstraint(
                name="assignment_domain_of_professional",
                condition=Q(kind="case_manager", domain="")
                | (Q(kind="professional") & ~Q(domain=""))
                | Q(kind="replacement"),
            ),
            models.CheckConstraint(
                name="assignment_replacement_ends",
                condition=Q(kind="replacement", replaces__isnull=False, valid_until__isnull=False)
                | (~Q(kind="replacement") & Q(replaces__isnull=True)),
            ),
            models.CheckConstraint(name="assignment_has_reason", condition=~Q(reason="")),
        ]
        indexes = [models.Index("user", "case", name="assignment_by_user")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind} {self.case_id}"

    @property
    def task(self) -> str:
        """As what somebody does this in their team: a domain, or the role of case manager."""
        return self.domain or Role.CASE_MANAGER

    @property
    def has_ended(self) -> bool:
        """Whether the assignment no longer holds today."""
        return self.valid_until is not None and self.valid_until <= timezone.localdate()
