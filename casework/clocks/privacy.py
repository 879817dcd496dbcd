"""What the law asks of clocks: they tell what help is about, so they are content of their domain."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from casework.models import Clock, ClockExtension, ClockSuspension, Term
from casework.privacy import FILE, KEPT
from casework.querysets import in_open_compartment
from casework.walls import divided
from households.models import Level
from households.querysets import granted
from households.walls import in_reach
from privacy import access, changes, names, processing, retention, rights
from privacy.acting import Actor
from privacy.audit import About, register_event
from privacy.choices import DataClass, Purpose
from privacy.processing import Activity
from privacy.walls import HouseholdOf, Wall


def clocks(actor: Actor, purpose: Purpose) -> QuerySet[Clock]:
    """From level *wat* in their domain; in a compartment for its members."""
    if purpose != Purpose.HELP:
        return Clock.objects.none()
    in_sight = granted(actor, "household", level=Level.CONTENT, domain="domain")
    return Clock.objects.filter(in_open_compartment(actor, in_sight))


def suspensions(actor: Actor, purpose: Purpose) -> QuerySet[ClockSuspension]:
    """As their clock."""
    return ClockSuspension.objects.filter(clock__in=clocks(actor, purpose))


def extensions(actor: Actor, purpose: Purpose) -> QuerySet[ClockExtension]:
    """As their clock."""
    return ClockExtension.objects.filter(clock__in=clocks(actor, purpose))


def name_terms(keys: Collection[uuid.UUID]) -> Mapping[uuid.UUID, str]:
    """Terms by what must be done."""
    return dict(Term.objects.filter(pk__in=keys).values_list("pk", "title"))


names.register_namer("term", name_terms)

# The clock's own wall answers for what hangs on it.
_ON_CLOCK = Wall(
    "EXISTS (SELECT 1 FROM casework_clock c WHERE c.id = {row}.clock_id)", str(HouseholdOf(Clock, "clock_id"))
)
REGISTRATIONS: list[tuple[type[Model], Any, Any, Wall]] = [
    (Clock, clocks, lambda row: About(household_id=row.household_id), divided(in_reach(), "started_by_id")),
    (ClockSuspension, suspensions, lambda row: About(household_id=row.clock.household_id), _ON_CLOCK),
    (ClockExtension, extensions, lambda row: About(household_id=row.clock.household_id), _ON_CLOCK),
]

for model, scope, about, wall in REGISTRATIONS:
    access.register(model, scope=scope, about=about, data_classes=[DataClass.CONTENT], wall=wall)
    retention.register(model, FILE)
    rights.register(model, rights.Rights(subject="household__memberships__person", erase=KEPT))

register_event("clock.started", _("liet een termijn lopen"))
register_event("clock.met", _("haalde een termijn, of deed na de laatste dag wat moest"))
register_event("clock.dropped", _("liet een termijn vervallen"))
register_event("clock.suspended", _("schortte een termijn op"))
register_event("clock.resumed", _("liet een termijn weer lopen"))
register_event("clock.extended", _("verlengde een termijn"))
register_event("term.foretold", _("bekeek wat een wijziging van een termijn doet"))
register_event("term.changed", _("wijzigde een wettelijke termijn"))

changes.reach(ClockSuspension, household="clock__household")
changes.reach(ClockExtension, household="clock__household")
# Whether their clock is in a closed compartment they do not say themselves.
changes.keep_closed(
    lambda entry: entry.instance_type in (ClockSuspension, ClockExtension), as_=_("uitstel van een termijn")
)

processing.register(
    Activity.HELP, screens=[f"casework:{name}" for name in ("clock", "household_clocks", "delay_clock", "end_clock")]
)
processing.register(
    Activity.ADMINISTRATION, screens=["casework:terms", "casework:term"], tasks=["casework.tasks.recompute_clocks"]
)
