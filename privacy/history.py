"""Change history of everything personal, single and bulk, with actor and reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models
from simple_history.models import HistoricalRecords

from privacy.acting import current
from privacy.dates import DatedQuerySet

if TYPE_CHECKING:
    from privacy.models import User

_BATCH = 5000


class WouldLeaveNoHistory(TypeError):
    """A way of writing of which no history could be kept; the message names another way."""


def _who_acts(**_kwargs: object) -> User:
    return current().actor.user


class ChangeHistory(HistoricalRecords):  # type: ignore[misc]
    """`django-simple-history`, told by `acting` who changes and why. Fails when nobody acts."""

    def __init__(self, **kwargs: Any) -> None:
        defaults = {
            "user_model": "privacy.User",
            "get_user": _who_acts,
            "history_change_reason_field": models.TextField(blank=True, default=""),
            "cascade_delete_history": False,
        }
        super().__init__(**(defaults | kwargs))

    def finalize(self, sender: type[models.Model], **kwargs: Any) -> None:
        """Let Django's own bulk writes (`related.add()`, `SET_NULL`) pass through the model's recorded manager too."""
        super().finalize(sender, **kwargs)
        if hasattr(sender._meta, "simple_history_manager_attribute") and not sender._meta.base_manager_name:
            sender._meta.base_manager_name = "objects"

    def get_change_reason_for_object(self, instance: models.Model, history_type: str, using: str | None) -> str:
        """The reason of the present context."""
        return getattr(instance, "_change_reason", None) or current().reason

    def m2m_changed(self, *, instance: models.Model, reverse: bool, **kwargs: Any) -> None:
        """Keep the history of the side that holds the links; refuse changes that come from the other side."""
        if reverse:
            raise WouldLeaveNoHistory("change the links from the model that declares them: its history holds them")
        super().m2m_changed(instance=instance, reverse=reverse, **kwargs)


M = TypeVar("M", bound=models.Model)


class RecordedQuerySet(models.QuerySet[M]):
    """A queryset whose bulk writes leave history rows, as `save` does. `delete` leaves them by Django's signals."""

    def _record(self, rows: Iterable[models.Model], *, update: bool) -> None:
        recorded: Any = self.model
        entries = recorded.history.bulk_history_create(
            list(rows), batch_size=_BATCH, update=update, default_change_reason=current().reason
        )
        for field in recorded.history.model._history_m2m_fields:
            _record_links(field, entries)

    def update(self, **kwargs: Any) -> int:
        """Change all rows of the set; two queries more than Django's, for the history."""
        keys = list(self.values_list("pk", flat=True))
        changed = super().update(**kwargs)
        self._record(self.model._base_manager.filter(pk__in=keys), update=True)
        return changed

    update.alters_data = True  # type: ignore[attr-defined]

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Insert many rows. Raises `WouldLeaveNoHistory` with conflicts ignored or updated: who knows which were?"""
        if kwargs.get("ignore_conflicts") or kwargs.get("update_conflicts"):
            raise WouldLeaveNoHistory("look up which rows exist, then bulk_create the others")
        rows = super().bulk_create(objs, *args, **kwargs)
        self._record(rows, update=False)
        return rows

    def bulk_update(self, objs: Iterable[Any], fields: Iterable[str], *args: Any, **kwargs: Any) -> int:
        """Change many rows."""
        rows: Sequence[Any] = tuple(objs)
        # Django's bulk_update calls update() on this class, which records the history of every batch.
        return super().bulk_update(rows, fields, *args, **kwargs)


def _record_links(field: models.ManyToManyField[Any, Any], entries: Iterable[Any]) -> None:
    """Copy the links of each row into its history entry, so that no entry says that they were gone."""
    by_row = {entry.history_object.pk: entry for entry in entries}
    through: Any = field.remote_field.through
    mine = field.m2m_field_name()
    columns = [column.attname for column in through._meta.concrete_fields]
    history = ChangeHistory.m2m_models[field]
    history.objects.bulk_create(
        (
            history(
                history=by_row[getattr(link, f"{mine}_id")], **{column: getattr(link, column) for column in columns}
            )
            for link in through._base_manager.filter(**{f"{mine}__in": list(by_row)})
        ),
        batch_size=_BATCH,
    )


class RecordedDatedQuerySet(DatedQuerySet[M], RecordedQuerySet[M]):  # type: ignore[override]
    """Dated rows with a change history."""

    def close(self, *, on: Any) -> int:
        """End every row of the set on a day."""
        return self.update(valid_until=on)

    def current(self) -> Self:
        """The rows that hold today."""
        return self.on()
