"""What the Wmo 2015 keeps: what was offered, the inquiry, the application, and the provisions."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.models.steps import Decision, TrajectoryStep
from casework.models.trajectories import Trajectory
from households.models import Household
from privacy.choices import Domain
from privacy.history import ChangeHistory, RecordedQuerySet
from privacy.models import User

SUBJECT_LENGTH = 4000
LARGEST_BUDGET = 1_000_000
# The subjects of art. 2.3.2 lid 4, by their letters. All may stay blank: only what this question needs is written down.
SUBJECTS = {
    "a": "needs",
    "b": "own_strength",
    "c": "network",
    "d": "carer_support",
    "e": "general_provisions",
    "f": "cooperation",
    "g": "contribution",
}


class OfWmo(models.Model):
    """A row of a Wmo trajectory. `household` and `domain` repeat the trajectory's, for scope and speed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, verbose_name=_("traject"))
    household = models.ForeignKey(Household, on_delete=models.PROTECT, verbose_name=_("huishouden"))
    domain = models.CharField(_("domein"), max_length=20, choices=Domain, default=Domain.WMO, editable=False)

    class Meta:
        abstract = True
        constraints = [models.CheckConstraint(name="%(class)s_of_wmo", condition=Q(domain="wmo"))]


class Inquiry(OfWmo):
    """The inquiry after a melding (onderzoek, Wmo 2015 art. 2.3.2 lid 4). It may hold health data."""

    needs = models.TextField(_("behoeften, persoonskenmerken en voorkeuren"), max_length=SUBJECT_LENGTH, blank=True)
    own_strength = models.TextField(
        _("wat iemand zelf kan, en gebruikelijke hulp"), max_length=SUBJECT_LENGTH, blank=True
    )
    network = models.TextField(_("mantelzorg en hulp van anderen"), max_length=SUBJECT_LENGTH, blank=True)
    carer_support = models.TextField(_("wat de mantelzorger nodig heeft"), max_length=SUBJECT_LENGTH, blank=True)
    general_provisions = models.TextField(_("algemene voorzieningen"), max_length=SUBJECT_LENGTH, blank=True)
    cooperation = models.TextField(
        _("samenwerking met zorg, jeugdhulp, onderwijs, welzijn, wonen, werk en inkomen"),
        max_length=SUBJECT_LENGTH,
        blank=True,
    )
    contribution = models.TextField(_("eigen bijdrage"), max_length=SUBJECT_LENGTH, blank=True)
    report = models.TextField(_("uitkomst, voor het verslag"), max_length=SUBJECT_LENGTH, blank=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("door"))
    written_at = models.DateTimeField(_("geschreven op"), default=timezone.now)

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta(OfWmo.Meta):
        verbose_name = _("onderzoek")
        verbose_name_plural = _("onderzoeken")
        constraints = [
            *OfWmo.Meta.constraints,
            models.UniqueConstraint(name="inquiry_one_per_trajectory", fields=["trajectory"]),
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


class Offer(OfWmo):
    """Proof that a resident was told of something they may choose (Wmo 2015 art. 2.3.2 lid 2, 3 and 6)."""

    class What(models.TextChoices):
        PLAN = "plan", _("persoonlijk plan")
        SUPPORT = "support", _("gratis cliëntondersteuning")
        BUDGET = "budget", _("persoonsgebonden budget (pgb)")

    class How(models.TextChoices):
        LETTER = "letter", _("in een brief")
        TALK = "talk", _("in een gesprek")
        PHONE = "phone", _("aan de telefoon")
        MAIL = "mail", _("per e-mail")
        OTHER = "other", _("op een andere manier")

    what = models.CharField(_("wat er is aangeboden"), max_length=20, choices=What)
    how = models.CharField(_("hoe het is aangeboden"), max_length=20, choices=How)
    offered_on = models.DateField(_("aangeboden op"))
    offered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("door"))

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta(OfWmo.Meta):
        verbose_name = _("bewijs van aanbod")
        verbose_name_plural = _("bewijzen van aanbod")
        constraints = [
            *OfWmo.Meta.constraints,
            models.UniqueConstraint(name="offer_once_a_day", fields=["trajectory", "what", "offered_on"]),
        ]

    def __str__(self) -> str:
        return str(self.get_what_display())


class Application(OfWmo):
    """An application for support (aanvraag, Wmo 2015 art. 2.3.5), another thing than the melding before it."""

    step = models.OneToOneField(
        TrajectoryStep, on_delete=models.PROTECT, related_name="application", verbose_name=_("stap")
    )
    decision = models.OneToOneField(
        Decision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="application",
        verbose_name=_("beschikking"),
    )
    received_on = models.DateField(_("ontvangen op"))
    decided_on = models.DateField(_("besloten op"), null=True, blank=True)
    is_signed_report = models.BooleanField(_("het ondertekende verslag is de aanvraag"), default=False)
    asked = models.CharField(_("wat er gevraagd wordt"), max_length=300, blank=True)

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta(OfWmo.Meta):
        verbose_name = _("aanvraag")
        verbose_name_plural = _("aanvragen")
        constraints = [
            *OfWmo.Meta.constraints,
            models.UniqueConstraint(
                name="application_one_open", fields=["trajectory"], condition=Q(decision__isnull=True)
            ),
            models.CheckConstraint(
                name="application_decided_after_it",
                condition=Q(decision__isnull=True, decided_on__isnull=True)
                | Q(decision__isnull=False, decided_on__gte=F("received_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.received_on:%Y-%m-%d}"


class Provision(OfWmo):
    """A provision that a decision gives (maatwerkvoorziening), in kind or as a budget. `ends_on` is the last day."""

    class Kind(models.TextChoices):
        """The usual groups, in our words."""

        HOUSEHOLD_HELP = "household_help", _("hulp bij het huishouden")
        GUIDANCE = "guidance", _("begeleiding")
        DAY_ACTIVITIES = "day_activities", _("dagbesteding")
        SHORT_STAY = "short_stay", _("kortdurend verblijf")
        AID = "aid", _("hulpmiddel")
        HOME_ADAPTATION = "home_adaptation", _("woningaanpassing")
        TRANSPORT = "transport", _("vervoer")
        PROTECTED_LIVING = "protected_living", _("beschermd wonen")
        SHELTER = "shelter", _("opvang")
        OTHER = "other", _("iets anders")

    class Delivery(models.TextChoices):
        IN_KIND = "in_kind", _("zorg in natura")
        BUDGET = "budget", _("persoonsgebonden budget (pgb)")

    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, related_name="provisions", verbose_name=_("beschikking")
    )
    kind = models.CharField(_("soort voorziening"), max_length=30, choices=Kind)
    delivery = models.CharField(_("hoe het geleverd wordt"), max_length=20, choices=Delivery)
    provider = models.CharField(_("aanbieder"), max_length=120, blank=True)
    budget = models.PositiveIntegerField(_("pgb in hele euro's per jaar"), null=True, blank=True)
    starts_on = models.DateField(_("vanaf"))
    ends_on = models.DateField(_("tot en met"), null=True, blank=True)
    review_on = models.DateField(_("opnieuw bekijken op"), null=True, blank=True)
    stop_reason = models.CharField(_("waarom het eerder stopt"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(_("vastgelegd op"), default=timezone.now)

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta(OfWmo.Meta):
        verbose_name = _("voorziening")
        verbose_name_plural = _("voorzieningen")
        constraints = [
            *OfWmo.Meta.constraints,
            models.CheckConstraint(
                name="provision_in_kind_has_provider", condition=Q(delivery="budget") | ~Q(provider="")
            ),
            models.CheckConstraint(
                name="provision_budget_of_a_budget",
                condition=Q(budget__isnull=True) | Q(delivery="budget", budget__lte=LARGEST_BUDGET),
            ),
            models.CheckConstraint(
                name="provision_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="provision_review_after_start",
                condition=Q(review_on__isnull=True) | Q(review_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="provision_stopped_has_end", condition=Q(stop_reason="") | Q(ends_on__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())
