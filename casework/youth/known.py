"""What a youth trajectory knows already of what its steps ask: which provider help was allocated to."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casework.models import YouthAllocation
from casework.workflow.parts import Known, Source
from casework.workflow.shared import PROVIDER


def _gives_help(allocations: Sequence[YouthAllocation]) -> dict[str, Known]:
    """The provider of the newest allocation that was not stopped."""
    running = [one for one in allocations if one.stopped_on is None]
    if not running:
        return {}
    newest = max(running, key=lambda one: (one.starts_on, one.made_at))
    day = date_format(newest.starts_on, "j F Y")
    words = _("Overgenomen uit de toewijzing vanaf %s. Klopt het niet, wijzig het.") % day
    return {PROVIDER.key: Known(newest.provider, words)}


allocated_to = Source((PROVIDER.key,), YouthAllocation, _gives_help)
