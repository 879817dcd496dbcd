"""What the law asks of the objects of the Wmo, and where they hang on the way of a Wmo trajectory."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from casework.debts.privacy import CONTENT_WALL, about, of_content
from casework.models import Application, Inquiry, Offer, Provision, Trajectory
from casework.privacy import FILE, KEPT
from casework.services.wmo.inquiring import answer_application, apply_for, keep_offers
from casework.services.wmo.providing import end_provisions
from casework.services.wmo.reviewing import look_again
from casework.wmo.known import proven, provided_by
from casework.wmo.page import load
from casework.wmo.parts import ApplicationPart, ProvisionPart, UrgentPart, write_application, write_provision
from casework.workflow import WORKFLOWS
from casework.workflow.parts import Block, Part, register_block, register_effect, register_part, register_source
from casework.workflow.wmo import LOOK_AGAIN
from households.querysets import granted_special
from privacy import access, changes, processing, retention, rights
from privacy.acting import Actor
from privacy.audit import register_event
from privacy.choices import DataClass, Purpose
from privacy.processing import Activity

WMO = Trajectory.Kind.WMO


def inquiries(actor: Actor, purpose: Purpose) -> QuerySet[Inquiry]:
    """An inquiry holds health data: from level *wat* in its domain, with such data."""
    if purpose != Purpose.HELP:
        return Inquiry.objects.none()
    return Inquiry.objects.filter(granted_special(actor, "household", domain="domain"))


REGISTRATIONS: list[tuple[type[Model], Any, list[DataClass]]] = [
    (Inquiry, inquiries, [DataClass.CONTENT, DataClass.SPECIAL]),
    (Offer, of_content(Offer), [DataClass.CONTENT]),
    (Application, of_content(Application), [DataClass.CONTENT]),
    (Provision, of_content(Provision), [DataClass.CONTENT]),
]

for model, scope, data_classes in REGISTRATIONS:
    access.register(model, scope=scope, about=about, data_classes=data_classes, wall=CONTENT_WALL)
    retention.register(model, FILE)
    rights.register(model, rights.Rights(subject="household__memberships__person", erase=KEPT))

register_event("offer.recorded", _("legde vast wat er is aangeboden"))
register_event("inquiry.written", _("schreef in het onderzoek"))
register_event("provision.recorded", _("legde een voorziening vast"))
register_event("provision.changed", _("wijzigde een voorziening"))
changes.keep_closed(lambda entry: entry.instance_type is Inquiry, as_=_("onderzoek met gezondheidsgegevens"))

for step in ("report", "confirm", "conclude"):
    register_effect(WMO, step, keep_offers)
register_effect(WMO, "apply", apply_for)
register_effect(WMO, "grant", answer_application)
register_effect(WMO, "refuse", answer_application)
for step in LOOK_AGAIN:
    register_effect(WMO, step, look_again)
for ending in WORKFLOWS[WMO].steps:
    if ending.ends_as:
        register_effect(WMO, ending.key, end_provisions)
register_part(WMO, "apply", Part("application", ApplicationPart, write_application))
register_part(WMO, "grant", Part("provision", ProvisionPart, write_provision))
register_part(WMO, "urgent", Part("provision", UrgentPart, write_provision))
register_source(WMO, proven)
register_source(WMO, provided_by)
register_block(WMO, Block("wmo", "casework/wmo/block.html", load))

processing.register(
    Activity.HELP,
    screens=[
        f"casework:{name}"
        for name in ("write_inquiry", "record_offer", "add_provision", "change_provision", "stop_provision")
    ],
)
