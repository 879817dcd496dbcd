"""Which trajectories can begin in a household, and what ran before."""

from __future__ import annotations

from casework.models import Trajectory
from casework.page import Page
from casework.workflow import WORKFLOWS, Who, Workflow
from households.models import Level
from households.querysets import granted
from privacy.access import read, scope
from privacy.choices import Purpose


def choices(page: Page) -> list[Workflow]:
    """The kinds that the reader may begin: of the laws they work in; who coordinates, wherever that opens them."""
    works_in = page.sight.domains(Level.WORK)
    coordinates = "" in works_in
    return [
        workflow
        for workflow in WORKFLOWS.values()
        if workflow.domain in works_in or (coordinates and workflow.opening.who == Who.OR_COORDINATES)
    ]


def earlier(page: Page) -> list[Trajectory]:
    """The trajectories of this household whose content is in sight, those that ended too, the newest first."""
    in_sight = granted(page.request.actor, "household", level=Level.CONTENT, domain="domain")
    rows = scope(Trajectory, page.request.actor, Purpose.HELP).filter(in_sight, household=page.household)
    return read(page.request, rows.order_by("-started_on"), Purpose.HELP)
