"""Secret addresses: who makes one, who is named to see it, and who may end that."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import TimelineEvent
from casework.services.permission import NotAllowed
from casework.services.timeline import tell
from households.models import Household, Level, Person, SecretAddress, SecretAddressReader
from households.querysets import granted
from privacy.acting import Actor, actor_for
from privacy.audit import About, record
from privacy.choices import DataClass, Purpose
from privacy.models import AccessRecord, User
from privacy.wording import kept


def make_secret(
    *,
    actor: Actor,
    household_id: uuid.UUID,
    person: Person,
    readers: Collection[User],
    reason: str,
    at: datetime.datetime,
) -> SecretAddress:
    """Hide where this member lives from everybody but the readers, at once. Who works in the household may."""
    if not Household.objects.filter(granted(actor, level=Level.WORK), pk=household_id).exists():
        raise NotAllowed(_("U werkt niet aan dit huishouden. Vraag de vaste casemanager."))
    if SecretAddress.objects.filter(person=person, lifted_at=None).exists():
        raise NotAllowed(_("Dit adres is al geheim."))
    found = SecretAddress.objects.create(person=person, reason=reason, set_by=actor.user, set_at=at)
    _name(actor, found, readers, household_id=household_id, at=at)
    tell(
        actor=actor,
        at=at,
        household_id=household_id,
        kind=TimelineEvent.Kind.HOUSEHOLD,
        sentence=kept(gettext_lazy("Het adres van %s is geheim"), person),
    )
    _record(actor, "secretaddress.set", found, household_id=household_id)
    return found


def name_readers(
    *,
    actor: Actor,
    household_id: uuid.UUID,
    secret_address: SecretAddress,
    readers: Collection[User],
    at: datetime.datetime,
) -> None:
    """Let exactly these see a secret address. Only who sees it now may."""
    present = _require_reader(actor, secret_address)
    gone = [row for row in present if row.user not in readers]
    _name(actor, secret_address, {*readers} - {row.user for row in present}, household_id=household_id, at=at)
    for row in gone:
        row.removed_at, row.removed_by = at, actor.user
        row.save(update_fields=["removed_at", "removed_by"])
        _record(actor, "secretaddress.reader_removed", secret_address, household_id=household_id)


def lift_secret(
    *, actor: Actor, household_id: uuid.UUID, secret_address: SecretAddress, reason: str, at: datetime.datetime
) -> None:
    """End the secret: the address is seen again as any other. Only who sees it now may."""
    _require_reader(actor, secret_address)
    secret_address.lifted_at, secret_address.lifted_by, secret_address.lifting_reason = at, actor.user, reason
    secret_address.save(update_fields=["lifted_at", "lifted_by", "lifting_reason"])
    _record(actor, "secretaddress.lifted", secret_address, household_id=household_id)


def _require_reader(actor: Actor, secret_address: SecretAddress) -> list[SecretAddressReader]:
    """The readers of today, locked: two of them may not remove each other."""
    SecretAddress.objects.select_for_update().get(pk=secret_address.pk)
    present = list(secret_address.readers.filter(removed_at=None).select_related("user"))
    if actor.user not in [row.user for row in present]:
        raise NotAllowed(_("Alleen wie dit adres mag zien, kan dit wijzigen."))
    return present


def _name(
    actor: Actor,
    secret_address: SecretAddress,
    users: Collection[User],
    *,
    household_id: uuid.UUID,
    at: datetime.datetime,
) -> None:
    here = Household.objects.filter(pk=household_id)
    for user in users:
        if not here.filter(granted(actor_for(user))).exists():
            raise NotAllowed(_("%s is niet betrokken bij dit huishouden. Wijs eerst toe.") % user)
        secret_address.readers.create(user=user, named_by=actor.user, named_at=at)
        _record(actor, "secretaddress.reader_named", secret_address, household_id=household_id)


def _record(actor: Actor, event: str, secret_address: SecretAddress, *, household_id: uuid.UUID) -> None:
    record(
        event,
        actor=actor,
        action=AccessRecord.Action.CHANGE,
        purpose=Purpose.HELP,
        about=About(household_id, (secret_address.person_id,)),
        data_classes=[DataClass.ADDRESS],
    )
