"""Making grants what they should be, in the transaction of whatever changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db import connection

from casework.grants.lines import Place, lines
from casework.grants.sql import COLUMNS, EXPECTED, arguments
from casework.models import Assignment
from households.models import HouseholdGrant
from privacy.acting import beyond_sight
from privacy.models import PurposePolicy

# Who makes the grants of some assignments holds this lock beside others who do; who makes those of all, alone.
LOCK = 1_735_549_300
INSERT = f"INSERT INTO households_householdgrant ({COLUMNS}) WITH {EXPECTED} SELECT {COLUMNS} FROM expected"
DELETE_PLACES = """DELETE FROM households_householdgrant WHERE assignment_id IS NOT NULL
    AND (domain, purpose) IN (SELECT * FROM unnest(%s::text[], %s::text[]))"""


@beyond_sight("keep grants as they follow")
def refresh(assignments: Iterable[Assignment]) -> None:
    """Make the grants of these assignments what they should be; in the transaction of the change."""
    keys = [assignment.pk for assignment in assignments]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [LOCK])
        HouseholdGrant.objects.filter(assignment_id__in=keys).delete()
        table = arguments(lines(PurposePolicy.objects.in_force()))
        cursor.execute(INSERT.format(which="a.id = ANY(%(assignments)s)"), table | {"assignments": keys})


@beyond_sight("keep grants as they follow")
def recompute(places: Collection[Place]) -> int:
    """Make all grants anew that come from these sources and purposes; answers how many there are now.

    After a change of the purpose table, in its transaction. The database does it; no row passes through here.
    """
    sources, purposes = zip(*places, strict=True)
    table = [line for line in lines(PurposePolicy.objects.in_force()) if (line.domain, line.purpose) in places]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute(DELETE_PLACES, [list(sources), list(purposes)])
        cursor.execute(INSERT.format(which="true"), arguments(table))
        return int(cursor.rowcount)


def make_all() -> int:
    """Make the grants of all assignments after a load in bulk, where there are none yet; answers how many."""
    with connection.cursor() as cursor:
        cursor.execute(INSERT.format(which="true"), arguments(lines(PurposePolicy.objects.in_force())))
        return int(cursor.rowcount)


@beyond_sight("keep grants as they follow")
def withdraw(assignment: Assignment) -> None:
    """Remove the grants of an assignment that is gone."""
    HouseholdGrant.objects.filter(assignment_id=assignment.pk).delete()
