"""Who belongs to a household, when a worker decides: the BRP knows addresses, not families."""

from __future__ import annotations

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from households.models import Household, HouseholdMembership, Person
from households.services.naming import rename
from privacy.acting import Actor, because
from privacy.audit import About, record
from privacy.choices import DataClass, Purpose
from privacy.models import AccessRecord


class AlreadyMember(ValueError):
    """The person is in this household today; the text is a sentence for the user."""


def join_member(
    *,
    actor: Actor,
    household: Household,
    person: Person,
    explanation: str,
    lives_here: bool,
    at: datetime.datetime,
) -> HouseholdMembership:
    """Add somebody to a household from today, because a worker says so. Raises `AlreadyMember`."""
    day = timezone.localdate(at)
    if HouseholdMembership.objects.on(day).filter(household=household, person=person).exists():
        raise AlreadyMember(_("%s hoort al bij dit huishouden.") % person)
    with because(explanation):
        membership = HouseholdMembership.objects.create(
            household=household,
            person=person,
            reason=HouseholdMembership.Reason.JOINED,
            source=HouseholdMembership.Source.WORKER,
            explanation=explanation,
            lives_here=lives_here,
            valid_from=day,
        )
        rename(household)
    _record(actor, "household.member_joined", membership)
    return membership


def leave_household(*, actor: Actor, membership: HouseholdMembership, explanation: str, at: datetime.datetime) -> None:
    """End somebody's place in a household today; the place stays in the history."""
    day = timezone.localdate(at)
    with because(explanation):
        membership.source = HouseholdMembership.Source.WORKER
        membership.explanation = explanation
        if membership.valid_from >= day:
            membership.delete()
        else:
            membership.valid_until = day
            membership.save(update_fields=["source", "explanation", "valid_until"])
        rename(membership.household)
    _record(actor, "household.member_left", membership)


def _record(actor: Actor, event: str, membership: HouseholdMembership) -> None:
    record(
        event,
        actor=actor,
        action=AccessRecord.Action.CHANGE,
        purpose=Purpose.COORDINATION,
        about=About(household_id=membership.household_id, subject_ids=(membership.person_id,)),
        data_classes=[DataClass.FAMILY],
    )
