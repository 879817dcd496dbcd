"""What the law asks of participation: content of its domain; and where it hangs on the way of a trajectory."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from casework.models import Exemption, Scheme, SchemeAnswer, Trajectory
from casework.participation.forms import ExemptionForm
from casework.participation.page import load
from casework.privacy import KEPT, TERMS
from casework.services.participation import keep_exemption
from casework.workflow.parts import Block, Part, register_block, register_part
from households.models import Level
from households.querysets import granted
from households.services.merging import register_mover
from households.walls import in_households, in_reach
from privacy import access, names, processing, retention, rights
from privacy.acting import Actor
from privacy.audit import About, register_event
from privacy.choices import DataClass, Purpose
from privacy.processing import Activity
from privacy.walls import Wall

Kind = Trajectory.Kind
FILE_OF_PARTICIPATION = retention.written_in(TERMS, "participation")


def of_content(model: type[Any]) -> Any:
    """The scope of rows that are content of participation: from level *wat*."""

    def scope(actor: Actor, purpose: Purpose) -> QuerySet[Any]:
        """From level *wat* in participation."""
        rows: QuerySet[Any] = model.objects.all()
        if purpose != Purpose.HELP:
            return rows.none()
        return rows.filter(granted(actor, "household", level=Level.CONTENT, domain="domain"))

    return scope


def _about(row: Any) -> About:
    person = getattr(row, "person_id", None)
    return About(household_id=row.household_id, subject_ids=(person,) if person else ())


def name_schemes(keys: Collection[int]) -> Mapping[int, str]:
    """Schemes by their title."""
    return dict(Scheme.objects.filter(pk__in=keys).values_list("pk", "title"))


names.register_namer("scheme", name_schemes)

_WALL = Wall(f"{in_households()} AND ({in_reach()})", "{row}.household_id")
MODELS: list[tuple[type[Model], str]] = [(SchemeAnswer, "household__memberships__person"), (Exemption, "person")]

for model, subject in MODELS:
    access.register(model, scope=of_content(model), about=_about, data_classes=[DataClass.CONTENT], wall=_WALL)
    retention.register(model, FILE_OF_PARTICIPATION)
    rights.register(model, rights.Rights(subject=subject, erase=KEPT))
register_mover(Exemption, "person")

register_event("schemeanswer.recorded", _("vroeg naar een inkomensregeling"))


register_part(
    Kind.PARTICIPATION,
    "exempt",
    Part(
        "exemption",
        ExemptionForm,
        lambda actor, step, form, at: keep_exemption(actor=actor, step=step, at=at, **form.cleaned_data),
    ),
)
register_block(Kind.PARTICIPATION, Block("participation", "casework/participation/block.html", load))
processing.register(Activity.HELP, screens=["casework:answer_scheme"])
