"""One access record in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from privacy import audit, names
from privacy.choices import DataClass
from privacy.log.addresses import address_of
from privacy.models import AccessRecord
from privacy.moments import in_words
from privacy.names import Names
from privacy.querysets import LogFilter, Place


@dataclass(frozen=True)
class Named:
    """Somebody or something by name, and where the log shows only what is about it."""

    label: str
    url: str


@dataclass(frozen=True)
class Line:
    """An access record, ready to show. Links narrow `period`, which holds no more than a begin and an end."""

    record: AccessRecord
    names: Names
    period: LogFilter

    @cached_property
    def moment(self) -> str:
        """When."""
        return in_words(self.record.at)

    @cached_property
    def worker(self) -> Named:
        """Who looked, by the name of that day."""
        return Named(self.record.actor_name, address_of(self.period.having(worker=self.record.actor_id)))

    @property
    def position(self) -> str:
        """Role and team of that day."""
        role = str(self.record.get_role_display()) if self.record.role else ""
        return ", ".join(part for part in (role, self.record.team) if part)

    @cached_property
    def words(self) -> str:
        """What was done; the name of what the last word says may follow it."""
        try:
            return audit.sentence_of(self.record.event)
        except audit.UnknownEvent:
            return f"{self.record.get_action_display()} ({self.record.event})"

    @cached_property
    def household(self) -> Named | None:
        """The household it was about."""
        key = self.record.household_id
        return self._named(names.HOUSEHOLD, key) if key else None

    @property
    def is_household_named_by_words(self) -> bool:
        """Whether the words end with the household, so that its name comes right after them."""
        return self.words.endswith(_("huishouden"))

    @cached_property
    def single(self) -> Named | None:
        """The one person it was about, where that says it all."""
        keys = self.record.named_subject_ids
        return self._named(names.PERSON, keys[0]) if len(keys) == 1 and not self.record.household_id else None

    @cached_property
    def subjects(self) -> list[Named]:
        """The people it was about, the first ones."""
        return [self._named(names.PERSON, key) for key in self.record.named_subject_ids]

    @property
    def unnamed(self) -> int:
        """How many more people it was about."""
        return len(self.record.subject_ids) - len(self.record.named_subject_ids)

    @cached_property
    def data_classes(self) -> list[str]:
        """What kinds of data were shown."""
        labels = dict(DataClass.choices)
        return [str(labels.get(data_class, data_class)) for data_class in self.record.data_classes]

    @cached_property
    def place(self) -> Place:
        """Where it stands in the log."""
        return Place.of(self.record)

    def _named(self, kind: str, key: Any) -> Named:
        return Named(self.names.of(kind, key), address_of(self.period.having(**{kind: key})))


def lines_of(records: Iterable[AccessRecord], called: Names, period: LogFilter) -> list[Line]:
    """Records as lines, with all names of a page looked up at once."""
    lines = [Line(record, called, period) for record in records]
    for line in lines:
        called.want(names.PERSON, line.record.named_subject_ids)
        called.want(names.HOUSEHOLD, [line.record.household_id])
    return lines
