"""Who belongs to a household, decided by who coordinates it, and told on its timeline."""

from __future__ import annotations

import datetime

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from casework.models import TimelineEvent
from casework.services.permission import require_work
from casework.services.timeline import tell
from households.models import Household, HouseholdMembership, Person
from households.services import join_member, leave_household
from privacy.acting import Actor
from privacy.wording import kept

NAME_LENGTH = 200  # names may be longer than a sentence


def add_member(
    *,
    actor: Actor,
    household: Household,
    person: Person,
    explanation: str,
    lives_here: bool,
    at: datetime.datetime,
) -> HouseholdMembership:
    """Let somebody belong to a household from today.

    Raises `NotAllowed` for who does not coordinate the household, and what `join_member` raises.
    """
    require_work(actor, household.pk, "")
    membership = join_member(
        actor=actor, household=household, person=person, explanation=explanation, lives_here=lives_here, at=at
    )
    _tell(actor, membership, sentence=_("%s hoort er nu bij"), at=at)
    return membership


def remove_member(*, actor: Actor, membership: HouseholdMembership, explanation: str, at: datetime.datetime) -> None:
    """Take somebody out of a household today.

    Raises `NotAllowed` for who does not coordinate the household, and what `leave_household` raises.
    """
    require_work(actor, membership.household_id, "")
    leave_household(actor=actor, membership=membership, explanation=explanation, at=at)
    _tell(actor, membership, sentence=_("%s hoort er niet meer bij"), at=at)


def _tell(actor: Actor, membership: HouseholdMembership, *, sentence: Promise, at: datetime.datetime) -> None:
    tell(
        actor=actor,
        at=at,
        household_id=membership.household_id,
        kind=TimelineEvent.Kind.HOUSEHOLD,
        sentence=kept(sentence, Truncator(str(membership.person)).chars(NAME_LENGTH)),
        person_id=membership.person_id,
    )
