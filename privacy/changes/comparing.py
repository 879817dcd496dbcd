"""What an entry of the history changed, field by field, in words."""

from __future__ import annotations

import datetime
import enum
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import DateField, JSONField, TextField, UUIDField
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from privacy import names
from privacy.changes.following import Entry, Followed, kind_of, kind_of_many
from privacy.crypto import EncryptedTextField
from privacy.names import Names

LONGEST = 200
Links = Mapping[int, Mapping[str, tuple[Any, ...]]]


@dataclass(frozen=True)
class Difference:
    """One field of a change. `was` and `now` are empty where the values are not for this reader, or for nobody."""

    label: str
    was: str = ""
    now: str = ""


class Withheld(enum.Enum):
    """What of a row its readers are not told here."""

    NOTHING = enum.auto()
    WORDS = enum.auto()
    """Free text."""
    CONTENT = enum.auto()
    """Everything but whom it is about, who did it, in which domain and when."""


@dataclass(frozen=True)
class Comparison:
    """An entry beside the one before it (None at an addition). `links` are the many-to-many keys by entry and field."""

    followed: Followed
    entry: Entry
    earlier: Entry | None
    links: Links
    names: Names
    withheld: Withheld

    def want_names(self) -> None:
        """Have all names of this comparison looked up together with those of others."""
        rows = [row for row in (self.entry, self.earlier) if row is not None]
        for column in columns(self.followed):
            if kind := kind_of(column):
                self.names.want(kind, [getattr(row, column.attname) for row in rows])
            if kind := kind_of_many(column):
                self.names.want(kind, [key for row in rows for key in getattr(row, column.attname)])
        for link in self.followed.links:
            for row in rows:
                self.names.want(kind_of(link), self.linked(row, link))

    def linked(self, entry: Entry | None, link: Any) -> tuple[Any, ...]:
        """The keys that an entry holds in a many-to-many field."""
        return self.links.get(entry.history_id, {}).get(link.name, ()) if entry is not None else ()

    def differences(self) -> Iterator[Difference]:
        """The fields that changed; at an addition those that were filled in."""
        for column in columns(self.followed):
            was = getattr(self.earlier, column.attname) if self.earlier is not None else None
            now = getattr(self.entry, column.attname)
            if (was or None) != (now or None) and not self._goes_without_saying(column):
                yield self._difference(column, was, now)
        for link in self.followed.links:
            before, after = self.linked(self.earlier, link), self.linked(self.entry, link)
            if set(before) != set(after):
                yield Difference(str(link.verbose_name), self._list(link, before), self._list(link, after))

    def _goes_without_saying(self, column: Any) -> bool:
        """At an addition: whose the row is, and what would be named without its value."""
        whose = (*self.followed.required_persons, *self.followed.households)
        return self.earlier is None and (column.attname in whose or self._is_unsaid(column))

    def _is_unsaid(self, column: Any) -> bool:
        if _is_private(column) or _is_nameless(column):
            return True
        if self.withheld == Withheld.CONTENT:
            return not _tells_who_or_when(column)
        return self.withheld == Withheld.WORDS and _is_free_text(column)

    def _difference(self, column: Any, was: Any, now: Any) -> Difference:
        label = str(column.verbose_name)
        if self._is_unsaid(column):
            return Difference(label)
        return Difference(label, self._words(column, was), self._words(column, now))

    def _words(self, column: Any, value: Any) -> str:
        if value is None or value in ("", []):
            return _("leeg")
        if kind := kind_of(column):
            return self.names.of(kind, value)
        if kind := kind_of_many(column):
            return ", ".join(sorted(self.names.of(kind, key) for key in value))
        if isinstance(value, list):
            return ", ".join(_said(column.base_field, one) for one in value)
        return _said(column, value)

    def _list(self, link: Any, keys: Iterable[Any]) -> str:
        return ", ".join(sorted(self.names.of(kind_of(link), key) for key in keys)) or _("niemand")


def columns(one: Followed) -> list[Any]:
    """What people fill in, and the burgerservicenummer; not the keys and search forms that follow from it."""
    key = one.model._meta.pk.attname
    return [
        column
        for column in one.model._meta.concrete_fields
        if column.attname != key and (column.editable or isinstance(column, EncryptedTextField))
    ]


def _is_private(column: Any) -> bool:
    return isinstance(column, EncryptedTextField | JSONField)


def _is_free_text(column: Any) -> bool:
    return isinstance(column, TextField) or (column.get_internal_type() == "CharField" and not column.choices)


def _tells_who_or_when(column: Any) -> bool:
    is_key = kind_of(column) or kind_of_many(column)
    return bool(is_key) or column.attname == "domain" or isinstance(column, DateField)


def _is_nameless(column: Any) -> bool:
    """Whether it holds a key, or several, of what has no words: that is told by changes of its own."""
    is_key = column.is_relation or isinstance(getattr(column, "base_field", column), UUIDField)
    return is_key and not names.has_words(kind_of(column) or kind_of_many(column))


def _said(column: Any, value: Any) -> str:
    return str(dict(column.flatchoices).get(value, value)) if column.choices else _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, datetime.datetime):
        return date_format(timezone.localtime(value), "j F Y H:i")
    if isinstance(value, datetime.date):
        return date_format(value, "j F Y")
    text = str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
