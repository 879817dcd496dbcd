"""What the law asks of debts: content of their domain; and where they hang on the way of a debt trajectory."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from casework.debts.page import load
from casework.models import Debt, DebtBalance, DebtSolution, Threat, Trajectory
from casework.privacy import FILE, KEPT
from casework.services.debts.sharing import require_one, require_shared
from casework.services.debts.solving import agree_solution, end_solution
from casework.services.debts.threats import close_crisis, threaten
from casework.workflow import WORKFLOWS
from casework.workflow.parts import Block, register_block, register_effect, register_joining
from households.models import Level
from households.querysets import granted
from households.services.merging import register_mover
from households.walls import in_households, in_reach
from privacy import access, changes, processing, retention, rights
from privacy.acting import Actor
from privacy.audit import About, register_event
from privacy.choices import DataClass, Purpose
from privacy.processing import Activity
from privacy.walls import HouseholdOf, Wall

Kind = Trajectory.Kind


def of_content(model: type[Any]) -> Any:
    """The scope of rows that are content of their domain: from level *wat*."""

    def scope(actor: Actor, purpose: Purpose) -> QuerySet[Any]:
        rows: QuerySet[Any] = model.objects.all()
        if purpose != Purpose.HELP:
            return rows.none()
        return rows.filter(granted(actor, "household", level=Level.CONTENT, domain="domain"))

    return scope


def balances(actor: Actor, purpose: Purpose) -> QuerySet[DebtBalance]:
    """As their debt."""
    return DebtBalance.objects.filter(debt__in=of_content(Debt)(actor, purpose))


def about(row: Any) -> About:
    """Whom a row is about: one person, or all of the household."""
    person = getattr(row, "person_id", None)
    return About(household_id=row.household_id, subject_ids=(person,) if person else ())


CONTENT_WALL = Wall(f"{in_households()} AND ({in_reach()})", "{row}.household_id")
# The debt's own wall answers for its amounts.
_BALANCE = Wall("EXISTS (SELECT 1 FROM casework_debt d WHERE d.id = {row}.debt_id)", str(HouseholdOf(Debt, "debt_id")))
# Whoever coordinates may report somebody in a law of which they see only that there is help: what they tell is theirs.
_OWN_STEP = "EXISTS (SELECT 1 FROM casework_trajectorystep s WHERE s.id = {row}.step_id)"
_THREAT = Wall(
    f"{in_households()} AND ({in_reach()} OR {_OWN_STEP})",
    "{row}.household_id",
)
REGISTRATIONS: list[tuple[type[Model], Any, Any, Wall]] = [
    (Debt, of_content(Debt), about, CONTENT_WALL),
    (DebtBalance, balances, lambda row: about(row.debt), _BALANCE),
    (Threat, of_content(Threat), about, _THREAT),
    (DebtSolution, of_content(DebtSolution), about, CONTENT_WALL),
]

for model, scope, whom, wall in REGISTRATIONS:
    access.register(model, scope=scope, about=whom, data_classes=[DataClass.CONTENT], wall=wall)
    retention.register(model, FILE)
    subject = "debt__household" if model is DebtBalance else "household"
    rights.register(model, rights.Rights(subject=f"{subject}__memberships__person", erase=KEPT))

register_event("debt.recorded", _("legde een schuld vast"))
register_event("debt.changed", _("wijzigde een schuld"))
register_event("debt.balance_recorded", _("legde vast wat er van een schuld open staat"))
register_event("threat.averted", _("legde vast dat een dreiging is afgewend"))
register_event("debtsolution.changed", _("wijzigde de oplossing van schulden"))
changes.reach(DebtBalance, household="debt__household")
register_mover(Debt, "person")

register_joining(Kind.DEBTS, require_one)
register_effect(Kind.DEBTS, "report", require_shared)
register_effect(Kind.DEBTS, "report", threaten)
register_effect(Kind.DEBTS, "threaten", threaten)
register_effect(Kind.DEBTS, "solve", agree_solution)
register_effect(Kind.CRISIS, "report", threaten)
register_effect(Kind.CRISIS, "resolve", close_crisis)
for ending in WORKFLOWS[Kind.DEBTS].steps:
    if ending.ends_as:
        register_effect(Kind.DEBTS, ending.key, end_solution)
for kind in (Kind.DEBTS, Kind.DEBTS_PLUS, Kind.CRISIS):
    register_block(kind, Block("debts", "casework/debts/block.html", load))

processing.register(
    Activity.HELP,
    screens=[
        f"casework:{name}" for name in ("add_debt", "change_debt", "record_balance", "avert_threat", "change_solution")
    ],
)
