"""Partners share one debt trajectory: a second one is refused when it begins, and when somebody is added to one.

What makes two of what were apart, such as a marriage that the register tells of or a merge of two records, is nobody's
to refuse: the page of both says so (`casework.debts.page`), and the timer makes it work (`casework.timers.happening`).
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from casework.models import Case, Trajectory, TrajectoryStep
from casework.models.trajectories import NEW
from casework.services.permission import NotAllowed
from casework.workflow import Phase
from households.models import Relation
from privacy.acting import Actor
from privacy.dates import on_day


def require_shared(_actor: Actor, step: TrajectoryStep, _at: datetime.datetime) -> None:
    """Refuse to begin for somebody who has a debt trajectory, or whose partner has one."""
    require_one(step.trajectory, step.trajectory.persons.values_list("pk", flat=True), step.taken_on)


def require_one(trajectory: Trajectory, persons: Iterable[uuid.UUID], on: datetime.date) -> None:
    """Raise `NotAllowed` when one of these people, or a partner of theirs, has another debt trajectory here."""
    Case.objects.select_for_update(of=("self",)).get(pk=trajectory.case_id)  # two at once come one after the other
    mine = set(persons)
    ties = Relation.objects.filter(on_day(on), Q(person__in=mine) | Q(other__in=mine), kind=Relation.Kind.PARTNER)
    pairs = {key for pair in ties.values_list("person_id", "other_id") for key in pair}
    running = Trajectory.objects.filter(household_id=trajectory.household_id, kind=Trajectory.Kind.DEBTS)
    others = running.exclude(pk=trajectory.pk).exclude(state=Phase.ENDED).exclude(stage=NEW)
    if others.filter(persons__in=mine | pairs).exists():
        raise NotAllowed(
            _("Er loopt al een traject voor deze schulden. Partners delen er een: voeg iemand toe aan dat traject.")
        )
