"""What the law asks of jeugdhulp: content of its domain; and where it hangs on the way of a youth trajectory."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from casework.models import (
    AgeReached,
    Handover,
    ProtectionMeasure,
    Trajectory,
    YouthAllocation,
    YouthConsent,
)
from casework.privacy import KEPT, TERMS, tasks
from casework.services.handovers import HANDED_TO, hand_over_help, take_over
from casework.services.youth import keep_measure, plan_end_of_extension, record_youth_consents
from casework.timers import Timer
from casework.timers import register as register_timer
from casework.workflow import WORKFLOWS
from casework.workflow.parts import Block, Part, register_block, register_effect, register_part, register_source
from casework.youth.ages import come_of_age
from casework.youth.forms import ConsentForm
from casework.youth.known import allocated_to
from casework.youth.page import load
from households.models import Level
from households.querysets import granted
from households.services.merging import register_mover
from households.walls import in_households, in_reach
from privacy import access, processing, retention, rights
from privacy.acting import Actor
from privacy.audit import About, register_event
from privacy.choices import DataClass, Purpose
from privacy.processing import Activity
from privacy.walls import Wall

Kind = Trajectory.Kind
FILE_OF_YOUTH = retention.written_in(TERMS, "youth")
_WALL = Wall(f"{in_households()} AND ({in_reach()})", "{row}.household_id")
# Who has the task to let help begin elsewhere may know for whom, and from which day; the task's own wall answers.
_ITS_TASK = "EXISTS (SELECT 1 FROM casework_task t WHERE t.id = {row}.task_id)"
_HANDED = Wall(f"{in_households()} AND ({in_reach()} OR {_ITS_TASK})", "{row}.household_id")
MODELS: list[type[Model]] = [YouthConsent, YouthAllocation, ProtectionMeasure, Handover, AgeReached]


def of_content(model: type[Any]) -> Any:
    """The scope of rows that are content of jeugdhulp: from level *wat*."""

    def scope(actor: Actor, purpose: Purpose) -> QuerySet[Any]:
        """From level *wat* in jeugdhulp."""
        rows: QuerySet[Any] = model.objects.all()
        if purpose != Purpose.HELP:
            return rows.none()
        return rows.filter(granted(actor, "household", level=Level.CONTENT, domain="domain"))

    return scope


def handovers(actor: Actor, purpose: Purpose) -> QuerySet[Handover]:
    """From level *wat* in jeugdhulp, and for who sees the task that asks for it."""
    if purpose != Purpose.HELP:
        return Handover.objects.none()
    in_sight = granted(actor, "household", level=Level.CONTENT, domain="domain")
    return Handover.objects.filter(in_sight | Q(task__in=tasks(actor, purpose)))


def _about(row: Any) -> About:
    return About(household_id=row.household_id, subject_ids=(row.person_id,))


for model in MODELS:
    rows, wall = (handovers, _HANDED) if model is Handover else (of_content(model), _WALL)
    access.register(model, scope=rows, about=_about, data_classes=[DataClass.CONTENT], wall=wall)
    retention.register(model, FILE_OF_YOUTH)
    rights.register(model, rights.Rights(subject="person", erase=KEPT))
    register_mover(model, "person")
register_mover(YouthConsent, "given_by")

register_event("youthconsent.recorded", _("legde instemming met jeugdhulp vast"))
register_event("youthallocation.made", _("wees jeugdhulp toe"))
register_event("youthallocation.stopped", _("legde vast dat toegewezen jeugdhulp stopte"))
register_event("protectionmeasure.ended", _("legde het einde van een beschermingsmaatregel vast"))
register_event("handover.asked", _("vroeg om overdracht bij achttien jaar"))


register_part(
    Kind.YOUTH,
    "consent",
    Part(
        "who",
        ConsentForm,
        lambda actor, step, form, _at: record_youth_consents(actor=actor, step=step, said=form.said()),
    ),
)
register_effect(Kind.YOUTH, "protect", keep_measure)
register_effect(Kind.YOUTH, "look_ahead", hand_over_help)
register_effect(Kind.YOUTH, "extend", plan_end_of_extension)
for domain in HANDED_TO:
    register_effect(Kind(domain.value), WORKFLOWS[domain].opening.key, take_over)
register_source(Kind.YOUTH, allocated_to)
register_block(Kind.YOUTH, Block("youth", "casework/trajectories/youth.html", load))
register_timer(Timer("ages", come_of_age, not_before=datetime.time(4, 30)))
processing.register(Activity.HELP, screens=["casework:allocate", "casework:stop_allocation", "casework:end_measure"])
