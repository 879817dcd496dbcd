"""Which processing activity the register itself belongs to, and what the interface of it tells."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.utils.translation import gettext_lazy as _

from privacy import names, processing
from privacy.audit import register_event
from privacy.models import ActivityVersion
from privacy.processing import Activity


def name_activities(_keys: Collection[str]) -> Mapping[str, str]:
    """The present names of all activities, by identifier: there are few, and one question answers for a page."""
    return dict(ActivityVersion.objects.in_force().values_list("activity__slug", "name"))


names.register_namer(names.ACTIVITY, name_activities)
register_event("processingactivity.changed", _("wijzigde het register van verwerkingen"))
processing.register(
    Activity.OVERSIGHT,
    screens=[
        "privacy:register",
        "privacy:register_document",
        "privacy:register_pdf",
        "privacy:activity",
        "privacy:activity_version",
        "privacy:change_activity",
    ],
    tasks=["privacy.tasks.send_logbook"],
)
processing.exempt(
    "tells about activities, not about people",
    screens=["privacy:register_activities", "privacy:register_activity", "privacy:register_version"],
)
