"""The closed compartments in which the reader acts, and the way to close something off."""

from __future__ import annotations

from typing import Any

from casework.models import Compartment
from casework.page import Page
from casework.services.compartments import OPENED_IN
from households.models import Level


def closed(page: Page) -> dict[str, Any]:
    """No query of its own: the compartments come along with the household. To others than members there are none."""
    works_in = page.sight.domains(Level.WORK)
    own = page.household.own_compartments  # type: ignore[attr-defined]  # annotated by the page
    rows = [row | {"label": Compartment.Kind(row["kind"]).label} for row in own]
    return {
        "compartments": rows,
        "may_open_compartment": any(domain in OPENED_IN for domain in works_in),
        "may_make_secret": bool(works_in),
    }
