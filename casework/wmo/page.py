"""What the page of a Wmo trajectory shows; read within the reader's scopes and recorded."""

from __future__ import annotations

from typing import Any

from casework.models import Application, Decision, Inquiry, Offer, Provision, Trajectory
from casework.models.wmo import SUBJECTS
from casework.page import Page
from casework.services.wmo.providing import GIVES
from households.models import Level
from privacy.access import read, scope
from privacy.choices import Purpose
from privacy.reading import PrivateRequest
from privacy.wording import words_of_field


def load(page: Page, trajectory: Trajectory) -> dict[str, Any]:
    """Offers, inquiry, applications and provisions: four queries."""
    request = page.request
    offers = rows_of(request, Offer, trajectory, "what", "offered_on")
    inquiry = next(iter(rows_of(request, Inquiry, trajectory, "pk", related=("written_by",))), None)
    is_open = trajectory.state != Trajectory.State.ENDED
    works = page.sight.reaches(Level.WORK, trajectory.domain) and is_open
    return {
        "offers": [{"words": what.label, "proofs": [one for one in offers if one.what == what]} for what in Offer.What],
        "inquiry": inquiry,
        "subjects": _subjects(inquiry) if inquiry else [],
        "may_read_inquiry": trajectory.domain in page.sight.special,
        "applications": rows_of(request, Application, trajectory, "-received_on", related=("decision",)),
        "provisions": rows_of(request, Provision, trajectory, "-starts_on", "pk", related=("decision",)),
        "may_change_wmo": works,
        "temporary": Decision.Kind.TEMPORARY,
    }


def _subjects(inquiry: Inquiry) -> list[tuple[str, str]]:
    """The subjects that were written about, and the report, by their names."""
    names = (*SUBJECTS.values(), "report")
    filled = [(name, str(getattr(inquiry, name))) for name in names]
    return [(words_of_field(Inquiry, name), text) for name, text in filled if text]


def rows_of(
    request: PrivateRequest, model: type[Any], trajectory: Trajectory, *order: str, related: tuple[str, ...] = ()
) -> list[Any]:
    """The rows of a trajectory in sight, recorded."""
    rows = scope(model, request.actor, Purpose.HELP).filter(trajectory=trajectory)
    return read(request, (rows.select_related(*related) if related else rows).order_by(*order), Purpose.HELP)


def giving(request: PrivateRequest, trajectory: Trajectory) -> list[Decision]:
    """The decisions that give something, the newest first."""
    rows = scope(Decision, request.actor, Purpose.HELP).filter(trajectory=trajectory, kind__in=GIVES)
    return read(request, rows.order_by("-decided_on", "pk"), Purpose.HELP)
