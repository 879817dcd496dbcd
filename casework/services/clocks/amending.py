"""A change of law: a new version of a term, what it would do, and the recalculation that follows by itself."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from casework.clocks.changing import Outcome, TermChange, outcome_of, terms_after
from casework.models import ClockRecalculation, Term
from casework.services.clocks.recomputing import carry_on, open_clocks, shifts
from casework.services.permission import NotAllowed
from privacy.acting import Actor, acting, beyond_sight
from privacy.audit import About, record
from privacy.choices import Purpose, Role
from privacy.models import AccessRecord
from privacy.services import system_actor


@dataclass(frozen=True)
class Preview:
    """What a change would do to the clocks that run now; numbers tell of nobody."""

    running: int
    sooner: int
    later: int
    overdue: int
    """Of those that change: how many would then be past their last day."""

    @property
    def changing(self) -> int:
        """How many get another last day."""
        return self.sooner + self.later


def preview_term(change: TermChange, *, today: datetime.date) -> Preview:
    """Foretell a change without making it. Raises `changing.NotPossible` with what to fill in differently."""
    terms = terms_after(change, list(_versions(change)))
    sooner = later = overdue = 0
    with beyond_sight("count work"):
        running = open_clocks(key=change.key).count()
        for shift in shifts(terms, key=change.key):
            later += shift.after > shift.before
            sooner += shift.after < shift.before
            overdue += shift.after < today
    return Preview(running, sooner, later, overdue)


def change_term(change: TermChange, *, actor: Actor, at: datetime.datetime) -> ClockRecalculation:
    """Write a new version, and ask for the recalculation of the clocks that run; the scheduler does it within a minute.

    Raises `NotAllowed` for anybody but a functional administrator, `changing.NotPossible` with what to change.
    """
    if not actor.has(Role.ADMINISTRATOR):
        raise NotAllowed(_("Alleen de functioneel beheerder wijzigt termijnen."))
    rows = list(_versions(change).select_for_update())
    new = _write(outcome_of(change, rows), actor=actor, reason=change.reason, at=at)
    with beyond_sight("count work"):
        total = open_clocks(key=change.key).count()
    record(
        "term.changed",
        actor=actor,
        action=AccessRecord.Action.CHANGE,
        purpose=Purpose.REGISTRATION,
        about=About(),
        ground=new.article,
        details={"term": change.key, "from": str(change.valid_from)},
    )
    return ClockRecalculation.objects.create(term=new, asked_at=at, total=total)


def carry_on_all() -> dict[str, int]:
    """Finish every recalculation that was asked for, batch by batch; answers how many clocks changed in each term."""
    with acting(system_actor("recompute_clocks")):
        waiting = list(ClockRecalculation.objects.filter(finished_at__isnull=True).order_by("asked_at"))
    changed = {}
    for one in waiting:
        while carry_on(one, at=timezone.now()):
            pass
        one.refresh_from_db()
        changed[str(one.pk)] = one.changed
    return changed


def _versions(change: TermChange) -> QuerySet[Term]:
    return Term.objects.filter(key=change.key).order_by("valid_from")


def _write(outcome: Outcome, *, actor: Actor, reason: str, at: datetime.datetime) -> Term:
    for row in outcome.closed:
        row.valid_until = outcome.new[0].valid_from
        row.save(update_fields=["valid_until"])
    for row in outcome.replaced:
        row.replaced_at = at
        row.save(update_fields=["replaced_at"])
    for row in outcome.new:
        row.decided_by, row.decided_at, row.reason = actor.user, at, reason
        row.save(force_insert=True)
    return outcome.new[0]
