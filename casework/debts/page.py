"""What the page of a debt trajectory shows of debts; read within the reader's scopes and recorded."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from casework.debts.picture import draw
from casework.debts.reckoning import Reading, course
from casework.models import Debt, DebtBalance, DebtSolution, Threat, Trajectory
from casework.models.debts import ClaimStatus
from casework.models.trajectories import NEW
from casework.page import Page
from households.models import Level, Relation
from households.querysets import granted
from privacy.access import read, scope
from privacy.choices import Purpose
from privacy.dates import on_day


def load(page: Page, trajectory: Trajectory) -> dict[str, Any]:
    """The debts with their amounts, the total over time, threats and solutions, and another trajectory: six queries."""
    debts = _rows(page, Debt, trajectory, "creditor", "pk")
    amounts = scope(DebtBalance, page.request.actor, Purpose.HELP).filter(debt__trajectory=trajectory)
    balances = read(page.request, amounts.select_related("debt").order_by("on"), Purpose.HELP)
    standings = course(Reading(one.debt_id, one.on, one.amount, one.is_written_off) for one in balances)
    last = {one.debt_id: one for one in balances}
    names = {row.person_id: row.person.given_names for row in page.memberships}
    is_open = trajectory.state != Trajectory.State.ENDED
    return {
        "debts": [
            {"row": debt, "last": last.get(debt.pk), "whose": names.get(debt.person_id, "") if debt.person_id else ""}
            for debt in debts
        ],
        "standings": list(reversed(standings)),
        "debt_total": standings[-1].total if standings else 0,
        "debt_disputed": sum(
            last[debt.pk].amount for debt in debts if debt.status == ClaimStatus.DISPUTED and debt.pk in last
        ),
        "debt_repaid": sum(one.repaid for one in standings),
        "debt_written_off": sum(one.written_off for one in standings),
        "course": draw(standings, page.today),
        "threats": _rows(page, Threat, trajectory, "-known_on", "pk"),
        "solutions": _rows(page, DebtSolution, trajectory, "-starts_on", "pk"),
        "doubled": _doubled(page, trajectory) if is_open and trajectory.kind == Trajectory.Kind.DEBTS else [],
        "may_change_debts": page.sight.reaches(Level.WORK, trajectory.domain) and is_open,
    }


def _rows(page: Page, model: type[Any], trajectory: Trajectory, *order: str) -> list[Any]:
    rows = scope(model, page.request.actor, Purpose.HELP).filter(trajectory=trajectory)
    return read(page.request, rows.order_by(*order), Purpose.HELP)


def _doubled(page: Page, trajectory: Trajectory) -> list[Trajectory]:
    """Other debt trajectories of the same people or their partners, of which the reader sees what they are about."""
    actor = page.request.actor
    mine = set(trajectory.persons.values_list("pk", flat=True))
    ties = scope(Relation, actor, Purpose.HELP).filter(on_day(), kind=Relation.Kind.PARTNER)
    ties = ties.filter(Q(person__in=mine) | Q(other__in=mine))
    pairs = {key for tie in read(page.request, ties, Purpose.HELP) for key in (tie.person_id, tie.other_id)}
    in_sight = granted(actor, "household", level=Level.CONTENT, domain="domain")
    rows = scope(Trajectory, actor, Purpose.HELP).filter(in_sight, kind=Trajectory.Kind.DEBTS)
    rows = rows.exclude(pk=trajectory.pk).exclude(state=Trajectory.State.ENDED).exclude(stage=NEW)
    return read(page.request, rows.filter(persons__in=mine | pairs).distinct().order_by("started_on"), Purpose.HELP)
