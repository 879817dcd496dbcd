"""What ties people: partners, parents and children, and gezag, which is never guessed from an address."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from households.fields import PartialDateField
from households.models.persons import Person
from privacy.dates import ends_after_start, no_overlap
from privacy.history import ChangeHistory, RecordedDatedQuerySet


class Relation(models.Model):
    """`person` is the parent, or one of two partners, of `other`. One row serves both directions."""

    class Kind(models.TextChoices):
        PARENT = "parent", _("ouder van")
        PARTNER = "partner", _("partner van")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="relations_from", verbose_name=_("persoon")
    )
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="relations_to", verbose_name=_("ander"))
    kind = models.CharField(_("soort"), max_length=10, choices=Kind)
    source = models.CharField(_("bron"), max_length=10, choices=Person.Source, default=Person.Source.BRP)
    starts_as_known = PartialDateField(_("begin zoals bekend"), null=True, blank=True)
    valid_from = models.DateField(_("geldig vanaf"))
    valid_until = models.DateField(_("geldig tot"), null=True, blank=True)

    objects = RecordedDatedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta:
        verbose_name = _("relatie")
        verbose_name_plural = _("relaties")
        constraints = [
            models.CheckConstraint(name="relation_not_with_self", condition=~Q(person=F("other"))),
            # Partners are written once, the smaller key first, so that the pair cannot be there twice.
            models.CheckConstraint(
                name="relation_partners_in_order", condition=~Q(kind="partner") | Q(person__lt=F("other"))
            ),
            ends_after_start("relation_ends_after_start"),
            no_overlap("relation_once_at_a_time", "person", "other", "kind"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} {self.other_id}"


class Custody(models.Model):
    """Gezag over a minor, as the BRP computes it or a court has decided (BW 1:245). One row per holder."""

    class Kind(models.TextChoices):
        PARENT = "parent", _("ouderlijk gezag")
        JOINT = "joint", _("gezamenlijk gezag")
        GUARDIAN = "guardian", _("voogdij")
        NONE = "none", _("tijdelijk geen gezag")
        UNDETERMINED = "undetermined", _("niet te bepalen")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="custodies", verbose_name=_("kind"))
    holder = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="custody_over", verbose_name=_("wie")
    )
    holder_name = models.CharField(_("naam van de gezagdrager"), max_length=200, blank=True)
    kind = models.CharField(_("soort"), max_length=20, choices=Kind)
    explanation = models.CharField(_("toelichting"), max_length=300, blank=True)
    source = models.CharField(_("bron"), max_length=10, choices=Person.Source, default=Person.Source.BRP)
    valid_from = models.DateField(_("geldig vanaf"))
    valid_until = models.DateField(_("geldig tot"), null=True, blank=True)

    objects = RecordedDatedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta:
        verbose_name = _("gezag")
        verbose_name_plural = _("gezagsrelaties")
        constraints = [
            models.CheckConstraint(name="custody_not_over_self", condition=~Q(child=F("holder"))),
            models.CheckConstraint(
                name="custody_holder_or_none",
                condition=Q(kind__in=["none", "undetermined"]) | Q(holder__isnull=False) | ~Q(holder_name=""),
            ),
            ends_after_start("custody_ends_after_start"),
            no_overlap("custody_once_at_a_time", "child", "holder", condition=Q(holder__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} over {self.child_id}"
