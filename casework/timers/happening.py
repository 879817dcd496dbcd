"""The timer of what happens to people half-way: somebody dies or leaves, or partners turn out to have two trajectories.

It looks at how things are and not at what changed, so it does not matter who told of it, nor when: an import, a
worker, a merge of two records. A task is made once per person, trajectory and cause, also when it is done by now. A
task of which the cause is gone, such as a death that was a mistake, is done by itself.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.db import connection
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from casework.models import Notice, Task, Trajectory
from casework.models.trajectories import NEW
from casework.services.notices import notify
from households.models import Person, Relation
from privacy.acting import Actor
from privacy.choices import Role
from privacy.wording import kept

WITHIN = datetime.timedelta(weeks=1)
NAME_LENGTH = 100  # names may be longer than a title
ABROAD, AWAY, ELSEWHERE, OUT = "abroad", "away", "elsewhere", "out"
CODE = 4  # digits of a BAG key that name a municipality
Cause = Task.Cause
TITLES = {
    Cause.DEATH.value: _("%s is overleden: beslis hoe dit traject verdergaat"),
    ABROAD: _("%s woont niet meer in Nederland: beslis hoe dit traject verdergaat"),
    AWAY: _("%s heeft hier geen adres meer: draag dit traject over aan de nieuwe gemeente"),
    ELSEWHERE: _("%s is verhuisd, zo te zien naar een andere gemeente: beslis wie dit traject verder doet"),
    OUT: _("%s hoort niet meer bij dit huishouden: beslis hoe dit traject verdergaat"),
    Cause.DOUBLE.value: _("%s heeft of deelt twee trajecten voor schulden: kies met welk u verdergaat"),
}
# Somebody (p) moved since a trajectory (r) began, from one municipality to another. The register is not asked in which
# one people are registered: the key of an address in the BAG begins with the code of the municipality that gave it. A
# merger of municipalities leaves the codes as they were, so this is a question and not a fact. Of a secret address
# nothing is told.
_ELSEWHERE = f"""EXISTS (
    SELECT 1 FROM households_residence n JOIN households_address b ON b.id = n.address_id
    JOIN LATERAL (
        SELECT a.bag_object_id FROM households_residence e JOIN households_address a ON a.id = e.address_id
        WHERE e.person_id = n.person_id AND e.valid_until <= n.valid_from ORDER BY e.valid_until DESC LIMIT 1
    ) o ON o.bag_object_id <> ''
    WHERE n.person_id = p.id AND n.valid_from > r.started_on AND n.valid_from <= %(day)s
        AND (n.valid_until IS NULL OR n.valid_until > %(day)s)
        AND b.bag_object_id <> '' AND left(b.bag_object_id, {CODE}) <> left(o.bag_object_id, {CODE})
        AND NOT p.is_secret AND NOT EXISTS (
            SELECT 1 FROM households_secretaddress s WHERE s.person_id = p.id AND s.lifted_at IS NULL))"""  # noqa: S608  # made of constants
# What happened to each person of a trajectory that runs; who has died has also left, and is told of as dead.
_HAPPENED = f"""
running AS (
    SELECT t.id, t.household_id, t.case_id, t.domain, t.kind, t.stage, t.started_on, l.person_id
    FROM casework_trajectory t JOIN casework_trajectory_persons l ON l.trajectory_id = t.id
    WHERE t.state <> '{Trajectory.State.ENDED.value}'
), went AS (
    SELECT r.*, CASE
        WHEN p.died_on IS NOT NULL OR p.suspension = '{Person.Suspension.DECEASED.value}' THEN '{Cause.DEATH.value}'
        WHEN p.suspension IN ('{Person.Suspension.EMIGRATED.value}', '{Person.Suspension.NON_RESIDENT.value}')
            THEN '{ABROAD}'
        WHEN EXISTS (SELECT 1 FROM households_residence e WHERE e.person_id = p.id AND e.valid_until <= %(day)s)
            AND NOT EXISTS (SELECT 1 FROM households_residence e WHERE e.person_id = p.id
                AND e.valid_from <= %(day)s AND (e.valid_until IS NULL OR e.valid_until > %(day)s))
            THEN '{AWAY}'
        WHEN {_ELSEWHERE} THEN '{ELSEWHERE}'
        WHEN EXISTS (SELECT 1 FROM households_householdmembership m WHERE m.person_id = p.id
                AND m.household_id = r.household_id AND m.valid_until <= %(day)s)
            AND NOT EXISTS (SELECT 1 FROM households_householdmembership m WHERE m.person_id = p.id
                AND m.household_id = r.household_id
                AND m.valid_from <= %(day)s AND (m.valid_until IS NULL OR m.valid_until > %(day)s))
            THEN '{OUT}'
        END AS what
    FROM running r JOIN households_person p ON p.id = r.person_id
), debts AS (
    SELECT * FROM running WHERE kind = '{Trajectory.Kind.DEBTS.value}' AND stage <> '{NEW}'
), partner AS (
    SELECT person_id AS one, other_id AS other FROM households_relation
    WHERE kind = '{Relation.Kind.PARTNER.value}' AND valid_from <= %(day)s
        AND (valid_until IS NULL OR valid_until > %(day)s)
), happened AS (
    SELECT id, household_id, case_id, domain, person_id, what,
        CASE what WHEN '{Cause.DEATH.value}' THEN what ELSE '{Cause.DEPARTURE.value}' END AS cause
    FROM went WHERE what IS NOT NULL
    UNION ALL
    (SELECT DISTINCT ON (d.id) d.id, d.household_id, d.case_id, d.domain, d.person_id,
        '{Cause.DOUBLE.value}', '{Cause.DOUBLE.value}'
    FROM debts d JOIN debts o ON o.household_id = d.household_id AND o.id <> d.id
        AND (o.person_id = d.person_id
            OR EXISTS (SELECT 1 FROM partner b WHERE (b.one, b.other) IN ((o.person_id, d.person_id),
                (d.person_id, o.person_id))))
    ORDER BY d.id, d.person_id)
)"""  # noqa: S608  # made of constants
# The task goes to the professional of the trajectory, else of its domain, else to the case manager; with nobody there
# it waits for a day with somebody. Sight rests on a place in the team, so only who has that place today is asked.
_NEW = f"""
WITH {_HAPPENED}
SELECT h.id, h.household_id, h.domain, h.person_id, h.what, h.cause, p.display_name, w.user_id
FROM happened h JOIN households_person p ON p.id = h.person_id
JOIN LATERAL (
    SELECT a.user_id FROM casework_assignment a
    JOIN privacy_user u ON u.id = a.user_id AND u.is_active
    WHERE a.case_id = h.case_id AND a.valid_from <= %(day)s AND (a.valid_until IS NULL OR a.valid_until > %(day)s)
        AND (a.kind = 'case_manager' OR (a.kind = 'professional' AND a.domain = h.domain))
        AND EXISTS (SELECT 1 FROM privacy_membership m WHERE m.user_id = a.user_id AND m.team_id = a.team_id
            AND m.valid_from <= %(day)s AND (m.valid_until IS NULL OR m.valid_until > %(day)s)
            AND (a.domain = ANY (m.domains) OR (a.domain = '' AND m.role = '{Role.CASE_MANAGER.value}')))
    ORDER BY a.kind = 'case_manager', a.trajectory_id = h.id DESC NULLS LAST, a.valid_from, a.id LIMIT 1
) w ON true
WHERE NOT EXISTS (SELECT 1 FROM casework_task t
    WHERE t.trajectory_id = h.id AND t.person_id = h.person_id AND t.caused_by = h.cause)
ORDER BY h.id, h.person_id
"""  # noqa: S608  # made of constants
_GONE = f"""
WITH {_HAPPENED}
SELECT t.id FROM casework_task t
WHERE t.done_at IS NULL AND t.caused_by = ANY (%(causes)s) AND NOT EXISTS (SELECT 1 FROM happened h
    WHERE h.id = t.trajectory_id AND h.person_id = t.person_id AND h.cause = t.caused_by)
"""  # noqa: S608  # made of constants


def notice_what_happened(actor: Actor, day: datetime.date, at: datetime.datetime) -> int:
    """Make the tasks that are not there yet, and finish those of which the cause is gone; answers how many of both."""
    gone = [key for (key,) in _rows(_GONE, day)]
    Task.objects.filter(pk__in=gone).update(done_at=at, done_by=actor.user)
    tasks = [_task(actor, row, day=day, at=at) for row in _rows(_NEW, day)]
    for task in Task.objects.bulk_create(tasks, batch_size=500):
        notify(task=task, kind=Notice.Kind.GIVEN, at=at)
    return len(gone) + len(tasks)


def _rows(sql: str, day: datetime.date) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"day": day, "causes": [cause.value for cause in Task.HAPPENED]})
        return list(cursor.fetchall())


def _task(actor: Actor, row: tuple[Any, ...], *, day: datetime.date, at: datetime.datetime) -> Task:
    trajectory, household, domain, person, what, cause, name, assignee = row
    return Task(
        trajectory_id=trajectory,
        household_id=household,
        domain=domain,
        person_id=person,
        title=kept(TITLES[what], Truncator(name).chars(NAME_LENGTH)),
        due_on=day + WITHIN,
        assignee_id=assignee,
        created_by=actor.user,
        created_at=at,
        caused_by=cause,
    )
