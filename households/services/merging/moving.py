"""Moving the rows of one record to another, one by one, and putting them back."""

from __future__ import annotations

import uuid
from collections import defaultdict
from typing import Any

from django.db import IntegrityError, models, transaction

from households.models import DuplicateCandidate, Household, HouseholdMembership, Person, PersonMerge
from households.services.merging.movers import Mover, movers
from households.services.naming import rename


class Moving:
    """The rows of one merge, and what they were before."""

    def __init__(self, kept: Person, merged: Person) -> None:
        self.kept, self.merged = kept, merged
        self.moved: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self.moved_rows: list[tuple[Mover, models.Model]] = []
        self.left_rows: list[tuple[Mover, models.Model]] = []

    def move(self) -> None:
        """Move every row that may."""
        for mover in movers().values():
            for row in mover.rows_about(self.merged):
                is_moved = self._move_link(mover, row) if mover.holds_many else self._move_key(mover, row)
                (self.moved_rows if is_moved else self.left_rows).append((mover, row))

    def judge(self, status: DuplicateCandidate.Status) -> None:
        """Close the offer of this pair, where there was one."""
        first, second = sorted((self.kept.pk, self.merged.pk))
        for candidate in DuplicateCandidate.objects.filter(first=first, second=second):
            self._set(candidate, {"status": str(status)})

    def rename_households(self) -> None:
        """Bring the names of their households in line."""
        people = (self.kept.pk, self.merged.pk)
        theirs = HouseholdMembership.objects.on().filter(person__in=people).values_list("household_id", flat=True)
        for household in Household.objects.filter(pk__in=set(theirs), ended_on__isnull=True).order_by("pk"):
            before = household.name
            rename(household)
            if household.name != before:
                self._remember(household, {"name": before}, {"name": household.name})

    def _move_key(self, mover: Mover, row: models.Model) -> bool:
        before = _values(row)
        mover.point(row, at=self.kept, instead_of=self.merged)
        if mover.tidy:
            mover.tidy(row)
        became = {name: value for name, value in _values(row).items() if before[name] != value}
        if not _saved(row, list(became)):
            for name in became:
                setattr(row, name, before[name])
            return False
        self._remember(row, {name: before[name] for name in became}, became)
        return True

    def _move_link(self, mover: Mover, row: models.Model) -> bool:
        links = getattr(row, mover.field)
        had_kept = links.filter(pk=self.kept.pk).exists()
        links.remove(self.merged)
        links.add(self.kept)
        self.moved[mover.label].append({"pk": str(row.pk), "had_kept": had_kept})
        return True

    def _set(self, row: models.Model, values: dict[str, Any]) -> None:
        before = {name: getattr(row, name) for name in values}
        for name, value in values.items():
            setattr(row, name, value)
        row.save(update_fields=list(values))
        self._remember(row, before, values)

    def _remember(self, row: models.Model, was: dict[str, Any], became: dict[str, Any]) -> None:
        entry = {"pk": str(row.pk), "was": _plain(was), "became": _plain(became)}
        self.moved[row._meta.label_lower].append(entry)


def put_back(label: str, entry: dict[str, Any], merge: PersonMerge) -> bool:
    """Give one row its former values; a row that is gone, or that somebody changed on purpose, stays as it is."""
    if "had_kept" in entry:
        return _put_link_back(movers()[label], entry, merge)
    model = _models()[label]
    row = model._base_manager.filter(pk=entry["pk"]).first()
    if row is None:
        return True
    if any(_plain(_values(row))[name] != value for name, value in entry["became"].items()):
        if isinstance(row, Household):
            rename(row)
        return True
    for name, value in entry["was"].items():
        setattr(row, name, value)
    return _saved(row, list(entry["was"]))


def _put_link_back(mover: Mover, entry: dict[str, Any], merge: PersonMerge) -> bool:
    row = mover.model._base_manager.filter(pk=entry["pk"]).first()
    if row is not None:
        links = getattr(row, mover.field)
        links.add(merge.merged_id)
        if not entry["had_kept"]:
            links.remove(merge.kept_id)
    return True


def _models() -> dict[str, type[models.Model]]:
    touched: list[type[models.Model]] = [Household, DuplicateCandidate]
    return {model._meta.label_lower: model for model in [*touched, *(mover.model for mover in movers().values())]}


def _values(row: models.Model) -> dict[str, Any]:
    return {column.attname: getattr(row, column.attname) for column in row._meta.concrete_fields}


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: _as_text(value) for name, value in values.items()}


def _as_text(value: Any) -> Any:
    """A key, or a list of keys, as JSON keeps it; anything else as it is."""
    if isinstance(value, list):
        return [_as_text(one) for one in value]
    return str(value) if isinstance(value, uuid.UUID) else value


def _saved(row: models.Model, fields: list[str]) -> bool:
    """Whether the database takes the row as it is now."""
    try:
        with transaction.atomic():
            row.save(update_fields=fields)
    except IntegrityError:
        return False
    return True
