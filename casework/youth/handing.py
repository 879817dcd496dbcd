"""What is handed over at eighteen, as the page shows it: taken over by what was really begun, or who must begin it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F

from casework.models import Assignment, Handover, Trajectory
from casework.models.trajectories import NEW
from casework.page import Page
from casework.trajectories.beginning import choices
from casework.workflow import WORKFLOWS, Who
from households.models import Level
from privacy.access import read, scope
from privacy.choices import Purpose


@dataclass(frozen=True)
class Followed:
    """A handing over, and the trajectory that runs on its day for this person, if one has begun.

    `opens`: the reader may see what that trajectory is about. Without one: `may_begin` it here, or `who` may.
    """

    row: Handover
    by: Trajectory | None
    opens: bool
    may_begin: bool
    who: Sequence[str]

    @property
    def gap(self) -> int:
        """How many days passed without help."""
        late = self.by.started_on - self.row.due_on if self.by else datetime.timedelta()
        return max(late.days, 0)


def followed(page: Page, handovers: Sequence[Handover]) -> list[Followed]:
    """Each handing over, with what became of it: that help began is all that is asked of the other law."""
    if not handovers:
        return []
    rows = scope(Trajectory, page.request.actor, Purpose.HELP).filter(household=page.household, kind=F("domain"))
    rows = rows.exclude(stage=NEW).annotate(whose=F("persons")).filter(whose__in={row.person_id for row in handovers})
    begun = read(page.request, rows.order_by("started_on"), Purpose.HELP)
    mine = {workflow.kind for workflow in choices(page)}
    return [
        Followed(
            row,
            next((one for one in begun if _takes_over(one, row)), None),
            opens=page.sight.reaches(Level.CONTENT, row.to_domain),
            may_begin=row.to_domain in mine,
            who=who_begins(page, row.to_domain),
        )
        for row in handovers
    ]


def _takes_over(trajectory: Trajectory, handover: Handover) -> bool:
    is_theirs = getattr(trajectory, "whose", None) == handover.person_id and trajectory.domain == handover.to_domain
    return is_theirs and (trajectory.ended_on is None or trajectory.ended_on >= handover.due_on)


def who_begins(page: Page, domain: str) -> list[str]:
    """Who may begin help under a law in this household: who works in it, and mostly who coordinates."""
    kinds, coordinates = Assignment.Kind, WORKFLOWS[domain].opening.who == Who.OR_COORDINATES
    here = [
        row
        for row in page.assignments
        if not row.has_ended
        and (
            (row.kind == kinds.PROFESSIONAL and row.domain == domain)
            or (coordinates and row.kind == kinds.CASE_MANAGER)
        )
    ]
    return [row.user.name for row in sorted(here, key=lambda row: (row.kind == kinds.CASE_MANAGER, row.user.name))]
