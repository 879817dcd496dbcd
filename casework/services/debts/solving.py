"""The solution that was agreed, and what it rests on."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import DebtSolution, TrajectoryStep
from casework.services.debts.recording import require_open_for, tell_of_debts
from casework.services.journal import record_change
from casework.services.permission import NotAllowed
from privacy.acting import Actor
from privacy.wording import kept


def agree_solution(actor: Actor, step: TrajectoryStep, at: datetime.datetime) -> None:
    """Keep the solution of a step; the one before it ends on that day."""
    end_solution(actor, step, at)
    DebtSolution.objects.create(
        trajectory=step.trajectory,
        household_id=step.household_id,
        kind=step.facts["solution"],
        vtlb=step.facts.get("vtlb"),
        starts_on=step.taken_on,
    )


def end_solution(_actor: Actor, step: TrajectoryStep, _at: datetime.datetime) -> None:
    """End the solution that still runs, on the day of a step."""
    for earlier in DebtSolution.objects.filter(trajectory=step.trajectory, ends_on__isnull=True):
        earlier.ends_on = max(step.taken_on, earlier.starts_on)
        earlier.save(update_fields=["ends_on"])


def change_solution(
    *,
    actor: Actor,
    solution: DebtSolution,
    starts_on: datetime.date,
    at: datetime.datetime,
    vtlb: int | None = None,
    monthly: int | None = None,
    ends_on: datetime.date | None = None,
) -> DebtSolution:
    """Correct what must be left to live on (vtlb), what is repaid a month, and how long. Amounts are whole euros."""
    require_open_for(actor, solution.trajectory)
    if ends_on is not None and ends_on < starts_on:
        raise NotAllowed(_("Het einde ligt voor het begin. Controleer beide dagen."))
    solution.vtlb, solution.monthly = vtlb, monthly
    solution.starts_on, solution.ends_on = starts_on, ends_on
    solution.save(update_fields=["vtlb", "monthly", "starts_on", "ends_on"])
    sentence = kept(gettext_lazy("Oplossing bijgewerkt: %s"), solution.get_kind_display())
    tell_of_debts(solution, sentence, actor=actor, at=at)
    record_change(actor, "debtsolution.changed", solution.household_id, solution.domain)
    return solution
