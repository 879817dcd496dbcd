"""Which processing activity the register itself belongs to, and what the interface of it tells."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from privacy import processing
from privacy.audit import register_event
from privacy.processing import Activity

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
