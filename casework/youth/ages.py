"""The timer of ages: somebody in jeugdhulp comes to 16, 17½ or 18, and one task is made for it, some weeks ahead."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from casework.models import AgeReached, Assignment, Notice, Task, Trajectory
from casework.services.notices import notify
from casework.youth.rules import ADULT, milestone_on, reaches
from households.dates import PartialDate
from households.models import Person
from privacy.acting import Actor
from privacy.models import User
from privacy.wording import kept

AHEAD = datetime.timedelta(weeks=6)
YOUNGEST = 15
TITLES = {
    AgeReached.Milestone.SIXTEEN: _("Jongere wordt 16: begin het toekomstplan"),
    AgeReached.Milestone.SEVENTEEN_AND_A_HALF: _("Jongere wordt 17½: regel wat er op 18 nodig is"),
    AgeReached.Milestone.EIGHTEEN: _("Jongere wordt 18: sluit alle hulp op elkaar aan?"),
}


def come_of_age(actor: Actor, day: datetime.date, at: datetime.datetime) -> int:
    """Make the tasks for the ages that come near; answers how many. Nobody gets two for one age.

    Who was not seen in time gets the last age that has come, not those before it.
    """
    made = 0
    rows = AgeReached.objects.filter(trajectory__ended_on__isnull=True)
    known = set(rows.values_list("trajectory", "person", "milestone"))
    for trajectory, person in _candidates(day):
        found = milestone_on(person, day + AHEAD)
        if found is None:
            continue
        milestone, reached_on = found
        if (trajectory.pk, person.pk, milestone.value) not in known:
            _make(actor, trajectory, person, milestone=milestone, reached_on=reached_on, day=day, at=at)
            made += 1
    return made


def _candidates(day: datetime.date) -> list[tuple[Trajectory, Person]]:
    """Whoever is between fifteen and a little over eighteen in a trajectory of jeugdhulp that runs."""
    born = {
        "person__birth_date__gt": PartialDate(reaches(day, -ADULT - 1).year),
        "person__birth_date__lte": PartialDate.from_date(reaches(day, -YOUNGEST)),
    }
    links: Any = Trajectory.persons.through
    rows = links.objects.filter(
        trajectory__kind=Trajectory.Kind.YOUTH,
        trajectory__ended_on__isnull=True,
        person__died_on__isnull=True,
        person__merged_into__isnull=True,
        **born,
    )
    return [(row.trajectory, row.person) for row in rows.select_related("trajectory__case", "person").iterator()]


def _make(
    actor: Actor,
    trajectory: Trajectory,
    person: Person,
    *,
    milestone: AgeReached.Milestone,
    reached_on: datetime.date,
    day: datetime.date,
    at: datetime.datetime,
) -> None:
    task = None
    if (assignee := _responsible(trajectory, day)) is not None:
        task = Task.objects.create(
            household_id=trajectory.household_id,
            domain=trajectory.domain,
            trajectory=trajectory,
            title=kept(TITLES[milestone]),
            due_on=max(reached_on, day),
            assignee=assignee,
            created_by=actor.user,
            created_at=at,
            caused_by=Task.Cause.AGE,
        )
        notify(task=task, kind=Notice.Kind.GIVEN, at=at)
    AgeReached.objects.create(
        trajectory=trajectory,
        household_id=trajectory.household_id,
        person=person,
        milestone=milestone,
        reached_on=reached_on,
        task=task,
    )


def _responsible(trajectory: Trajectory, day: datetime.date) -> User | None:
    """Who works on the trajectory, else in its domain, else the case manager."""
    kinds = Assignment.Kind
    here = list(trajectory.case.assignments.on(day).select_related("user").order_by("valid_from"))
    working = [row for row in here if row.kind == kinds.PROFESSIONAL and row.domain == trajectory.domain]
    own = [row for row in working if row.trajectory_id == trajectory.pk]
    found = [*own, *working, *(row for row in here if row.kind == kinds.CASE_MANAGER)]
    return found[0].user if found else None
