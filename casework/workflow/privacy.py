"""What the law asks of steps and decisions: they tell what the help is, so they are content of their domain."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from casework.models import Decision, TrajectoryStep
from casework.privacy import FILE, KEPT
from households.models import Level
from households.querysets import granted
from households.walls import ACTOR, in_households, in_reach
from privacy import access, exports, names, processing, retention, rights
from privacy.acting import Actor
from privacy.audit import About, register_event
from privacy.choices import DataClass, Purpose
from privacy.models import AccessRecord
from privacy.processing import Activity
from privacy.walls import Wall


def trajectory_steps(actor: Actor, purpose: Purpose) -> QuerySet[TrajectoryStep]:
    """From level *wat* in their domain, and one's own."""
    if purpose != Purpose.HELP:
        return TrajectoryStep.objects.none()
    mine = Q(taken_by=actor.user) & granted(actor, "household")
    return TrajectoryStep.objects.filter(mine | granted(actor, "household", level=Level.CONTENT, domain="domain"))


def decisions(actor: Actor, purpose: Purpose) -> QuerySet[Decision]:
    """From level *wat* in their domain."""
    if purpose != Purpose.HELP:
        return Decision.objects.none()
    return Decision.objects.filter(granted(actor, "household", level=Level.CONTENT, domain="domain"))


# Whoever coordinates may open a trajectory in a law of which they see only that there is help: the step is theirs.
_STEP = Wall(f"{in_households()} AND ({in_reach()} OR {{row}}.taken_by_id = {ACTOR})", "{row}.household_id")
_DECISION = Wall(f"{in_households()} AND ({in_reach()})", "{row}.household_id")
REGISTRATIONS: list[tuple[type[Model], Any, Wall]] = [
    (TrajectoryStep, trajectory_steps, _STEP),
    (Decision, decisions, _DECISION),
]

for model, scope, wall in REGISTRATIONS:
    access.register(
        model,
        scope=scope,
        about=lambda row: About(household_id=row.household_id),
        data_classes=[DataClass.CONTENT],
        wall=wall,
    )
    retention.register(model, FILE)
    rights.register(model, rights.Rights(subject="household__memberships__person", erase=KEPT))

register_event("trajectory.changed", _("wijzigde voor wie of waarvoor een traject is"))
register_event("trajectory.step_taken", _("zette een stap in een traject"))
register_event("decision.made", _("legde een beschikking vast"))
register_event("decision.objected", _("legde een bezwaar vast"))
register_event("decision.objection_decided", _("legde een besluit op bezwaar vast"))


def name_steps(keys: Collection[uuid.UUID]) -> Mapping[uuid.UUID, str]:
    """Steps by their number and day: what was done is content."""
    return {
        row.pk: gettext("stap %(number)d, %(day)s") % {"number": row.number, "day": date_format(row.taken_on, "j F Y")}
        for row in TrajectoryStep.objects.filter(pk__in=keys).only("number", "taken_on")
    }


names.register_namer("trajectorystep", name_steps)
LETTER = exports.register(
    exports.Kind(
        key="trajectory_letter",
        title=_("een brief bij een traject"),
        event="trajectorystep.letter_printed",
        done=_("drukte een brief bij een traject af"),
        action=AccessRecord.Action.PRINT,
        view="casework:trajectory_letter",
        most_rows=1,
        most_people=20,
    )
)
processing.register(
    Activity.HELP,
    screens=[
        f"casework:{name}"
        for name in (
            "begin_trajectory",
            "trajectory",
            "take_step",
            "change_trajectory",
            "restart_trajectory",
            "plan_aftercare",
            "object_to_decision",
            "decide_objection",
            "trajectory_letter",
        )
    ],
)
