"""Changing cells of the purpose table: a new version each, and nothing of an old one lost."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from privacy.acting import Actor
from privacy.audit import About, record
from privacy.choices import Purpose, Role, Rule, Source
from privacy.dates import on_day
from privacy.models import AccessRecord, PurposePolicy
from privacy.purpose_table.cells import CLASSES, Place, fixed, place_of
from privacy.purpose_table.consequences import Pair, Shift, carry_out_all, foretell_all
from privacy.wording import kept

WAMS_ON = gettext_lazy("Wams (36295): noodzaak, per huishouden vastgelegd")
WAMS_OFF = gettext_lazy("Wams (36295) geldt niet")


class NotPossible(Exception):
    """The change cannot be made; the message says why, in a sentence for the privacy officer.

    `field` names what in the form it is about, None for the change as a whole.
    """

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Change:
    """What is to hold in some cells from a day on, and why."""

    places: tuple[Place, ...]
    rule: Rule
    article: str
    reason: str
    valid_from: datetime.date

    @property
    def pairs(self) -> set[Pair]:
        """The sources and purposes that differ."""
        return {(place.source.value, place.purpose.value) for place in self.places}


def wams_cells() -> tuple[Place, ...]:
    """All cells of the coordinated approach."""
    return tuple(Place(source, Purpose.WAMS, one) for source in Source for one in CLASSES)


def switch_wams(*, is_on: bool, reason: str, valid_from: datetime.date) -> Change:
    """The change that lets the Wams hold from a day on, or no longer."""
    article = kept(WAMS_ON if is_on else WAMS_OFF)
    return Change(wams_cells(), Rule.NECESSITY if is_on else Rule.NEVER, article, reason, valid_from)


def check(change: Change, *, today: datetime.date) -> None:
    """Raise `NotPossible` for what the law or the past leaves no room for."""
    if change.valid_from < today:
        message = _("Een wijziging geldt nooit met terugwerkende kracht. Kies vandaag of een latere dag.")
        raise NotPossible(message, "valid_from")
    for place in change.places:
        if fixed(place):
            raise NotPossible(fixed(place))


def preview(change: Change) -> list[Shift]:
    """Whose sight changes on the day it takes effect, without changing anything."""
    return foretell_all(policies_after(change), change.pairs, change.valid_from)


def policies_after(change: Change) -> list[PurposePolicy]:
    """All versions as they would be; unsaved, the present ones as they are."""
    after = []
    for row in PurposePolicy.objects.in_force():
        if place_of(row) in change.places and row.holds_on(change.valid_from):
            after.append(_version(change, row))
            if row.valid_from == change.valid_from:
                continue
            row.valid_until = change.valid_from
        after.append(row)
    return after


def change_cells(change: Change, *, actor: Actor, at: datetime.datetime) -> int:
    """Write the versions and carry them out, whole; answers how many rights there are now in the changed cells.

    The version that held closes on the day the new one begins; one that began on that same day is replaced. A version
    planned for later stays. Raises `NotPossible`, also for anybody but a privacy officer.
    """
    if not actor.has(Role.PRIVACY_OFFICER):
        raise NotPossible(_("Alleen de privacy officer wijzigt de doelentabel."))
    check(change, today=timezone.localdate(at))
    for row in _held(change.places, change.valid_from):
        new = _version(change, row)
        new.decided_by, new.decided_at = actor.user, at
        if row.valid_from == change.valid_from:
            row.replaced_at = at
            row.save(update_fields=["replaced_at"])
        else:
            row.valid_until = change.valid_from
            row.save(update_fields=["valid_until"])
        new.save(force_insert=True)
    rights = carry_out_all(change.pairs)
    record(
        "purposetable.changed",
        actor=actor,
        action=AccessRecord.Action.CHANGE,
        purpose=Purpose.OVERSIGHT,
        about=About(),
        ground=change.article,
        details={"cells": len(change.places), "rule": change.rule.value},
    )
    return rights


def _held(places: Collection[Place], day: datetime.date) -> list[PurposePolicy]:
    rows = PurposePolicy.objects.in_force().filter(on_day(day)).select_for_update()
    return [row for row in rows if place_of(row) in places]


def _version(change: Change, before: PurposePolicy) -> PurposePolicy:
    return PurposePolicy(
        source=before.source,
        purpose=before.purpose,
        data_class=before.data_class,
        rule=change.rule,
        article=change.article,
        reason=change.reason,
        valid_from=change.valid_from,
        valid_until=before.valid_until,
    )
