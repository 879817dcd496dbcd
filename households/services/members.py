"""Who belongs to a household, when a worker decides: the BRP knows addresses, not families."""

from __future__ import annotations

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from households.models import Household, HouseholdMembership, Person
from households.services.naming import rename
from households.services.settling import end_when_empty
from privacy.acting import Actor, because
from privacy.audit import About, record
from privacy.choices import DataClass, Purpose
from privacy.models import AccessRecord

ONE_DAY = datetime.timedelta(days=1)
NO_LONGER_HERE = (Person.Suspension.DECEASED, Person.Suspension.EMIGRATED)


class CannotJoin(ValueError):
    """This person cannot become a member; the text is a sentence for the user."""


class AlreadyMember(CannotJoin):
    """The person is in this household today."""


class NotAMember(ValueError):
    """This place in the household has ended already; the text is a sentence for the user."""


def join_member(
    *,
    actor: Actor,
    household: Household,
    person: Person,
    explanation: str,
    lives_here: bool,
    at: datetime.datetime,
    reason: HouseholdMembership.Reason = HouseholdMembership.Reason.JOINED,
) -> HouseholdMembership:
    """Add somebody to a household from today, because a worker says so: JOINED, or CO_PARENTED for a child.

    Raises `AlreadyMember`, or `CannotJoin` for a record that was merged and for whom died or emigrated.
    """
    day = timezone.localdate(at)
    _check(household, person, day)
    with because(explanation):
        membership = HouseholdMembership.objects.create(
            household=household,
            person=person,
            reason=reason,
            source=HouseholdMembership.Source.WORKER,
            explanation=explanation,
            lives_here=lives_here,
            valid_from=day,
        )
        _bring_in_line(household, day)
    _record(actor, "household.member_joined", membership)
    return membership


def leave_household(*, actor: Actor, membership: HouseholdMembership, explanation: str, at: datetime.datetime) -> None:
    """End somebody's place in a household today; the place stays in the history.

    Afterwards an import leaves this person out of the household, until they move house. Raises `NotAMember` for a
    place that has ended.
    """
    day = timezone.localdate(at)
    if membership.valid_until is not None and membership.valid_until <= day:
        raise NotAMember(_("%s hoort al niet meer bij dit huishouden.") % membership.person)
    was_proposed = membership.source == HouseholdMembership.Source.PROPOSED
    with because(explanation):
        membership.source = HouseholdMembership.Source.WORKER
        membership.explanation = explanation
        if membership.valid_from < day:
            _close(membership, day)
        elif was_proposed and not _was_member_before(membership, day):
            # It began today. The row stays all the same, as yesterday's: the next import reads the decision in it.
            membership.valid_from = day - ONE_DAY
            _close(membership, day)
        else:
            membership.delete()
        _bring_in_line(membership.household, day)
    _record(actor, "household.member_left", membership)


def _check(household: Household, person: Person, day: datetime.date) -> None:
    if HouseholdMembership.objects.on(day).filter(household=household, person=person).exists():
        raise AlreadyMember(_("%s hoort al bij dit huishouden.") % person)
    if person.merged_into_id is not None:
        raise CannotJoin(_("Dit record is samengevoegd met een ander. Zoek opnieuw en kies dat."))
    if person.suspension in NO_LONGER_HERE:
        text = _("%(name)s is volgens de BRP %(what)s en kan geen lid worden.")
        raise CannotJoin(text % {"name": person, "what": person.get_suspension_display()})


def _close(membership: HouseholdMembership, day: datetime.date) -> None:
    membership.valid_until = day
    membership.save(update_fields=["source", "explanation", "valid_from", "valid_until"])


def _was_member_before(membership: HouseholdMembership, day: datetime.date) -> bool:
    earlier = HouseholdMembership.objects.on(day - ONE_DAY).exclude(pk=membership.pk)
    return earlier.filter(household=membership.household_id, person=membership.person_id).exists()


def _bring_in_line(household: Household, day: datetime.date) -> None:
    if not end_when_empty(household, day):
        rename(household)


def _record(actor: Actor, event: str, membership: HouseholdMembership) -> None:
    record(
        event,
        actor=actor,
        action=AccessRecord.Action.CHANGE,
        purpose=Purpose.COORDINATION,
        about=About(household_id=membership.household_id, subject_ids=(membership.person_id,)),
        data_classes=[DataClass.FAMILY],
    )
