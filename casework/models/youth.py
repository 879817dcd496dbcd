"""What jeugdhulp keeps: consent by age and gezag, allocations, protection measures, and what comes with an age."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.models.steps import TrajectoryStep
from casework.models.tasks import Task
from casework.models.trajectories import Trajectory
from households.models import Household, Person
from privacy.choices import Domain
from privacy.history import ChangeHistory, RecordedQuerySet
from privacy.models import User


class OfYouth(models.Model):
    """A row about one young person in a trajectory. `household` and `domain` repeat the trajectory's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, verbose_name=_("traject"))
    household = models.ForeignKey(Household, on_delete=models.PROTECT, verbose_name=_("huishouden"))
    domain = models.CharField(_("domein"), max_length=20, choices=Domain, default=Domain.YOUTH, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("voor wie"))

    class Meta:
        abstract = True
        constraints = [models.CheckConstraint(name="%(class)s_of_youth", condition=Q(domain="youth"))]


class YouthConsent(OfYouth):
    """What somebody whose consent to jeugdhulp the law asks said (instemming, Jeugdwet art. 7.3.4 and 7.3.5).

    Without a yes of everybody there is an exception of the law, with its reason.
    """

    class Capacity(models.TextChoices):
        SELF = "self", _("de jongere zelf")
        HOLDER = "holder", _("heeft gezag")
        REPRESENTATIVE = "representative", _("vertegenwoordiger")

    class Ground(models.TextChoices):
        SERIOUS_HARM = "serious_harm", _("nodig om ernstig nadeel voor het kind te voorkomen (12 tot en met 15)")
        PERSISTS = "persists", _("het kind blijft de hulp weloverwogen willen (12 tot en met 15)")
        MEASURE = "measure", _("kinderbeschermingsmaatregel of jeugdreclassering")
        CLOSED = "closed", _("machtiging gesloten jeugdhulp")
        INCOMPETENT = "incompetent", _("kan dit niet zelf overzien; een vertegenwoordiger stemt in (vanaf 12)")

    step = models.ForeignKey(TrajectoryStep, on_delete=models.PROTECT, related_name="+", verbose_name=_("stap"))
    given_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("wie")
    )
    given_by_name = models.CharField(_("naam"), max_length=200)
    capacity = models.CharField(_("als"), max_length=20, choices=Capacity)
    agrees = models.BooleanField(_("stemt in"))
    exception = models.CharField(_("uitzondering"), max_length=20, choices=Ground, blank=True)
    reason = models.CharField(_("waarom de uitzondering geldt"), max_length=300, blank=True)
    said_on = models.DateField(_("op"))
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("door"))

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta(OfYouth.Meta):
        verbose_name = _("instemming met jeugdhulp")
        verbose_name_plural = _("instemmingen met jeugdhulp")
        constraints = [
            *OfYouth.Meta.constraints,
            models.UniqueConstraint(
                name="youth_consent_once",
                fields=["step", "person", "capacity", "given_by", "given_by_name"],  # two parents may have one name
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="youth_consent_named", condition=~Q(given_by_name="")),
            models.CheckConstraint(
                name="youth_consent_or_exception",
                condition=Q(agrees=True, exception="") | (~Q(exception="") & ~Q(reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.capacity} {self.said_on:%Y-%m-%d}"


class YouthAllocation(OfYouth):
    """Help that one provider is to give (toewijzing), in the codes of iJw. See `casework.youth.codes`."""

    category = models.CharField(_("productcategorie"), max_length=2)
    product_code = models.CharField(_("productcode"), max_length=5, blank=True)
    volume = models.PositiveIntegerField(_("omvang"), null=True, blank=True)
    unit = models.CharField(_("eenheid"), max_length=2, blank=True)
    frequency = models.CharField(_("per"), max_length=1, blank=True)
    provider = models.CharField(_("aanbieder"), max_length=120)
    starts_on = models.DateField(_("ingangsdatum"))
    ends_on = models.DateField(_("einddatum"))
    stopped_on = models.DateField(_("gestopt op"), null=True, blank=True)
    stop_reason = models.CharField(_("waarom gestopt"), max_length=2, blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("door"))
    made_at = models.DateTimeField(_("vastgelegd op"), default=timezone.now)

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta(OfYouth.Meta):
        verbose_name = _("toewijzing jeugdhulp")
        verbose_name_plural = _("toewijzingen jeugdhulp")
        constraints = [
            *OfYouth.Meta.constraints,
            models.CheckConstraint(
                name="youth_allocation_named", condition=Q(category__regex=r"^\d\d$") & ~Q(provider="")
            ),
            models.CheckConstraint(name="youth_allocation_ends_after_start", condition=Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(
                name="youth_allocation_volume_whole",
                condition=Q(volume__isnull=True, unit="", frequency="")
                | (Q(volume__gte=1) & ~Q(unit="") & ~Q(frequency="")),
            ),
            models.CheckConstraint(
                name="youth_allocation_stopped_with_reason",
                condition=Q(stopped_on__isnull=True, stop_reason="")
                | (Q(stopped_on__gte=F("starts_on"), stopped_on__lte=F("ends_on")) & ~Q(stop_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category} {self.starts_on:%Y-%m-%d}"


class ProtectionMeasure(OfYouth):
    """A measure of the court (beschermingsmaatregel), and the institution that carries it out (GI)."""

    class Kind(models.TextChoices):
        SUPERVISION = "supervision", _("ondertoezichtstelling (OTS)")
        GUARDIANSHIP = "guardianship", _("voogdij")
        PROBATION = "probation", _("jeugdreclassering")
        PLACEMENT = "placement", _("machtiging gesloten jeugdhulp")

    step = models.ForeignKey(TrajectoryStep, on_delete=models.PROTECT, related_name="+", verbose_name=_("stap"))
    kind = models.CharField(_("maatregel"), max_length=20, choices=Kind)
    institution = models.CharField(_("gecertificeerde instelling (GI)"), max_length=300)
    starts_on = models.DateField(_("vanaf"))
    ends_on = models.DateField(_("tot en met"), null=True, blank=True)

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta(OfYouth.Meta):
        verbose_name = _("beschermingsmaatregel")
        verbose_name_plural = _("beschermingsmaatregelen")
        constraints = [
            *OfYouth.Meta.constraints,
            models.UniqueConstraint(name="measure_once_a_step", fields=["step", "person"]),
            models.CheckConstraint(name="measure_has_institution", condition=~Q(institution="")),
            models.CheckConstraint(
                name="measure_ends_after_start", condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.starts_on:%Y-%m-%d}"


class Handover(OfYouth):
    """Help that has to go on under another law when somebody is eighteen (overdracht), as the young person agreed."""

    to_domain = models.CharField(_("gaat verder met"), max_length=20, choices=Domain)
    due_on = models.DateField(_("sluit aan op"))
    agreed_on = models.DateField(_("jongere stemde in op"))
    task = models.ForeignKey(
        Task, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("taak")
    )
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("door"))

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta(OfYouth.Meta):
        verbose_name = _("overdracht bij achttien jaar")
        verbose_name_plural = _("overdrachten bij achttien jaar")
        constraints = [
            *OfYouth.Meta.constraints,
            models.UniqueConstraint(name="handover_once", fields=["trajectory", "person", "to_domain"]),
            models.CheckConstraint(name="handover_to_another_law", condition=~Q(to_domain="youth")),
        ]

    def __str__(self) -> str:
        return f"{self.to_domain} {self.due_on:%Y-%m-%d}"


class AgeReached(OfYouth):
    """That somebody comes to an age at which something must be done, and the task that was made for it. Once each."""

    class Milestone(models.TextChoices):
        SIXTEEN = "sixteen", _("16 jaar: begin het toekomstplan")
        SEVENTEEN_AND_A_HALF = "seventeen_and_a_half", _("17½ jaar: regel wat er op 18 nodig is")
        EIGHTEEN = "eighteen", _("18 jaar: sluit alle hulp op elkaar aan?")

    milestone = models.CharField(_("leeftijd"), max_length=30, choices=Milestone)
    reached_on = models.DateField(_("op"))
    task = models.ForeignKey(
        Task, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("taak")
    )

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta(OfYouth.Meta):
        verbose_name = _("leeftijd in een jeugdtraject")
        verbose_name_plural = _("leeftijden in een jeugdtraject")
        constraints = [
            *OfYouth.Meta.constraints,
            models.UniqueConstraint(name="age_reached_once", fields=["trajectory", "person", "milestone"]),
        ]

    def __str__(self) -> str:
        return f"{self.milestone} {self.reached_on:%Y-%m-%d}"
