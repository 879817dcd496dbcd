"""Database fields of this app."""

from __future__ import annotations

from typing import Any

from django.db import models

from households.dates import PartialDate


class PartialDateField(models.CharField[PartialDate | None, PartialDate | None]):
    """A date of which year, month or day may be unknown: eight digits, zeros for what is; sorts by what is known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **({"max_length": 8} | kwargs))

    def from_db_value(self, value: str | None, *_args: object) -> PartialDate | None:
        """Eight digits to a date."""
        return PartialDate.from_stored(value) if value else None

    def to_python(self, value: Any) -> PartialDate | None:
        """Accepts the date itself or its eight digits."""
        return value if value is None or isinstance(value, PartialDate) else PartialDate.from_stored(value)

    def get_prep_value(self, value: Any) -> Any:
        """A date to eight digits; text (for look-ups on a part) stays text."""
        return value.stored if isinstance(value, PartialDate) else value

    def value_to_string(self, obj: models.Model) -> str:
        """Eight digits, for serialisers."""
        value = self.value_from_object(obj)
        return value.stored if value else ""
