"""Whether an actor may change something, asked of the same grants that decide about sight."""

from __future__ import annotations

import uuid

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from casework.models import Compartment
from casework.querysets import acts_in
from households.models import Household, Level
from households.querysets import granted
from privacy.acting import Actor
from privacy.choices import Domain, Role
from privacy.models import User


class NotAllowed(PermissionDenied):
    """The actor may not do this; the text is a sentence for the user."""


def require_work(actor: Actor, household_id: uuid.UUID, *domains: str) -> None:
    """Raise `NotAllowed` unless the actor works in one of these domains of the household."""
    for domain in domains:
        if Household.objects.filter(granted(actor, level=Level.WORK, in_domain=domain), pk=household_id).exists():
            break
    else:
        where = Domain(domains[0]).label if domains[0] else _("de regie over dit huishouden")
        raise NotAllowed(_("U werkt niet aan %s. Vraag de vaste casemanager om u toe te wijzen.") % where)


def require_member(actor: Actor, compartment: Compartment) -> None:
    """Raise `NotAllowed` unless the actor acts in this compartment, and the household is in sight."""
    theirs = Compartment.objects.filter(granted(actor, "household"), acts_in(actor, "pk"), pk=compartment.pk)
    if not theirs.exists():
        raise NotAllowed(_("U hoort niet bij dit besloten dossier."))


def require_open(actor: Actor, compartment: Compartment) -> None:
    """Raise `NotAllowed` unless the actor acts in this compartment and it is not closed."""
    require_member(actor, compartment)
    if compartment.closed_at is not None:
        raise NotAllowed(_("Dit besloten dossier is gesloten. Open zo nodig een nieuw dossier."))


def require_role(user: User, role: Role, sentence: str) -> None:
    """Raise `NotAllowed` with this sentence unless the user has the role today."""
    if not user.memberships.on().filter(role=role).exists():
        raise NotAllowed(sentence)
