"""What comes of filled-in forms: a step that was taken, or a trajectory that began; else the forms say why not."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from casework import services
from casework.models import Trajectory, TrajectoryStep
from casework.page import Page
from casework.trajectories.forms import DetailsForm, StepForm
from casework.workflow import Workflow
from casework.workflow.parts import Part, parts_of
from privacy.acting import Actor
from privacy.reading import PrivateRequest


@dataclass(frozen=True)
class Filled:
    """The form of a step, with those that a law hangs on it."""

    form: StepForm
    parts: Sequence[tuple[Part, forms.BaseForm]]

    @classmethod
    def of(cls, form: StepForm, workflow: Workflow, *, trajectory: Trajectory | None, data: Any) -> Filled:
        """The forms of a step; `trajectory` is None while it has still to begin."""
        found = parts_of(workflow.kind, form.step.key)
        return cls(form, [(part, part.form(trajectory, data=data, prefix=part.key)) for part in found])

    @property
    def forms(self) -> list[forms.BaseForm]:
        """All of them, the step's own first."""
        return [self.form, *(form for _part, form in self.parts)]

    def is_valid(self) -> bool:
        """Whether all are; each says what is wrong with it."""
        return sum(not form.is_valid() for form in self.forms) == 0

    def beside(self, actor: Actor, at: datetime.datetime) -> list[Callable[[TrajectoryStep], object]]:
        """What writes the objects of the law, once the step is there."""
        return [_writer(part, form, actor, at=at) for part, form in self.parts]


def _writer(
    part: Part, form: forms.BaseForm, actor: Actor, *, at: datetime.datetime
) -> Callable[[TrajectoryStep], object]:
    return lambda made: part.save(actor, made, form, at)


def take(request: PrivateRequest, trajectory: Trajectory, filled: Filled) -> TrajectoryStep | None:
    """Take the step of these forms, or say in them why not."""
    return (
        _done(request, filled, lambda at: _take(request.actor, trajectory, filled, at=at))
        if filled.is_valid()
        else None
    )


def begin(page: Page, workflow: Workflow, *, details: DetailsForm, filled: Filled) -> Trajectory | None:
    """Start a trajectory and take its first step: both, or neither."""
    if not all([details.is_valid(), filled.is_valid()]):
        return None

    def start(at: datetime.datetime) -> Trajectory:
        about, actor = details.cleaned_data, page.request.actor
        case, domain = page.assignments[0].case, workflow.domain
        made = services.start_trajectory(actor=actor, case=case, domain=domain, kind=workflow.kind, at=at, **about)
        _take(actor, made, filled, at=at)
        return made

    made: Trajectory | None = _done(page.request, filled, start)
    return made


def _take(actor: Actor, trajectory: Trajectory, filled: Filled, *, at: datetime.datetime) -> TrajectoryStep:
    taking = filled.form.taking
    assert taking is not None
    beside = filled.beside(actor, at)
    return services.take_step(actor=actor, trajectory=trajectory, taking=taking, at=at, beside=beside)


def _done(request: PrivateRequest, filled: Filled, do: Callable[[datetime.datetime], Any]) -> Any:
    try:
        with transaction.atomic():
            return do(timezone.now())
    except services.CannotTake as refusal:
        filled.form.complain(refusal.complaints)
    except services.NotAllowed as refusal:
        request.reading.refused()
        filled.form.add_error(None, str(refusal))
    except IntegrityError:  # a constraint of the database: somebody else was first
        filled.form.add_error(None, _("Iemand anders was u voor. Kijk waar het traject nu staat."))
    return None
