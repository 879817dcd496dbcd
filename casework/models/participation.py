"""What participation keeps: income schemes as dated data, what people said of them, and exemptions."""

from __future__ import annotations

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.models.steps import TrajectoryStep
from casework.models.trajectories import Trajectory
from households.models import Household, Person
from privacy.choices import Domain
from privacy.dates import DatedQuerySet, ends_after_start, no_overlap
from privacy.history import ChangeHistory, RecordedQuerySet
from privacy.models import User


class HouseholdFact(models.TextChoices):
    """All that a condition of a scheme may look at by itself: ages of who live there. Nothing else, ever.

    No origin, nationality, sex, religion, health, and nothing of another law: whatever else counts, one asks.
    """

    ADULT = "adult", _("er woont iemand van 18 jaar of ouder")
    CHILD = "child", _("er woont een kind jonger dan 18")
    YOUNG_CHILD = "young_child", _("er woont een kind jonger dan 13")
    PENSIONER = "pensioner", _("er woont iemand met de AOW-leeftijd")
    ASK = "ask", _("dat vraagt u na")


def check_conditions(value: object) -> None:
    """Raise `ValidationError` unless these are conditions: pairs of a known fact and readable words."""
    right = isinstance(value, list) and all(
        isinstance(one, dict)
        and set(one) == {"fact", "words"}
        and one["fact"] in HouseholdFact.values
        and str(one["words"]).strip()
        for one in value
    )
    if not right or not value:
        raise ValidationError(
            _('Schrijf elke voorwaarde als {"fact": …, "words": …}. Het feit is een van: %(facts)s.'),
            params={"facts": ", ".join(HouseholdFact.values)},
        )


class Scheme(models.Model):
    """An income scheme (inkomensregeling) of the country or the municipality, as it holds from one day until another.

    The conditions are for people to read and to ask. Nobody's right follows from them.
    """

    class Level(models.TextChoices):
        NATIONAL = "national", _("landelijk")
        LOCAL = "local", _("gemeente")

    key = models.SlugField(_("sleutel"), max_length=40)
    title = models.CharField(_("regeling"), max_length=120)
    level = models.CharField(_("van"), max_length=10, choices=Level)
    text = models.CharField(_("wat is het"), max_length=300)
    apply_at = models.CharField(_("waar aanvragen"), max_length=200)
    article = models.CharField(_("volgens"), max_length=120)
    conditions = models.JSONField(_("voorwaarden"), validators=[check_conditions])
    source = models.CharField(_("bron"), max_length=200)
    valid_from = models.DateField(_("geldig vanaf"))
    valid_until = models.DateField(_("geldig tot"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("inkomensregeling")
        verbose_name_plural = _("inkomensregelingen")
        constraints = [
            ends_after_start("scheme_ends_after_start"),
            no_overlap("scheme_once_at_a_time", "key"),
            models.CheckConstraint(name="scheme_named", condition=~Q(title="") & ~Q(text="")),
        ]

    def __str__(self) -> str:
        return self.title


class OfParticipation(models.Model):
    """A row of a participation trajectory. `household` and `domain` repeat the trajectory's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, verbose_name=_("traject"))
    household = models.ForeignKey(Household, on_delete=models.PROTECT, verbose_name=_("huishouden"))
    domain = models.CharField(_("domein"), max_length=20, choices=Domain, default=Domain.PARTICIPATION, editable=False)

    class Meta:
        abstract = True
        constraints = [models.CheckConstraint(name="%(class)s_of_participation", condition=Q(domain="participation"))]


class SchemeAnswer(OfParticipation):
    """What somebody said when asked about a scheme. The last answer counts; it never says that there is a right."""

    class Answer(models.TextChoices):
        USES = "uses", _("gebruikt deze al")
        WANTS_HELP = "wants_help", _("wil aanvragen, met hulp")
        WILL_APPLY = "will_apply", _("vraagt zelf aan")
        DECLINES = "declines", _("wil dit niet")
        DOES_NOT_FIT = "does_not_fit", _("voldoet niet aan een voorwaarde")
        LATER = "later", _("later opnieuw vragen")

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="answers", verbose_name=_("regeling"))
    answer = models.CharField(_("antwoord"), max_length=20, choices=Answer)
    note = models.CharField(_("toelichting"), max_length=300, blank=True)
    asked_on = models.DateField(_("gevraagd op"))
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("door"))

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta(OfParticipation.Meta):
        verbose_name = _("antwoord over een regeling")
        verbose_name_plural = _("antwoorden over regelingen")
        indexes = [models.Index(fields=["trajectory", "asked_on"], name="scheme_answer_by_trajectory")]

    def __str__(self) -> str:
        return f"{self.answer} {self.asked_on:%Y-%m-%d}"


class Exemption(OfParticipation):
    """That duties to work do not hold for somebody for a time (ontheffing, Participatiewet art. 9 and 9a)."""

    class Ground(models.TextChoices):
        URGENT = "urgent", _("dringende redenen (art. 9 lid 2)")
        CARE = "care", _("mantelzorg of zorgtaken (art. 9 lid 2)")
        LONE_PARENT = "lone_parent", _("alleenstaande ouder met een kind tot 5 jaar (art. 9a)")
        INCAPACITATED = "incapacitated", _("volledig en duurzaam arbeidsongeschikt (art. 9 lid 5)")

    step = models.ForeignKey(TrajectoryStep, on_delete=models.PROTECT, related_name="+", verbose_name=_("stap"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("voor wie"))
    ground = models.CharField(_("grond"), max_length=20, choices=Ground)
    duties = models.CharField(_("waarvan ontheven"), max_length=300)
    starts_on = models.DateField(_("vanaf"))
    ends_on = models.DateField(_("tot en met"))

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta(OfParticipation.Meta):
        verbose_name = _("ontheffing")
        verbose_name_plural = _("ontheffingen")
        constraints = [
            *OfParticipation.Meta.constraints,
            models.UniqueConstraint(name="exemption_once_a_step", fields=["step", "person"]),
            models.CheckConstraint(name="exemption_ends_after_start", condition=Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(name="exemption_says_of_what", condition=~Q(duties="")),
        ]

    def __str__(self) -> str:
        return f"{self.ground} {self.starts_on:%Y-%m-%d}"
