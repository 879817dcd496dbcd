"""What the law asks of what leaves the system: who sees the requests, how long, and what the log may become."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from privacy import access, processing, retention, rights, walls
from privacy.acting import Actor
from privacy.audit import About, register_event
from privacy.choices import DataClass, Purpose, Role
from privacy.exports.kinds import Kind, register
from privacy.log import MOST_PEOPLE, MOST_ROWS
from privacy.log.told import facts_of
from privacy.models import AccessRecord, ExportRequest
from privacy.processing import Activity


def export_requests(actor: Actor, purpose: Purpose) -> QuerySet[ExportRequest]:
    """The privacy officer reads all of them; everybody reads what they asked themselves."""
    asked = ExportRequest.objects.select_related("asked_by", "decided_by")
    if purpose == Purpose.OVERSIGHT and actor.has(Role.PRIVACY_OFFICER):
        return asked
    return asked.filter(asked_by=actor.user) if purpose == Purpose.HELP else asked.none()


access.register(
    ExportRequest,
    scope=export_requests,
    about=lambda row: About(household_id=row.household_id, subject_ids=(row.person_id,) if row.person_id else ()),
    data_classes=[DataClass.ACCESS_LOG],
    wall=walls.Wall("{row}.asked_by_id = (SELECT wall_actor())", is_overseen=True),
)
retention.register(
    ExportRequest,
    retention.Retention(term="P5Y", starts_at="asked_at", source="evidence of the ground, AVG art. 5 lid 2"),
)
rights.register(
    ExportRequest,
    rights.Rights(
        subject="person_id", erase=rights.Answer(kept_because="bewijs van wat het systeem verliet (AVG art. 5 lid 2)")
    ),
)
LOG_FILE = register(
    Kind(
        key="access_log",
        title=_("inzageregels in een bestand"),
        event="accessrecord.export",
        done=_("exporteerde inzageregels"),
        action=AccessRecord.Action.EXPORT,
        view="privacy:export_log",
        most_rows=MOST_ROWS,
        most_people=MOST_PEOPLE,
        facts=facts_of,
    )
)
register_event("exportrequest.decided", _("besloot over een aanvraag voor een bestand"))
processing.register(
    Activity.OVERSIGHT, screens=["privacy:export_log", "privacy:export_requests", "privacy:export_request"]
)
