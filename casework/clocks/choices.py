"""The closed lists of terms and clocks."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Unit(models.TextChoices):
    """In what a term is counted."""

    HOURS = "hours", _("uur")
    DAYS = "days", _("dagen")
    WORKING_DAYS = "working_days", _("werkdagen")
    MONTHS = "months", _("maanden")


class TermKind(models.TextChoices):
    """What the end of a term means."""

    DEADLINE = "deadline", _("uiterlijk op de laatste dag")
    PERIOD = "period", _("loopt tot en met de laatste dag")
    LOOK_BACK = "look_back", _("telt terug vanaf de gebeurtenis")


class AtRest(models.TextChoices):
    """What happens when a term ends on a Saturday, a Sunday or a public holiday."""

    MOVES = "moves", _("schuift op naar de eerstvolgende werkdag")
    STAYS = "stays", _("blijft staan")


class ClockState(models.TextChoices):
    """How a clock stands. What was done too late stays missed, with the day on which it was done."""

    RUNNING = "running", _("loopt")
    MET = "met", _("gehaald")
    MISSED = "missed", _("niet gehaald")
    DROPPED = "dropped", _("vervallen")


class SuspensionGround(models.TextChoices):
    """Why a decision may wait (Awb art. 4:15)."""

    COMPLETION = "completion", _("de aanvrager vult de aanvraag aan")
    ABROAD = "abroad", _("wachten op informatie uit het buitenland")
    AGREED = "agreed", _("de aanvrager stemt schriftelijk in met uitstel")
    APPLICANT = "applicant", _("de vertraging komt door de aanvrager")
    FORCE_MAJEURE = "force_majeure", _("overmacht")
