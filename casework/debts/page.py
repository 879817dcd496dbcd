"""What the page of a debt trajectory shows of debts; read within the reader's scopes and recorded."""

from __future__ import annotations

from typing import Any

from casework.debts.picture import draw
from casework.debts.reckoning import Reading, course
from casework.models import Debt, DebtBalance, DebtSolution, Threat, Trajectory
from casework.models.debts import ClaimStatus
from casework.page import Page
from households.models import Level
from privacy.access import read, scope
from privacy.choices import Purpose


def load(page: Page, trajectory: Trajectory) -> dict[str, Any]:
    """The debts with their amounts, the total over time, threats and solutions: four queries."""
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
        "may_change_debts": page.sight.reaches(Level.WORK, trajectory.domain) and is_open,
    }


def _rows(page: Page, model: type[Any], trajectory: Trajectory, *order: str) -> list[Any]:
    rows = scope(model, page.request.actor, Purpose.HELP).filter(trajectory=trajectory)
    return read(page.request, rows.order_by(*order), Purpose.HELP)
