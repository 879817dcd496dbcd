"""Merging two records of one person, and undoing it: the decisions of a person, each recorded."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext as _

from households.models import DuplicateCandidate, Person, PersonMerge
from households.services.merging.movers import Mover
from households.services.merging.moving import Moving, put_back
from privacy.acting import Actor, because, beyond_sight, may_have_purpose
from privacy.audit import About, record
from privacy.choices import DataClass, Purpose
from privacy.models import AccessRecord

Status = DuplicateCandidate.Status


class CannotMerge(ValueError):
    """These records cannot be merged or kept apart, or the merge cannot be undone; the text is for the user."""


@dataclass(frozen=True)
class Row:
    """One row in a preview: what kind of thing, and which; without words where those belong to a file."""

    kind: str
    words: str


@dataclass
class Preview:
    """What a merge would move, and what would stay with the record that goes."""

    moves: list[Row] = field(default_factory=list)
    stays: list[Row] = field(default_factory=list)
    in_files: int = 0


@beyond_sight("keep the register right")
def preview(*, kept: Person, merged: Person) -> Preview:
    """Try the merge, tell what it does, and take it back."""
    check_mergeable(kept=kept, merged=merged)
    shown = Preview()
    with transaction.atomic():
        moving = Moving(kept, merged)
        moving.move()
        for mover, row in moving.moved_rows:
            if mover.describe is None:
                shown.in_files += 1
            else:
                shown.moves.append(_row(mover, row))
        shown.stays = [_row(mover, row) for mover, row in moving.left_rows if mover.describe]
        transaction.set_rollback(True)
    return shown


@beyond_sight("keep the register right")
def merge(*, actor: Actor, kept: Person, merged: Person, reason: str, at: datetime.datetime) -> PersonMerge:
    """Let everything that points at `merged` point at `kept`. Raises `CannotMerge` and `PermissionDenied`."""
    _require_registration(actor)
    with because(reason):
        kept, merged = _locked(kept, merged)
        check_mergeable(kept=kept, merged=merged)
        moving = Moving(kept, merged)
        moving.move()
        moving.judge(Status.MERGED)
        merged.merged_into = kept
        merged.save(update_fields=["merged_into"])
        moving.rename_households()
        done = PersonMerge.objects.create(
            kept=kept, merged=merged, moved=moving.moved, reason=reason, merged_at=at, merged_by=actor.user
        )
    _record("person.merged", actor, kept.pk, merged.pk)
    return done


@beyond_sight("keep the register right")
def undo(*, actor: Actor, merge: PersonMerge, at: datetime.datetime) -> int:
    """Put everything back where it came from; what was added since stays with the record that was kept.

    Answers how many rows could not go back, because something else stands in their place by now. Raises `CannotMerge`
    when the merge was undone before, or a later one must be undone first.
    """
    _require_registration(actor)
    with because(_("samenvoeging ongedaan gemaakt")):
        kept, merged = _locked(merge.kept, merge.merged)
        merge = PersonMerge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
        if merge.undone_at is not None:
            raise CannotMerge(_("Deze samenvoeging is al ongedaan gemaakt."))
        if kept.merged_into_id is not None:
            raise CannotMerge(_("Dit record is later zelf samengevoegd. Maak eerst die samenvoeging ongedaan."))
        merged.merged_into = None
        merged.save(update_fields=["merged_into"])
        stuck = sum(not put_back(label, row, merge) for label, rows in merge.moved.items() for row in rows)
        merge.undone_at = at
        merge.save(update_fields=["undone_at"])
    _record("person.merge_undone", actor, kept.pk, merged.pk)
    return stuck


@beyond_sight("keep the register right")
def keep_apart(*, actor: Actor, candidate: DuplicateCandidate) -> None:
    """Say that these are two people; they are not offered again. Raises `CannotMerge` for a pair that was judged."""
    _require_registration(actor)
    candidate = DuplicateCandidate.objects.select_for_update(of=("self",)).get(pk=candidate.pk)
    if candidate.status != Status.OPEN:
        raise CannotMerge(_("Iemand anders heeft dit tweetal al beoordeeld."))
    candidate.status = Status.DIFFERENT
    candidate.save(update_fields=["status"])
    _record("person.kept_apart", actor, candidate.first_id, candidate.second_id)


def check_mergeable(*, kept: Person, merged: Person) -> None:
    """Raise `CannotMerge` for records that are one already, were merged before, or in the wrong direction."""
    if kept.pk == merged.pk:
        raise CannotMerge(_("Dit is al hetzelfde record."))
    if kept.merged_into_id is not None or merged.merged_into_id is not None:
        raise CannotMerge(_("Een van deze records is al samengevoegd. Ververs de pagina en kijk wat er nu staat."))
    if merged.bsn and not kept.bsn:
        raise CannotMerge(_("Het record met het burgerservicenummer moet blijven: de BRP houdt dat bij."))
    if merged.is_secret and not kept.is_secret:  # what belongs to it would come into the open
        raise CannotMerge(_("Het record met geheimhouding moet blijven."))


def _locked(*people: Person) -> Iterator[Person]:
    found = Person.objects.select_for_update(of=("self",)).in_bulk([person.pk for person in people])
    return (found[person.pk] for person in people)


def _require_registration(actor: Actor) -> None:
    if not may_have_purpose(actor, Purpose.REGISTRATION):
        raise PermissionDenied(_("U mag geen personen samenvoegen. Vraag het uw teamleider."))


def _row(mover: Mover, row: models.Model) -> Row:
    return Row(str(mover.model._meta.verbose_name), mover.describe(row) if mover.describe else "")


def _record(event: str, actor: Actor, *people: uuid.UUID) -> None:
    record(
        event,
        actor=actor,
        action=AccessRecord.Action.CHANGE,
        purpose=Purpose.REGISTRATION,
        about=About(subject_ids=people),
        data_classes=[DataClass.IDENTITY, DataClass.ADDRESS, DataClass.FAMILY],
    )
