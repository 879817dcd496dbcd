"""What debt help keeps: debts with their amounts over time, threats, and the solution that was agreed."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.models.steps import TrajectoryStep
from casework.models.trajectories import Trajectory
from households.models import Household, Person
from privacy.choices import Domain
from privacy.history import ChangeHistory, RecordedQuerySet
from privacy.models import User

LARGEST_AMOUNT = 10_000_000


class DebtKind(models.TextChoices):
    """What a debt is for. The exchange with CBS (DDAS) knows four: housing and credit are its "overig"."""

    HOUSING = "housing", _("huur of hypotheek")
    UTILITIES = "utilities", _("energie of water")
    CARE = "care", _("zorg")
    PUBLIC = "public", _("overheid")
    CREDIT = "credit", _("lening of krediet")
    OTHER = "other", _("overig")


class ClaimStatus(models.TextChoices):
    """How sure a claim is, and what became of it."""

    REPORTED = "reported", _("opgegeven door de inwoner")
    CONFIRMED = "confirmed", _("bevestigd door de schuldeiser")
    DISPUTED = "disputed", _("betwist")
    AGREED = "agreed", _("regeling afgesproken")
    PAID = "paid", _("afbetaald")
    WRITTEN_OFF = "written_off", _("kwijtgescholden")


OVER = (ClaimStatus.PAID, ClaimStatus.WRITTEN_OFF)


class ThreatKind(models.TextChoices):
    """What threatens. The first three are those of Wgs art. 4 lid 2; what a municipality adds is local."""

    EVICTION = "eviction", _("gedwongen woningontruiming")
    ENERGY_OR_WATER = "energy_or_water", _("afsluiten van gas, elektriciteit, warmte of water")
    HEALTH_INSURANCE = "health_insurance", _("opzeggen of ontbinden van de zorgverzekering")
    LOCAL = "local", _("iets anders dat de gemeente als crisis ziet")


class SolutionKind(models.TextChoices):
    """How debts are solved (GGM and DDAS: oplossingssoort)."""

    PAYMENT_PLAN = "payment_plan", _("betalingsregeling")
    REFINANCING = "refinancing", _("herfinanciering")
    RESTRUCTURING_CREDIT = "restructuring_credit", _("saneringskrediet")
    MEDIATION = "mediation", _("schuldbemiddeling")
    ZERO_OFFER = "zero_offer", _("0%-aanbod")


class OfDebts(models.Model):
    """A row of a debt trajectory. `household` and `domain` repeat the trajectory's, for scope and speed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, verbose_name=_("traject"))
    household = models.ForeignKey(Household, on_delete=models.PROTECT, verbose_name=_("huishouden"))
    domain = models.CharField(_("domein"), max_length=20, choices=Domain, default=Domain.DEBTS, editable=False)

    class Meta:
        abstract = True
        constraints = [models.CheckConstraint(name="%(class)s_of_debts", condition=Q(domain="debts"))]


class Debt(OfDebts):
    """A debt (schuld) with one creditor; its balances say what is owed when.

    Without a person it is of all for whom the trajectory is.
    """

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="debts", verbose_name=_("van wie")
    )
    creditor = models.CharField(_("schuldeiser"), max_length=120)
    kind = models.CharField(_("soort schuld"), max_length=20, choices=DebtKind)
    status = models.CharField(_("stand van de vordering"), max_length=20, choices=ClaimStatus)

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta(OfDebts.Meta):
        verbose_name = _("schuld")
        verbose_name_plural = _("schulden")
        constraints = [
            *OfDebts.Meta.constraints,
            models.CheckConstraint(name="debt_has_creditor", condition=~Q(creditor="")),
        ]

    def __str__(self) -> str:
        return f"{self.creditor}: {self.get_kind_display()}"

    @property
    def is_over(self) -> bool:
        """Whether nothing is owed any more."""
        return self.status in OVER


class DebtBalance(models.Model):
    """What was owed on a day (schuldbedrag op een peildatum), in whole euros; one per debt and day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    debt = models.ForeignKey(Debt, on_delete=models.PROTECT, related_name="balances", verbose_name=_("schuld"))
    on = models.DateField(_("peildatum"))
    amount = models.PositiveIntegerField(_("bedrag in hele euro's"))
    is_written_off = models.BooleanField(_("kwijtgescholden"), default=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("door"))
    recorded_at = models.DateTimeField(_("vastgelegd op"), default=timezone.now)

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta:
        verbose_name = _("bedrag van een schuld")
        verbose_name_plural = _("bedragen van schulden")
        constraints = [
            models.UniqueConstraint(name="debtbalance_once_a_day", fields=["debt", "on"]),
            models.CheckConstraint(name="debtbalance_believable", condition=Q(amount__lte=LARGEST_AMOUNT)),
            models.CheckConstraint(name="debtbalance_nothing_left", condition=Q(is_written_off=False) | Q(amount=0)),
        ]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d}"


class Threat(OfDebts):
    """A threatening situation (bedreigende situatie), known since a day; averted on a day, or not yet."""

    step = models.OneToOneField(TrajectoryStep, on_delete=models.PROTECT, related_name="threat", verbose_name=_("stap"))
    kind = models.CharField(_("wat er dreigt"), max_length=20, choices=ThreatKind)
    known_on = models.DateField(_("bekend sinds"))
    averted_on = models.DateField(_("afgewend op"), null=True, blank=True)

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta(OfDebts.Meta):
        verbose_name = _("bedreigende situatie")
        verbose_name_plural = _("bedreigende situaties")
        constraints = [
            *OfDebts.Meta.constraints,
            models.CheckConstraint(
                name="threat_averted_after_known",
                condition=Q(averted_on__isnull=True) | Q(averted_on__gte=F("known_on")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def is_statutory(self) -> bool:
        """Whether it is one of the three of Wgs art. 4 lid 2, which start the clock of three working days."""
        return self.kind != ThreatKind.LOCAL


class DebtSolution(OfDebts):
    """What was agreed to solve the debts (oplossing), with the income that must be left alone. One at a time."""

    kind = models.CharField(_("soort oplossing"), max_length=30, choices=SolutionKind)
    vtlb = models.PositiveIntegerField(_("vrij te laten bedrag per maand"), null=True, blank=True)
    monthly = models.PositiveIntegerField(_("aflossing per maand"), null=True, blank=True)
    starts_on = models.DateField(_("vanaf"))
    ends_on = models.DateField(_("tot en met"), null=True, blank=True)

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta(OfDebts.Meta):
        verbose_name = _("oplossing van schulden")
        verbose_name_plural = _("oplossingen van schulden")
        constraints = [
            *OfDebts.Meta.constraints,
            models.CheckConstraint(
                name="debtsolution_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.UniqueConstraint(
                name="debtsolution_one_at_a_time", fields=["trajectory"], condition=Q(ends_on__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())
