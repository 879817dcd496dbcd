"""Grants that are there beside those that should be: by night for all of them, and beforehand for a change."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable

from django.db import connection
from django.utils.translation import gettext as _

from casework.grants.lines import Place, lines
from casework.grants.sql import COLUMNS, EXPECTED, arguments
from households.models import Level
from privacy.acting import beyond_sight
from privacy.models import PurposePolicy
from privacy.purpose_table import Shift

_FROM_NOW = "(valid_until IS NULL OR valid_until > %(day)s)"
DIFFERENCES = f"""WITH {EXPECTED}, wanted AS (
    SELECT {COLUMNS} FROM expected WHERE {_FROM_NOW}
), present AS (
    SELECT {COLUMNS} FROM households_householdgrant WHERE assignment_id IS NOT NULL AND {_FROM_NOW}
)
SELECT (SELECT count(*) FROM (SELECT * FROM wanted EXCEPT ALL SELECT * FROM present) missing),
    (SELECT count(*) FROM (SELECT * FROM present EXCEPT ALL SELECT * FROM wanted) unfounded)"""

# What a grant shows, as one number that compares: the level, and whether special data is in it.
_SIGHT = "max(level * 2 + includes_special::int)"
_HOLDS = "valid_from <= %(day)s AND (valid_until IS NULL OR valid_until > %(day)s)"
_OTHERS = "(assignment_id IS NULL OR (domain, purpose) NOT IN (SELECT * FROM changed))"
SHIFTS = f"""WITH {EXPECTED}, changed AS (
    SELECT * FROM unnest(%(sources)s::text[], %(purposes)s::text[])
), present AS (
    SELECT user_id, content_object_id, domain, level, includes_special, assignment_id, purpose
    FROM households_householdgrant WHERE domain = ANY(%(sources)s) AND {_HOLDS}
), before AS (
    SELECT user_id, content_object_id, domain, {_SIGHT} AS sight FROM present GROUP BY 1, 2, 3
), after AS (
    SELECT user_id, content_object_id, domain, {_SIGHT} AS sight FROM (
        SELECT user_id, content_object_id, domain, level, includes_special FROM present WHERE {_OTHERS}
        UNION ALL
        SELECT user_id, content_object_id, domain, level, includes_special FROM expected WHERE {_HOLDS}
    ) held GROUP BY 1, 2, 3
)
SELECT domain, coalesce(before.sight, 0) AS was, coalesce(after.sight, 0) AS becomes,
    count(DISTINCT content_object_id), array_agg(DISTINCT u.name)
FROM before FULL JOIN after USING (user_id, content_object_id, domain) JOIN privacy_user u ON u.id = user_id
WHERE before.sight IS DISTINCT FROM after.sight
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"""


def differences(*, on: datetime.date) -> tuple[int, int]:
    """How many grants of this day and later are missing, and how many are there that nothing gives.

    It compares every column, so that a widened grant is both. The database does it; no row passes through here.
    """
    table = arguments(lines(PurposePolicy.objects.in_force()))
    with connection.cursor() as cursor:
        cursor.execute(DIFFERENCES.format(which="true"), table | {"day": on})
        missing, unfounded = cursor.fetchone()
    return missing, unfounded


@beyond_sight("keep grants as they follow")
def foretell(policies: Iterable[PurposePolicy], places: Collection[Place], day: datetime.date) -> list[Shift]:
    """Whose sight differs on a day when the table is these versions: by domain, from what to what.

    `places` are the sources and purposes where the table differs from the present one.
    """
    sources, purposes = zip(*places, strict=True)
    table = arguments(line for line in lines(policies) if (line.domain, line.purpose) in places)
    given = table | {"sources": list(sources), "purposes": list(purposes), "day": day}
    with connection.cursor() as cursor:
        cursor.execute(SHIFTS.format(which="true"), given)
        return [
            Shift(domain, _words(was), _words(becomes), becomes > was, households, tuple(workers))
            for domain, was, becomes, households, workers in cursor.fetchall()
        ]


def _words(sight: int) -> str:
    """A sight of `_SIGHT` in words."""
    level, has_special = divmod(sight, 2)
    if not level:
        return _("geen zicht")
    label = str(Level(level).label)
    return _("%s, ook gezondheid en strafrecht") % label if has_special else label
