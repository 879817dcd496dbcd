"""What the law asks of the meldcode: whoever acts in its compartment sees it, and nobody else, whatever their level."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from casework.models import MeldcodeRound, MeldcodeStep
from casework.privacy import CLOSED_FILE, KEPT, compartments
from households.walls import among, in_households
from privacy import access, processing, retention, rights
from privacy.acting import Actor
from privacy.audit import About, register_event
from privacy.choices import DataClass, Purpose
from privacy.processing import Activity
from privacy.walls import Wall


def meldcode_rounds(actor: Actor, purpose: Purpose) -> QuerySet[MeldcodeRound]:
    """Of the compartments in which the actor acts."""
    return MeldcodeRound.objects.filter(compartment__in=compartments(actor, purpose))


def meldcode_steps(actor: Actor, purpose: Purpose) -> QuerySet[MeldcodeStep]:
    """Of the compartments in which the actor acts; what one wrote oneself is no exception."""
    return MeldcodeStep.objects.filter(compartment__in=compartments(actor, purpose))


_INSIDE = Wall(f"{in_households()} AND {among('compartments', '{row}.compartment_id')}", "{row}.household_id")
REGISTRATIONS: list[tuple[type[Model], Any]] = [(MeldcodeRound, meldcode_rounds), (MeldcodeStep, meldcode_steps)]

for model, scope in REGISTRATIONS:
    access.register(
        model,
        scope=scope,
        about=lambda row: About(household_id=row.household_id),
        data_classes=[DataClass.CONTENT],
        wall=_INSIDE,
    )
    retention.register(model, CLOSED_FILE)
    rights.register(model, rights.Rights(subject="household__memberships__person", erase=KEPT))

register_event("compartment.written", _("schreef in een besloten dossier"))
processing.register(Activity.HELP, screens=["casework:meldcode_step", "casework:restart_meldcode"])
