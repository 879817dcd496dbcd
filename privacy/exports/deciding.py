"""The second person: a colleague who allows or refuses a large file before it can be made."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from privacy.acting import Actor
from privacy.audit import About, record
from privacy.choices import DataClass, Purpose
from privacy.exports.kinds import kind_of
from privacy.models import AccessRecord, ExportRequest


class CannotDecide(PermissionDenied):
    """This actor may not decide on this request, or nobody can any more; the text is a sentence for the user."""


def may_decide(actor: Actor, asked: ExportRequest) -> bool:
    """Whether this is a colleague with the right role, and the request is still open."""
    return asked.is_open and asked.asked_by_id != actor.id and actor.has(*kind_of(asked.kind).approvers)


def decide(
    *, actor: Actor, asked: ExportRequest, decision: ExportRequest.Decision, answer: str, at: datetime.datetime
) -> ExportRequest:
    """Approve or refuse a request; raises `CannotDecide`. The database too refuses the asker's own approval."""
    locked = ExportRequest.objects.select_for_update().get(pk=asked.pk)
    if not may_decide(actor, locked):
        raise CannotDecide(_("U kunt over deze aanvraag niet (meer) besluiten."))
    locked.decision, locked.answer = decision, answer
    locked.decided_by, locked.decided_at = actor.user, at
    locked.save()
    record(
        "exportrequest.decided",
        actor=actor,
        action=AccessRecord.Action.CHANGE,
        purpose=Purpose.OVERSIGHT,
        about=About(household_id=locked.household_id, subject_ids=(locked.person_id,) if locked.person_id else ()),
        data_classes=[DataClass.INVOLVEMENT],
        details={"export": str(locked.pk), "decision": decision.value},
    )
    return locked
