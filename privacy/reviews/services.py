"""Telling of an emergency, and judging it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from privacy.acting import Actor, because
from privacy.audit import About, record
from privacy.choices import DataClass, Purpose, Role
from privacy.dates import on_day
from privacy.models import AccessRecord, BreakGlass, EmergencyNotice, ReviewItem, User

DAYS_TO_JUDGE = datetime.timedelta(days=7)


class CannotJudge(PermissionDenied):
    """This judgement is not for this officer, or stands already; the text is a sentence for the user."""


def ask_for_review(break_glass: BreakGlass, *, told: Iterable[User]) -> ReviewItem:
    """Put an emergency in the queue of the privacy officers, and tell them and the others of it."""
    officers = User.objects.filter(
        on_day(prefix="memberships__"), is_active=True, memberships__role=Role.PRIVACY_OFFICER
    )
    everybody = {user.pk for user in (*officers, *told)} - {break_glass.user_id}
    EmergencyNotice.objects.bulk_create(
        EmergencyNotice(break_glass=break_glass, user_id=key) for key in sorted(everybody)
    )
    return ReviewItem.objects.create(
        kind=ReviewItem.Kind.BREAK_GLASS,
        break_glass=break_glass,
        user_id=break_glass.user_id,
        household_id=break_glass.household_id,
        created_at=break_glass.opened_at,
        due_on=timezone.localdate(break_glass.opened_at) + DAYS_TO_JUDGE,
    )


def acknowledge(*, actor: Actor, break_glass: BreakGlass, at: datetime.datetime) -> None:
    """Remember that the actor saw the notice of an emergency: it leaves their pages."""
    mine = EmergencyNotice.objects.filter(break_glass=break_glass, user=actor.user, acknowledged_at__isnull=True)
    mine.update(acknowledged_at=at)


def judge(
    *, actor: Actor, item: ReviewItem, judgement: ReviewItem.Judgement, words: str, at: datetime.datetime
) -> None:
    """Record a judgement; it closes the item unless more has to be asked first.

    Raises `CannotJudge` for one's own emergency, for an item that is closed, and for whoever is no privacy officer.
    """
    if not actor.has(Role.PRIVACY_OFFICER):
        raise CannotJudge(_("Alleen een privacy officer beoordeelt dit."))
    item = ReviewItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if item.user_id == actor.id:
        raise CannotJudge(_("U kunt niet uzelf beoordelen. Vraag een andere privacy officer om dit te doen."))
    if item.closed_at is not None:
        raise CannotJudge(_("Dit is al beoordeeld. Een oordeel blijft staan."))
    item.judgement, item.words, item.judged_by, item.judged_at = judgement, words, actor.user, at
    item.closed_at = None if judgement == ReviewItem.Judgement.ASK_MORE else at
    with because(words):
        item.save()
    record(
        "reviewitem.judged",
        actor=actor,
        action=AccessRecord.Action.CHANGE,
        purpose=Purpose.OVERSIGHT,
        about=About(household_id=item.household_id),
        data_classes=[DataClass.ACCESS_LOG],
        details={"judgement": str(judgement)},
    )
