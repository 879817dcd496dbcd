"""Consent, what may be shared because of it or because the law allows it, and what is settled about both."""

from __future__ import annotations

import datetime
import uuid
from calendar import monthrange
from string import Formatter

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from privacy.choices import Domain, Purpose
from privacy.dates import DatedQuerySet, ends_after_start, no_overlap
from privacy.history import ChangeHistory, RecordedDatedQuerySet

PLACES = ("receiver", "domain", "person", "purpose", "until")


def only_known_places(words: str) -> None:
    """Raise `ValidationError` unless the words for consent say who, what, about whom, what for and until when."""
    try:
        found = {name for _text, name, _format, _conversion in Formatter().parse(words) if name is not None}
    except ValueError:
        found = set()
    if found != set(PLACES):
        places = ", ".join(f"{{{place}}}" for place in PLACES)
        raise ValidationError(_("Gebruik elk van deze invulplekken, en geen andere: %(places)s.") % {"places": places})


class SharingTerms(models.Model):
    """What the organisation settled about sharing, dated: the words read to a resident, and how long sight lasts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    words = models.TextField(_("woorden voor toestemming"), validators=[only_known_places])
    months = models.PositiveSmallIntegerField(_("gewone duur in maanden"), default=6)
    most_months = models.PositiveSmallIntegerField(_("langste duur in maanden"), default=12)
    remind_days = models.PositiveSmallIntegerField(_("herinnering, dagen voor het einde"), default=14)
    valid_from = models.DateField(_("geldig vanaf"))
    valid_until = models.DateField(_("geldig tot"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("afspraken over delen")
        verbose_name_plural = _("afspraken over delen")
        constraints = [
            ends_after_start("sharing_terms_end_after_start"),
            no_overlap("sharing_terms_one_at_a_time"),
            models.CheckConstraint(
                name="sharing_terms_within_a_year",
                condition=Q(months__gte=1, months__lte=F("most_months"), most_months__lte=12),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.valid_from:%Y-%m-%d}"

    def usual_end(self, day: datetime.date) -> datetime.date:
        """The first day without sight that is proposed on a day."""
        return months_after(day, self.months)

    def last_end(self, day: datetime.date) -> datetime.date:
        """The latest first day without sight that may be asked for on a day."""
        return months_after(day, self.most_months)


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months later, or the last day of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def ends_or_never_held(name: str, moment: str) -> models.CheckConstraint:
    """A dated row ends after it starts, unless it was taken back (at `moment`) on the day it started.

    Such a row has the same first day and end: it holds on no day, while its moments tell what happened.
    """
    taken_back = Q(valid_until=F("valid_from")) & Q(**{f"{moment}__isnull": False})
    return models.CheckConstraint(
        name=name, condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")) | taken_back
    )


class Consent(models.Model):
    """Consent (toestemming) of somebody for one person, as it was given (AVG art. 4 (11) and 7).

    Persons, receivers and the household are opaque keys: the evidence outlives their erasure.
    """

    class Capacity(models.TextChoices):
        """As what somebody consents."""

        SELF = "self", _("voor zichzelf")
        HOLDER = "holder", _("met gezag")
        CURATOR = "curator", _("als curator")

    class Channel(models.TextChoices):
        """How it was said."""

        CONVERSATION = "conversation", _("in een gesprek")
        WRITING = "writing", _("op papier")
        DIGITAL = "digital", _("digitaal")

    class Withdrawer(models.TextChoices):
        """Who took it back."""

        GIVER = "giver", _("wie de toestemming gaf")
        PERSON = "person", _("de persoon zelf")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    household_id = models.UUIDField(_("huishouden"), db_index=True)
    person_id = models.UUIDField(_("voor wie"), db_index=True)
    capacity = models.CharField(_("als wat"), max_length=10, choices=Capacity)
    given_by_id = models.UUIDField(_("gegeven door"), null=True, blank=True, db_index=True)
    given_by_name = models.CharField(_("naam van wie toestemming gaf"), max_length=200, blank=True)
    domains = ArrayField(models.CharField(max_length=20, choices=Domain), verbose_name=_("gegevens uit"))
    purposes = ArrayField(models.CharField(max_length=20, choices=Purpose), verbose_name=_("doelen"))
    includes_special = models.BooleanField(_("ook gezondheid of strafrecht"), default=False)
    receiver_ids = ArrayField(models.UUIDField(), verbose_name=_("ontvangers"))
    terms = models.ForeignKey(
        SharingTerms, on_delete=models.PROTECT, related_name="+", verbose_name=_("afspraken over delen")
    )
    words = models.TextField(_("in welke woorden"))
    channel = models.CharField(_("hoe gegeven"), max_length=20, choices=Channel)
    recorded_by = models.ForeignKey(
        "privacy.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("vastgelegd door")
    )
    recorded_at = models.DateTimeField(_("vastgelegd op"))
    valid_from = models.DateField(_("gegeven op"))
    valid_until = models.DateField(_("geldig tot"))
    withdrawn_at = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)
    withdrawer = models.CharField(_("ingetrokken door"), max_length=10, choices=Withdrawer, blank=True)
    withdrawal_channel = models.CharField(_("hoe ingetrokken"), max_length=20, choices=Channel, blank=True)
    withdrawal_recorded_by = models.ForeignKey(
        "privacy.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("intrekking vastgelegd door"),
    )

    objects = RecordedDatedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta:
        verbose_name = _("toestemming")
        verbose_name_plural = _("toestemmingen")
        constraints = [
            ends_or_never_held("consent_ends_after_start", "withdrawn_at"),
            models.CheckConstraint(
                name="consent_has_giver", condition=Q(given_by_id__isnull=False) | ~Q(given_by_name="")
            ),
            models.CheckConstraint(
                name="consent_says_what_and_to_whom",
                condition=~Q(words="") & ~Q(domains=[]) & ~Q(purposes=[]) & ~Q(receiver_ids=[]),
            ),
            models.CheckConstraint(
                name="consent_withdrawal_whole",
                condition=Q(
                    withdrawn_at__isnull=True,
                    withdrawer="",
                    withdrawal_channel="",
                    withdrawal_recorded_by__isnull=True,
                )
                | (
                    Q(withdrawn_at__isnull=False, withdrawal_recorded_by__isnull=False)
                    & ~Q(withdrawer="")
                    & ~Q(withdrawal_channel="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.valid_from:%Y-%m-%d}"

    def holds_on(self, day: datetime.date) -> bool:
        """Whether the consent holds on a day."""
        return self.valid_from <= day < self.valid_until


class SharingDecision(models.Model):
    """A recorded decision that one domain's content of one household may be used for a purpose (AVG art. 6).

    With a `receiver` for that colleague alone, else for whoever serves the purpose. `person_ids` are those whom the
    content was about, `consent_ids` the consents it rests on: when one of these is withdrawn, the decision ends.
    """

    class Ground(models.TextChoices):
        CONSENT = "consent", _("toestemming")
        NECESSITY = "necessity", _("noodzaak, onderbouwd")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    household_id = models.UUIDField(_("huishouden"), db_index=True)
    source = models.CharField(_("gegevens uit"), max_length=20, choices=Domain)
    purpose = models.CharField(_("doel"), max_length=20, choices=Purpose)
    receiver = models.ForeignKey(
        "privacy.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ontvanger")
    )
    ground = models.CharField(_("grondslag"), max_length=20, choices=Ground)
    words = models.TextField(_("in welke woorden"))
    includes_special = models.BooleanField(_("ook gezondheid of strafrecht"), default=False, db_default=False)
    person_ids = ArrayField(
        models.UUIDField(), verbose_name=_("over wie"), default=list, db_default=models.Value([]), blank=True
    )
    consent_ids = ArrayField(
        models.UUIDField(),
        verbose_name=_("op welke toestemmingen"),
        default=list,
        db_default=models.Value([]),
        blank=True,
    )
    decided_by = models.ForeignKey(
        "privacy.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("vastgelegd door")
    )
    decided_at = models.DateTimeField(_("vastgelegd op"))
    ended_by = models.ForeignKey(
        "privacy.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("beëindigd door"),
    )
    ended_at = models.DateTimeField(_("beëindigd op"), null=True, blank=True)
    ended_because = models.CharField(_("waarom beëindigd"), max_length=300, blank=True)
    valid_from = models.DateField(_("geldig vanaf"))
    valid_until = models.DateField(_("geldig tot"), null=True, blank=True)

    objects = RecordedDatedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta:
        verbose_name = _("deelbesluit")
        verbose_name_plural = _("deelbesluiten")
        constraints = [
            ends_or_never_held("sharing_ends_after_start", "ended_at"),
            no_overlap(
                "sharing_once_at_a_time", "household_id", "source", "purpose", condition=Q(receiver__isnull=True)
            ),
            no_overlap(
                "sharing_once_per_receiver",
                *("household_id", "source", "purpose", "receiver"),
                condition=Q(receiver__isnull=False),
            ),
            models.CheckConstraint(
                name="sharing_with_somebody_ends", condition=Q(receiver__isnull=True) | Q(valid_until__isnull=False)
            ),
            models.CheckConstraint(
                name="sharing_rests_on_consent",
                condition=Q(ground="necessity") | Q(receiver__isnull=True) | ~Q(consent_ids=[]),
            ),
            models.CheckConstraint(
                name="sharing_end_whole",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, ended_because="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_because="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()} → {self.get_purpose_display()}"
