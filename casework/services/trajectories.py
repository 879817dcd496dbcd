"""The beginning of one law's work."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.models import Case, TimelineEvent, Trajectory
from casework.services.permission import require_work
from casework.services.sharing import end_uncovered
from casework.services.timeline import tell
from households.models import Person
from privacy.acting import Actor
from privacy.audit import About, record
from privacy.choices import DataClass, Domain, Purpose
from privacy.models import AccessRecord
from privacy.wording import kept


def start_trajectory(
    *, actor: Actor, case: Case, domain: Domain, persons: Iterable[Person], subject: str, at: datetime.datetime
) -> Trajectory:
    """Begin a trajectory for these members. Whoever works in the domain, or coordinates, may.

    Sight of the domain that rests on consent ends where these members have not given theirs.
    """
    require_work(actor, case.household_id, domain, "")
    trajectory = Trajectory.objects.create(
        case=case,
        household_id=case.household_id,
        domain=domain,
        subject=subject,
        started_on=timezone.localdate(at),
    )
    members = list(persons)
    trajectory.persons.set(members)
    tell(
        actor=actor,
        at=at,
        household_id=case.household_id,
        kind=TimelineEvent.Kind.TRAJECTORY,
        domain=domain,
        sentence=kept(_("Traject %s begonnen"), domain.label),
    )
    end_uncovered(actor=actor, at=at, household_id=case.household_id, source=domain)
    record(
        "trajectory.started",
        actor=actor,
        action=AccessRecord.Action.CHANGE,
        purpose=Purpose(domain),
        about=About(household_id=case.household_id, subject_ids=tuple(person.pk for person in members)),
        data_classes=[DataClass.INVOLVEMENT],
    )
    return trajectory
