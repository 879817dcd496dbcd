"""Debts, and what is owed on a day."""

from __future__ import annotations

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import Debt, DebtBalance, DebtSolution, TimelineEvent, Trajectory
from casework.models.debts import LARGEST_AMOUNT, OVER, ClaimStatus
from casework.services.journal import record_change
from casework.services.permission import NotAllowed, require_work
from casework.services.timeline import tell
from households.models import Person
from privacy.acting import Actor
from privacy.choices import Domain
from privacy.wording import kept


def require_open_for(actor: Actor, trajectory: Trajectory, law: Domain = Domain.DEBTS) -> None:
    """Raise `NotAllowed` unless the actor works on this trajectory, it is of this law, and it has not ended."""
    require_work(actor, trajectory.household_id, law)
    if trajectory.domain != law:
        raise NotAllowed(_("Dit hoort niet bij dit traject."))
    if trajectory.state == Trajectory.State.ENDED:
        raise NotAllowed(_("Dit traject is afgerond. Begin zo nodig opnieuw."))


def add_debt(
    *,
    actor: Actor,
    trajectory: Trajectory,
    creditor: str,
    kind: str,
    amount: int,
    on: datetime.date,
    at: datetime.datetime,
    status: str = ClaimStatus.REPORTED,
    person: Person | None = None,
) -> Debt:
    """Record a debt with what is owed on a day. Without a person it is of all for whom the trajectory is."""
    require_open_for(actor, trajectory)
    _require_theirs(trajectory, person)
    debt = Debt.objects.create(
        trajectory=trajectory,
        household_id=trajectory.household_id,
        person=person,
        creditor=creditor,
        kind=kind,
        status=status,
    )
    _write_balance(actor, debt, amount=amount, on=on, at=at)
    record_change(actor, "debt.recorded", trajectory.household_id, trajectory.domain)
    return debt


def change_debt(
    *,
    actor: Actor,
    debt: Debt,
    creditor: str,
    kind: str,
    status: str,
    at: datetime.datetime,
    person: Person | None = None,
) -> Debt:
    """Correct whose and what kind a debt is, and how sure the claim is. That it is over follows from its amount."""
    require_open_for(actor, debt.trajectory)
    _require_theirs(debt.trajectory, person)
    if status in OVER and status != debt.status:
        raise NotAllowed(_("Leg eerst vast dat er niets meer open staat, en sinds wanneer."))
    debt.creditor, debt.kind, debt.person = creditor, kind, person
    is_news = not debt.is_over and status != debt.status
    debt.status = status if is_news else debt.status
    debt.save(update_fields=["creditor", "kind", "person", "status"])
    if is_news:
        tell_of_debts(debt, kept(gettext_lazy("Schuld: %s"), debt.get_status_display()), actor=actor, at=at)
    record_change(actor, "debt.changed", debt.household_id, debt.domain)
    return debt


def record_balance(
    *,
    actor: Actor,
    debt: Debt,
    amount: int,
    on: datetime.date,
    at: datetime.datetime,
    is_written_off: bool = False,
) -> DebtBalance:
    """Record what is owed on a day; on a day that has an amount already, correct it.

    A debt of which nothing is left on its last day is over: paid, or written off. Raises `NotAllowed` for a day to come
    and for a write-off that leaves something.
    """
    require_open_for(actor, debt.trajectory)
    locked = Debt.objects.select_for_update(of=("self",)).get(pk=debt.pk)
    if is_written_off and amount:
        raise NotAllowed(_("Bij kwijtschelding staat er niets meer open. Vul nul in, of kies geen kwijtschelding."))
    balance = _write_balance(actor, locked, amount=amount, on=on, at=at, is_written_off=is_written_off)
    debt.status = locked.status
    record_change(actor, "debt.balance_recorded", debt.household_id, debt.domain)
    return balance


def _write_balance(
    actor: Actor,
    debt: Debt,
    *,
    amount: int,
    on: datetime.date,
    at: datetime.datetime,
    is_written_off: bool = False,
) -> DebtBalance:
    if on > timezone.localdate(at):
        raise NotAllowed(_("Deze dag is nog niet geweest. Kies vandaag of een dag ervoor."))
    if not 0 <= amount <= LARGEST_AMOUNT:
        raise NotAllowed(_("Vul een bedrag in hele euro's in, nul of meer."))
    balance, _is_new = DebtBalance.objects.update_or_create(
        debt=debt,
        on=on,
        defaults={"amount": amount, "is_written_off": is_written_off, "recorded_by": actor.user, "recorded_at": at},
    )
    _follow(debt)
    return balance


def _follow(debt: Debt) -> None:
    """Whether the debt is over follows from its last amount."""
    last = debt.balances.order_by("-on").first()
    assert last is not None
    status = debt.status
    if last.amount == 0:
        status = ClaimStatus.WRITTEN_OFF if last.is_written_off else ClaimStatus.PAID
    elif debt.is_over:
        status = ClaimStatus.CONFIRMED
    if status != debt.status:
        debt.status = status
        debt.save(update_fields=["status"])


def tell_of_debts(row: Debt | DebtSolution, sentence: str, *, actor: Actor, at: datetime.datetime) -> None:
    """On the timeline, for whoever may see what the help is."""
    tell(
        actor=actor,
        at=at,
        household_id=row.household_id,
        kind=TimelineEvent.Kind.TRAJECTORY,
        domain=row.domain,
        depth=TimelineEvent.Depth.CONTENT,
        sentence=sentence,
    )


def _require_theirs(trajectory: Trajectory, person: Person | None) -> None:
    if person is not None and not trajectory.persons.filter(pk=person.pk).exists():
        raise NotAllowed(_("Kies iemand voor wie dit traject is, of laat leeg wat van allen is."))
