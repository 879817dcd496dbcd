"""Which trajectories can begin in a household, what ran before, and what is known already of one that must begin."""

from __future__ import annotations

import uuid
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from casework.models import Handover, Trajectory, TrajectoryStep
from casework.page import Page
from casework.workflow import WORKFLOWS, Who, Workflow
from casework.workflow.checking import REASON
from households.models import Level
from households.querysets import granted
from privacy.access import read, scope
from privacy.choices import Purpose

FROM_ELSEWHERE = "other_domain"
GOAL_LENGTH = 300
# What of a future plan is about which law.
PLANNED = {"wmo": ("living", "care", "support"), "participation": ("learning", "income"), "debts": ("income",)}


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


def handed_over(page: Page) -> Handover | None:
    """What the task in the address asks to let begin at eighteen; None without one, and for who may not know of it."""
    try:
        task = uuid.UUID(page.request.GET.get("taak", ""))
    except ValueError:
        return None
    rows = scope(Handover, page.request.actor, Purpose.HELP).filter(household=page.household, task=task)
    return next(iter(read(page.request, rows.select_related("person"), Purpose.HELP)), None)


def prefilled(page: Page, handover: Handover, workflow: Workflow) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is filled in already of what the trajectory is about, and of its first step."""
    details = {
        "persons": [str(handover.person_id)],
        "subject": _("Verder na 18 jaar"),
        "goal": Truncator("; ".join(_planned(page, handover))).chars(GOAL_LENGTH),
    }
    asked = {ask.key: FROM_ELSEWHERE for ask in workflow.opening.asks if FROM_ELSEWHERE in dict(ask.choices)}
    return details, asked | {REASON: _("Vanuit een ander domein: overdracht van jeugdhulp bij 18 jaar.")}


def _planned(page: Page, handover: Handover) -> list[str]:
    """What the future plan says about this law, in its last words; nothing to who does not see the plan."""
    rows = scope(TrajectoryStep, page.request.actor, Purpose.HELP)
    rows = rows.filter(trajectory=handover.trajectory_id, step="look_ahead").order_by("number")
    said: dict[str, str] = {}
    for step in read(page.request, rows, Purpose.HELP):
        said |= {key: str(step.facts[key]) for key in PLANNED[handover.to_domain] if step.facts.get(key)}
    return list(said.values())
