"""Change history of everything personal, single and bulk, with actor and reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from simple_history.models import HistoricalRecords

from privacy.acting import current
from privacy.dates import DatedQuerySet

if TYPE_CHECKING:
    from privacy.models import User


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

    def get_change_reason_for_object(self, instance: models.Model, history_type: str, using: str | None) -> str:
        """The reason of the present context."""
        return getattr(instance, "_change_reason", None) or current().reason


class RecordedQuerySet(models.QuerySet[Any]):
    """A queryset whose bulk writes leave history rows, as `save` does."""

    def _record(self, rows: Iterable[models.Model], *, update: bool) -> None:
        history = self.model.history
        history.bulk_history_create(list(rows), batch_size=5000, update=update, default_change_reason=current().reason)

    def update(self, **kwargs: Any) -> int:
        """Change all rows of the set; two queries more than Django's, for the history."""
        keys = list(self.values_list("pk", flat=True))
        changed = super().update(**kwargs)
        self._record(self.model._base_manager.filter(pk__in=keys), update=True)
        return changed

    update.alters_data = True  # type: ignore[attr-defined]

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Insert many rows."""
        rows = super().bulk_create(objs, *args, **kwargs)
        self._record(rows, update=False)
        return rows

    def bulk_update(self, objs: Iterable[Any], fields: Iterable[str], *args: Any, **kwargs: Any) -> int:
        """Change many rows."""
        rows: Sequence[Any] = tuple(objs)
        # Django's bulk_update calls update() on this class, which records the history of every batch.
        return super().bulk_update(rows, fields, *args, **kwargs)


class RecordedDatedQuerySet(DatedQuerySet, RecordedQuerySet):
    """Dated rows with a change history."""

    def close(self, *, on: Any) -> int:
        """End every row of the set on a day."""
        return self.update(valid_until=on)

    def current(self) -> Self:
        """The rows that hold today."""
        return self.on()
