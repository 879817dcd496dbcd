"""The one statement that says which grants there should be: assignments, times the lines of the table, times decisions.

Everything that makes, checks or foretells grants reads `EXPECTED`, so that they cannot disagree.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Permission

from casework.grants.lines import Line
from households.models import codename

COLUMNS = (
    "user_id, permission_id, content_object_id, assignment_id, domain, level, includes_special, purpose, ground,"
    " valid_from, valid_until, rests_on"
)

# The place in a team on which the grants of an assignment rest (privacy.models.actors.place).
_RESTS_ON = "a.team_id || ':' || CASE a.domain WHEN '' THEN 'case_manager' ELSE a.domain END"

# Whether a sharing decision (d) opens something for the holder of an assignment (a).
_SERVES = "d.household_id = c.household_id AND (d.receiver_id IS NULL OR d.receiver_id = a.user_id)"

_HOLDERS = """casework_assignment a JOIN casework_case c ON c.id = a.case_id
    JOIN line l ON l.task = a.domain AND l.is_replacement = (a.kind = 'replacement')
    AND (a.valid_until IS NULL OR a.valid_until > l.valid_from)
    AND (l.valid_until IS NULL OR l.valid_until > a.valid_from)"""

# `line` and `expected`, to put behind WITH; {which} narrows the assignments (a).
EXPECTED = f"""line AS (
    SELECT * FROM jsonb_to_recordset(%(lines)s::jsonb) AS (
        task text, is_replacement boolean, domain text, purpose text, level int, includes_special boolean, ground text,
        decided jsonb, valid_from date, valid_until date, permission_id int)
), expected AS (
    SELECT a.user_id, l.permission_id, c.household_id AS content_object_id, a.id AS assignment_id, l.domain, l.level,
        l.includes_special, l.purpose, l.ground, greatest(a.valid_from, l.valid_from) AS valid_from,
        least(a.valid_until, l.valid_until) AS valid_until, {_RESTS_ON} AS rests_on
    FROM {_HOLDERS}
    WHERE l.decided IS NULL AND {{which}}
    UNION ALL
    (SELECT DISTINCT ON (a.id, l.permission_id, l.purpose, l.includes_special, period.starts)
        a.user_id, l.permission_id, c.household_id, a.id, l.domain, l.level, l.includes_special, l.purpose,
        l.ground || to_char(d.decided_at AT TIME ZONE %(zone)s, ' (DD-MM-YYYY)'), period.starts, period.ends,
        {_RESTS_ON}
    FROM {_HOLDERS}
    JOIN privacy_sharingdecision d ON d.source = l.domain AND d.purpose = l.purpose
        AND d.ground = l.decided->>'ground' AND d.includes_special = (l.decided->>'includes_special')::boolean
        AND {_SERVES}
    CROSS JOIN LATERAL (
        SELECT greatest(a.valid_from, l.valid_from, d.valid_from) AS starts,
            least(a.valid_until, l.valid_until, d.valid_until) AS ends
    ) period
    WHERE (period.ends IS NULL OR period.ends > period.starts) AND {{which}}
    ORDER BY a.id, l.permission_id, l.purpose, l.includes_special, period.starts, period.ends DESC NULLS FIRST)
)"""


def arguments(lines: Iterable[Line]) -> dict[str, Any]:
    """What `EXPECTED` is filled in with."""
    rows = [asdict(line) | {"permission_id": permission_ids()[codename(line.level, line.domain)]} for line in lines]
    return {"lines": json.dumps(rows, default=str), "zone": settings.TIME_ZONE}


@lru_cache
def permission_ids() -> dict[str, int]:
    """The keys of the level permissions by codename; they never change once migrated."""
    return dict(
        Permission.objects.filter(content_type__app_label="households", content_type__model="household").values_list(
            "codename", "pk"
        )
    )
