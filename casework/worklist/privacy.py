"""What the law asks of the worklist: to which activity its screens belong, and what its records say."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from privacy import processing
from privacy.audit import register_event
from privacy.processing import Activity

register_event("task.postponed", _("stelde een taak uit"))
register_event("task.delegated", _("droeg een taak over"))
register_event("calendar.opened", _("maakte een agenda-adres"))
register_event("calendar.closed", _("sloot een agenda-adres"))
register_event("calendar.read", _("las met een agendaprogramma wanneer taken aflopen"))

processing.register(
    Activity.HELP,
    screens=[
        f"casework:{name}"
        for name in (
            "worklist",
            "task",
            "bulk",
            "see_notices",
            "calendar",
            "calendar_settings",
            "save_filter",
            "drop_filter",
        )
    ],
    tasks=["casework.tasks.run_timers"],
)
