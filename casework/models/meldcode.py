"""The meldcode huiselijk geweld en kindermishandeling: its five steps, always inside a closed compartment."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.models.compartments import Compartment
from households.models import Household
from privacy.history import ChangeHistory, RecordedQuerySet
from privacy.models import User
from privacy.wording import words_of_field

FINDING_LENGTH = 4000
QUESTIONS = ("is_suspected", "is_unsafe", "can_help", "is_accepted", "helps_in_time")
WITHOUT_ANSWERS = {f"{name}__isnull": True for name in QUESTIONS}


class MeldcodeRound(models.Model):
    """One time through the five steps. At any moment the code can begin anew: this one ends, a next one follows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    compartment = models.ForeignKey(
        Compartment, on_delete=models.CASCADE, related_name="meldcode_rounds", verbose_name=_("besloten dossier")
    )
    household = models.ForeignKey(
        Household, on_delete=models.PROTECT, related_name="meldcode_rounds", verbose_name=_("huishouden")
    )
    number = models.PositiveSmallIntegerField(_("nummer"), default=1)
    reason = models.CharField(_("waarom opnieuw"), max_length=300, blank=True)
    started_on = models.DateField(_("begonnen op"))
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("begonnen door"))
    ended_on = models.DateField(_("geëindigd op"), null=True, blank=True)

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta:
        verbose_name = _("ronde in een besloten dossier")
        verbose_name_plural = _("rondes in besloten dossiers")
        constraints = [
            models.UniqueConstraint(name="meldcode_round_once", fields=["compartment", "number"]),
            models.UniqueConstraint(
                name="meldcode_one_open_round", fields=["compartment"], condition=Q(ended_on__isnull=True)
            ),
            models.CheckConstraint(
                name="meldcode_new_round_has_reason", condition=Q(number=1) | (Q(number__gt=1) & ~Q(reason=""))
            ),
            models.CheckConstraint(
                name="meldcode_round_ends_after_start",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.started_on:%Y-%m-%d}"


class MeldcodeStep(models.Model):
    """Something that was done for one of the five steps, or why it was skipped. A step can be done more than once.

    Step 4 has the five answers of the afwegingskader, each asked while the one before leaves it open; step 5 the
    decision beside what the answers `advised`.
    """

    class Number(models.IntegerChoices):
        SIGNALS = 1, _("Signalen in kaart brengen")
        CONSULT = 2, _("Overleggen met een collega of Veilig Thuis")
        TALK = 3, _("Praten met de betrokkenen")
        WEIGH = 4, _("Wegen met het afwegingskader")
        DECIDE = 5, _("Beslissen")

    class Decision(models.TextChoices):
        REPORT = "report", _("melden bij Veilig Thuis")
        BOTH = "both", _("melden bij Veilig Thuis en hulp organiseren")
        HELP = "help", _("hulp organiseren, zonder melding")
        CLOSE = "close", _("afsluiten: geen vermoeden meer")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(MeldcodeRound, on_delete=models.CASCADE, related_name="steps", verbose_name=_("ronde"))
    compartment = models.ForeignKey(
        Compartment, on_delete=models.CASCADE, related_name="+", verbose_name=_("besloten dossier")
    )
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="+", verbose_name=_("huishouden"))
    entry = models.PositiveSmallIntegerField(_("volgnummer"), default=1)
    number = models.PositiveSmallIntegerField(_("stap"), choices=Number, default=Number.SIGNALS)
    is_skipped = models.BooleanField(_("overgeslagen"), default=False)
    done_on = models.DateField(_("op"))
    text = models.TextField(_("wat is er gedaan of gevonden"), max_length=FINDING_LENGTH, blank=True)
    reason = models.CharField(_("waarom overgeslagen of anders besloten"), max_length=300, blank=True, default="")
    is_suspected = models.BooleanField(_("is er een vermoeden"), null=True, blank=True)
    is_unsafe = models.BooleanField(_("is het acuut of structureel onveilig"), null=True, blank=True)
    can_help = models.BooleanField(_("kunnen wij passende hulp geven of regelen"), null=True, blank=True)
    is_accepted = models.BooleanField(_("aanvaarden de betrokkenen die hulp"), null=True, blank=True)
    helps_in_time = models.BooleanField(_("geeft de hulp op tijd genoeg veiligheid"), null=True, blank=True)
    advised = models.CharField(_("wat uit de weging volgt"), max_length=20, choices=Decision, blank=True, default="")
    decision = models.CharField(_("besluit"), max_length=20, choices=Decision, blank=True, default="")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("door"))
    recorded_at = models.DateTimeField(_("vastgelegd op"), default=timezone.now)

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta:
        verbose_name = _("stap in een besloten dossier")
        verbose_name_plural = _("stappen in besloten dossiers")
        constraints = [
            models.UniqueConstraint(name="meldcode_step_once", fields=["round", "entry"]),
            models.CheckConstraint(name="meldcode_step_of_five", condition=Q(number__range=(1, 5), entry__gte=1)),
            models.CheckConstraint(
                name="meldcode_skipped_with_reason",
                condition=(Q(is_skipped=True) & ~Q(reason="") & ~Q(number=5)) | (Q(is_skipped=False) & ~Q(text="")),
            ),
            models.CheckConstraint(
                name="meldcode_weighed_in_step_four",
                condition=Q(number=4, is_skipped=False, is_suspected__isnull=False) | Q(**WITHOUT_ANSWERS),
            ),
            models.CheckConstraint(
                name="meldcode_questions_in_order",
                condition=(Q(is_unsafe__isnull=True) | Q(is_suspected=True))
                & (Q(can_help__isnull=True) | Q(is_unsafe__isnull=False))
                & (Q(is_accepted__isnull=True) | Q(can_help=True))
                & (Q(helps_in_time__isnull=True) | Q(is_accepted=True)),
            ),
            models.CheckConstraint(
                name="meldcode_decided_in_step_five",
                condition=(Q(number=5) & ~Q(decision="")) | (~Q(number=5) & Q(decision="")),
            ),
            models.CheckConstraint(
                name="meldcode_no_report_has_reason",
                condition=~Q(advised="report", number=5) | Q(decision__in=["report", "both"]) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.done_on:%Y-%m-%d}"

    @property
    def answers(self) -> list[tuple[str, bool]]:
        """The questions of the afwegingskader that were asked, with their answers."""
        asked = ((words_of_field(MeldcodeStep, name), getattr(self, name)) for name in QUESTIONS)
        return [(words, answer) for words, answer in asked if answer is not None]
