"""The beginning of one law's work, what it is about, and beginning again."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Required, TypedDict, Unpack

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import Case, TimelineEvent, Trajectory
from casework.services.permission import NotAllowed, require_work
from casework.services.sharing import end_uncovered
from casework.services.tasks import complete_happened
from casework.services.timeline import tell
from casework.workflow.parts import joinings_of
from households.models import Person
from privacy.acting import Actor
from privacy.audit import About, record
from privacy.choices import DataClass, Domain, Purpose
from privacy.models import AccessRecord
from privacy.wording import kept


class Details(TypedDict, total=False):
    """What a trajectory is about."""

    subject: Required[str]
    aim: str
    goal: str
    provider: str
    restarts: Trajectory | None


def start_trajectory(
    *,
    actor: Actor,
    case: Case,
    domain: Domain,
    persons: Iterable[Person],
    at: datetime.datetime,
    kind: str = "",
    **details: Unpack[Details],
) -> Trajectory:
    """Begin a trajectory for these members. Whoever works in the domain, or coordinates, may.

    Nothing of it is recorded yet: its opening step follows by `take_step`. Without a kind it goes the usual way of its
    law. Sight of the domain that rests on consent ends where these members have not given theirs.
    """
    require_work(actor, case.household_id, domain, "")
    members = list(persons)
    if not members:
        raise NotAllowed(_("Kies voor wie het traject is."))
    trajectory = Trajectory.objects.create(
        case=case,
        household_id=case.household_id,
        domain=domain,
        kind=kind or domain,
        started_on=timezone.localdate(at),
        **details,
    )
    trajectory.persons.set(members)
    tell(
        actor=actor,
        at=at,
        household_id=case.household_id,
        kind=TimelineEvent.Kind.TRAJECTORY,
        domain=domain,
        sentence=kept(gettext_lazy("Traject %s begonnen"), domain.label),
    )
    end_uncovered(actor=actor, at=at, household_id=case.household_id, source=domain)
    _record(actor, "trajectory.started", trajectory=trajectory, members=members)
    return trajectory


def change_trajectory(
    *,
    actor: Actor,
    trajectory: Trajectory,
    persons: Iterable[Person],
    subject: str,
    at: datetime.datetime,
    aim: str = "",
    goal: str = "",
    provider: str = "",
) -> None:
    """Correct for whom a trajectory is, what for, and who provides the help. Whoever works in the domain may.

    Raises `NotAllowed` where the law keeps somebody out who is added, such as a partner with debt help of their own.
    """
    require_work(actor, trajectory.household_id, trajectory.domain)
    members = list(persons)
    if not members:
        raise NotAllowed(_("Kies voor wie het traject is."))
    _require_joinable(trajectory, members, timezone.localdate(at))
    trajectory.subject, trajectory.aim, trajectory.goal, trajectory.provider = subject, aim, goal, provider
    trajectory.save(update_fields=["subject", "aim", "goal", "provider"])
    trajectory.persons.set(members)
    complete_happened(actor=actor, trajectory=trajectory, at=at)
    end_uncovered(actor=actor, at=at, household_id=trajectory.household_id, source=Domain(trajectory.domain))
    _record(actor, "trajectory.changed", trajectory=trajectory, members=members)


def _require_joinable(trajectory: Trajectory, members: Iterable[Person], on: datetime.date) -> None:
    added = {person.pk for person in members} - set(trajectory.persons.values_list("pk", flat=True))
    if added and trajectory.ended_on is None:
        for joining in joinings_of(trajectory.kind):
            joining(trajectory, added, on)


def restart_trajectory(*, actor: Actor, trajectory: Trajectory, at: datetime.datetime) -> Trajectory:
    """Begin anew what ended: a trajectory of its own with its own clocks, for the same persons, that names the old."""
    require_work(actor, trajectory.household_id, trajectory.domain)
    if trajectory.state != Trajectory.State.ENDED:
        raise NotAllowed(_("Dit traject loopt nog. Rond het eerst af."))
    if trajectory.case.closed_on is not None:
        raise NotAllowed(_("Het dossier is gesloten. Open eerst een nieuw dossier."))
    return start_trajectory(
        actor=actor,
        case=trajectory.case,
        domain=Domain(trajectory.domain),
        persons=trajectory.persons.all(),
        subject=trajectory.subject,
        at=at,
        kind=trajectory.kind,
        aim=trajectory.aim,
        goal=trajectory.goal,
        restarts=trajectory,
    )


def _record(actor: Actor, event: str, *, trajectory: Trajectory, members: Iterable[Person]) -> None:
    record(
        event,
        actor=actor,
        action=AccessRecord.Action.CHANGE,
        purpose=Purpose(trajectory.domain),
        about=About(household_id=trajectory.household_id, subject_ids=tuple(person.pk for person in members)),
        data_classes=[DataClass.INVOLVEMENT],
    )
